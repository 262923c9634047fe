#ifndef BINGGUI_APP_OPTIONS_H
#define BINGGUI_APP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/err.h>
#include <binggui/base/str.h>

/*
 * The command line, read: options may stand anywhere, the rest are words.
 * Strings point into argv, but for data and screens, which are worked out.
 */
struct options {
	const char *data_option, *screens_option;
	struct str data; /* --data, $BINGGUI_DATA, $XDG_DATA_HOME/binggui, ~/.local/share/binggui */
	struct str
		screens; /* --screens, $BINGGUI_SCREENS, beside the program, the installed ones; "" = none found */
	const char *user; /* --user, $BINGGUI_USER, the login name (user_told: not that) */
	bool user_told;
	uint16_t station; /* of a new store; 0 = 1 */
	struct date today;
	const char *encoding, *sheet, *rejects;
	const char *where, *columns, *sort, *format, *output, *reason;
	const char *areas, *mode;
	const char *fair, *base; /* match all */
	const char *area;        /* --area: a code or a name */
	const char *period, *explain, *compare;
	const char *terminal; /* its encoding; NULL = not said */
	size_t limit;         /* 0 = none */
	size_t people, seed;  /* of the practice county; 0 = the usual */
	bool apply;
	bool json, freeze, dry_run, yes, reveal, repair, help, version, ascii, no_color, slow;
	int ambiguous; /* 0 = not said */
	int line_ms;   /* $BINGGUI_LINE_MS: how far the bytes of one key lie apart; 0 = as usual */
	char host[65]; /* where this runs; "" = not to be shown */
	int n_words;
	char **words;
};

/* False with ERR_USAGE.  argv is reordered. */
bool options_read(struct options *o, int argc, char **argv, struct err *e);
void options_free(struct options *o);

/* The name of an option, without its dashes; NULL behind the last. */
const char *options_name(size_t i);

/* The list of options for --help. */
void options_help(struct str *out);

#endif
