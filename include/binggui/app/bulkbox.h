#ifndef BINGGUI_APP_BULKBOX_H
#define BINGGUI_APP_BULKBOX_H

#include <binggui/app/app.h>
#include <binggui/app/valuebox.h>
#include <binggui/domain/bulk.h>
#include <binggui/table/table.h>
#include <binggui/ui/progress.h>

/*
 * One field of all marked records: which, how and to what is asked, then confirmed, then
 * done; what failed is listed with the reason.  The struct is the list's
 * (zero-filled at first), so that what is under way ends with it.
 */
typedef void bulkbox_done(void *x, const struct bulk_result *result);

struct bulkbox {
	struct app *app;
	const struct def_table *table;
	struct ids ids;
	size_t unseen; /* how many of them the list does not show now */
	struct {
		const struct def_field **at;
		size_t n, cap;
	} fields; /* offered */
	const struct def_field *field;
	enum bulk_how hows[4]; /* offered; empties is BULK_SET without a value */
	enum bulk_how how;
	struct str value;
	struct valuebox asking;
	struct progress progress;
	bulkbox_done *done;
	void *x;
};

/* `done` is called before the list of failures is shown; `ids` are copied. */
void bulkbox_push(struct bulkbox *b, struct app *app, const struct def_table *t,
	const uint64_t *ids, size_t n, size_t unseen, bulkbox_done *done, void *x);
void bulkbox_free(struct bulkbox *b);

#endif
