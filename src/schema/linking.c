#include <binggui/schema/linking.h>

#include <string.h>

#include <binggui/schema/expect.h>
#include <binggui/schema/exprread.h>

void linking_missing(struct linking *l, const struct yaml_node *node, const char *what,
	const char *name, const struct nearest *near)
{
	if (nearest_word(near))
		expect_fault(node, l->faults, "没有%s“%s”；是不是“%s”？", what, name,
			nearest_word(near));
	else
		expect_fault(node, l->faults, "没有%s“%s”", what, name);
}

struct def_table *linking_table(struct linking *l, const char *name, const struct yaml_node *node)
{
	struct def_table *t = defs_table(l->defs, name);
	struct nearest near;

	if (t || map_has(&l->unreadable, name))
		return t;
	nearest_start(&near, name);
	for (size_t i = 0; i < l->defs->n; i++)
		nearest_try(&near, l->defs->tables[i]->name);
	linking_missing(l, node, "登记簿", name, &near);
	return NULL;
}

struct def_field *linking_field(struct linking *l, const struct def_table *t, const char *name,
	const struct yaml_node *node)
{
	struct def_field *f = def_field(t, name);
	struct nearest near;

	if (f)
		return f;
	nearest_start(&near, name);
	for (size_t i = 0; i < t->n; i++) {
		nearest_try(&near, t->fields[i]->name);
		if (text_eq(t->fields[i]->label, name)) {
			near.best = t->fields[i]->name;
			near.slips = 0;
		}
	}
	linking_missing(l, node, "字段", name, &near);
	return NULL;
}

/* Whether a condition speaks of something in a file that could not be read. */
static bool excused(const struct linking *l, const char *text)
{
	const char *name;
	void *value;

	for (size_t i = 0; map_each(&l->unreadable, &i, &name, &value);)
		if (strstr(text, name))
			return true;
	return l->unreadable.n && strchr(text, '.');
}

struct expr *linking_expr(struct linking *l, const struct def_table *t,
	const struct yaml_node *node, const char *what)
{
	struct err e = {0};
	struct expr *x = exprread(node->text, t, l->defs, &e);

	if (!x && !excused(l, node->text))
		expect_fault(node, l->faults, "%s有误，%s", what, e.text);
	return x;
}

struct expr *linking_value(struct linking *l, const struct def_table *t,
	const struct yaml_node *node, const struct def_field *f)
{
	struct err e = {0};
	struct expr *x = exprread_value(node->text, f, t, l->defs, &e);

	if (!x && !excused(l, node->text))
		expect_fault(node, l->faults, "这个值有误，%s", e.text);
	return x;
}

const struct yaml_node *linking_item(const struct yaml_node *node, size_t i)
{
	return node && node->kind == YAML_LIST && i < node->n ? node->items[i] : node;
}
