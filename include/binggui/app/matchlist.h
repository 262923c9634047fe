#ifndef BINGGUI_APP_MATCHLIST_H
#define BINGGUI_APP_MATCHLIST_H

#include <stdint.h>

#include <binggui/app/app.h>

/*
 * The best posts for a seeker, or the best people for a post: a ranked list, near misses
 * behind, with the reasons of the row under the cursor.  One key sends the person to the
 * post and another prints the slip.  Each pushes itself on app->stack, or says why not.
 */
void matchlist_posts(struct app *app, uint64_t seeker);
void matchlist_people(struct app *app, uint64_t post);

/* What `match` means for a record of a register: posts for a person or a seeker, people
 * for a post, the whole plan for a fair or a base; says so if nothing. */
void matchlist_for(struct app *app, const struct def_table *t, uint64_t id);

#endif
