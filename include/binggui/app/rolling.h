#ifndef BINGGUI_APP_ROLLING_H
#define BINGGUI_APP_ROLLING_H

#include <binggui/app/app.h>
#include <binggui/domain/roll.h>

/* roll_load with its progress over the screen; Esc stops it (ERR_STOPPED). */
bool rolling_load(struct roll *r, struct app *app, uint64_t campaign, struct err *e);

#endif
