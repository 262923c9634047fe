#ifndef BINGGUI_APP_AREABOX_H
#define BINGGUI_APP_AREABOX_H

#include <binggui/app/app.h>

/*
 * The towns and villages that are there; one of them gets another name, joins another, or some
 * of its people go to another: what would follow is shown first, then done as one batch.
 */
void areabox_push(struct app *app);

#endif
