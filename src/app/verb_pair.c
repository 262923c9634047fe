#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/domain/pairsave.h>
#include <binggui/text/json.h>

/* One run of `binggui pair …`. */
struct pairing_work {
	struct app *app;
	struct pairing pairing;
	struct pair_plan plan;
	size_t area; /* --area; PAIR_NONE = everywhere */
	struct pairsave_result result;
	bool applied;
	struct str out;
	struct json json;
};

/* ---- what the words mean --------------------------------------------------------------------- */

static bool find_area(struct pairing_work *w, struct err *e)
{
	const char *word = w->app->options.area;
	const struct pairing *p = &w->pairing;

	w->area = pairing_area(p, word);
	if (!word || w->area != PAIR_NONE)
		return true;
	for (size_t i = 0; i < p->areas.n; i++) {
		if (!text_eq(p->areas.at[i].name, word))
			continue;
		if (w->area != PAIR_NONE)
			return err_set(
				e, ERR_USAGE, "叫“%s”的区划不止一个，请写12位区划代码", word);
		w->area = i;
	}
	return w->area != PAIR_NONE ||
	       err_set(e, ERR_USAGE, "没有区划“%s”；可先用 binggui list area 查找", word);
}

static bool find_staff(const struct pairing *p, const char *word, size_t *out, struct err *e)
{
	uint64_t id;

	*out = record_id_parse(word, &id) ? pairing_staff(p, id) : PAIR_NONE;
	for (size_t i = 0; *out == PAIR_NONE && i < p->staff.n; i++) {
		if (!text_eq(p->staff.at[i].name, word))
			continue;
		for (size_t k = i + 1; k < p->staff.n; k++)
			if (text_eq(p->staff.at[k].name, word))
				return err_set(e, ERR_USAGE,
					"叫“%s”的工作人员不止一个，请写编号，如 1-27", word);
		*out = i;
	}
	return *out != PAIR_NONE ||
	       err_set(e, ERR_NOTFOUND, "没有工作人员“%s”；可先用 binggui list staff 查找", word);
}

/* ---- printing -------------------------------------------------------------------------------- */

static const char *area_name(const struct pairing *p, size_t person)
{
	size_t area = person == PAIR_NONE ? PAIR_NONE : p->people.at[person].area;

	return area == PAIR_NONE ? "" : p->areas.at[area].name;
}

static const char *person_name(const struct pairing *p, size_t person)
{
	return person == PAIR_NONE ? "（档案已作废）" : p->people.at[person].name;
}

static const char *staff_name(const struct pairing *p, size_t staff)
{
	return staff == PAIR_NONE ? "" : p->staff.at[staff].name;
}

static void json_id(struct json *j, const char *key, uint64_t id)
{
	char text[32];

	record_id_text(id, text);
	json_pair(j, key, text);
}

static void json_person(struct pairing_work *w, size_t person, enum pair_tier tier)
{
	const struct pairing *p = &w->pairing;
	struct json *j = &w->json;

	if (person == PAIR_NONE) {
		json_pair(j, "person", NULL);
	} else {
		size_t area = p->people.at[person].area;
		json_id(j, "person", p->people.at[person].id);
		json_pair(j, "name", p->people.at[person].name);
		json_pair(j, "village", area == PAIR_NONE ? "" : p->areas.at[area].code);
	}
	json_pair(j, "tier", pair_tier_name(tier));
}

static void json_staff(struct pairing_work *w, const char *key, const char *name_key, size_t staff)
{
	struct json *j = &w->json;

	if (staff == PAIR_NONE) {
		json_pair(j, key, NULL);
		return;
	}
	json_id(j, key, w->pairing.staff.at[staff].id);
	json_pair(j, name_key, w->pairing.staff.at[staff].name);
}

static void json_why(struct json *j, enum pair_why why)
{
	json_pair(j, "why", pair_why_name(why));
	json_pair(j, "text", pair_why_text(why));
}

static void json_limit(struct json *j, size_t limit)
{
	if (limit == PAIR_NONE)
		json_pair(j, "limit", NULL);
	else
		json_pair_number(j, "limit", (int64_t)limit);
}

static void begin_json(struct pairing_work *w)
{
	json_start(&w->json, &w->out);
	json_open(&w->json, '{');
}

static void end_json(struct pairing_work *w)
{
	json_close(&w->json, '}');
	out_line("%s", str_c(&w->out));
}

/* ---- gaps ------------------------------------------------------------------------------------ */

static size_t suitable(const struct pairing *p, size_t person, enum pair_tier tier)
{
	struct pair_indices all = {0};
	size_t n = 0;

	pairing_candidates(p, person, tier, &all);
	while (n < all.n && pairing_has_room(&p->staff.at[all.at[n]]))
		n++;
	vec_free(&all);
	return n;
}

static void print_gap(struct pairing_work *w, size_t person, enum pair_tier tier)
{
	const struct pairing *p = &w->pairing;
	enum pair_why why = pairing_why(p, person, tier);

	if (!w->app->options.json) {
		out_line("%s\t%s\t%s\t%s", person_name(p, person), area_name(p, person),
			pair_tier_name(tier), pair_why_text(why));
		return;
	}
	json_open(&w->json, '{');
	json_person(w, person, tier);
	json_why(&w->json, why);
	json_pair_number(&w->json, "candidates", (int64_t)suitable(p, person, tier));
	json_close(&w->json, '}');
}

static int gaps(struct pairing_work *w, int n, char **words, struct err *e)
{
	const struct pairing *p = &w->pairing;
	struct pair_indices people = {0};
	size_t lacking = 0, total = 0;

	(void)n, (void)words, (void)e;
	pairing_people(p, w->area, &people);
	begin_json(w);
	json_key(&w->json, "gaps");
	json_open(&w->json, '[');
	for (size_t i = 0; i < people.n; i++) {
		size_t before = total;
		for (int tier = 0; tier < PAIR_TIERS; tier++)
			if (p->people.at[people.at[i]].pair[tier] == PAIR_NONE) {
				print_gap(w, people.at[i], (enum pair_tier)tier);
				total++;
			}
		lacking += total > before;
	}
	json_close(&w->json, ']');
	json_pair_number(&w->json, "people", (int64_t)people.n);
	json_pair_number(&w->json, "lacking", (int64_t)lacking);
	if (w->app->options.json)
		end_json(w);
	else
		out_line("在档 %zu 人，%zu 人没有配齐，缺 %zu 处", people.n, lacking, total);
	vec_free(&people);
	return 0;
}

/* ---- plans ----------------------------------------------------------------------------------- */

static bool failed(const struct pairing_work *w, size_t step, const char **why)
{
	for (size_t i = 0; i < w->result.failures.n; i++)
		if (w->result.failures.at[i].step == step) {
			*why = w->result.failures.at[i].why;
			return true;
		}
	return false;
}

static void json_step(struct pairing_work *w, size_t i)
{
	const struct pair_step *s = &w->plan.steps.at[i];
	const char *why;

	json_open(&w->json, '{');
	json_person(w, s->person, s->tier);
	if (s->old != PAIR_NONE) {
		json_id(&w->json, "pair", w->pairing.opens.at[s->old].id);
		json_staff(w, "from", "from_name", w->pairing.opens.at[s->old].staff);
	}
	json_staff(w, "staff", "staff_name", s->staff);
	if (failed(w, i, &why)) {
		json_pair(&w->json, "why", "refused");
		json_pair(&w->json, "text", why);
	} else if (s->staff == PAIR_NONE) {
		json_why(&w->json, s->why);
	}
	json_close(&w->json, '}');
}

/* Steps of one kind: with somebody, ended only, with nobody. */
enum kind { TAKEN, ENDED, LEFT };
static enum kind kind_of(const struct pairing_work *w, size_t i)
{
	const struct pair_step *s = &w->plan.steps.at[i];
	const char *why;

	if (failed(w, i, &why))
		return LEFT;
	return s->staff != PAIR_NONE ? TAKEN : s->end ? ENDED : LEFT;
}

static void json_steps(struct pairing_work *w, const char *key, enum kind kind)
{
	json_key(&w->json, key);
	json_open(&w->json, '[');
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (kind_of(w, i) == kind)
			json_step(w, i);
	json_close(&w->json, ']');
}

static void json_loads(struct pairing_work *w)
{
	const struct pairing *p = &w->pairing;

	json_key(&w->json, "load");
	json_open(&w->json, '[');
	for (size_t i = 0; i < p->staff.n; i++) {
		if (w->plan.load[i] == p->staff.at[i].load)
			continue;
		json_open(&w->json, '{');
		json_staff(w, "staff", "name", i);
		json_pair(&w->json, "tier", pair_tier_name(p->staff.at[i].tier));
		json_pair_number(&w->json, "before", (int64_t)p->staff.at[i].load);
		json_pair_number(&w->json, "after", (int64_t)w->plan.load[i]);
		json_limit(&w->json, p->staff.at[i].limit);
		json_close(&w->json, '}');
	}
	json_close(&w->json, ']');
}

static void print_json(struct pairing_work *w)
{
	begin_json(w);
	json_key(&w->json, "applied");
	json_bool(&w->json, w->applied);
	if (w->result.batch)
		json_pair_number(&w->json, "batch", (int64_t)w->result.batch);
	else
		json_pair(&w->json, "batch", NULL);
	json_steps(w, "pairs", TAKEN);
	json_steps(w, "ended", ENDED);
	json_steps(w, "left", LEFT);
	json_loads(w);
	end_json(w);
}

static void print_steps(struct pairing_work *w, enum kind kind, const char *heading)
{
	const struct pairing *p = &w->pairing;

	for (size_t i = 0; i < w->plan.steps.n; i++) {
		const struct pair_step *s = &w->plan.steps.at[i];
		const char *why = pair_why_text(s->why);
		if (kind_of(w, i) != kind)
			continue;
		if (heading)
			out_line("%s", heading);
		heading = NULL;
		failed(w, i, &why);
		out_line("%s\t%s\t%s\t%s", person_name(p, s->person), area_name(p, s->person),
			pair_tier_name(s->tier), kind == TAKEN ? staff_name(p, s->staff) : why);
	}
}

static void print_plan(struct pairing_work *w)
{
	const struct pairing *p = &w->pairing;

	print_steps(w, TAKEN, "结对：");
	print_steps(w, ENDED, "只结束：");
	print_steps(w, LEFT, "没有办法：");
	out_line("各人名下：");
	for (size_t i = 0; i < p->staff.n; i++)
		if (w->plan.load[i] != p->staff.at[i].load)
			out_line("%s\t%s\t%zu → %zu", p->staff.at[i].name,
				pair_tier_name(p->staff.at[i].tier), p->staff.at[i].load,
				w->plan.load[i]);
	out_line("共 %zu 处：有人 %zu 处，只结束 %zu 处，没有办法 %zu 处", w->plan.steps.n,
		w->plan.found, w->plan.ended, w->plan.steps.n - w->plan.found - w->plan.ended);
}

/* ---- consent --------------------------------------------------------------------------------- */

/* With --yes, or by somebody at a terminal who says so. */
static bool consents(const struct pairing_work *w)
{
	char answer[16] = "";

	if (w->app->options.dry_run)
		return false;
	if (w->app->options.yes)
		return true;
	if (w->app->options.json || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return false;
	struct err e = {0};
	out_text("照这样办吗？(y/N) ");
	out_flush(&e);
	return fgets(answer, sizeof answer, stdin) &&
	       (answer[0] == 'y' || answer[0] == 'Y' || text_starts(answer, "是"));
}

static bool apply(struct pairing_work *w, const char *title, struct err *e)
{
	const struct pairsave s = {
		.plan = &w->plan,
		.title = title,
		.end_reason = w->app->options.reason ? w->app->options.reason : "调离",
		.day = w->pairing.today,
	};

	w->applied = true;
	return pairsave_run(&s, &w->result, e);
}

/* Shows the plan, asks, does it; the exit code, or -1 with an error. */
static int carry_out(struct pairing_work *w, const char *title, struct err *e)
{
	bool json = w->app->options.json, something = w->plan.found + w->plan.ended > 0;

	if (!json)
		print_plan(w);
	if (something && consents(w) && !apply(w, title, e))
		return -1;
	if (json)
		print_json(w);
	else if (w->applied) {
		print_steps(w, LEFT, w->result.failures.n ? "没有做成：" : NULL);
		out_line("已写入：新结对 %zu 条，结束 %zu 条。撤销：binggui undo %llu",
			w->result.made, w->result.ended, (unsigned long long)w->result.batch);
	} else if (something && !w->app->options.dry_run)
		out_problem("没有写入；照这样办请加 --yes");
	return w->result.failures.n || w->plan.found + w->plan.ended < w->plan.steps.n;
}

static int fill(struct pairing_work *w, int n, char **words, struct err *e)
{
	struct str title = {0};

	(void)n, (void)words;
	pair_plan_fill(&w->plan, &w->pairing, w->area);
	str_addf(&title, "结对补齐：%s",
		w->area == PAIR_NONE ? "全部" : w->pairing.areas.at[w->area].name);
	int code = carry_out(w, str_c(&title), e);
	str_free(&title);
	return code;
}

static bool reason_known(const struct pairing_work *w, struct err *e)
{
	const struct def_table *t = defs_table(w->app->archive->defs, "pairing");
	const struct def_field *f = t ? def_field(t, "end_reason") : NULL;
	const char *reason = w->app->options.reason;

	return !reason || !f || !f->codes || def_code_find(f->codes, reason) ||
	       err_set(e, ERR_USAGE, "“%s”不是结束原因；可用 调离 退休 去世 迁出 合并 其他",
		       reason);
}

static int handover(struct pairing_work *w, int n, char **words, struct err *e)
{
	size_t from, to = PAIR_NONE;
	struct str title = {0};

	if (n < 1) {
		err_set(e, ERR_USAGE, "用法：binggui pair handover 移交人 [接手人]");
		return -1;
	}
	if (!reason_known(w, e) || !find_staff(&w->pairing, words[0], &from, e) ||
		(n > 1 && !find_staff(&w->pairing, words[1], &to, e)))
		return -1;
	if (from == to) {
		err_set(e, ERR_USAGE, "移交人和接手人是同一个人");
		return -1;
	}
	pair_plan_handover(&w->plan, &w->pairing, from, to);
	str_addf(&title, "结对移交：%s → %s", w->pairing.staff.at[from].name,
		to == PAIR_NONE ? "各人" : w->pairing.staff.at[to].name);
	int code = carry_out(w, str_c(&title), e);
	str_free(&title);
	return code;
}

/* ---- load ------------------------------------------------------------------------------------ */

static bool is_shown(const struct pairing_work *w, const struct pair_staff *s)
{
	return s->tier != PAIR_TIERS &&
	       (w->area == PAIR_NONE || s->everywhere ||
		       (s->area != PAIR_NONE &&
			       (pairing_within(&w->pairing, s->area, w->area) ||
				       pairing_within(&w->pairing, w->area, s->area))));
}

static void print_load(struct pairing_work *w, size_t i)
{
	const struct pair_staff *s = &w->pairing.staff.at[i];

	if (!w->app->options.json) {
		char limit[24] = "不限";
		if (s->limit != PAIR_NONE)
			snprintf(limit, sizeof limit, "%zu", s->limit);
		out_line("%s\t%s\t%s\t%zu\t%s\t%s", s->name, s->unit, pair_tier_name(s->tier),
			s->load, limit,
			pair_overloaded(s) ? "超过上限"
			: s->on_duty       ? ""
					   : "不在岗");
		return;
	}
	json_open(&w->json, '{');
	json_staff(w, "staff", "name", i);
	json_pair(&w->json, "unit", s->unit);
	json_pair(&w->json, "tier", pair_tier_name(s->tier));
	json_pair_number(&w->json, "load", (int64_t)s->load);
	json_limit(&w->json, s->limit);
	json_key(&w->json, "over");
	json_bool(&w->json, pair_overloaded(s));
	json_key(&w->json, "on_duty");
	json_bool(&w->json, s->on_duty);
	json_close(&w->json, '}');
}

static bool print_fault(struct pairing_work *w, const struct pair_open *o)
{
	const struct pairing *p = &w->pairing;
	enum pair_why why = pairing_fault(p, o);

	if (why == PAIR_FINE || (o->person != PAIR_NONE &&
					!pairing_within(p, p->people.at[o->person].area, w->area)))
		return false;
	if (w->app->options.json) {
		json_open(&w->json, '{');
		json_id(&w->json, "pair", o->id);
		json_person(w, o->person, o->tier);
		json_staff(w, "staff", "staff_name", o->staff);
		json_why(&w->json, why);
		json_close(&w->json, '}');
	} else {
		out_line("%s\t%s\t%s\t%s\t%s", person_name(p, o->person), area_name(p, o->person),
			pair_tier_name(o->tier), staff_name(p, o->staff), pair_why_text(why));
	}
	return true;
}

static int load(struct pairing_work *w, int n, char **words, struct err *e)
{
	const struct pairing *p = &w->pairing;
	size_t over = 0, faults = 0;

	(void)n, (void)words, (void)e;
	begin_json(w);
	json_key(&w->json, "staff");
	json_open(&w->json, '[');
	for (size_t i = 0; i < p->staff.n; i++)
		if (is_shown(w, &p->staff.at[i])) {
			print_load(w, i);
			over += pair_overloaded(&p->staff.at[i]);
		}
	json_close(&w->json, ']');
	json_key(&w->json, "wrong");
	json_open(&w->json, '[');
	for (size_t i = 0; i < p->opens.n; i++)
		faults += print_fault(w, &p->opens.at[i]);
	json_close(&w->json, ']');
	json_pair_number(&w->json, "overloaded", (int64_t)over);
	if (w->app->options.json)
		end_json(w);
	else
		out_line("结对 %zu 条，超过上限 %zu 人，不对的结对 %zu 条", p->opens.n, over,
			faults);
	return over + faults > 0;
}

/* ---------------------------------------------------------------------------------------------- */

static int run(struct app *app, int n, char **words)
{
	static const struct {
		const char *name;
		int most;
		int (*run)(struct pairing_work *w, int n, char **words, struct err *e);
	} parts[] = {
		{"gaps", 0, gaps}, {"fill", 0, fill}, {"handover", 2, handover}, {"load", 0, load}};
	struct pairing_work w = {.app = app};
	struct err e = {0};
	int code = -1;

	err_set(&e, ERR_USAGE,
		"用法：binggui pair gaps|fill|load [--area 区划] 或 pair handover 移交人 [接手人]");
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (strcmp(parts[i].name, words[0]) != 0 || n - 1 > parts[i].most)
			continue;
		err_clear(&e);
		if (pairing_load(&w.pairing, app->archive, &e) && find_area(&w, &e))
			code = parts[i].run(&w, n - 1, words + 1, &e);
	}
	pairsave_result_free(&w.result);
	pair_plan_free(&w.plan);
	pairing_free(&w.pairing);
	str_free(&w.out);
	return code < 0 ? out_failed(&e) : code;
}

const struct verb verb_pair = {
	.name = "pair",
	.words = "gaps|fill|load|handover 移交人 [接手人] [--area 区划] [--dry-run|--yes] [--json]",
	.help = "三级结对：缺谁、一次补齐、各人名下几人、离岗移交；fill 和 handover 加 --yes "
		"才写入",
	.min_words = 1,
	.max_words = 3,
	.needs = VERB_STORE,
	.run = run,
};
