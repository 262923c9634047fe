#include <binggui/schema/read_by.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/authors.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/type.h>

static unsigned read_words(struct linking *l, const struct yaml_node *node)
{
	struct def_words said = {0};
	unsigned by = 0;

	expect_words(&said, node, "by", l->faults);
	for (size_t i = 0; i < said.n; i++) {
		const struct yaml_node *at = linking_item(yaml_get(node, "by"), i);
		if (text_eq(said.at[i], "moves"))
			by |= BY_MOVES;
		else if (text_eq(said.at[i], "import"))
			by |= BY_IMPORT;
		else
			expect_fault(at, l->faults, "“by”里没有“%s”；可用的有 moves、import",
				said.at[i]);
		mem_free(said.at[i]);
	}
	vec_free(&said);
	if (by == BY_IMPORT)
		expect_fault(yaml_get(node, "by"), l->faults,
			"“by”要写 moves，或 [moves, import]：只由导入写的没有");
	return by;
}

/* A field that nothing writes would stay empty for ever. */
static void check_written(struct linking *l, const struct def_table *t, const struct def_field *f,
	const struct yaml_node *node)
{
	struct authors authors = {0};

	if (f->computed || (t->flow && f == t->flow->state)) {
		expect_fault(node, l->faults, "“%s”本来就不由人填，不用写“by”", f->name);
		return;
	}
	authors_of_field(l->defs, t, f, &authors);
	if (!authors.n && !f->fill && !l->unreadable.n)
		expect_fault(node, l->faults,
			"没有哪个动作写“%s”：flow 里要有问它（need、ask）或"
			"写它（set）的动作",
			f->name);
	authors_free(&authors);
}

static void read_fields(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	for (size_t i = 0; i < t->n; i++) {
		struct def_field *f = t->fields[i];
		const struct yaml_node *node = yaml_get(yaml_get(root, "fields"), f->name);
		if (!yaml_get(node, "by"))
			continue;
		f->by = read_words(l, node);
		check_written(l, t, f, yaml_get(node, "by"));
	}
}

static void read_own(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	struct authors authors = {0};

	if (!yaml_get(root, "by"))
		return;
	t->by = read_words(l, root);
	authors_of_records(l->defs, t, &authors);
	if (!authors.n && !l->unreadable.n)
		expect_fault(yaml_get(root, "by"), l->faults,
			"没有哪个动作记《%s》：要有一个 flow 的 log 或 effects（make: yes）记它",
			t->title);
	authors_free(&authors);
}

static void read_fixed(struct linking *l, struct def_table *t, const struct yaml_node *node)
{
	static const char *const known[] = {"when", "fields", "void", "say", "code", NULL};
	struct def_words names = {0};

	yaml_only(node, known, l->faults);
	struct def_fixed *x = def_new_fixed(t);
	const char *when = expect_text(node, "when", true, l->faults);
	const char *code = expect_text(node, "code", false, l->faults);
	x->when = when ? linking_expr(l, t, yaml_get(node, "when"), "条件") : NULL;
	x->say = expect_copy(node, "say", true, l->faults);
	x->code = mem_strdup(code ? code : "fixed");
	x->kept = !yaml_bool(yaml_get(node, "void"), true, l->faults);
	expect_words(&names, node, "fields", l->faults);
	for (size_t i = 0; i < names.n; i++) {
		const struct yaml_node *at = linking_item(yaml_get(node, "fields"), i);
		const struct def_field *f = linking_field(l, t, names.at[i], at);
		if (f && f->computed)
			expect_fault(at, l->faults, "“%s”是算出来的，不用写在这里", f->name);
		if (f)
			vec_push(&x->fields, f);
		mem_free(names.at[i]);
	}
	vec_free(&names);
	if (!x->fields.n && !x->kept)
		expect_fault(node, l->faults, "“fixed”的一项要写“fields”或“void: no”");
}

void read_by(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const struct yaml_node *fixed = yaml_get(root, "fixed");

	read_fields(l, t, root);
	read_own(l, t, root);
	if (!fixed || !expect_list(fixed, l->faults))
		return;
	for (size_t i = 0; i < fixed->n; i++)
		if (expect_map(fixed->items[i], l->faults))
			read_fixed(l, t, fixed->items[i]);
}
