#include <binggui/schema/read_figures.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/exprread.h>
#include <binggui/schema/figuredef.h>
#include <binggui/schema/nearest.h>
#include <binggui/schema/type.h>

enum { CONSTANT_MAX = 1000000 };

/* What a figure and each of its parts may say. */
static const char *const figure_keys[] = {"title", "article", "definition", "of", "where", "count",
	"sum", "earliest", "ratio", "constant", "chapters", "union", "every", "more_than", "value",
	"day", "period", "place", "unit", "round", "each", "against", NULL};
static const char *const part_keys[] = {
	"label", "of", "where", "count", "day", "period", "place", "each", NULL};

/* ---- what other files declare ---------------------------------------------------------------- */

/* A condition may speak of what stands in a file that could not be read. */
static bool excused(const struct read_figures *r)
{
	return r->unreadable && r->unreadable->n;
}

static const struct def_table *find_table(
	struct read_figures *r, const char *name, const struct yaml_node *node)
{
	const struct def_table *t = defs_table(r->defs, name);
	struct nearest near;

	if (t || (r->unreadable && map_has(r->unreadable, name)))
		return t;
	nearest_start(&near, name);
	for (size_t i = 0; i < r->defs->n; i++)
		nearest_try(&near, r->defs->tables[i]->name);
	read_sheets_missing(node, r->faults, "登记簿", name, &near);
	return NULL;
}

static const struct def_field *find_field(struct read_figures *r, const struct def_table *t,
	const char *name, const struct yaml_node *node)
{
	const struct def_field *f = def_field(t, name);
	struct nearest near;

	f = f ? f : def_field_labelled(t, name);
	if (f)
		return f;
	nearest_start(&near, name);
	for (size_t i = 0; i < t->n; i++)
		nearest_try(&near, t->fields[i]->name);
	read_sheets_missing(node, r->faults, "字段", name, &near);
	return NULL;
}

static const struct expr *parse_text(struct read_figures *r, const struct def_table *t,
	const char *text, const struct yaml_node *node)
{
	struct def_figures *all = r->defs->figures;
	struct err e = {0};

	const struct expr *known = figuredef_condition(all, t, text);
	struct expr *x = known ? NULL : exprread(text, t, r->defs, &e);
	if (x)
		figuredef_keep_condition(all, t, text, x);
	else if (!known && !excused(r))
		expect_fault(node, r->faults, "条件有误，%s", e.text);
	return known ? known : x;
}

static const struct expr *parse(struct read_figures *r, const struct def_table *t,
	const struct yaml_node *map, const char *key)
{
	const char *text = expect_text(map, key, false, r->faults);

	return text && t ? parse_text(r, t, text, yaml_get(map, key)) : NULL;
}

/* "staff.person": all but the last lead on. */
static bool read_path(struct read_figures *r, struct def_path *out, const struct def_table *t,
	const char *text, const struct yaml_node *node)
{
	char *copy = mem_strdup(text), *rest = copy;

	for (char *name; t && (name = strsep(&rest, ".")) != NULL;) {
		const struct def_field *f = find_field(r, t, name, node);
		if (f && rest && !f->target) {
			if (!excused(r))
				expect_fault(
					node, r->faults, "“%s”不是引用，后面不能再写“.”", name);
			f = NULL;
		}
		if (!f)
			break;
		vec_push(out, f);
		t = f->target;
		if (!rest) {
			mem_free(copy);
			return true;
		}
	}
	mem_free(copy);
	vec_free(out);
	return false;
}

/* ---- what is counted ------------------------------------------------------------------------- */

static void add_path(
	struct read_figures *r, struct def_part *p, const char *text, const struct yaml_node *node)
{
	struct def_path path = {0};

	if (!p->of || !read_path(r, &path, p->of, text, node))
		return;
	p->by = p->n_by < p->cap_by ? p->by
				    : vec_grow_(p->by, &p->cap_by, p->n_by + 1, sizeof *p->by);
	p->by[p->n_by++] = path;
}

/* `count: rows`, `count: person`, `count: [person, staff.person, staff]`. */
static void read_count(struct read_figures *r, struct def_part *p, const struct yaml_node *map)
{
	const struct yaml_node *node = yaml_get(map, "count");

	if (!node || (node->kind == YAML_SCALAR && text_eq(node->text, "rows")))
		return;
	if (node->kind == YAML_SCALAR && !text_blank(node->text)) {
		add_path(r, p, node->text, node);
	} else if (node->kind == YAML_SCALAR || expect_list(node, r->faults)) {
		for (size_t i = 0; i < node->n; i++)
			if (node->items[i]->kind == YAML_SCALAR)
				add_path(r, p, node->items[i]->text, node->items[i]);
		if (!node->n)
			expect_fault(node, r->faults, "“count”要写 rows 或字段名");
	}
}

static void read_sums(struct read_figures *r, struct def_figure *f, const struct def_table *t,
	const struct yaml_node *map, const char *key)
{
	const struct yaml_node *node = yaml_get(map, key);
	struct def_words words = {0};

	expect_words(&words, map, key, r->faults);
	for (size_t i = 0; t && i < words.n; i++) {
		const struct def_field *field = find_field(r, t, words.at[i], node);
		bool number = field && (text_eq(field->type_name, "money") ||
					       text_eq(field->type_name, "number"));
		if (field && f->kind == FIGURE_SUM && !number)
			expect_fault(node, r->faults, "“%s”不是金额或数字，不能相加", words.at[i]);
		else if (field && f->kind == FIGURE_EARLIEST && !text_eq(field->type_name, "date"))
			expect_fault(node, r->faults, "“%s”不是日期", words.at[i]);
		else if (field && f->n_sum && f->sum[0]->type != field->type)
			expect_fault(node, r->faults, "金额和数字不能加在一起");
		else if (field) {
			f->sum = f->n_sum < f->cap_sum ? f->sum
						       : vec_grow_(f->sum, &f->cap_sum,
								 f->n_sum + 1, sizeof *f->sum);
			f->sum[f->n_sum++] = field;
		}
	}
	for (size_t i = 0; i < words.n; i++)
		mem_free(words.at[i]);
	vec_free(&words);
}

/* ---- a ledger -------------------------------------------------------------------------------- */

static void add_day(struct def_part *p, const struct def_field *day)
{
	p->day = p->n_day < p->cap_day
			 ? p->day
			 : vec_grow_(p->day, &p->cap_day, p->n_day + 1, sizeof *p->day);
	p->day[p->n_day++] = day;
}

/* `day: date`, or several, of which the first that is filled in counts. */
static void read_days(struct read_figures *r, struct def_part *p, const struct yaml_node *map)
{
	const struct yaml_node *node = yaml_get(map, "day");
	struct def_words words = {0};

	expect_words(&words, map, "day", r->faults);
	for (size_t i = 0; p->of && i < words.n; i++) {
		const struct def_field *day = find_field(r, p->of, words.at[i], node);
		if (day && text_eq(day->type_name, "date") && !day->multiple)
			add_day(p, day);
		else if (day)
			expect_fault(node, r->faults, "“%s”不是日期", words.at[i]);
	}
	if (p->of && p->of->day && !node)
		add_day(p, p->of->day);
	for (size_t i = 0; i < words.n; i++)
		mem_free(words.at[i]);
	vec_free(&words);
}

/* `place: person.village`, or several, of which the first that leads anywhere counts. */
static void read_places(struct read_figures *r, struct def_part *p, const struct yaml_node *map)
{
	const struct yaml_node *node = yaml_get(map, "place");
	struct def_words words = {0};

	expect_words(&words, map, "place", r->faults);
	for (size_t i = 0; p->of && i < words.n; i++) {
		const struct expr *x = parse_text(r, p->of, words.at[i], node);
		p->place = p->n_place < p->cap_place ? p->place
						     : vec_grow_(p->place, &p->cap_place,
							       p->n_place + 1, sizeof *p->place);
		if (x)
			p->place[p->n_place++] = x;
	}
	for (size_t i = 0; i < words.n; i++)
		mem_free(words.at[i]);
	vec_free(&words);
}

static void read_period(struct read_figures *r, struct def_part *p, const struct yaml_node *map)
{
	static const char *const words[] = {"within", "until", "always", NULL};

	read_days(r, p, map);
	size_t fallback = p->n_day ? PERIOD_WITHIN : PERIOD_ALWAYS;
	p->period = (enum figure_period)expect_choice(map, "period", words, fallback, r->faults);
	if (p->of && p->period != PERIOD_ALWAYS && !p->n_day)
		expect_fault(yaml_get(map, "period"), r->faults,
			"登记簿“%s”没有写 day，这里要用“day”写明按哪个日期计", p->of->name);
}

/* `each:` of a part: what the other parts are told apart by as well, where they meet it. */
static void read_own_group(struct read_figures *r, struct def_figure *f, const struct def_part *p,
	const struct yaml_node *node)
{
	const char *text = expect_text(node, "each", false, r->faults);

	if (!text)
		return;
	if (f->group_part || !f->every)
		expect_fault(
			yaml_get(node, "each"), r->faults, "“each”只能写在“every”的一个部分里");
	else if (p->of && read_path(r, &f->group, p->of, text, yaml_get(node, "each")))
		f->group_part = f->n_parts;
}

/* `node` is the part's own map; `outer` the figure's, for what the part does not say. */
static void read_part(struct read_figures *r, struct def_figure *f, const struct def_table *of,
	const struct yaml_node *node, const struct yaml_node *outer)
{
	struct def_part *p = figuredef_new_part(f);

	p->set = f->n_parts > 1 ? f->parts[f->n_parts - 2].set + 1 : 0;
	const char *own = node != outer ? expect_text(node, "of", false, r->faults) : NULL;

	p->label = expect_copy(node, node != outer ? "label" : "title", true, r->faults);
	p->of = own ? find_table(r, own, yaml_get(node, "of")) : of;
	bool same = p->of && p->of == of;
	if (node != outer)
		p->where = parse(r, p->of, node, "where");
	p->common = same ? f->where : NULL;
	read_places(r, p, yaml_get(node, "place") || !same ? node : outer);
	bool dated = yaml_get(node, "day") || yaml_get(node, "period") || !same;
	read_period(r, p, dated ? node : outer);
	bool counted = yaml_get(node, "count") || !yaml_get(outer, "count");
	read_count(r, p, counted ? node : outer);
	if (node != outer)
		read_own_group(r, f, p, node);
}

/* One of `union:` or `every:`; in the latter `any:` lists what stands for one. */
static void read_listed(struct read_figures *r, struct def_figure *f, const struct def_table *of,
	const struct yaml_node *node, const struct yaml_node *map)
{
	if (!expect_map(node, r->faults))
		return;
	yaml_only(node, part_keys, r->faults);
	if (f->n_parts == FIGURE_PARTS) {
		expect_fault(node, r->faults, "一个数字最多有 %d 个部分", FIGURE_PARTS);
		return;
	}
	read_part(r, f, of, node, map);
	if (!of && !yaml_get(node, "of"))
		expect_fault(node, r->faults, "缺少“of”：从哪个登记簿计数");
	else if (f->kind == FIGURE_SUM && f->parts[f->n_parts - 1].of != of)
		expect_fault(node, r->faults, "求和的各部分要在同一个登记簿里");
}

static void read_any(struct read_figures *r, struct def_figure *f, const struct def_table *of,
	const struct yaml_node *any, const struct yaml_node *map)
{
	static const char *const known[] = {"any", NULL};
	const struct yaml_node *list = yaml_get(any, "any");
	size_t first = f->n_parts;
	unsigned set = first ? f->parts[first - 1].set + 1 : 0;

	yaml_only(any, known, r->faults);
	if (!f->every)
		expect_fault(list, r->faults, "“any”只能写在“every”里");
	if (!expect_list(list, r->faults))
		return;
	for (size_t i = 0; i < list->n; i++)
		read_listed(r, f, of, list->items[i], map);
	for (size_t i = first; i < f->n_parts; i++)
		f->parts[i].set = set;
}

static void read_parts(struct read_figures *r, struct def_figure *f, const struct yaml_node *map)
{
	const char *name = expect_text(map, "of", false, r->faults);
	const struct def_table *of = name ? find_table(r, name, yaml_get(map, "of")) : NULL;
	const struct yaml_node *parts = yaml_get(map, f->every ? "every" : "union");

	f->where = parse(r, of, map, "where");
	if (f->kind == FIGURE_SUM || f->kind == FIGURE_EARLIEST)
		read_sums(r, f, of, map, f->kind == FIGURE_SUM ? "sum" : "earliest");
	if (!parts) {
		if (!name)
			expect_fault(map, r->faults, "缺少“of”：从哪个登记簿计数");
		read_part(r, f, of, map, map);
		return;
	}
	if (!expect_list(parts, r->faults))
		return;
	if (parts->n < 2)
		expect_fault(parts, r->faults, "这里要写两个以上的部分");
	for (size_t i = 0; i < parts->n; i++) {
		if (yaml_get(parts->items[i], "any"))
			read_any(r, f, of, parts->items[i], map);
		else
			read_listed(r, f, of, parts->items[i], map);
	}
}

/* ---- a figure -------------------------------------------------------------------------------- */

static enum figure_kind kind_of(struct read_figures *r, const struct yaml_node *map)
{
	static const struct {
		const char *key;
		enum figure_kind kind;
	} kinds[] = {
		{"count", FIGURE_COUNT},
		{"sum", FIGURE_SUM},
		{"ratio", FIGURE_RATIO},
		{"earliest", FIGURE_EARLIEST},
		{"chapters", FIGURE_CHAPTERS},
		{"constant", FIGURE_CONSTANT},
	};
	enum figure_kind kind = FIGURE_COUNT;
	const char *before = NULL;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct yaml_node *node = yaml_get(map, kinds[i].key);
		if (!node)
			continue;
		if (before)
			expect_fault(node, r->faults, "“%s”和“%s”只能写一个", before, kinds[i].key);
		before = kinds[i].key;
		kind = kinds[i].kind;
	}
	return kind;
}

static void read_constant(struct read_figures *r, struct def_figure *f, const struct yaml_node *map)
{
	const char *text = expect_text(map, "constant", true, r->faults);
	uint64_t value = 0;

	if (text && (!text_to_u64(text, &value) || value > CONSTANT_MAX))
		expect_fault(yaml_get(map, "constant"), r->faults, "“constant”应是 0 到 %d 的整数",
			CONSTANT_MAX);
	f->constant = (int64_t)value;
}

static void read_group(struct read_figures *r, struct def_figure *f, const struct yaml_node *map)
{
	const char *text = expect_text(map, "each", false, r->faults);
	const struct def_table *of = f->n_parts ? f->parts[0].of : NULL;

	if (!text || !of)
		return;
	if (f->group_part) {
		expect_fault(yaml_get(map, "each"), r->faults, "“each”只能写在一处");
		return;
	}
	for (size_t i = 1; i < f->n_parts; i++)
		if (f->parts[i].of != of) {
			expect_fault(yaml_get(map, "each"), r->faults,
				"只从一个登记簿计数的数字才能用“each”分开");
			return;
		}
	read_path(r, &f->group, of, text, yaml_get(map, "each"));
}

/* `more_than: max_pairs`: a number of what is counted, which must be of one register. */
static void read_more_than(
	struct read_figures *r, struct def_figure *f, const struct yaml_node *map)
{
	const char *name = expect_text(map, "more_than", false, r->faults);
	const struct def_part *p = f->n_parts == 1 ? &f->parts[0] : NULL;
	const struct def_path *by = p && p->n_by == 1 ? &p->by[0] : NULL;
	const struct def_table *t = by ? by->at[by->n - 1]->target : NULL;

	if (!name)
		return;
	if (f->kind != FIGURE_COUNT || !t) {
		expect_fault(yaml_get(map, "more_than"), r->faults,
			"“more_than”只用于“count”一个引用字段的数字");
		return;
	}
	f->more_than = find_field(r, t, name, yaml_get(map, "more_than"));
}

static void read_figure(struct read_figures *r, const struct yaml_node *map)
{
	static const char *const values[] = {"number", "times", NULL};

	if (!expect_name(map, map->key, map->key_line, map->key_column, r->faults) ||
		!expect_map(map, r->faults))
		return;
	if (figuredef_figure(r->defs->figures, map->key)) {
		expect_fault(map, r->faults, "数字“%s”已经定义过", map->key);
		return;
	}
	yaml_only(map, figure_keys, r->faults);
	struct def_figure *f = figuredef_new_figure(r->defs->figures, map->key);
	f->title = expect_copy(map, "title", true, r->faults);
	f->article = expect_copy(map, "article", false, r->faults);
	f->definition = expect_copy(map, "definition", true, r->faults);
	f->kind = kind_of(r, map);
	f->unit = expect_copy(
		map, "unit", f->kind != FIGURE_EARLIEST && f->kind != FIGURE_RATIO, r->faults);
	f->round = (enum figure_round)expect_choice(
		map, "round", figuredef_rounds, ROUND_WHOLE, r->faults);
	f->every = yaml_get(map, "every") != NULL;
	f->times = expect_choice(map, "value", values, 0, r->faults) == 1;
	if (f->times && !f->every)
		expect_fault(yaml_get(map, "value"), r->faults, "“value: times”只用于“every”");
	if (f->every && (f->kind == FIGURE_SUM || yaml_get(map, "union")))
		expect_fault(yaml_get(map, "every"), r->faults, "“every”不能和“sum”“union”同用");
	if (f->kind == FIGURE_CONSTANT)
		read_constant(r, f, map);
	if (f->kind == FIGURE_COUNT || f->kind == FIGURE_SUM || f->kind == FIGURE_EARLIEST)
		read_parts(r, f, map);
	read_group(r, f, map);
	read_more_than(r, f, map);
}

void read_figures_declare(struct read_figures *r, const struct yaml_node *root)
{
	const struct yaml_node *figures = yaml_get(root, "figures");

	if (!figures || !expect_map(figures, r->faults))
		return;
	for (size_t i = 0; i < figures->n; i++)
		read_figure(r, figures->items[i]);
}

void read_figures_sheets(struct read_figures *r, const struct yaml_node *root)
{
	read_sheets(r, yaml_get(root, "sheets"));
}

/* ---- figures that name others ---------------------------------------------------------------- */

/* `ratio: [settled, lost]` */
static void link_ratio(struct read_figures *r, struct def_figure *f, const struct yaml_node *map)
{
	const struct yaml_node *node = yaml_get(map, "ratio");

	if (!expect_list(node, r->faults))
		return;
	if (node->n != 2 || node->items[0]->kind != YAML_SCALAR ||
		node->items[1]->kind != YAML_SCALAR) {
		expect_fault(node, r->faults, "“ratio”要写两个数字的名称：[分子, 分母]");
		return;
	}
	f->over = read_sheets_figure(r, node->items[0]->text, node->items[0]);
	f->under = read_sheets_figure(r, node->items[1]->text, node->items[1]);
	if ((f->over && f->over->kind > FIGURE_SUM) || (f->under && f->under->kind > FIGURE_SUM))
		expect_fault(node, r->faults, "“ratio”的两个数字应是计数或求和");
}

static void link_figure(struct read_figures *r, const struct yaml_node *map)
{
	struct def_figure *f = figuredef_figure(r->defs->figures, map->key);
	const char *against = expect_text(map, "against", false, r->faults);
	const char *chapters = expect_text(map, "chapters", false, r->faults);

	if (!f)
		return;
	if (f->kind == FIGURE_RATIO)
		link_ratio(r, f, map);
	if (against)
		f->against = read_sheets_figure(r, against, yaml_get(map, "against"));
	if (f->against && (f->kind > FIGURE_SUM || f->against->kind > FIGURE_SUM))
		expect_fault(yaml_get(map, "against"), r->faults, "只有计数和求和能比占比");
	if (f->kind == FIGURE_CHAPTERS && chapters)
		f->chapters = read_sheets_sheet(r, chapters, yaml_get(map, "chapters"));
}

void read_figures_link(struct read_figures *r, const struct yaml_node *root)
{
	const struct yaml_node *figures = yaml_get(root, "figures");

	for (size_t i = 0; figures && figures->kind == YAML_MAP && i < figures->n; i++)
		if (figures->items[i]->kind == YAML_MAP)
			link_figure(r, figures->items[i]);
	read_checks(r, yaml_get(root, "checks"));
}
