#include <string.h>

#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/mem.h>
#include <binggui/domain/areachange.h>
#include <binggui/table/query.h>
#include <binggui/text/json.h>
#include <binggui/text/sheet.h>

/*
 * `binggui area …`: words with = say something about the change, the others name areas.
 */
struct work {
	struct app *app;
	const struct def_table *area, *person;
	struct areachange change;
	struct areachange_plan plan;
	const char *name, *code, *rest, *day, *people; /* what the words with = say */
	const char *words[16];
	size_t n;
	struct str target; /* code */
};

/* ---- words ----------------------------------------------------------------------------------- */

static bool sort_words(struct work *w, int n, char **words, struct err *e)
{
	const struct {
		const char *name;
		const char **value;
	} all[] = {{"name=", &w->name}, {"code=", &w->code}, {"rest=", &w->rest},
		{"date=", &w->day}, {"people=", &w->people}};

	for (int i = 0; i < n; i++) {
		bool taken = false;
		for (size_t k = 0; !taken && k < sizeof all / sizeof *all; k++)
			if ((taken = text_starts(words[i], all[k].name)))
				*all[k].value = words[i] + strlen(all[k].name);
		if (!taken && w->n == sizeof w->words / sizeof *w->words)
			return err_set(e, ERR_USAGE, "一次最多写 %zu 个区划", w->n);
		if (!taken)
			w->words[w->n++] = words[i];
	}
	w->change.day = app_today(w->app);
	return !w->day || (date_parse(&w->change.day, w->day) && date_full(w->change.day)) ||
	       err_set(e, ERR_USAGE, "日期“%s”不对，应写作 date=2020-04-30", w->day);
}

struct naming {
	const struct work *work;
	const char *name;
	uint64_t id;
	size_t n;
};

static bool take_named(void *context, const struct record *r)
{
	struct naming *g = context;
	const struct def_table *t = g->work->area;

	if (text_eq(record_field(r, def_field(t, "name")), g->name) &&
		!*record_field(r, def_field(t, "valid_to"))) {
		g->id = r->id;
		g->n++;
	}
	return true;
}

/* An area by its code, or by a name that only one has that is still there. */
static bool find_area(struct work *w, const char *word, struct record *out, struct err *e)
{
	struct naming g = {w, word, 0, 0};
	uint64_t id = 0;
	struct err none = {0};

	if (table_by_unique(w->app->archive, w->area, w->area->key, word, &id, &none) && id)
		return table_get(w->app->archive, w->area, id, out, e);
	if (!query_run(w->app->archive, w->area, NULL, take_named, &g, e))
		return false;
	if (g.n == 1)
		return table_get(w->app->archive, w->area, g.id, out, e);
	return g.n ? err_set(e, ERR_USAGE, "叫“%s”的区划不止一个，请写12位区划代码", word)
		   : err_set(e, ERR_NOTFOUND, "没有区划“%s”；可先用 binggui list area 查找", word);
}

static bool add_old(struct work *w, const char *word, struct err *e)
{
	struct record r = {0};
	bool ok = find_area(w, word, &r, e);

	if (ok && *record_field(&r, def_field(w->area, "valid_to")))
		ok = err_set(e, ERR_USAGE, "%s 已经撤销了",
			record_field(&r, def_field(w->area, "name")));
	if (ok)
		vec_push(&w->change.old, r.id);
	record_free(&r);
	return ok;
}

/* The area it becomes: one that is there, or a new code, which needs a name. */
static bool set_target(struct work *w, const char *word, struct err *e)
{
	struct record r = {0};
	struct err none = {0};
	bool known = find_area(w, word, &r, &none);

	if (known)
		str_set(&w->target, record_field(&r, w->area->key));
	else
		str_set(&w->target, word);
	record_free(&r);
	w->change.code = str_c(&w->target);
	w->change.name = known ? NULL : w->name;
	if (known && w->name)
		return err_set(e, ERR_USAGE, "“%s”已经有了；name= 只用于新的区划", word);
	return known || strlen(word) == 12 || err_set(e, none.code, "%s", none.text);
}

/* ---- who goes -------------------------------------------------------------------------------- */

static bool take_person(void *context, const struct record *r)
{
	struct work *w = context;

	vec_push(&w->change.people, r->id);
	return true;
}

/* Those of the old area who satisfy --where. */
static bool people_where(struct work *w, const char *code, struct err *e)
{
	const struct defs *defs = w->app->archive->defs;
	struct str text = {0};

	/* By itself first: brackets in it must not reach around the village. */
	struct expr *where = expr_parse(w->app->options.where, w->person, defs, e);
	bool reads = where != NULL;
	expr_free(where);
	str_addf(&text, "village = \"%s\" and (%s)", code, w->app->options.where);
	where = reads ? expr_parse(str_c(&text), w->person, defs, e) : NULL;
	bool ok = where && query_run(w->app->archive, w->person, where, take_person, w, e);
	expr_free(where);
	str_free(&text);
	return ok;
}

struct person_named {
	const struct def_field *name, *village;
	const char *text, *code;
	uint64_t id;
	size_t n;
};

static bool match_name(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct person_named *p = context;

	if (span_is(record_peek(bytes, n, p->village->number), p->code) &&
		span_is(record_peek(bytes, n, p->name->number), p->text)) {
		p->id = id;
		p->n++;
	}
	return true;
}

/* A line: an id, an identity number, or a name that only one in the old area has. */
static bool add_person(struct work *w, const char *code, const char *line, struct err *e)
{
	struct person_named p = {
		def_field(w->person, "name"), def_field(w->person, "village"), line, code, 0, 0};
	struct record r = {0};
	struct err none = {0};

	if (verb_record(w->app, w->person, line, &r, &none)) {
		p.id = r.id;
		p.n = text_eq(record_field(&r, p.village), code) ? 1 : 0;
	} else if (!table_scan(w->app->archive, w->person, match_name, &p, e)) {
		return false;
	}
	record_free(&r);
	if (p.n == 1)
		vec_push(&w->change.people, p.id);
	return p.n == 1 ||
	       err_set(e, ERR_DATA,
		       p.n ? "叫“%s”的不止一人，请改写身份证号或编号" : "“%s”不是这个区划里的人",
		       line);
}

/* A list in any form an import takes: the first cell of each row says who. */
static bool people_from_file(struct work *w, const char *code, struct err *e)
{
	const struct sheet_options options = {.encoding = w->app->options.encoding};
	struct book book = {0};
	bool ok = sheet_open(&book, w->people, &options, e);

	for (size_t i = 0; ok && book.n && i < book.sheets[0].n; i++) {
		const struct row *row = &book.sheets[0].rows[i];
		if (!row->n)
			continue;
		struct span cell = span_trim(span_of(row->cells[0].text));
		char *one = mem_strndup(cell.at, cell.n);
		ok = !*one || add_person(w, code, one, e);
		mem_free(one);
	}
	sheet_close(&book);
	return ok;
}

/* ---- the three changes ----------------------------------------------------------------------- */

static bool read_rename(struct work *w, struct err *e)
{
	struct record r = {0};

	w->change.kind = AREA_RENAMED;
	if (w->n != 2)
		return err_set(e, ERR_USAGE, "用法：binggui area rename 区划 新名称 [code=新代码]");
	bool ok = add_old(w, w->words[0], e) &&
		  table_get(w->app->archive, w->area, w->change.old.at[0], &r, e);
	str_set(&w->target, w->code ? w->code : record_field(&r, w->area->key));
	w->change.code = str_c(&w->target);
	w->change.name = w->words[1];
	record_free(&r);
	return ok;
}

static bool read_merge(struct work *w, struct err *e)
{
	bool ok = true;

	w->change.kind = AREA_MERGED;
	if (w->n < 2)
		return err_set(e, ERR_USAGE,
			"用法：binggui area merge 区划 [区划 …] 并入的区划（新的写代码和 "
			"name=名称）");
	for (size_t i = 0; ok && i + 1 < w->n; i++)
		ok = add_old(w, w->words[i], e);
	return ok && set_target(w, w->words[w->n - 1], e);
}

static bool read_split(struct work *w, struct err *e)
{
	struct record old = {0}, rest = {0};

	w->change.kind = AREA_SPLIT;
	if (w->n != 2 || !w->people == !w->app->options.where)
		return err_set(e, ERR_USAGE,
			"用法：binggui area split 区划 分到的区划 [name=名称] --where 条件 或 "
			"people=文件");
	bool ok = find_area(w, w->words[0], &old, e) && add_old(w, w->words[0], e) &&
		  set_target(w, w->words[1], e);
	const char *code = record_field(&old, w->area->key);
	ok = ok && (w->people ? people_from_file(w, code, e) : people_where(w, code, e));
	if (ok && w->rest && (ok = find_area(w, w->rest, &rest, e)))
		w->change.rest = rest.id;
	record_free(&old);
	record_free(&rest);
	return ok;
}

/* ---- what comes out -------------------------------------------------------------------------- */

static void print_json(const struct work *w, bool applied)
{
	struct str out = {0};
	struct json j;

	json_start(&j, &out);
	json_open(&j, '{');
	json_key(&j, "applied");
	json_bool(&j, applied);
	if (applied)
		json_pair_number(&j, "batch", (int64_t)w->plan.batch);
	else
		json_pair(&j, "batch", NULL);
	json_pair(&j, "code", w->change.code);
	json_key(&j, "moved");
	json_open(&j, '{');
	const struct defs *d = w->app->archive->defs;
	for (size_t i = 0; i < d->n; i++) {
		size_t n = 0;
		for (size_t k = 0; k < w->plan.moves.n; k++)
			n += w->plan.moves.at[k].table == d->tables[i];
		if (n)
			json_pair_number(&j, d->tables[i]->name, (int64_t)n);
	}
	json_close(&j, '}');
	json_pair_number(&j, "stations_closed", (int64_t)w->plan.closing.n);
	json_close(&j, '}');
	out_line("%s", str_c(&out));
	str_free(&out);
}

static void print(const struct work *w, bool applied)
{
	struct str text = {0};

	areachange_text(&w->plan, &text);
	out_line("%s：%s", applied ? "随之改了" : "随之要改",
		text.n ? str_c(&text) : "没有别的记录");
	if (applied)
		out_line("撤销：binggui undo %llu", (unsigned long long)w->plan.batch);
	str_free(&text);
}

static int run(struct app *app, int n, char **words)
{
	static const struct {
		const char *name;
		bool (*read)(struct work *w, struct err *e);
	} parts[] = {{"rename", read_rename}, {"merge", read_merge}, {"split", read_split}};
	struct work w = {.app = app, .change.archive = app->archive};
	struct err e = {0};
	bool ok = false, write = !app->options.dry_run;

	err_set(&e, ERR_USAGE, "用法：binggui area rename|merge|split …");
	w.area = defs_table(app->archive->defs, "area");
	w.person = defs_table(app->archive->defs, "person");
	for (size_t i = 0; w.area && w.person && i < sizeof parts / sizeof *parts; i++) {
		if (strcmp(parts[i].name, words[0]) != 0)
			continue;
		err_clear(&e);
		ok = sort_words(&w, n - 1, words + 1, &e) && parts[i].read(&w, &e) &&
		     areachange_make_plan(&w.change, &w.plan, &e) &&
		     (!write || areachange_apply(&w.change, &w.plan, &e));
	}
	if (ok && app->options.json)
		print_json(&w, write);
	else if (ok)
		print(&w, write);
	areachange_free(&w.change);
	areachange_plan_free(&w.plan);
	str_free(&w.target);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_area = {
	.name = "area",
	.words = "rename 区划 新名称 | merge 区划 … 并入的区划 | split 区划 分到的区划 [code= "
		 "name= rest= date= people=]",
	.help = "村更名、合并、分出：旧的注明终止日期和去向，人、户、网格、站随之改，整个可以撤销",
	.min_words = 1,
	.max_words = -1,
	.needs = VERB_STORE,
	.run = run,
};
