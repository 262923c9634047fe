#ifndef BINGGUI_APP_HOME_H
#define BINGGUI_APP_HOME_H

#include <binggui/app/app.h>

/* The first screen: the numbered menu of home.yaml; letters go straight to the list of people. */
void home_push(struct app *app);

/* Runs a menu command ("import", "batches", "quit") or opens a table by name; false if it is neither. */
bool home_go(struct app *app, const char *what);

#endif
