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

#endif
