#include <binggui/app/keykeep.h>

#include <string.h>

#include <binggui/app/answers.h>
#include <binggui/app/remember.h>
#include <binggui/table/table.h>
#include <binggui/ui/stack.h>

enum {
	PAUSE_MS = 1500,
	MINE = 0xFFFF,      /* marks a draft as begun here */
	MINE_CASE = 0xFFFE, /* the want becomes a case */
	AID = 0x8000,       /* and the number of a field of the aid record */
};

static struct archive *archive_of(const struct keykeep *k)
{
	return k->entry->app->archive;
}

void keykeep_begin(struct keykeep *k, struct keyentry *entry)
{
	*k = (struct keykeep){.entry = entry};
	k->slot = answers_claim_slot(entry->app, entry->visit, true);
}

void keykeep_end(struct keykeep *k)
{
	if (k->entry)
		answers_release_slot(k->entry->app, k->entry->visit, k->slot);
}

/* ---- the line -------------------------------------------------------------------------------- */

static uint16_t number_of(const struct keyentry *n, const struct keyform *f, size_t i)
{
	bool aid = strcmp(f->plan[i].table, n->aid->name) == 0;

	return (uint16_t)(f->fields[i]->number | (aid ? AID : 0));
}

/* An emptied field is an answer too: a blank stands for it. */
static void put_form(const struct keyentry *n, const struct keyform *f, struct record *typed)
{
	struct str text = {0};

	for (size_t i = 0; i < f->n; i++) {
		keyform_text(f, i, &text);
		record_set(typed, number_of(n, f, i), text.n ? str_c(&text) : " ");
	}
	str_free(&text);
}

static void take_form(const struct keyentry *n, struct keyform *f, const struct record *typed)
{
	struct str now = {0};

	for (size_t i = 0; i < f->n; i++) {
		const char *text = record_get(typed, number_of(n, f, i));
		text = strcmp(text, " ") == 0 ? "" : text;
		keyform_text(f, i, &now);
		if (*record_get(typed, number_of(n, f, i)) && !text_eq(text, str_c(&now)))
			keyform_type(f, i, text);
	}
	str_free(&now);
}

static const char *const whom[] = {"person", "household", "other_name"};
enum { WHOM = sizeof whom / sizeof *whom };

void keykeep_now(struct keykeep *k)
{
	struct keyentry *n = k->entry;
	bool new = !keyentry_correcting(n);
	struct draft d = {
		.table = n->visit,
		.record = n->now.visit_base.id,
		.slot = new ? k->slot : 0,
		.base = n->now.visit_base.version,
	};
	struct err e = {0};

	k->touched = 0;
	if (!n->who.n || (!new && !keyentry_touched(n)))
		return;
	for (size_t i = 0; i < WHOM; i++) {
		const struct def_field *f = def_field(n->visit, whom[i]);
		record_set(&d.typed, f->number, record_field(&n->now.visit, f));
	}
	put_form(n, &n->head, &d.typed);
	put_form(n, &n->line, &d.typed);
	record_set(&d.typed, MINE, "1");
	record_set(&d.typed, MINE_CASE, n->opens_case ? "1" : "");
	k->kept = draft_put(archive_of(k), &d, &e);
	if (!k->kept)
		stack_say(n->app->stack, ROLE_PROBLEM, "草稿没有存下：%s", e.text);
	record_free(&d.typed);
}

void keykeep_touch(struct keykeep *k)
{
	k->touched = k->now ? k->now : 1;
}

void keykeep_tick(struct keykeep *k, int64_t now_ms)
{
	k->now = now_ms;
	if (k->touched && now_ms - k->touched >= PAUSE_MS)
		keykeep_now(k);
}

void keykeep_drop(struct keykeep *k)
{
	struct keyentry *n = k->entry;
	bool new = !keyentry_correcting(n);
	struct err e = {0};

	k->touched = 0;
	if (k->kept)
		draft_drop(archive_of(k), n->visit, n->now.visit_base.id, new ? k->slot : 0, &e);
	k->kept = false;
}

void keykeep_saved(struct keykeep *k)
{
	k->touched = 0;
	k->kept = false;
}

/* ---- taking it up again ---------------------------------------------------------------------- */

bool keykeep_owns(const struct draft *d)
{
	return strcmp(d->table->name, "visit") == 0 && *record_get(&d->typed, MINE);
}

bool keykeep_find(struct keykeep *k, struct draft *out)
{
	struct draft_list all = {0};
	struct err e = {0};
	bool found = false;

	if (!draft_list(archive_of(k), &all, &e))
		return false;
	for (size_t i = 0; i < all.n && !found; i++)
		if (keykeep_owns(&all.at[i]) && !answers_slot_elsewhere(all.at[i].slot)) {
			*out = all.at[i];
			all.at[i] = (struct draft){0};
			found = true;
		}
	draft_list_free(&all);
	return found;
}

static bool take_whom(struct keyentry *n, const struct draft *d, struct err *e)
{
	const char *text[WHOM];
	struct record r = {0};
	bool ok = true;

	for (size_t i = 0; i < WHOM; i++)
		text[i] = record_get(&d->typed, def_field(n->visit, whom[i])->number);
	if (d->record)
		return keyentry_visit(n, d->record, e);
	if (*text[0])
		ok = table_by_reference(n->app->archive, n->person, text[0], &r, e) &&
		     keyentry_person(n, r.id, e);
	else if (*text[1])
		ok = table_by_reference(n->app->archive, n->household, text[1], &r, e) &&
		     keyentry_household(n, r.id, e);
	else
		keyentry_other(n, text[2]);
	record_free(&r);
	return ok;
}

bool keykeep_take(struct keykeep *k, const struct draft *d, struct err *e)
{
	struct keyentry *n = k->entry;

	if (!take_whom(n, d, e))
		return false;
	if (!d->record && d->slot != k->slot) {
		answers_release_slot(n->app, n->visit, k->slot);
		k->slot = d->slot;
		answers_keep_slot(n->app, n->visit, k->slot);
	}
	take_form(n, &n->head, &d->typed);
	take_form(n, &n->line, &d->typed);
	n->line.touched = true;
	n->opens_case = *record_get(&d->typed, MINE_CASE);
	k->kept = true;
	return true;
}

/* ---- the head -------------------------------------------------------------------------------- */

/* One line a field: name, pinned or not, value. */
static void write_form(const struct keyform *f, bool pinned_only, struct str *out)
{
	for (size_t i = 0; i < f->n; i++)
		if (!pinned_only || keyform_pinned(f, i))
			str_addf(out, "%s %d %s\n", f->plan[i].name, keyform_pinned(f, i),
				strchr(keyform_value(f, i), '\n') ? "" : keyform_value(f, i));
}

void keykeep_put_head(struct keykeep *k)
{
	struct keyentry *n = k->entry;
	char today[DATE_TEXT];
	struct str text = {0};
	struct err e = {0};

	if (n->holding)
		return;
	date_format(app_today(n->app), today);
	str_addf(&text, "day 1 %s\n", today);
	write_form(&n->head, false, &text);
	write_form(&n->line, true, &text);
	remember_set(n->app, "keying", n->visit, str_c(&text), &e);
	str_free(&text);
}

static void read_line(struct keyform *f, const char *name, bool pinned, const char *value)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->plan[i].name, name) == 0) {
			keyform_pin(f, i, pinned);
			keyform_set(f, i, value);
		}
}

bool keykeep_take_head(struct keykeep *k)
{
	struct keyentry *n = k->entry;
	struct str text = {0};
	struct err e = {0};
	char today[DATE_TEXT];
	bool same_day = false;

	date_format(app_today(n->app), today);
	if (!remember_get(n->app, "keying", n->visit, &text, &e) || !text.n) {
		str_free(&text);
		return false;
	}
	char *rest = text.at, *line;
	while ((line = strsep(&rest, "\n")) && *line) {
		char *pinned = strchr(line, ' ');
		if (!pinned || strlen(pinned) < 3)
			continue;
		*pinned++ = '\0';
		const char *value = pinned + 2;
		if (strcmp(line, "day") == 0)
			same_day = strcmp(value, today) == 0;
		else if (strcmp(line, "date") != 0 || same_day)
			read_line(&n->head, line, *pinned == '1', value);
		read_line(&n->line, line, *pinned == '1', value);
	}
	keyform_clean(&n->head);
	keyform_clean(&n->line);
	str_free(&text);
	return true;
}
