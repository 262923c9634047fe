#ifndef BINGGUI_APP_COMPARING_H
#define BINGGUI_APP_COMPARING_H

#include <binggui/app/app.h>
#include <binggui/domain/comparison.h>

/*
 * Two sheets side by side; Enter leads to the names that make the difference.
 * Pushes itself on app->stack; `c` is taken over and empty afterwards.
 */
void comparing_push(struct app *app, struct comparison *c);

#endif
