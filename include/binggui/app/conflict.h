#ifndef BINGGUI_APP_CONFLICT_H
#define BINGGUI_APP_CONFLICT_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/app/app.h>
#include <binggui/schema/record.h>

/*
 * Fields for which there is more than one value, side by side: one is chosen for
 * each.  Fields that say one thing together (merge_leader) are chosen
 * together.  Nothing is chosen beforehand, and nothing is taken until all are.
 */
enum { CONFLICT_SIDES = 3 };

struct conflict_side {
	const char *label; /* 我填写的 */
	const struct record *record;
};
struct conflict {
	const struct def_table *table;
	const char *title;
	struct conflict_side sides[CONFLICT_SIDES];
	size_t n_sides;
	const struct def_field *const *fields;
	size_t n;
	bool revealed; /* secrets are shown: the caller has journalled it */
};

/*
 * Pushes itself on app->stack; everything is copied.  `done` is called once, after the
 * screen has been popped, with the side chosen for each field, or NULL if
 * nothing was decided.
 */
typedef void conflict_done(void *x, const size_t *chosen);
void conflict_push(struct app *app, const struct conflict *c, conflict_done *done, void *x);

#endif
