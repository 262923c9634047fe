#include <binggui/schema/read_law.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/type.h>

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
	static const char *const levels[] = {"error", "warn", NULL};

	yaml_only(node, known, l->faults);
	struct def_rule *rule = def_new_rule(t);
	read_said(l, t, rule, node, "rule");
	rule->level = (enum def_level)expect_choice(node, "level", levels, LEVEL_ERROR, l->faults);
}

static void read_keep(struct linking *l, struct def_table *t, const struct yaml_node *node)
{
	static const char *const known[] = {"when", "say", "field", "code", NULL};

	yaml_only(node, known, l->faults);
	read_said(l, t, def_new_keep(t), node, "keep");
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

static void read_unique(struct linking *l, struct def_table *t, const struct yaml_node *node)
{
	static const char *const known[] = {"fields", "where", "say", "code", NULL};
	const struct yaml_node *fields = yaml_get(node, "fields");
	struct def_words names = {0};

	yaml_only(node, known, l->faults);
	struct def_unique *u = def_new_unique(t);
	const char *where = expect_text(node, "where", false, l->faults);
	u->where = where ? linking_expr(l, t, yaml_get(node, "where"), "条件") : NULL;
	u->say = expect_copy(node, "say", true, l->faults);
	u->code = code_of(node, "unique", l->faults);
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
