#ifndef BINGGUI_APP_COVERBOX_H
#define BINGGUI_APP_COVERBOX_H

#include <binggui/app/app.h>

/*
 * How far the visits reach, village by month in characters; the names behind every cell, those
 * visited and those not.
 */
void coverbox_push(struct app *app);

#endif
