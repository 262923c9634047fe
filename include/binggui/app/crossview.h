#ifndef BINGGUI_APP_CROSSVIEW_H
#define BINGGUI_APP_CROSSVIEW_H

#include <binggui/app/app.h>

/*
 * A cross table of any register: which register, which field down and which across are
 * asked one after the other and can be changed; Enter leads to the names of a row, with a slice
 * for each column.  Pushes itself on app->stack with people by town and sex.
 */
void crossview_push(struct app *app);

#endif
