#include <binggui/app/rekeying.h>

#include <binggui/app/conflict.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/text/fold.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

static struct app *app_of(const struct rekeying *k)
{
	return k->filling->app;
}

static void clear(struct rekeying *k)
{
	vec_clear(&k->fields);
	vec_clear(&k->differ);
	record_free(&k->typed);
	k->at = 0;
}

void rekeying_free(struct rekeying *k)
{
	vec_free(&k->fields);
	vec_free(&k->differ);
	record_free(&k->typed);
}

static void say(struct rekeying *k, enum role role, const char *text)
{
	stack_say(app_of(k)->stack, role, "%s", text);
}

/* The labels of fields, for sentences; replaces out. */
static void names(const struct def_field *const *fields, size_t n, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s", i ? "、" : "", fields[i]->label);
}

/* ---- the end: what was the same, what was not ---------------------------------------------------- */

static bool differs(const struct rekeying *k, const struct def_field *f)
{
	for (size_t i = 0; i < k->differ.n; i++)
		if (k->differ.at[i] == f)
			return true;
	return false;
}

static bool note(struct rekeying *k, const struct str *reason)
{
	struct err e = {0};
	bool ok = journal_note(app_of(k)->archive, "verify", k->filling->table, k->filling->base.id,
		str_c(reason), &e);

	if (!ok)
		say(k, ROLE_PROBLEM, e.text);
	return ok;
}

static bool note_same(struct rekeying *k, struct str *done)
{
	VEC(const struct def_field *) same = {0};

	for (size_t i = 0; i < k->fields.n; i++)
		if (!differs(k, k->fields.at[i]))
			vec_push(&same, k->fields.at[i]);
	names(same.at, same.n, done);
	if (same.n)
		str_add(done, " 复录一致");
	bool ok = !same.n || note(k, done);
	vec_free(&same);
	return ok;
}

/* What was keyed this time goes in as a save of its own: the next one to verify it is somebody else again. */
static void save_second(struct rekeying *k, const size_t *chosen)
{
	struct filling *f = k->filling;
	struct change c = {.table = f->table, .base = &f->base, .record = &f->work};
	struct err e = {0};

	for (size_t i = 0; i < k->differ.n; i++)
		if (chosen[i] == 1)
			record_set(&f->work, k->differ.at[i]->number,
				record_field(&k->typed, k->differ.at[i]));
	if (table_save(
		    app_of(k)->archive, &c, 1, &(struct save_options){.reason = "复录更正"}, &e)) {
		record_copy(&f->base, &f->work);
		say(k, ROLE_GOOD, "已按这一遍更正并存盘；更正的项要再由别人复录");
	} else {
		record_copy(&f->work, &f->base);
		say(k, ROLE_PROBLEM, e.text);
	}
	filling_load(f);
	change_free(&c);
}

static void decided(void *x, const size_t *chosen)
{
	struct rekeying *k = x;
	struct str kept = {0};
	bool second = false;

	if (!chosen) {
		say(k, ROLE_NOTICE, "两遍不一致，没有改动；核对原件后可再按 Ctrl-V 复录");
		return;
	}
	VEC(const struct def_field *) first = {0};
	for (size_t i = 0; i < k->differ.n; i++) {
		second |= chosen[i] == 1;
		if (chosen[i] == 0)
			vec_push(&first, k->differ.at[i]);
	}
	names(first.at, first.n, &kept);
	str_add(&kept, " 两遍不一致，核对后以第一遍为准");
	if ((!first.n || note(k, &kept)) && !second)
		say(k, ROLE_GOOD, "以第一遍为准，已记入流水");
	if (second)
		save_second(k, chosen);
	vec_free(&first);
	str_free(&kept);
}

/* Side by side means in full: that is a look at a secret, and journalled before it is seen. */
static void show_differences(struct rekeying *k)
{
	struct filling *f = k->filling;
	struct str reason = {0};
	struct err e = {0};

	names(k->differ.at, k->differ.n, &reason);
	str_add(&reason, "（复录不一致）");
	const struct conflict conflict = {
		.table = f->table,
		.title = "两遍录入不一致：对照原件选一个",
		.sides = {{"第一遍", &f->base}, {"这一遍", &k->typed}},
		.n_sides = 2,
		.fields = k->differ.at,
		.n = k->differ.n,
		.revealed = true,
	};
	if (journal_note(app_of(k)->archive, "reveal", f->table, f->base.id, str_c(&reason), &e))
		conflict_push(app_of(k), &conflict, decided, k);
	else
		say(k, ROLE_PROBLEM, e.text);
	str_free(&reason);
}

static void finish(struct rekeying *k)
{
	struct str done = {0};

	if (note_same(k, &done)) {
		if (k->differ.n)
			show_differences(k);
		else
			say(k, ROLE_GOOD, str_c(&done));
	}
	str_free(&done);
}

/* ---- the screen behind the prompts: what is stored must not be seen ------------------------------ */

static void blind_title(void *x, struct str *out)
{
	struct rekeying *k = x;
	struct filling *f = k->filling;
	struct str title = {0};

	table_title(app_of(k)->archive, f->table, &f->base, &title);
	str_addf(out, "复录  %s", str_c(&title));
	str_free(&title);
}

static void blind_paint(void *x, struct canvas *c, struct rect body)
{
	const struct rekeying *k = x;
	struct str text = {0};

	str_add(&text, "看着原件把下面各项再键入一遍，程序与第一遍核对：\n");
	for (size_t i = 0; i < k->fields.n; i++)
		str_addf(&text, "\n  %s", k->fields.at[i]->label);
	paint_text(c, body, ROLE_NORMAL, str_c(&text), 0);
	str_free(&text);
}

static const struct screen_ops blind_screen = {
	.title = blind_title,
	.paint = blind_paint,
};

/* ---- asking -------------------------------------------------------------------------------------- */

static void ask(struct rekeying *k);

static void keyed(void *x, const char *text)
{
	struct rekeying *k = x;
	const struct def_field *f = k->fields.at[k->at];
	struct str value = {0}, why = {0};

	if (!text || text_blank(text)) {
		stack_pop(app_of(k)->stack);
		say(k, ROLE_NOTICE, "复录没有做完，什么都没有记");
		clear(k);
		return;
	}
	if (!type_parse(f, &app_of(k)->archive->types, text, &value, &why))
		fold_ascii(&value, text);
	record_set(&k->typed, f->number, str_c(&value));
	if (!text_eq(str_c(&value), record_field(&k->filling->base, f)))
		vec_push(&k->differ, f);
	str_free(&value);
	str_free(&why);
	if (++k->at < k->fields.n) {
		ask(k);
	} else {
		stack_pop(app_of(k)->stack);
		finish(k);
	}
}

static void ask(struct rekeying *k)
{
	struct str title = {0}, label = {0};

	str_addf(&title, "复录 %zu/%zu", k->at + 1, k->fields.n);
	str_addf(&label, "%s", k->fields.at[k->at]->label);
	prompt_line(app_of(k)->stack, str_c(&title), str_c(&label), NULL, keyed, k);
	str_free(&title);
	str_free(&label);
}

static void begin(struct rekeying *k)
{
	stack_push(app_of(k)->stack, &blind_screen, k);
	ask(k);
}

/* ---- who may ------------------------------------------------------------------------------------- */

/* Who changed that field last; NULL if nobody is known to have. */
static const char *keyed_by(const struct journal_list *history, const struct def_field *f)
{
	for (size_t i = 0; i < history->n; i++)
		for (size_t k = 0; k < history->at[i].n; k++)
			if (history->at[i].at[k].field == f->number)
				return history->at[i].user;
	return NULL;
}

/* The fields to be keyed again; false with a sentence if there is none for this user. */
static bool choose_fields(struct rekeying *k, const struct journal_list *history)
{
	struct filling *f = k->filling;
	VEC(const struct def_field *) own = {0};
	struct str text = {0};

	for (size_t i = 0; i < f->table->n; i++) {
		const struct def_field *field = f->table->fields[i];
		if (!field->verify || !*record_field(&f->base, field))
			continue;
		if (text_eq(keyed_by(history, field), app_of(k)->archive->user))
			vec_push(&own, field);
		else
			vec_push(&k->fields, field);
	}
	names(own.at, own.n, &text);
	if (!k->fields.n && own.n)
		stack_say(app_of(k)->stack, ROLE_PROBLEM, "%s是您自己录入的，要请另一位同事来复录",
			str_c(&text));
	else if (!k->fields.n)
		say(k, ROLE_NORMAL, "这条记录没有要复录的内容");
	vec_free(&own);
	str_free(&text);
	return k->fields.n > 0;
}

void rekeying_start(struct rekeying *k)
{
	struct filling *f = k->filling;
	struct journal_list history = {0};
	struct err e = {0};

	clear(k);
	form_settle(f->form);
	if (!f->base.version || form_changed(f->form))
		say(k, ROLE_NOTICE, "先按 F2 存盘，再复录");
	else if (!journal_history(app_of(k)->archive, f->table, f->base.id, 0, &history, &e))
		say(k, ROLE_PROBLEM, e.text);
	else if (choose_fields(k, &history))
		begin(k);
	journal_list_free(&history);
}
