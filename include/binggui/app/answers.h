#ifndef BINGGUI_APP_ANSWERS_H
#define BINGGUI_APP_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/app.h>

/*
 * What this session remembers from one record to the next, in app->answers:
 * the last answer to each field (for `=`), and the pinned fields, whose value
 * is there already when the next new record is opened.
 */

/* The last answer as it was shown, or NULL; valid until it is remembered anew. */
const char *answers_last(
	const struct app *app, const struct def_table *t, const struct def_field *f);

/* A record was saved with this text in a field: an empty one only counts where the field is pinned. */
void answers_remember(
	struct app *app, const struct def_table *t, const struct def_field *f, const char *text);

/* The text a pinned field begins with ("" is one too), or NULL if it is not pinned. */
const char *answers_pinned(
	const struct app *app, const struct def_table *t, const struct def_field *f);
void answers_pin(struct app *app, const struct def_table *t, const struct def_field *f,
	const char *text); /* NULL: no longer */

/* Whether a value may be kept for the next record: not what tells records apart, follows from others or is secret. */
bool answers_can_pin(const struct def_field *f);

/*
 * Numbers for the drafts of new records that are open at the same time, here and in other terminals.
 * `fresh`: one for which there is no draft in the store; else that of a draft left behind, if any.
 */
uint32_t answers_claim_slot(struct app *app, const struct def_table *t, bool fresh);
void answers_keep_slot(struct app *app, const struct def_table *t, uint32_t slot); /* that one */
void answers_release_slot(
	struct app *app, const struct def_table *t, uint32_t slot); /* 0 is fine */
/* Whether another terminal that is still there writes that draft: it is not to be offered here. */
bool answers_slot_elsewhere(uint32_t slot);

#endif
