#ifndef BINGGUI_APP_SAVING_H
#define BINGGUI_APP_SAVING_H

#include <binggui/app/drafting.h>
#include <binggui/app/mistakes.h>
#include <binggui/domain/duplicate.h>
#include <binggui/table/change.h>

/*
 * F2 in a form, step by step: the problems of all fields; who else it might be,
 * for a new record or another name or birthday; the save; and where somebody
 * saved the same fields meanwhile, which value to take.  Until the save is through
 * everything typed stays in the form.
 */
struct saving {
	struct filling *filling;
	struct drafting *drafting;
	struct mistakes *mistakes;
	/* Opens another record above the form. */
	void (*open)(struct app *app, const struct def_table *t, uint64_t id);
	struct duplicates found; /* offered last */
	struct str before;       /* what was asked about: the same was given before */
	struct change clash;     /* CHANGE_CONFLICT: what is stored, and which fields */
};
void saving_free(struct saving *s);

/* Shows all problems beside their fields; how many forbid saving. */
size_t saving_check(struct saving *s);

void saving_start(struct saving *s);

#endif
