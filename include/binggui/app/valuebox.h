#ifndef BINGGUI_APP_VALUEBOX_H
#define BINGGUI_APP_VALUEBOX_H

#include <binggui/app/app.h>
#include <binggui/app/rows.h>

/*
 * Asks for one value of a field outside of a form: codes and references by a picker, the
 * rest by a line that is asked again until it can be read.  `done` gets the canonical
 * text (valid during the call); not called for Esc.  The struct is the asker's,
 * zero-filled at first.
 */
typedef void valuebox_done(void *x, const char *value);

struct valuebox {
	struct app *app;
	const struct def_field *field;
	struct rows rows;    /* of a reference */
	const char **labels; /* of a list at hand; owned by the definitions */
	size_t n_labels;
	valuebox_done *done;
	void *x;
};

void valuebox_push(struct valuebox *b, struct app *app, const struct def_field *f,
	const char *title, valuebox_done *done, void *x);
void valuebox_free(struct valuebox *b);

#endif
