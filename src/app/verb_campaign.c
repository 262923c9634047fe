#include <inttypes.h>
#include <string.h>

#include <binggui/app/mine.h>
#include <binggui/app/out.h>
#include <binggui/app/paper.h>
#include <binggui/app/verb.h>
#include <binggui/base/vec.h>
#include <binggui/domain/campaign.h>
#include <binggui/domain/owing.h>
#include <binggui/domain/roll.h>
#include <binggui/domain/walksheet.h>
#include <binggui/table/journal.h>
#include <binggui/table/listing.h>
#include <binggui/text/json.h>

/* `binggui campaign WHAT [CAMPAIGN] …`: the campaign is an id, its number, or the name. */
struct asked {
	struct app *app;
	const struct def_table *table;
	struct record campaign;
	struct str line; /* of JSON */
	struct json json;
};

static const char *get(const struct asked *q, const char *name)
{
	return record_field(&q->campaign, def_field(q->table, name));
}

/* By number or name: a number like 2020-1 would else be taken for a record's id. */
static bool named(struct app *app, const struct def_table *t, const char *word, struct record *out)
{
	const struct def_field *name = def_field(t, "name"), *no = def_field(t, "no");
	struct ids ids = {0};
	struct err e = {0};
	bool found = false;

	listing_make(app->archive, t, NULL, &ids, &e);
	for (size_t i = 0; i < ids.n && !found; i++)
		found = table_get(app->archive, t, ids.at[i], out, &e) &&
			(text_eq(record_field(out, no), word) ||
				text_eq(record_field(out, name), word));
	vec_free(&ids);
	return found;
}

static bool find(struct asked *q, const char *word, struct err *e)
{
	if (!named(q->app, q->table, word, &q->campaign))
		return verb_record(q->app, q->table, word, &q->campaign, e);
	return true;
}

/* ---- list ------------------------------------------------------------------------------------ */

static void print_counts(struct asked *q, const struct roll_count *n)
{
	json_pair_number(&q->json, "people", (int64_t)n->all);
	json_pair_number(&q->json, "done", (int64_t)n->done);
	json_pair_number(&q->json, "exempt", (int64_t)n->exempt);
	json_pair_number(&q->json, "open", (int64_t)(n->all - n->done - n->exempt));
	json_pair_number(&q->json, "late", (int64_t)n->late);
}

static bool print_campaign(struct asked *q, struct err *e)
{
	struct roll roll;
	char id[32];

	if (!roll_load(&roll, q->app->archive, q->campaign.id, e))
		return false;
	struct roll_count n = roll_count(&roll, ROLL_ALL);
	record_id_text(q->campaign.id, id);
	if (q->app->options.json) {
		json_open(&q->json, '{');
		json_pair(&q->json, "id", id);
		json_pair(&q->json, "no", get(q, "no"));
		json_pair(&q->json, "name", get(q, "name"));
		json_pair(&q->json, "state", get(q, "state"));
		print_counts(q, &n);
		json_close(&q->json, '}');
	} else {
		out_line("%s\t%s\t%s\t%s\t%zu/%zu", id, get(q, "no"), get(q, "name"),
			get(q, "state"), n.done, n.all);
	}
	roll_free(&roll);
	return true;
}

static bool list(struct asked *q, int n, char **words, struct err *e)
{
	struct ids ids = {0};

	(void)n;
	(void)words;
	json_open(&q->json, '[');
	bool ok = listing_make(q->app->archive, q->table, NULL, &ids, e);
	for (size_t i = 0; ok && i < ids.n; i++)
		ok = table_get(q->app->archive, q->table, ids.at[i], &q->campaign, e) &&
		     print_campaign(q, e);
	json_close(&q->json, ']');
	vec_free(&ids);
	return ok;
}

/* ---- start, add, finish ---------------------------------------------------------------------- */

static void print_made(struct asked *q, const struct campaign_made *made, const char *sentence)
{
	if (q->app->options.json) {
		json_open(&q->json, '{');
		json_pair_number(&q->json, "added", (int64_t)made->added);
		json_pair_number(&q->json, "batch", (int64_t)made->batch);
		json_close(&q->json, '}');
	} else if (made->batch) {
		out_line("%s：%zu 人列入名单；撤销用 binggui undo %" PRIu64, sentence, made->added,
			made->batch);
	} else {
		out_line("%s：没有要加入的人", sentence);
	}
}

static bool start(struct asked *q, int n, char **words, struct err *e)
{
	struct campaign_work work = {.archive = q->app->archive, .campaign = q->campaign.id};
	struct campaign_made made;

	(void)n;
	(void)words;
	if (!campaign_start(&work, &made, e))
		return false;
	print_made(q, &made, "已开始");
	return true;
}

/* Later arrivals: listed, and with the word `add` put on the list. */
static bool late(struct asked *q, int n, char **words, struct err *e)
{
	struct campaign_work work = {.archive = q->app->archive, .campaign = q->campaign.id};
	const struct def_table *person = defs_table(q->app->archive->defs, "person");
	struct campaign_made made = {0};
	struct ids ids = {0};
	struct record p = {0};
	char id[32];

	bool add = n > 0 && strcmp(words[0], "add") == 0;
	bool ok = (n == 0 || add ||
			  err_set(e, ERR_USAGE, "late 后面只能是 add，不是“%s”", words[0])) &&
		  campaign_missing(q->app->archive, &q->campaign, &ids, e);
	if (ok && add && campaign_add(&work, ids.at, ids.n, &made, e)) {
		print_made(q, &made, "已加入");
	} else if (ok && !add) {
		json_open(&q->json, '[');
		for (size_t i = 0; ok && i < ids.n; i++) {
			ok = table_get(q->app->archive, person, ids.at[i], &p, e);
			record_id_text(ids.at[i], id);
			const char *name = record_field(&p, def_field(person, "name"));
			if (!q->app->options.json) {
				out_line("%s\t%s", id, name);
				continue;
			}
			json_open(&q->json, '{');
			json_pair(&q->json, "person", id);
			json_pair(&q->json, "name", name);
			json_close(&q->json, '}');
		}
		json_close(&q->json, ']');
	}
	record_free(&p);
	vec_free(&ids);
	return ok && e->code == ERR_OK;
}

static bool finish(struct asked *q, int n, char **words, struct err *e)
{
	(void)n;
	(void)words;
	if (!campaign_finish(q->app->archive, q->campaign.id, e))
		return false;
	if (!q->app->options.json)
		out_line("“%s”已结束", get(q, "name"));
	json_open(&q->json, '{');
	json_pair(&q->json, "state", "结束");
	json_close(&q->json, '}');
	return true;
}

/* ---- progress, undone, roster ---------------------------------------------------------------- */

static void print_place(struct asked *q, const struct roll *r, long town, long area)
{
	struct roll_count n = roll_count(r, area);

	if (!q->app->options.json) {
		out_line("%s%s\t%zu/%zu\t免访 %zu", town == area ? "" : "  ",
			roll_place_name(r, area), n.done, n.all, n.exempt);
		return;
	}
	json_open(&q->json, '{');
	json_pair(&q->json, "level", area == ROLL_ALL ? "all" : town == area ? "town" : "village");
	json_pair(&q->json, "code", area >= 0 ? r->areas.at[area].code : "");
	json_pair(&q->json, "name", roll_place_name(r, area));
	print_counts(q, &n);
	json_close(&q->json, '}');
}

static bool progress(struct asked *q, int n, char **words, struct err *e)
{
	struct roll_places towns = {0}, villages = {0};
	struct roll r;

	(void)n;
	(void)words;
	if (!roll_load(&r, q->app->archive, q->campaign.id, e))
		return false;
	json_open(&q->json, '[');
	print_place(q, &r, ROLL_ALL, ROLL_ALL);
	roll_places(&r, ROLL_ALL, &towns);
	for (size_t i = 0; i < towns.n; i++) {
		print_place(q, &r, towns.at[i], towns.at[i]);
		vec_clear(&villages);
		if (towns.at[i] >= 0)
			roll_places(&r, towns.at[i], &villages);
		for (size_t k = 0; k < villages.n; k++)
			print_place(q, &r, towns.at[i], villages.at[k]);
	}
	json_close(&q->json, ']');
	vec_free(&towns);
	vec_free(&villages);
	roll_free(&r);
	return true;
}

static bool undone(struct asked *q, int n, char **words, struct err *e)
{
	struct roll r;
	char id[32];

	(void)n;
	(void)words;
	if (!roll_load(&r, q->app->archive, q->campaign.id, e))
		return false;
	json_open(&q->json, '[');
	for (size_t i = 0; i < r.n; i++) {
		if (r.at[i].state != ROLL_OPEN)
			continue;
		record_id_text(r.at[i].person, id);
		if (!q->app->options.json) {
			out_line("%s\t%s\t%s", id, r.at[i].name, roll_place_name(&r, r.at[i].area));
			continue;
		}
		json_open(&q->json, '{');
		json_pair(&q->json, "person", id);
		json_pair(&q->json, "name", r.at[i].name);
		json_pair(&q->json, "village", roll_place_name(&r, r.at[i].area));
		json_close(&q->json, '}');
	}
	json_close(&q->json, ']');
	roll_free(&r);
	return true;
}

static bool roster_file(struct asked *q, const struct walksheet *w, size_t *people, struct err *e)
{
	const char *path = q->app->options.output;
	struct str text = {0}, reason = {0};
	bool ok;

	if (!path)
		return walksheet_text(w, &text, people, e) &&
		       (out_text(str_c(&text)), str_free(&text), true);
	str_addf(&reason, "走访名单“%s”到 %s", w->title, path);
	ok = journal_note(q->app->archive, "export", q->table, q->campaign.id, str_c(&reason), e);
	if (ok && text_ends(path, ".xlsx"))
		ok = walksheet_xlsx(w, path, people, e);
	else if (ok)
		ok = walksheet_text(w, &text, people, e) &&
		     paper_write(str_c(&text), path, q->app->options.encoding, e);
	str_free(&text);
	str_free(&reason);
	return ok;
}

static bool roster(struct asked *q, int n, char **words, struct err *e)
{
	struct roll r;
	size_t people = 0;

	if (!roll_load(&r, q->app->archive, q->campaign.id, e))
		return false;
	struct walksheet w = {.roll = &r,
		.title = get(q, "name"),
		.area = n ? areas_by_code(&r.areas, words[0]) : ROLL_ALL,
		.columns = q->app->options.format && strcmp(q->app->options.format, "132") == 0
				   ? 132
				   : 80};
	bool ok = (w.area != -1 || err_set(e, ERR_USAGE, "没有区划“%s”，请写12位代码", words[0])) &&
		  roster_file(q, &w, &people, e);
	if (ok && q->app->options.output && !q->app->options.json)
		out_line("%zu 人写到 %s", people, q->app->options.output);
	json_open(&q->json, '{');
	json_pair_number(&q->json, "people", (int64_t)people);
	json_close(&q->json, '}');
	roll_free(&r);
	return ok;
}

/* ---- the verbs ------------------------------------------------------------------------------- */

static int run(struct app *app, int n, char **words)
{
	static const struct {
		const char *name;
		bool (*run)(struct asked *q, int n, char **words, struct err *e);
		bool of_one, text; /* needs a campaign; prints text of its own without -o */
	} whats[] = {
		{"list", list, false, false},
		{"start", start, true, false},
		{"finish", finish, true, false},
		{"progress", progress, true, false},
		{"undone", undone, true, false},
		{"late", late, true, false},
		{"roster", roster, true, true},
	};
	struct asked q = {.app = app};
	struct err e = {0};
	bool ok = false, known = false;

	q.table = app_table(app, "campaign", &e);
	json_start(&q.json, &q.line);
	for (size_t i = 0; q.table && i < sizeof whats / sizeof *whats; i++) {
		if (strcmp(whats[i].name, words[0]) != 0)
			continue;
		known = true;
		if (whats[i].of_one && n < 2)
			err_set(&e, ERR_USAGE, "写明哪个活动：编号、名称或 1-27 这样的记录号");
		else if (!whats[i].of_one || find(&q, words[1], &e))
			ok = whats[i].run(&q, n > 2 ? n - 2 : 0, words + 2, &e);
	}
	if (q.table && !known)
		err_set(&e, ERR_USAGE,
			"不认识“%s”；可用 list start progress undone late roster finish", words[0]);
	if (ok && app->options.json && !(strcmp(words[0], "roster") == 0 && !app->options.output))
		out_line("%s", str_c(&q.line));
	record_free(&q.campaign);
	str_free(&q.line);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_campaign = {
	.name = "campaign",
	.words = "list|start|progress|undone|late|roster|finish [活动] [-o 文件]",
	.help = "走访活动：开始(定名单)、进度、还没走访的、后来符合条件的(late add "
		"加入)、走访用的名单、结束",
	.min_words = 1,
	.max_words = 3,
	.needs = VERB_STORE,
	.run = run,
};

/* ---- owed visits ----------------------------------------------------------------------------- */

static void print_owed(struct app *app, const struct owing_line *l, struct json *j)
{
	const struct def_table *person = defs_table(app->archive->defs, "person");
	const struct def_table *plan = defs_table(app->archive->defs, "visit_plan");
	struct record p = {0}, v = {0};
	char id[32], last[DATE_TEXT] = "";

	record_id_text(l->person, id);
	if (!date_none(l->last))
		date_format(l->last, last);
	table_get(app->archive, person, l->person, &p, NULL);
	table_get(app->archive, plan, l->plan, &v, NULL);
	const char *name = record_field(&p, def_field(person, "name"));
	const char *plan_name = record_field(&v, def_field(plan, "name"));
	if (!app->options.json) {
		out_line("%s\t%s\t%s\t%zu/%zu\t%s", id, name, plan_name, l->visits, l->times,
			*last ? last : "从未");
	} else {
		json_open(j, '{');
		json_pair(j, "person", id);
		json_pair(j, "name", name);
		json_pair(j, "plan", plan_name);
		json_pair_number(j, "visits", (int64_t)l->visits);
		json_pair_number(j, "times", (int64_t)l->times);
		json_pair(j, "last", last);
		json_pair_number(j, "days", *last || !date_none(l->due) ? l->days : -1);
		json_key(j, "owed");
		json_bool(j, l->visits < l->times);
		json_close(j, '}');
	}
	record_free(&p);
	record_free(&v);
}

static int owed(struct app *app, int n, char **words)
{
	struct owing owing;
	struct str line = {0}, where = {0};
	struct json j;
	struct err e = {0};

	(void)n;
	(void)words;
	bool ok = mine_where(app, defs_table(app->archive->defs, "person"), &where, &e) &&
		  owing_load(&owing, app->archive, str_c(&where), &e);
	str_free(&where);
	if (!ok)
		return out_failed(&e);
	json_start(&j, &line);
	json_open(&j, '[');
	for (size_t i = 0; i < owing.n; i++)
		print_owed(app, &owing.at[i], &j);
	json_close(&j, ']');
	if (app->options.json)
		out_line("%s", str_c(&line));
	else
		out_line("欠访 %zu 人，快到期 %zu 人", owing.overdue, owing.n - owing.overdue);
	if (owing.bad.n)
		out_problem("%.*s", (int)owing.bad.n - 1, str_c(&owing.bad));
	bool whole = !owing.bad.n;
	owing_free(&owing);
	str_free(&line);
	return whole ? 0 : 1;
}

const struct verb verb_owed = {
	.name = "owed",
	.words = "",
	.help = "按走访频次还欠走访的人，欠得久的在前；后面是快到期的",
	.needs = VERB_STORE,
	.run = owed,
};
