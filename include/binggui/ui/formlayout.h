#ifndef BINGGUI_UI_FORMLAYOUT_H
#define BINGGUI_UI_FORMLAYOUT_H

#include <binggui/ui/form.h>

/*
 * Where the texts and fields of a page stand in so many columns: as drawn if that is enough.  Else
 * what does not fit beside its neighbour stands in a line of its own below it, its label with it, and a
 * field that is too wide even so is as wide as the screen.  Fills at_row, at_col and at_width;
 * returns the lines that are needed.
 */
int form_layout(struct form *f, size_t page, int columns, int ambiguous);

#endif
