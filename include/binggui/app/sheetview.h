#ifndef BINGGUI_APP_SHEETVIEW_H
#define BINGGUI_APP_SHEETVIEW_H

#include <binggui/app/app.h>

/*
 * A sheet of figures in its chapters, both forms of each value, with what does not fit
 * together: period and area are changed in place, Enter leads to the names behind a figure, help
 * tells what it means.  Pushes itself on app->stack with the first sheet, unless `sheet` names one.
 */
void sheetview_push(struct app *app, const char *sheet);

#endif
