#include <binggui/app/handing.h>

#include <stdio.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/pairing.h>
#include <binggui/ui/stack.h>

static const struct def_field *reason_field(const struct app *app)
{
	return def_field(defs_table(app->archive->defs, "pairing"), "end_reason");
}

const char *handing_reason(const struct app *app, size_t index)
{
	return reason_field(app)->codes->at[index].label;
}

void handing_pick_reason(struct app *app, picker_done *done, void *x)
{
	const struct def_codes *codes = reason_field(app)->codes;
	VEC(struct picker_item) items = {0};

	for (size_t i = 0; i < codes->n; i++)
		vec_push(&items, ((struct picker_item){codes->at[i].label, codes->at[i].mnemonic}));
	picker_items(app->stack, reason_field(app)->label, items.at, items.n, 0, NULL, done, x);
	vec_free(&items);
}

/* The questions before a handover, one after the other; freed with the last. */
struct asking {
	struct app *app;
	struct planbox_ask ask;
	struct pairing pairing;
	VEC(uint64_t) ids; /* of the choices; 0 = spread evenly */
	planbox_done *done;
	void *x;
};

static void asking_free(struct asking *a)
{
	pairing_free(&a->pairing);
	vec_free(&a->ids);
	mem_free(a);
}

static void reason_picked(void *x, size_t index)
{
	struct asking *a = x;

	if (index != PICKER_NONE) {
		snprintf(a->ask.reason, sizeof a->ask.reason, "%s", handing_reason(a->app, index));
		planbox_push(a->app, &a->ask, a->done, a->x);
	}
	asking_free(a);
}

static void to_picked(void *x, size_t index)
{
	struct asking *a = x;

	if (index == PICKER_NONE) {
		asking_free(a);
		return;
	}
	a->ask.to = a->ids.at[index];
	handing_pick_reason(a->app, reason_picked, a);
}

static void limit_text(const struct pair_staff *s, struct str *out)
{
	if (s->limit == PAIR_NONE)
		str_add(out, "不限");
	else
		str_addf(out, "%zu", s->limit);
}

static char *describe(const struct pair_staff *s)
{
	struct str text = {0};

	str_addf(
		&text, "%s  %s  %s  名下 %zu/", s->name, pair_tier_name(s->tier), s->unit, s->load);
	limit_text(s, &text);
	if (!s->on_duty)
		str_add(&text, "  不在岗");
	return str_take(&text);
}

static void offer(struct asking *a, const char *title, char **labels, picker_done *done)
{
	VEC(struct picker_item) items = {0};

	for (size_t i = 0; i < a->ids.n; i++)
		vec_push(&items, ((struct picker_item){labels[i], NULL}));
	picker_items(a->app->stack, title, items.at, items.n, 0, NULL, done, a);
	for (size_t i = 0; i < a->ids.n; i++)
		mem_free(labels[i]);
	vec_free(&items);
}

static void from_picked(void *x, size_t index)
{
	struct asking *a = x;
	VEC(char *) labels = {0};
	struct str title = {0};

	if (index == PICKER_NONE) {
		asking_free(a);
		return;
	}
	a->ask.from = a->ids.at[index];
	const struct pairing *p = &a->pairing;
	const struct pair_staff *from = &p->staff.at[pairing_staff(p, a->ask.from)];
	vec_clear(&a->ids);
	vec_push(&a->ids, 0);
	vec_push(&labels, mem_strdup("分给合适的各人，尽量均匀"));
	for (size_t i = 0; i < p->staff.n; i++) {
		const struct pair_staff *s = &p->staff.at[i];
		if (s == from || s->tier != from->tier || !s->on_duty)
			continue;
		vec_push(&a->ids, s->id);
		vec_push(&labels, describe(s));
	}
	str_addf(&title, "%s 的 %zu 条结对交给谁", from->name, from->load);
	offer(a, str_c(&title), labels.at, to_picked);
	str_free(&title);
	vec_free(&labels);
}

static bool in_charge(const struct pairing *p, const struct pair_staff *s, size_t area)
{
	return area == PAIR_NONE || s->everywhere || s->area == PAIR_NONE ||
	       pairing_within(p, s->area, area) || pairing_within(p, area, s->area);
}

void handing_push(struct app *app, const char *area, planbox_done *done, void *x)
{
	struct asking *a = mem_new0(struct asking);
	VEC(char *) labels = {0};
	struct err e = {0};

	*a = (struct asking){.app = app, .done = done, .x = x};
	const struct pairing *p = &a->pairing;
	bool ok = pairing_load(&a->pairing, app->archive, &e);
	for (size_t i = 0; ok && i < p->staff.n; i++)
		if (p->staff.at[i].load && in_charge(p, &p->staff.at[i], pairing_area(p, area))) {
			vec_push(&a->ids, p->staff.at[i].id);
			vec_push(&labels, describe(&p->staff.at[i]));
		}
	if (a->ids.n) {
		offer(a, "谁要离开", labels.at, from_picked);
	} else {
		stack_say(app->stack, ok ? ROLE_NOTICE : ROLE_PROBLEM, "%s",
			ok ? "没有人名下有结对，不用移交" : e.text);
		asking_free(a);
	}
	vec_free(&labels);
}
