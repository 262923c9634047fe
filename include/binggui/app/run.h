#ifndef BINGGUI_APP_RUN_H
#define BINGGUI_APP_RUN_H

#include <binggui/app/app.h>

/*
 * The full-screen program.  With a terminal it runs until the user leaves;
 * without one it prints what is in the store.  The archive must be open.
 * Returns the exit code.
 */
int run_screens(struct app *app);

/* Whether there is a terminal to show screens on.  Then run_screens may be called without an archive: the first-run guide makes one. */
bool run_has_terminal(void);

/*
 * Builds keymap and stack on app->term and pushes the home screen: what
 * run_screens() does, and tests with a terminal in memory.
 */
bool run_prepare(struct app *app, struct err *e);

/* What is in the store, for those who have no terminal. */
void run_summary(struct app *app);

#endif
