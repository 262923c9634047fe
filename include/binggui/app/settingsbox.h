#ifndef BINGGUI_APP_SETTINGSBOX_H
#define BINGGUI_APP_SETTINGSBOX_H

#include <binggui/app/app.h>

/* The screen of the user's settings (settings.h): each change is kept at once and holds from the next start. */
void settingsbox_push(struct app *app);

#endif
