#ifndef BINGGUI_APP_OWED_H
#define BINGGUI_APP_OWED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/app/tally.h>
#include <binggui/ui/canvas.h>

/*
 * What is owed or wrong today, a line each, always in the same order: the conditions of home.yaml,
 * drafts, imports that did not get to their end, the age of the last backup.
 */
struct owed {
	struct app *app;
	struct tally tally;
	struct str
		area; /* whose affairs are counted: a town's or village's name; "" = the county's */
	size_t n_drafts, n_imports;
	int64_t backup_ms; /* 0 = never */
	uint64_t tick;     /* archive_tick() when these were looked at */
	bool looked;
};

void owed_begin(struct owed *o, struct app *app); /* looks at nothing yet */
void owed_free(struct owed *o);

size_t owed_count(const struct owed *o);
/* How many of them, the last ones, every home screen has: drafts, imports, the backup. */
size_t owed_fixed(void);

/* Label and value of a line (both replaced) and the role of the value. */
enum role owed_line(const struct owed *o, size_t i, struct str *label, struct str *value);

/* The list, the drafts, the imports, or the backup behind a line. */
void owed_open(struct owed *o, size_t i);

/* Looks a little further while nobody types; true if there is something new to see. */
bool owed_step(struct owed *o, int64_t now_ms, bool resting);

/* Somebody is back at the menu. */
void owed_hurry(struct owed *o);

#endif
