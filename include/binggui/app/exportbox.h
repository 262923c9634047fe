#ifndef BINGGUI_APP_EXPORTBOX_H
#define BINGGUI_APP_EXPORTBOX_H

#include <binggui/app/app.h>
#include <binggui/app/look.h>
#include <binggui/domain/export.h>
#include <binggui/table/table.h>
#include <binggui/ui/progress.h>

/*
 * What a list shows, to a file: format, name, and, where a column is secret,
 * whether and why it is written in full are asked one after the other.  The struct is
 * the list's (zero-filled at first), so that what is under way ends with it.
 */
struct exportbox {
	struct app *app;
	const struct def_table *table;
	struct look look;
	struct ids ids;
	enum export_format format;
	struct str path, reason;
	struct progress progress;
};

/* `ids` is taken over and empty afterwards. */
void exportbox_push(struct exportbox *b, struct app *app, const struct def_table *t,
	const struct look *shown, struct ids *ids);
void exportbox_free(struct exportbox *b);

#endif
