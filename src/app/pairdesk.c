#include <binggui/app/pairdesk.h>

#include <string.h>

#include <binggui/app/batches.h>

#include <binggui/app/handing.h>
#include <binggui/base/mem.h>
#include <binggui/domain/pairsave.h>
#include <binggui/table/batch.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

static void say_failed(struct pairdesk *d, const struct err *e)
{
	stack_say(d->app->stack, ROLE_PROBLEM, "%s", e->text);
}

void pairdesk_free(struct pairdesk *d)
{
	pairing_free(&d->pairing);
	vec_free(&d->choices);
	vec_free(&d->deeds);
}

bool pairdesk_load(struct pairdesk *d, struct err *e)
{
	d->tick = archive_tick(d->app->archive);
	return pairing_load(&d->pairing, d->app->archive, e);
}

bool pairdesk_stale(const struct pairdesk *d)
{
	return d->tick != archive_tick(d->app->archive);
}

void pairdesk_note(struct pairdesk *d, uint64_t batch)
{
	vec_push(&d->deeds, ((struct pairdesk_deed){.batch = batch}));
}

void pairdesk_load_text(const struct pair_staff *s, struct str *out)
{
	str_addf(out, "%s %zu/", s->name, s->load);
	if (s->limit == PAIR_NONE)
		str_add(out, "不限");
	else
		str_addf(out, "%zu", s->limit);
	if (pair_overloaded(s))
		str_add(out, "!超限");
	else if (!pairing_has_room(s))
		str_add(out, "满");
}

/* ---- one step -------------------------------------------------------------------------------- */

static void keep_deed(struct pairdesk *d, const struct pairsave_result *r)
{
	struct pairdesk_deed deed = {.n_entries = r->entries.n};

	memcpy(deed.entries, r->entries.at, r->entries.n * sizeof *deed.entries);
	vec_push(&d->deeds, deed);
}

static void save_step(
	struct pairdesk *d, struct pair_plan *plan, const char *reason, const char *said)
{
	struct pairsave_result r = {0};
	struct pairsave s = {.plan = plan, .end_reason = reason, .day = d->pairing.today};
	struct err e = {0};
	const struct pair_step *step = &plan->steps.at[0];

	if (step->staff == PAIR_NONE && !step->end) {
		stack_say(d->app->stack, ROLE_PROBLEM, "不能结对：%s", pair_why_text(step->why));
	} else if (!pairsave_run(&s, &r, &e)) {
		say_failed(d, &e);
	} else if (r.failures.n) {
		stack_say(d->app->stack, ROLE_PROBLEM, "没有写入：%s", r.failures.at[0].why);
	} else {
		keep_deed(d, &r);
		stack_say(d->app->stack, ROLE_GOOD, "%s；Ctrl-Z 撤销", said);
	}
	pairsave_result_free(&r);
	pair_plan_free(plan);
	d->changed(d->x);
}

static void assign(struct pairdesk *d, const char *reason)
{
	struct pair_plan plan = {0};
	struct str said = {0};
	size_t person = pairing_person(&d->pairing, d->person);
	size_t staff = pairing_staff(&d->pairing, d->staff);

	if (person == PAIR_NONE || staff == PAIR_NONE)
		return;
	str_addf(&said, "%s的%s级：%s", d->pairing.people.at[person].name, pair_tier_name(d->tier),
		d->pairing.staff.at[staff].name);
	pair_plan_one(&plan, &d->pairing, person, d->tier, staff);
	save_step(d, &plan, reason, str_c(&said));
	str_free(&said);
}

static void move_reason_picked(void *x, size_t index)
{
	struct pairdesk *d = x;

	if (index != PICKER_NONE)
		assign(d, handing_reason(d->app, index));
}

static void staff_picked(void *x, size_t index)
{
	struct pairdesk *d = x;
	size_t person = pairing_person(&d->pairing, d->person);

	if (index == PICKER_NONE || person == PAIR_NONE)
		return;
	d->staff = d->pairing.staff.at[d->choices.at[index]].id;
	if (d->pairing.people.at[person].pair[d->tier] == PAIR_NONE)
		assign(d, "其他");
	else
		handing_pick_reason(d->app, move_reason_picked, d);
}

static void offer(struct pairdesk *d, const char *title)
{
	VEC(struct picker_item) items = {0};
	VEC(char *) labels = {0};

	for (size_t i = 0; i < d->choices.n; i++) {
		const struct pair_staff *s = &d->pairing.staff.at[d->choices.at[i]];
		struct str text = {0};
		pairdesk_load_text(s, &text);
		str_addf(&text, "  %s", s->unit);
		vec_push(&labels, str_take(&text));
		vec_push(&items, ((struct picker_item){labels.at[i], NULL}));
	}
	picker_items(d->app->stack, title, items.at, items.n, 0, NULL, staff_picked, d);
	for (size_t i = 0; i < labels.n; i++)
		mem_free(labels.at[i]);
	vec_free(&labels);
	vec_free(&items);
}

static size_t holder(const struct pairdesk *d, size_t person)
{
	size_t open = d->pairing.people.at[person].pair[d->tier];

	return open == PAIR_NONE ? PAIR_NONE : d->pairing.opens.at[open].staff;
}

void pairdesk_choose(struct pairdesk *d, size_t at, enum pair_tier tier)
{
	size_t kept = 0;
	struct str title = {0};

	d->tier = tier;
	const struct pair_person *one = &d->pairing.people.at[at];
	pairing_candidates(&d->pairing, at, d->tier, &d->choices);
	for (size_t i = 0; i < d->choices.n; i++)
		if (d->choices.at[i] != holder(d, at))
			d->choices.at[kept++] = d->choices.at[i];
	d->choices.n = kept;
	d->person = one->id;
	if (kept) {
		str_addf(&title, "%s的%s级%s", one->name, pair_tier_name(d->tier),
			one->pair[d->tier] == PAIR_NONE ? "由谁联系" : "换成谁");
		offer(d, str_c(&title));
	} else {
		enum pair_why why = pairing_why(&d->pairing, at, d->tier);
		stack_say(d->app->stack, ROLE_NOTICE, "没有可选的人：%s",
			why == PAIR_FINE ? "合适的只有现在这一位" : pair_why_text(why));
	}
	str_free(&title);
}

static void end_reason_picked(void *x, size_t index)
{
	struct pairdesk *d = x;
	struct pair_plan plan = {0};
	size_t person = pairing_person(&d->pairing, d->person);

	if (index == PICKER_NONE || person == PAIR_NONE ||
		d->pairing.people.at[person].pair[d->tier] == PAIR_NONE)
		return;
	pair_plan_end(&plan, &d->pairing, d->pairing.people.at[person].pair[d->tier]);
	save_step(d, &plan, handing_reason(d->app, index), "结对已结束");
}

void pairdesk_end(struct pairdesk *d, size_t at, enum pair_tier tier)
{
	d->tier = tier;
	if (d->pairing.people.at[at].pair[tier] == PAIR_NONE) {
		stack_say(d->app->stack, ROLE_NOTICE, "这里没有结对，不用结束");
		return;
	}
	d->person = d->pairing.people.at[at].id;
	handing_pick_reason(d->app, end_reason_picked, d);
}

/* ---- taking back ----------------------------------------------------------------------------- */

static void undo_answered(void *x, bool yes)
{
	struct pairdesk *d = x;
	struct batch_kept kept = {0};
	struct err e = {0};
	bool ok = true;

	if (!yes || !d->deeds.n)
		return;
	struct pairdesk_deed deed = d->deeds.at[--d->deeds.n];
	if (deed.batch)
		ok = batch_undo(d->app->archive, deed.batch, NULL, NULL, &kept, &e);
	for (size_t i = deed.n_entries; ok && i-- > 0;) /* the newest first */
		ok = journal_undo(d->app->archive, deed.entries[i], &e);
	if (!ok)
		say_failed(d, &e);
	else if (kept.n)
		batches_say_left(d->app, &kept);
	else
		stack_say(d->app->stack, ROLE_GOOD, "已撤销");
	vec_free(&kept);
	d->changed(d->x);
}

void pairdesk_undo(struct pairdesk *d)
{
	struct press start = {.kind = PRESS_CTRL, .c = 'Z'};

	if (!d->deeds.n)
		stack_say(d->app->stack, ROLE_NOTICE,
			"这里没有做过什么；以前的在“导入历史与撤销”里撤销");
	else if (vec_last(&d->deeds)->batch)
		prompt_yes(d->app->stack, "整个撤销刚才的补齐或移交？",
			"后来又改过的结对保留不动。", &start, undo_answered, d);
	else
		undo_answered(d, true);
}
