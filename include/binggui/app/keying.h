#ifndef BINGGUI_APP_KEYING_H
#define BINGGUI_APP_KEYING_H

#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/table/draft.h>

/*
 * Keying in an afternoon's visits (集中录入): what is the same for all is answered once, then each
 * visit is a name and what was different.  Pushes itself on app->stack.
 *
 * An ordinary visit: the next one of the list by Enter, or a name by its initials; Enter
 * behind 实物, or F2 anywhere, saves.
 */
void keying_push(struct app *app);

/* The same for a campaign. */
void keying_push_campaign(struct app *app, uint64_t campaign);

/* Goes on with a draft that was begun there (keykeep_owns). */
void keying_push_draft(struct app *app, const struct draft *d);

#endif
