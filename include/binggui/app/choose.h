#ifndef BINGGUI_APP_CHOOSE_H
#define BINGGUI_APP_CHOOSE_H

#include <binggui/app/app.h>
#include <binggui/ui/form.h>

/*
 * F4: a picker for a form field by what it holds: the codes of a code field, the
 * records of a reference, yes or no, today for a date.  What is picked goes
 * into the form as if it had been typed.
 */
void choose_value(struct app *app, struct form *form, size_t place, const struct def_field *f);

/*
 * The focus has left `place`: what cannot be read there does not stay behind in silence.  If what
 * was typed may mean one of several and `offer` is set, they are offered (李 for a reference), else
 * what is wrong is said.  Nothing happens where all is well.
 */
void choose_left(
	struct app *app, struct form *form, size_t place, const struct def_field *f, bool offer);

#endif
