#include <binggui/app/answers.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <binggui/base/mem.h>
#include <binggui/table/draft.h>

/* Names hold no blank, so these never meet. */
static void name_key(struct str *out, const char *what, const struct def_table *t, const char *part)
{
	str_clear(out);
	str_addf(out, "%s%s.%s", what, t->name, part);
}

static void keep(struct app *app, const char *key, const char *text)
{
	mem_free(
		text ? map_put(&app->answers, key, mem_strdup(text)) : map_del(&app->answers, key));
}

static const char *kept(const struct app *app, const char *what, const struct def_table *t,
	const struct def_field *f)
{
	struct str key = {0};

	name_key(&key, what, t, f->name);
	const char *text = map_get(&app->answers, str_c(&key));
	str_free(&key);
	return text;
}

static void set(struct app *app, const char *what, const struct def_table *t,
	const struct def_field *f, const char *text)
{
	struct str key = {0};

	name_key(&key, what, t, f->name);
	keep(app, str_c(&key), text);
	str_free(&key);
}

const char *answers_last(
	const struct app *app, const struct def_table *t, const struct def_field *f)
{
	return kept(app, "", t, f);
}

void answers_remember(
	struct app *app, const struct def_table *t, const struct def_field *f, const char *text)
{
	if (*text && f->class != CLASS_SECRET)
		set(app, "", t, f, text);
	if (answers_pinned(app, t, f))
		answers_pin(app, t, f, text);
}

const char *answers_pinned(
	const struct app *app, const struct def_table *t, const struct def_field *f)
{
	return kept(app, "pin ", t, f);
}

void answers_pin(
	struct app *app, const struct def_table *t, const struct def_field *f, const char *text)
{
	set(app, "pin ", t, f, text);
}

bool answers_can_pin(const struct def_field *f)
{
	return !f->unique && !f->computed && !f->readonly && !f->by && !f->verify &&
	       f->class != CLASS_SECRET && !(f->from && *f->from);
}

/* ---- slots ------------------------------------------------------------------------------------- */

static void slot_key(struct str *out, const struct def_table *t, uint32_t slot)
{
	char number[16];

	snprintf(number, sizeof number, "%u", slot);
	name_key(out, "slot ", t, number);
}

/*
 * A slot is the number of the process that gave it out and one of its own behind that, so that two
 * terminals of one clerk never write into each other's drafts.
 */
enum { SLOT_BITS = 8 };

static bool slot_taken(struct app *app, const struct def_table *t, uint32_t slot)
{
	struct str key = {0};

	slot_key(&key, t, slot);
	bool taken = map_has(&app->answers, str_c(&key));
	str_free(&key);
	return taken;
}

bool answers_slot_elsewhere(uint32_t slot)
{
	pid_t process = (pid_t)(slot >> SLOT_BITS);

	return process && process != getpid() && (kill(process, 0) == 0 || errno == EPERM);
}

/* The first draft of a new record that nobody is writing; 0 if there is none. */
static uint32_t left_behind(struct app *app, const struct def_table *t)
{
	struct draft_list all = {0};
	struct err e = {0};
	uint32_t first = 0;

	if (!draft_list(app->archive, &all, &e))
		return 0;
	for (size_t i = 0; i < all.n; i++) {
		const struct draft *d = &all.at[i];
		if (d->table == t && !d->record && (!first || d->slot < first) &&
			!slot_taken(app, t, d->slot) && !answers_slot_elsewhere(d->slot))
			first = d->slot;
	}
	draft_list_free(&all);
	return first;
}

static bool has_draft(struct app *app, const struct def_table *t, uint32_t slot)
{
	struct draft draft = {0};
	struct err e = {0};
	bool has = draft_get(app->archive, t, 0, slot, &draft, &e);

	draft_free(&draft);
	return has;
}

void answers_keep_slot(struct app *app, const struct def_table *t, uint32_t slot)
{
	struct str key = {0};

	slot_key(&key, t, slot);
	keep(app, str_c(&key), "");
	str_free(&key);
}

uint32_t answers_claim_slot(struct app *app, const struct def_table *t, bool fresh)
{
	uint32_t slot = fresh ? 0 : left_behind(app, t);

	if (!slot)
		slot = (uint32_t)getpid() << SLOT_BITS | 1;
	while (slot_taken(app, t, slot) || (fresh && has_draft(app, t, slot)))
		slot++;
	answers_keep_slot(app, t, slot);
	return slot;
}

void answers_release_slot(struct app *app, const struct def_table *t, uint32_t slot)
{
	struct str key = {0};

	slot_key(&key, t, slot);
	keep(app, str_c(&key), NULL);
	str_free(&key);
}
