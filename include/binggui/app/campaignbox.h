#ifndef BINGGUI_APP_CAMPAIGNBOX_H
#define BINGGUI_APP_CAMPAIGNBOX_H

#include <stddef.h>
#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/schema/record.h>
#include <binggui/table/table.h>
#include <binggui/ui/progress.h>

/*
 * The questions about a whole campaign: whether it starts and how many that will be, whether it
 * ends, whether later arrivals join its list.  The struct is the asker's (zero-filled but for
 * the upper half), so that what is under way ends with it; `done` is called when something was saved.
 */
struct campaignbox {
	struct app *app;
	uint64_t id;
	size_t left; /* people not visited yet */
	void (*done)(void *x);
	void *x;

	struct record campaign;
	struct ids missing;
	struct progress progress;
};
void campaignbox_move(struct campaignbox *b); /* starts, or ends */
void campaignbox_late(struct campaignbox *b);
void campaignbox_free(struct campaignbox *b);

#endif
