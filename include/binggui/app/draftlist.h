#ifndef BINGGUI_APP_DRAFTLIST_H
#define BINGGUI_APP_DRAFTLIST_H

#include <binggui/app/app.h>

/* This user's drafts, newest first: opened again, or deleted after asking.  Pushes itself on app->stack. */
void draftlist_push(struct app *app);

#endif
