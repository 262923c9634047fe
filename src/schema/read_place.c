#include <binggui/schema/read_place.h>

#include <binggui/schema/expect.h>
#include <binggui/schema/exprread.h>
#include <binggui/schema/type.h>

enum { OWNERS_MOST = 8 };

static void read_day(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const char *name = expect_text(root, "day", false, l->faults);
	const struct yaml_node *node = yaml_get(root, "day");

	t->day = name ? linking_field(l, t, name, node) : NULL;
	if (!t->day || (t->day->type == type_by_name("date") && !t->day->multiple))
		return;
	expect_fault(node, l->faults, "“day”应是一个日期字段（type: date），只有一个值");
	t->day = NULL;
}

static void read_tree(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const char *name = expect_text(root, "tree", false, l->faults);
	const struct yaml_node *node = yaml_get(root, "tree");

	t->tree = name ? linking_field(l, t, name, node) : NULL;
	if (!t->tree || (t->tree->target == t && !t->tree->multiple))
		return;
	expect_fault(node, l->faults, "“tree”应是引用本登记簿的字段，只有一个值");
	t->tree = NULL;
}

/* A path whose last field is one reference: the record it points to is the place. */
static bool is_place(const struct expr *x)
{
	const struct def_field *last = x->kind == EXPR_FIELD ? x->path[x->n_path - 1] : NULL;

	return last && last->type == type_by_name("ref") && !last->multiple;
}

void read_place(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const char *text = expect_text(root, "place", false, l->faults);
	const struct yaml_node *node = yaml_get(root, "place");

	read_day(l, t, root);
	read_tree(l, t, root);
	t->place = text ? linking_expr(l, t, node, "地点") : NULL;
	if (!t->place || is_place(t->place))
		return;
	expect_fault(node, l->faults, "“place”应是一个引用字段，或经过引用到它，如 person.village");
	exprtree_free(t->place);
	t->place = NULL;
}

/* The owner's place, seen from here: person.village where the owner says village. */
static void inherit(struct linking *l, struct def_table *t, unsigned steps)
{
	struct str text = {0};

	if (t->place || !t->owner || !t->owner->target || steps > OWNERS_MOST)
		return;
	inherit(l, (struct def_table *)defs_table(l->defs, t->owner->target->name), steps + 1);
	const struct expr *place = t->owner->target->place;
	if (!place)
		return;
	str_set(&text, t->owner->name);
	for (size_t i = 0; i < place->n_path; i++)
		str_addf(&text, ".%s", place->path[i]->name);
	t->place = exprread(str_c(&text), t, l->defs, NULL);
	str_free(&text);
}

void read_place_inherited(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	if (!yaml_get(root, "place"))
		inherit(l, t, 0);
}
