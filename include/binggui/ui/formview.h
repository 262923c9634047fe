#ifndef BINGGUI_UI_FORMVIEW_H
#define BINGGUI_UI_FORMVIEW_H

#include <binggui/ui/canvas.h>
#include <binggui/ui/form.h>

/*
 * Paints the page with the focus into r and puts the hardware cursor into the
 * focused field.  With several pages the first row names them.  Scrolls so that the
 * focused field is seen.  In front of a field stands '!' for a problem, '?' for
 * a warning, '*' for required and still empty, '=' for pinned; the problem's text stands behind the field or
 * below it where that is blank.
 */
void form_paint(struct form *f, struct canvas *c, struct rect r);

#endif
