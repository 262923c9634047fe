#ifndef BINGGUI_APP_SORTBOX_H
#define BINGGUI_APP_SORTBOX_H

#include <binggui/app/app.h>
#include <binggui/app/look.h>

/*
 * By which field a list is sorted: the columns first, then the other fields; the field in
 * force again turns the order round.  The struct is the list's (zero-filled at
 * first).
 */
typedef void sortbox_done(void *x, const struct look *chosen);

struct sortbox {
	struct look look;
	struct {
		const struct def_field **at; /* NULL among them = by id */
		size_t n, cap;
	} fields;
	sortbox_done *done;
	void *x;
};

/* `done` gets the look with the new order (valid during the call); not called for Esc. */
void sortbox_push(struct sortbox *b, struct app *app, const struct def_table *t,
	const struct look *now, sortbox_done *done, void *x);
void sortbox_free(struct sortbox *b);

#endif
