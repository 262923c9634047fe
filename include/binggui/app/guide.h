#ifndef BINGGUI_APP_GUIDE_H
#define BINGGUI_APP_GUIDE_H

#include <stdbool.h>

#include <binggui/app/app.h>

/*
 * The first run: which county, 正式库 or 练习库, who works here, which station; then the store is
 * made and open (app->archive) and the stack ends.  Left with Esc nothing has been made.
 */
void guide_push(struct app *app);

#endif
