#ifndef BINGGUI_APP_PAPER_H
#define BINGGUI_APP_PAPER_H

#include <stdbool.h>

#include <binggui/app/app.h>

/*
 * Text for paper, to a file: UTF-8, or in another encoding (GB18030 for old dot-matrix
 * printers) with the line ends those want.  Never half a file; only the owner may read it.
 * `encoding` NULL = UTF-8; ERR_USAGE if nobody knows it.
 */
bool paper_write(const char *text, const char *path, const char *encoding, struct err *e);

/*
 * Asks in which encoding and under which name a text is to be written, and whether a file that is
 * there may be replaced, writes it and says so.  Zero-filled at first; it belongs to the
 * screen that asks, and ends with it.
 */
struct paper {
	struct app *app;
	struct str text, path;
	const char *encoding;
	bool (*before)(void *x, const char *path, struct err *e); /* journals; NULL = nothing to */
	void *x;
};
void paper_free(struct paper *p);
/* `text` is taken over and empty afterwards; `name` is what the file might be called. */
void paper_ask(struct paper *p, struct app *app, const char *name, struct str *text,
	bool (*before)(void *x, const char *path, struct err *e), void *x);

/* A path as typed, ~/ meaning the home directory; replaces out. */
void paper_path(struct str *out, const char *typed);

#endif
