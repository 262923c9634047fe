#ifndef BINGGUI_APP_BACKSTEP_H
#define BINGGUI_APP_BACKSTEP_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/vec.h>
#include <binggui/ui/form.h>

/*
 * Undo in a form across its fields: one step for each field that was left with a
 * change, together with what followed from it (sex and birth from a number).
 * Zero-filled is empty.
 */
struct backstep_text {
	size_t place;
	char *text; /* as it was before */
};
struct backstep {
	size_t place; /* the field that was left */
	VEC(struct backstep_text) texts;
};
struct backsteps {
	VEC(struct backstep) steps;
	char **settled; /* the text of each field after the last step */
	size_t n;
};
void backsteps_free(struct backsteps *b); /* leaves an empty one */

/* What stands in the form now is where undo ends. */
void backsteps_start(struct backsteps *b, const struct form *f);

/* A field was left: what differs from the last step is one step more. */
void backsteps_note(struct backsteps *b, const struct form *f, size_t place);

/*
 * Takes the last step away and hands it out (backstep_free); false if there is
 * none.  The caller puts the texts back, then backsteps_settle().
 */
bool backsteps_take(struct backsteps *b, const struct form *f, struct backstep *out);
void backsteps_settle(struct backsteps *b, const struct form *f);
void backstep_free(struct backstep *s);

#endif
