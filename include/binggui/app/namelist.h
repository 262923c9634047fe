#ifndef BINGGUI_APP_NAMELIST_H
#define BINGGUI_APP_NAMELIST_H

#include <stddef.h>
#include <stdint.h>

#include <binggui/app/app.h>

/*
 * People behind a number: who they are and, in up to three columns, why they stand here.  Enter
 * opens the person's book.  Typing finds nothing here: the list is short and sorted as it came.
 */
enum { NAMELIST_NOTES = 3 };

struct namelist_row {
	uint64_t person;
	char *notes[NAMELIST_NOTES]; /* NULL = nothing to say */
};
struct namelist_rows {
	struct namelist_row *at;
	size_t n, cap;
};
struct namelist_note {
	const char *label;
	int width;
};

/* `rows` is taken over and empty afterwards; title and empty are copied; n_notes columns are shown. */
void namelist_push(struct app *app, const char *title, const char *empty,
	const struct namelist_note *notes, size_t n_notes, struct namelist_rows *rows);

void namelist_add(struct namelist_rows *rows, uint64_t person); /* without notes */
void namelist_free(struct namelist_rows *rows);

#endif
