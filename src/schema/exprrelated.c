#include <binggui/schema/exprrelated.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/exprword.h>
#include <binggui/schema/nearest.h>

bool exprrelated_gathers(enum expr_kind kind)
{
	return kind == EXPR_SUM || kind == EXPR_LAST || kind == EXPR_FIRST;
}

static const struct def_table *table_named(const struct defs *d, const char *name)
{
	const struct def_table *t = defs_table(d, name);

	for (size_t i = 0; d && i < d->n && !t; i++)
		if (text_eq(d->tables[i]->title, name))
			t = d->tables[i];
	return t;
}

static bool no_table(const char *name, const struct defs *d, struct str *why)
{
	struct nearest near;

	nearest_start(&near, name);
	for (size_t i = 0; d && i < d->n; i++) {
		nearest_try(&near, d->tables[i]->name);
		nearest_try(&near, d->tables[i]->title);
	}
	str_clear(why);
	str_addf(why, "没有登记簿“%s”", name);
	if (nearest_word(&near))
		str_addf(why, "；是不是“%s”？", nearest_word(&near));
	return false;
}

/* The field whose values are gathered: something that can be added, or be earlier and later. */
static bool read_value(struct expr *x, const char *path, struct str *why)
{
	struct expr *value = mem_new0(struct expr);

	value->kind = EXPR_FIELD;
	x->right = value;
	if (!exprword_path(value, path, x->table, why))
		return false;
	enum exprword_kind kind = exprword_kind(value);
	if (kind == WORD_NUMBER || kind == WORD_ANY || (kind == WORD_DATE && x->kind != EXPR_SUM))
		return true;
	str_clear(why);
	str_addf(why, "“%s”不是%s，不能这样汇总", exprword_field(value)->label,
		x->kind == EXPR_SUM ? "数字或金额" : "日期、数字或金额");
	return false;
}

static const char *function_name(enum expr_kind kind)
{
	return kind == EXPR_SUM ? "sum" : kind == EXPR_LAST ? "last" : "first";
}

bool exprrelated_table(struct expr *x, const char *name, const struct defs *d, struct str *why)
{
	const char *dot = exprrelated_gathers(x->kind) ? strchr(name, '.') : NULL;
	char *alone = mem_strndup(name, dot ? (size_t)(dot - name) : strlen(name));
	bool good = true;

	x->table = table_named(d, alone);
	if (!x->table) {
		good = no_table(alone, d, why);
	} else if (exprrelated_gathers(x->kind) && !dot) {
		str_clear(why);
		str_addf(why, "这里要写登记簿和它的字段，如 %s(%s.%s)", function_name(x->kind),
			x->table->name, x->kind == EXPR_SUM ? "amount" : "date");
		good = false;
	} else if (dot) {
		good = read_value(x, dot + 1, why);
	}
	mem_free(alone);
	return good;
}

/* Whether the records that refer to one by this field are found without looking at all of them. */
static bool is_kept(const struct def_table *t, const struct def_field *f)
{
	return f->index || f->unique || f == t->owner;
}

/* The next field of x->table that refers to t, from *i on; NULL = no more. */
static const struct def_field *next_link(
	const struct def_table *from, const struct def_table *t, size_t *i)
{
	while (*i < from->n) {
		const struct def_field *f = from->fields[(*i)++];
		if (f->target == t)
			return f;
	}
	return NULL;
}

static bool tell_links(const struct expr *x, const struct def_table *t, struct str *why)
{
	const struct def_field *f, *first = NULL;
	size_t n = 0;

	str_clear(why);
	for (size_t i = 0; (f = next_link(x->table, t, &i));)
		if (is_kept(x->table, f)) {
			first = first ? first : f;
			str_addf(why, "%s%s", n++ ? "、" : "", f->label);
		}
	struct str labels = *why;
	*why = (struct str){0};
	str_addf(why, "“%s”有%zu个字段指向“%s”：%s；请写明是哪一个，如 %s by %s", x->table->title,
		n, t->title ? t->title : t->name, str_c(&labels), x->table->name, first->name);
	str_free(&labels);
	return false;
}

static bool tell_none(const struct expr *x, const struct def_table *t, struct str *why)
{
	size_t i = 0;
	const struct def_field *f = next_link(x->table, t, &i);

	str_clear(why);
	if (f)
		str_addf(why, "“%s”指向“%s”的字段“%s”没有索引，请在它的定义里写 index: yes",
			x->table->title, t->title ? t->title : t->name, f->label);
	else
		str_addf(why, "“%s”没有字段指向“%s”，也不挂在它下面", x->table->title,
			t->title ? t->title : t->name);
	return false;
}

/* The only link with an index. */
static bool find_link(struct expr *x, const struct def_table *t, struct str *why)
{
	const struct def_field *f;

	if (x->table->owner && x->table->owner->target == t) {
		x->by = x->table->owner;
		return true;
	}
	for (size_t i = 0; (f = next_link(x->table, t, &i));) {
		if (!is_kept(x->table, f))
			continue;
		if (x->by)
			return tell_links(x, t, why);
		x->by = f;
	}
	return x->by || tell_none(x, t, why);
}

bool exprrelated_by(struct expr *x, const char *name, const struct def_table *t, struct str *why)
{
	struct expr path = {0};

	if (!name)
		return find_link(x, t, why);
	bool found = exprword_path(&path, name, x->table, why);
	const struct def_field *f = found && path.n_path == 1 ? path.path[0] : NULL;
	mem_free(path.path);
	if (!found)
		return false;
	str_clear(why);
	if (!f || f->target != t)
		str_addf(why, "by 后面要是“%s”里指向“%s”的字段", x->table->title,
			t->title ? t->title : t->name);
	else if (!is_kept(x->table, f))
		str_addf(why, "“%s”没有索引，请在它的定义里写 index: yes", f->label);
	else
		x->by = f;
	return x->by != NULL;
}
