#ifndef BINGGUI_APP_TRANSCODE_H
#define BINGGUI_APP_TRANSCODE_H

#include <stdbool.h>

#include <binggui/app/app.h>
#include <binggui/text/charset.h>
#include <binggui/ui/term.h>

/*
 * The screens are always drawn in UTF-8.  On a terminal that speaks GBK,
 * GB18030 or Big5 the program runs a second time, behind a terminal of its
 * own, and this process passes on what is written and typed (text/recode).
 *
 * Which encoding: --terminal, $BINGGUI_TERMINAL, what the terminal shows when
 * it is asked (app/probe), what the locale's name says, UTF-8.  How wide
 * ambiguous characters are is asked, too, unless --ambiguous says it.
 */
struct transcode {
	enum charset terminal;
	int ambiguous;    /* columns, 1 or 2 */
	bool behind;      /* this process is the one behind */
	struct str typed; /* before the screens were there */
};

/*
 * Makes the terminal ready for screens drawn by this process and says how in
 * `o`, which borrows from `t`: true.  False if that is not for this process to do: the
 * other one has run and ended (the archive is closed then), or there was a failure; *code
 * is the exit code.  Free `t` either way.
 */
bool transcode_ready(struct transcode *t, struct app *app, struct term_options *o, int *code);
void transcode_free(struct transcode *t);

/* "auto", "utf-8", "gbk", "gb18030", "big5" and what else they are called; false if unknown. */
bool transcode_named(const char *name, bool *told, enum charset *out);

#endif
