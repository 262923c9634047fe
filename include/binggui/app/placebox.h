#ifndef BINGGUI_APP_PLACEBOX_H
#define BINGGUI_APP_PLACEBOX_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/app.h>

/*
 * Everybody who looks for work and all open posts, those of a fair, or those of a base:
 * who should go where, which posts nobody can fill and why, who stays without and why.
 * Nothing is written before F2 and a yes; then it is one batch.
 */
void placebox_push(struct app *app);

/* For a record of a group's register; false if t is none. */
bool placebox_push_group(struct app *app, const struct def_table *t, uint64_t id);

/* The menu's command `match`: asks for which posts. */
void placebox_ask(struct app *app);

#endif
