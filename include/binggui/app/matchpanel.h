#ifndef BINGGUI_APP_MATCHPANEL_H
#define BINGGUI_APP_MATCHPANEL_H

#include <binggui/domain/matcher.h>
#include <binggui/ui/canvas.h>

/*
 * Under a list: why the pair under the cursor fits, part by part with its sum, and what
 * is missing and could mend it.  Rows it wants on a body of so many rows.
 */
int matchpanel_rows(int body_rows);
void matchpanel_paint(struct canvas *c, struct rect r, const struct matcher_reasons *reasons);

#endif
