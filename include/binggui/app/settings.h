#ifndef BINGGUI_APP_SETTINGS_H
#define BINGGUI_APP_SETTINGS_H

#include <stdbool.h>

#include <binggui/app/options.h>
#include <binggui/base/err.h>

/*
 * What one user wants on this machine, whatever the store:
 * $XDG_CONFIG_HOME/binggui/settings.yaml, ~/.config/binggui/settings.yaml.
 *
 *	name: "张三"         who works here
 *	area: "610927100000" which part of the county he works for; without it his station's
 *	terminal: "gbk"     the terminal's encoding; auto
 *	ambiguous: "2"      columns of “·”“—”; 1
 *	lines: "ascii"      unicode
 *	colors: "no"        yes
 *	line: "slow"        fast
 *
 * Options and environment go before it.
 */
struct settings {
	char *name, *area, *terminal; /* NULL = not said */
	int ambiguous;                /* 0 = not said */
	bool ascii, no_color, slow;
};
void settings_free(struct settings *s);

/* Replaces s.  A file that is not there is no failure; what is not understood in it is passed by. */
bool settings_read(struct settings *s, struct err *e);
bool settings_write(const struct settings *s, struct err *e);

/* What the command line left open; `o` borrows from s. */
void settings_apply(const struct settings *s, struct options *o);

#endif
