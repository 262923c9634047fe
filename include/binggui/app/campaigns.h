#ifndef BINGGUI_APP_CAMPAIGNS_H
#define BINGGUI_APP_CAMPAIGNS_H

#include <binggui/app/app.h>

/* The visit campaigns and how far each has come; Enter opens one (advance.h). */
void campaigns_push(struct app *app);

#endif
