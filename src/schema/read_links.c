#include <binggui/schema/read_links.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/nearest.h>
#include <binggui/schema/picture.h>
#include <binggui/schema/read_codes.h>
#include <binggui/schema/type.h>

enum { LIST_DEFAULT = 5, CIRCLE_STEPS = 2000 };

static const struct yaml_node *field_node(const struct yaml_node *root, const struct def_field *f)
{
	return yaml_get(yaml_get(root, "fields"), f->name);
}

/* ---- fields -------------------------------------------------------------------------------------- */

/* The name by which a table may call a code list; NULL if the list is another table's own. */
static const char *name_for(const struct def_table *t, const char *filed)
{
	const char *dot = strchr(filed, '.');

	if (!dot)
		return filed;
	bool own = strlen(t->name) == (size_t)(dot - filed) && text_starts(filed, t->name);
	return own ? dot + 1 : NULL;
}

static void link_codes(struct linking *l, const struct def_table *t, struct def_field *f,
	const struct yaml_node *node)
{
	const char *name = yaml_text(node, "codes");
	struct nearest near;

	if (f->type != type_by_name("code") || text_blank(name))
		return;
	f->codes = read_codes_named(l->defs, t->name, name);
	if (f->codes || l->unreadable.n)
		return;
	nearest_start(&near, name);
	for (size_t i = 0; i < l->defs->n_codes; i++)
		nearest_try(&near, name_for(t, l->defs->codes[i]->name));
	linking_missing(l, yaml_get(node, "codes"), "代码表", name, &near);
}

static void link_owner(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const char *name = expect_text(root, "owner", false, l->faults);
	const struct yaml_node *node = yaml_get(root, "owner");

	if (!name)
		return;
	t->owner = linking_field(l, t, name, node);
	if (t->owner && t->owner->type != type_by_name("ref")) {
		expect_fault(node, l->faults, "“owner”应是一个引用字段（type: ref）");
		t->owner = NULL;
	} else if (t->owner && t->owner->multiple) {
		expect_fault(node, l->faults, "“owner”的字段只能有一个值");
	}
}

static void link_key(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const char *name = expect_text(root, "key", false, l->faults);
	const struct yaml_node *node = yaml_get(root, "key");

	if (!name)
		return;
	t->key = linking_field(l, t, name, node);
	if (t->key && (!t->key->unique || !t->key->required))
		expect_fault(
			node, l->faults, "“key”的字段“%s”要写 required: yes 和 unique: yes", name);
}

/* `condition: person`: the text is a condition over that register. */
static void link_condition(struct linking *l, struct def_field *f, const struct yaml_node *node)
{
	const char *name = expect_text(node, "condition", false, l->faults);
	const struct yaml_node *entry = yaml_get(node, "condition");

	if (!name)
		return;
	f->condition = linking_table(l, name, entry);
	if (f->type != type_by_name("text") || f->multiple)
		expect_fault(entry, l->faults, "“condition”只用于一个值的文字字段（type: text）");
}

void read_links_fields(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	for (size_t i = 0; i < t->n; i++) {
		struct def_field *f = t->fields[i];
		const struct yaml_node *node = field_node(root, f);
		link_codes(l, t, f, node);
		if (f->table && f->type == type_by_name("ref"))
			f->target = linking_table(l, f->table, yaml_get(node, "table"));
		link_condition(l, f, node);
	}
	link_owner(l, t, root);
	link_key(l, t, root);
}

/* ---- expressions --------------------------------------------------------------------------------- */

void read_links_formulas(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	for (size_t i = 0; i < t->n; i++) {
		struct def_field *f = t->fields[i];
		const struct yaml_node *node = yaml_get(field_node(root, f), "formula");
		if (node && f->formula && f->type == type_by_name("computed"))
			f->computed = linking_expr(l, t, node, "公式");
		node = yaml_get(field_node(root, f), "fill");
		if (expect_text(field_node(root, f), "fill", false, l->faults))
			f->fill = linking_value(l, t, node, f);
	}
}

/* Whether working out x needs the computed field `goal`; gives up after so many steps. */
static bool needs(const struct expr *x, const struct def_field *goal, unsigned *steps)
{
	for (; x; x = x->next) {
		if (++*steps > CIRCLE_STEPS)
			return false;
		if (x->kind == EXPR_FIELD) {
			const struct def_field *f = x->path[x->n_path - 1];
			if (f == goal || (f->computed && needs(f->computed, goal, steps)))
				return true;
		}
		if (needs(x->left, goal, steps) || needs(x->right, goal, steps))
			return true;
	}
	return false;
}

static void check_circle(struct linking *l, const struct def_field *f, const struct yaml_node *node)
{
	unsigned steps = 0;

	if (f->computed && needs(f->computed, f, &steps))
		expect_fault(yaml_get(node, "formula"), l->faults, "公式绕了一圈又用到“%s”自己",
			f->label);
}

/* ---- from and default ---------------------------------------------------------------------------- */

static void link_from(struct linking *l, const struct def_table *t, const struct def_field *f,
	const struct yaml_node *node)
{
	const struct yaml_node *from = yaml_get(node, "from");
	const struct def_field *source = f->from ? linking_field(l, t, f->from, from) : NULL;

	if (!source)
		return;
	if (source->type != type_by_name("idno"))
		expect_fault(from, l->faults, "“from”要指身份号码字段（type: idno）");
	else if (f->type != type_by_name("date") && f->type != type_by_name("code"))
		expect_fault(from, l->faults, "只有日期（出生日期）和代码（性别）能从身份号码得出");
}

static void link_default(struct linking *l, struct def_field *f, const struct yaml_node *node)
{
	const struct yaml_node *entry = yaml_get(node, "default");
	struct str out = {0}, why = {0};
	bool unfit = f->type == type_by_name("computed") ||
		     (f->type == type_by_name("code") && !f->codes);
	bool today = f->type == type_by_name("date") && text_eq(f->initial, "today");

	if (!*f->initial || !entry || today || unfit)
		return;
	if (type_parse(f, NULL, f->initial, &out, &why)) {
		mem_free(f->initial);
		f->initial = mem_strdup(str_c(&out));
	} else {
		expect_fault(entry, l->faults, "默认值不能用：%s", str_c(&why));
	}
	str_free(&out);
	str_free(&why);
}

/* ---- how a record is shown ------------------------------------------------------------------------ */

static void link_shows(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const struct yaml_node *node = yaml_get(root, "shows");
	const char *at = t->shows;

	if (!*t->shows && t->n) {
		struct str first = {0};
		str_addf(&first, "{%s}", t->fields[0]->name);
		mem_free(t->shows);
		t->shows = str_take(&first);
		return;
	}
	while ((at = strpbrk(at, "{}")) != NULL) {
		const char *end = *at == '{' ? strpbrk(at + 1, "{}") : NULL;
		if (!end || *end != '}') {
			expect_fault(node, l->faults, "“shows”里的花括号没有配对");
			return;
		}
		char *name = mem_strndup(at + 1, (size_t)(end - at) - 1);
		linking_field(l, t, name, node);
		mem_free(name);
		at = end + 1;
	}
}

static void link_forms(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const struct yaml_node *forms = yaml_get(root, "forms");

	if (!forms || !expect_map(forms, l->faults))
		return;
	for (size_t i = 0; i < forms->n; i++) {
		const struct yaml_node *drawing = forms->items[i];
		struct def_form *form = def_new_form(t);
		form->title = mem_strdup(drawing->key);
		if (drawing->kind == YAML_SCALAR && drawing->block)
			picture_read(form, t, drawing, l->faults);
		else
			expect_fault(
				drawing, l->faults, "图要写成“%s: |”，从下一行画起", drawing->key);
	}
}

static bool is_drawn(const struct def_table *t, const struct def_field *f)
{
	for (size_t i = 0; i < t->n_forms; i++)
		for (size_t j = 0; j < t->forms[i].n; j++)
			if (t->forms[i].at[j].field == f)
				return true;
	return false;
}

/* A required field that nobody can fill in would keep every record from being saved. */
static void check_drawn(struct linking *l, const struct def_table *t, const struct yaml_node *root)
{
	for (size_t i = 0; i < t->n && t->n_forms; i++) {
		const struct def_field *f = t->fields[i];
		bool filled = *f->initial || f->from || f == t->owner || f->readonly;
		if (f->required && !filled && !is_drawn(t, f))
			expect_fault(yaml_get(field_node(root, f), "required"), l->faults,
				"必填的“%s”没有画在任何一页上", f->label);
	}
}

static void read_column(struct linking *l, struct def_table *t, const struct yaml_node *node)
{
	if (node->kind != YAML_SCALAR || text_blank(node->text)) {
		expect_fault(node, l->faults, "这里应是字段名，后面可以加空格和宽度");
		return;
	}
	size_t n = strcspn(node->text, " ");
	const char *width = node->text + n + strspn(node->text + n, " ");
	char *name = mem_strndup(node->text, n);
	const struct def_field *f = linking_field(l, t, name, node);
	uint64_t columns = 0;

	mem_free(name);
	if (*width && (!text_to_u64(width, &columns) || columns < 2 || columns > PICTURE_COLUMNS))
		expect_fault(node, l->faults, "列宽应是 2 到 %d 的整数", PICTURE_COLUMNS);
	for (size_t i = 0; f && i < t->list.n; i++)
		if (t->list.at[i].field == f) {
			expect_fault(node, l->faults, "“%s”已经是一列", f->name);
			return;
		}
	struct def_column column = {f, (size_t)columns};
	if (f)
		vec_push(&t->list, column);
}

static void link_list(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	static const char *const known[] = {"columns", "sort", NULL};
	const struct yaml_node *node = yaml_get(root, "list");
	const struct yaml_node *columns = yaml_get(node, "columns");

	if (node && expect_map(node, l->faults)) {
		yaml_only(node, known, l->faults);
		const char *sort = expect_text(node, "sort", false, l->faults);
		t->list.descending = sort && *sort == '-';
		sort = sort ? sort + t->list.descending : NULL;
		t->list.sort = sort ? linking_field(l, t, sort, yaml_get(node, "sort")) : NULL;
	}
	if (columns && expect_list(columns, l->faults))
		for (size_t i = 0; i < columns->n; i++)
			read_column(l, t, columns->items[i]);
	for (size_t i = 0; !columns && i < t->n && t->list.n < LIST_DEFAULT; i++) {
		struct def_column column = {t->fields[i], 0};
		if (t->fields[i]->type != type_by_name("longtext"))
			vec_push(&t->list, column);
	}
}

static void link_book(struct linking *l, const struct def_table *t, const struct yaml_node *root)
{
	const struct yaml_node *book = yaml_get(root, "book");

	for (size_t i = 0; i < t->book.n; i++) {
		const struct yaml_node *node =
			book->kind == YAML_LIST && i < book->n ? book->items[i] : book;
		linking_table(l, t->book.at[i], node);
	}
}

void read_links_table(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct yaml_node *node = field_node(root, t->fields[i]);
		check_circle(l, t->fields[i], node);
		link_from(l, t, t->fields[i], node);
		link_default(l, t->fields[i], node);
	}
	link_shows(l, t, root);
	link_forms(l, t, root);
	check_drawn(l, t, root);
	link_list(l, t, root);
	link_book(l, t, root);
}

void read_links_due(struct linking *l, const struct yaml_node *due, size_t *at)
{
	for (size_t i = 0; due && due->kind == YAML_LIST && i < due->n; i++) {
		const struct yaml_node *node = due->items[i], *where = yaml_get(node, "where");
		if (node->kind != YAML_MAP || *at >= l->defs->n_due)
			continue;
		struct def_due *d = &l->defs->due[(*at)++];
		if (!text_blank(d->table))
			d->of = linking_table(l, d->table, yaml_get(node, "table"));
		if (d->of && where && !text_blank(d->condition))
			d->where = linking_expr(l, d->of, where, "条件");
	}
}

void read_links_menu(struct linking *l, const struct yaml_node *menu)
{
	for (size_t i = 0; menu && menu->kind == YAML_LIST && i < menu->n; i++) {
		const char *name = yaml_text(menu->items[i], "table");
		if (!text_blank(name))
			linking_table(l, name, yaml_get(menu->items[i], "table"));
		read_links_menu(l, yaml_get(menu->items[i], "items"));
	}
}
