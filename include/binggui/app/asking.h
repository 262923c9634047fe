#ifndef BINGGUI_APP_ASKING_H
#define BINGGUI_APP_ASKING_H

#include <stdbool.h>

#include <binggui/app/app.h>
#include <binggui/domain/grid.h>

/*
 * What the verbs that answer with numbers have in common: the form of the answer,
 * an area as it is typed, a file.
 */
enum asking_format { ASKING_TEXT, ASKING_JSON, ASKING_CSV, ASKING_XLSX, ASKING_UNKNOWN };

/* From --json, --format, or the ending of -o. */
enum asking_format asking_format(const struct app *app);

/* Whether --format, -o and --encoding go together; ERR_USAGE before anything is counted. */
bool asking_check(const struct app *app, struct err *e);

/* An area as typed: what a reference to it holds, and its name (NULL = not wanted); NULL or "" = everywhere. */
bool asking_area(struct archive *a, const char *typed, struct str *reference, struct str *name,
	struct err *e);

/*
 * The grid in the form asked for: to a file, which is journalled, or to `out` as text or CSV.
 * `t` may be NULL.
 */
bool asking_write(const struct app *app, const struct grid *g, const struct def_table *t,
	struct str *out, struct err *e);

/* The text on the standard output, or, with -o and a form that is no table, in that file in --encoding. */
bool asking_print(const struct app *app, const struct str *out, struct err *e);

/* To a file by its name's ending, journalled; what the screens and the verbs do. */
bool asking_save(struct archive *a, const struct grid *g, const struct def_table *t,
	const char *path, const char *encoding, struct err *e);

#endif
