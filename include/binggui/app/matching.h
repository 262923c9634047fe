#ifndef BINGGUI_APP_MATCHING_H
#define BINGGUI_APP_MATCHING_H

#include <stdint.h>

#include <binggui/app/app.h>

/*
 * What the command `match` means for a record: posts for a person or a seeker, people for a
 * post, the whole plan for a fair or a base; says so if it means nothing.
 */
void matching_push(struct app *app, const struct def_table *t, uint64_t id);

#endif
