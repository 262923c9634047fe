#include <binggui/app/answers.h>

#include <stdio.h>

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

static bool slot_taken(struct app *app, const struct def_table *t, uint32_t slot, bool fresh)
{
	struct str key = {0};
	struct draft draft = {0};
	struct err e = {0};

	slot_key(&key, t, slot);
	bool taken = map_has(&app->answers, str_c(&key)) ||
		     (fresh && draft_get(app->archive, t, 0, slot, &draft, &e));
	draft_free(&draft);
	str_free(&key);
	return taken;
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
	uint32_t slot = 1;

	while (slot_taken(app, t, slot, fresh))
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
