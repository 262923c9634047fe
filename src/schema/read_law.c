#include <binggui/schema/read_law.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/type.h>

static const char *const levels[] = {"error", "warn", NULL};

static char *code_of(const struct yaml_node *node, const char *fallback, struct faults *faults)
{
	const char *code = expect_text(node, "code", false, faults);

	return mem_strdup(code ? code : fallback);
}

/* What a rule and a kept condition have in common. */
static void read_said(struct linking *l, const struct def_table *t, struct def_rule *rule,
	const struct yaml_node *node, const char *code)
{
	const char *when = expect_text(node, "when", true, l->faults);
	const char *field = expect_text(node, "field", false, l->faults);

	rule->when = when ? linking_expr(l, t, yaml_get(node, "when"), "条件") : NULL;
	rule->say = expect_copy(node, "say", true, l->faults);
	rule->field = field ? linking_field(l, t, field, yaml_get(node, "field")) : NULL;
	rule->code = code_of(node, code, l->faults);
}

static void read_rule(struct linking *l, struct def_table *t, const struct yaml_node *node)
{
	static const char *const known[] = {"when", "say", "field", "level", "code", NULL};

	yaml_only(node, known, l->faults);
	struct def_rule *rule = def_new_rule(t);
	read_said(l, t, rule, node, "rule");
	rule->level = (enum def_level)expect_choice(node, "level", levels, LEVEL_ERROR, l->faults);
}

/* The braces of a sentence hold fields of the register. */
static void check_words(struct linking *l, const struct def_table *t, const struct yaml_node *node)
{
	const char *at = node && node->kind == YAML_SCALAR ? node->text : "";

	while ((at = strchr(at, '{'))) {
		size_t n = strcspn(at + 1, "{}");
		char *name = mem_strndup(at + 1, n);
		if (at[1 + n] == '}')
			linking_field(l, t, name, node);
		else
			expect_fault(node, l->faults, "花括号没有配对");
		mem_free(name);
		at += 1 + n;
	}
}

static void read_keep(struct linking *l, struct def_table *t, const struct yaml_node *node)
{
	static const char *const known[] = {"when", "say", "field", "code", NULL};

	yaml_only(node, known, l->faults);
	read_said(l, t, def_new_keep(t), node, "keep");
	check_words(l, t, yaml_get(node, "say"));
}

/* The others are found through the first field, so it must lead to few. */
static void check_first(struct linking *l, const struct def_table *t, const struct def_unique *u,
	const struct yaml_node *fields)
{
	const struct def_field *f = u->fields.n ? u->fields.at[0] : NULL;

	if (!f || f == t->owner || f->index || f->unique)
		return;
	expect_fault(linking_item(fields, 0), l->faults,
		"“fields”的第一个“%s”应是 owner 的字段，或写了 index: yes", f->name);
}

/* "365d": a count and d, w, m or y (天 周 月 年); false for anything else. */
static bool read_span(const char *text, struct def_unique *u)
{
	static const struct {
		const char *word;
		unsigned days, months;
	} units[] = {{"d", 1, 0}, {"天", 1, 0}, {"w", 7, 0}, {"周", 7, 0}, {"m", 0, 1},
		{"月", 0, 1}, {"y", 0, 12}, {"年", 0, 12}};
	unsigned n = 0;

	while (*text >= '0' && *text <= '9' && n < 10000)
		n = n * 10 + (unsigned)(*text++ - '0');
	for (size_t i = 0; n && n < 10000 && i < sizeof units / sizeof *units; i++) {
		if (!text_eq(text, units[i].word))
			continue;
		u->days = n * units[i].days;
		u->months = n * units[i].months;
		return true;
	}
	return false;
}

/* `near: date 365d` */
static void read_near(struct linking *l, const struct def_table *t, struct def_unique *u,
	const struct yaml_node *node)
{
	const char *text = expect_text(node, "near", false, l->faults);
	const struct yaml_node *at = yaml_get(node, "near");
	size_t n = text ? strcspn(text, " ") : 0;

	if (!text)
		return;
	char *name = mem_strndup(text, n);
	u->near = linking_field(l, t, name, at);
	mem_free(name);
	if (u->near && (u->near->type != type_by_name("date") || u->near->multiple))
		expect_fault(at, l->faults, "“near”的字段“%s”应是日期，只有一个值", u->near->name);
	if (!read_span(text + n + strspn(text + n, " "), u))
		expect_fault(at, l->faults,
			"“near”要写日期字段和相隔多久，如 date 365d（d 天 w 周 m 月 y 年）");
}

/* `level: warn` and the field that says it was looked into. */
static void read_level(struct linking *l, const struct def_table *t, struct def_unique *u,
	const struct yaml_node *node)
{
	const char *ack = expect_text(node, "ack", false, l->faults);
	const struct yaml_node *at = yaml_get(node, "ack");

	u->level = (enum def_level)expect_choice(node, "level", levels, LEVEL_ERROR, l->faults);
	u->ack = ack ? linking_field(l, t, ack, at) : NULL;
	if (u->ack && (u->ack->type != type_by_name("yesno") || u->ack->multiple))
		expect_fault(at, l->faults, "“ack”的字段“%s”应是 type: yesno", u->ack->name);
	if (ack && u->level != LEVEL_WARN)
		expect_fault(at, l->faults, "“ack”只和“level: warn”一起用");
}

/* `merged: {to: today}`: what is set on one of two that meet in a merge. */
static void read_merged(struct linking *l, const struct def_table *t, struct def_unique *u,
	const struct yaml_node *map)
{
	if (!map || !expect_map(map, l->faults))
		return;
	for (size_t i = 0; i < map->n; i++) {
		const struct yaml_node *node = map->items[i];
		const struct def_field *f = linking_field(l, t, node->key, node);
		if (!f)
			continue;
		if (f->type == type_by_name("computed") || node->kind != YAML_SCALAR) {
			expect_fault(node, l->faults, "“%s”不能这样写", f->name);
			continue;
		}
		struct def_set set = {f, linking_value(l, t, node, f), false};
		vec_push(&u->merged, set);
	}
}

static void read_unique(struct linking *l, struct def_table *t, const struct yaml_node *node)
{
	static const char *const known[] = {
		"fields", "where", "near", "level", "ack", "empty", "merged", "say", "code", NULL};
	static const char *const empties[] = {"other", "same", NULL};
	const struct yaml_node *fields = yaml_get(node, "fields");
	struct def_words names = {0};

	yaml_only(node, known, l->faults);
	struct def_unique *u = def_new_unique(t);
	const char *where = expect_text(node, "where", false, l->faults);
	u->where = where ? linking_expr(l, t, yaml_get(node, "where"), "条件") : NULL;
	u->say = expect_copy(node, "say", true, l->faults);
	u->code = code_of(node, "unique", l->faults);
	u->empty = expect_choice(node, "empty", empties, 0, l->faults) == 1;
	read_near(l, t, u, node);
	read_level(l, t, u, node);
	read_merged(l, t, u, yaml_get(node, "merged"));
	if (!fields)
		expect_fault(node, l->faults, "缺少“fields”");
	expect_words(&names, node, "fields", l->faults);
	for (size_t i = 0; i < names.n; i++) {
		const struct yaml_node *at = linking_item(fields, i);
		const struct def_field *f = linking_field(l, t, names.at[i], at);
		bool unfit = f && (f->multiple || f->type == type_by_name("computed") ||
					  f->type == type_by_name("longtext"));
		if (unfit)
			expect_fault(at, l->faults, "“%s”不能用来判断重复：要一个值、一行、存盘的",
				f->name);
		if (f)
			vec_push(&u->fields, f);
		mem_free(names.at[i]);
	}
	vec_free(&names);
	check_first(l, t, u, fields);
}

typedef void read_one(struct linking *l, struct def_table *t, const struct yaml_node *node);

static void read_each(struct linking *l, struct def_table *t, const struct yaml_node *root,
	const char *key, read_one *one)
{
	const struct yaml_node *list = yaml_get(root, key);

	if (!list || !expect_list(list, l->faults))
		return;
	for (size_t i = 0; i < list->n; i++)
		if (expect_map(list->items[i], l->faults))
			one(l, t, list->items[i]);
}

void read_law(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	read_each(l, t, root, "rules", read_rule);
	read_each(l, t, root, "keep", read_keep);
	read_each(l, t, root, "unique", read_unique);
}
