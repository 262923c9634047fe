#ifndef BINGGUI_APP_LAYOUT_H
#define BINGGUI_APP_LAYOUT_H

#include <binggui/app/app.h>
#include <binggui/ui/form.h>

/*
 * Draws a table's forms into an empty form: a page for each picture, or the
 * fields one below the other where the table has none.  Hands out which field
 * each form field shows; the caller frees the array (mem_free).
 */
const struct def_field **layout_draw(struct form *form, struct app *app, const struct def_table *t);

/* Its text is one answer, which is given anew rather than written on: a code, a date, an amount. */
bool layout_whole(const struct def_field *f);

#endif
