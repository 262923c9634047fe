#ifndef BINGGUI_APP_KEYDESK_H
#define BINGGUI_APP_KEYDESK_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/app/keyentry.h>
#include <binggui/app/keyfind.h>
#include <binggui/app/keykeep.h>
#include <binggui/app/keylog.h>
#include <binggui/app/keyview.h>
#include <binggui/app/valuebox.h>

/*
 * What lies on the table while visits are keyed in, and the ways from one part of it to
 * another: whom, what holds for all, this visit, those keyed before.
 */
struct keydesk {
	struct app *app;
	enum keying_state state;
	struct keyentry entry;
	struct keyfind find;
	struct keylog log;
	struct keykeep keep;
	struct str campaign; /* whose list is loaded */
	struct draft offered;
	struct valuebox staff; /* who went */
};

/* NULL with a sentence said if screens/ lacks what is needed. */
struct keydesk *keydesk_new(struct app *app);
void keydesk_free(void *x);

/* The head as last time (or with that campaign), its list; the stack holds the screen already. */
void keydesk_begin(struct keydesk *s, const char *campaign);

void keydesk_say(struct keydesk *s, enum role role, const char *text);

/* Asks whether to go on with what was begun; or goes on with it. */
void keydesk_offer(struct keydesk *s);
void keydesk_go_on(struct keydesk *s, const struct draft *d);

void keydesk_to_find(struct keydesk *s);
void keydesk_to_head(struct keydesk *s);
bool keydesk_leave_head(struct keydesk *s); /* false: something in it cannot be read */
bool keydesk_to_log(struct keydesk *s);

bool keydesk_pick(struct keydesk *s);   /* whom the cursor is on */
bool keydesk_reopen(struct keydesk *s); /* the line of the session the cursor is on */

/* Adds a colleague from the register of staff to those who went. */
void keydesk_add_visitor(struct keydesk *s);

#endif
