#ifndef BINGGUI_APP_APP_H
#define BINGGUI_APP_APP_H

#include <stdbool.h>

#include <binggui/app/options.h>
#include <binggui/app/settings.h>
#include <binggui/base/err.h>
#include <binggui/base/map.h>
#include <binggui/schema/yaml.h>
#include <binggui/table/archive.h>

struct term;
struct keymap;
struct stack;

/*
 * Everything one run of the program works with.  Verbs use the upper half,
 * screens all of it; nothing here drives anything (app/run does).
 */
struct app {
	struct options options;
	struct settings settings; /* the user's, on this machine; options borrows from them */
	struct settings kept;     /* as they are for the next start */
	struct defs *defs;        /* from screens/; NULL: the store's last good ones */
	struct faults faults;     /* why screens/ was refused */
	struct archive *archive;

	struct term *term;
	struct keymap *keymap;
	struct stack *stack;
	bool helping;       /* the help on keys is open */
	struct map answers; /* "table.field" -> the answer given last in this session (char *) */
};

/*
 * Reads screens/ into app->defs.  True also if it was refused (app->faults
 * says why): then the store's last good definitions will do.
 */
bool app_load(struct app *app, struct err *e);

/* Opens the store (app_load first).  ERR_NOINPUT if there is none. */
bool app_open(struct app *app, bool create, struct err *e);

void app_close(struct app *app); /* in any state */

/* A table named on the command line or in a menu; NULL with a sentence that lists the tables. */
const struct def_table *app_table(struct app *app, const char *name, struct err *e);

/* Today, as --today or the clock says. */
struct date app_today(const struct app *app);

#endif
