#include <binggui/app/look.h>

#include <string.h>

#include <binggui/app/rows.h>
#include <binggui/app/wording.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/text/width.h>

#define BY_ID "#"

void look_free(struct look *l)
{
	vec_free(&l->columns);
	mem_free(l->filter);
	*l = (struct look){0};
}

static void default_columns(struct look *l, const struct def_table *t)
{
	vec_clear(&l->columns);
	for (size_t i = 0; i < t->list.n && i < LOOK_COLUMNS; i++)
		vec_push(&l->columns,
			((struct look_column){t->list.at[i].field, t->list.at[i].width}));
	if (!l->columns.n && t->n)
		vec_push(&l->columns, ((struct look_column){t->fields[0], 0}));
}

void look_default(struct look *l, const struct def_table *t)
{
	look_free(l);
	default_columns(l, t);
	l->sort = t->list.sort;
	l->descending = t->list.descending;
}

void look_copy(struct look *to, const struct look *from)
{
	struct look copy = {.sort = from->sort, .descending = from->descending};

	for (size_t i = 0; i < from->columns.n; i++)
		vec_push(&copy.columns, from->columns.at[i]);
	copy.filter = mem_strdup(from->filter);
	look_free(to);
	*to = copy;
}

void look_set_filter(struct look *l, const char *filter)
{
	char *kept = text_blank(filter) ? NULL : mem_strdup(filter);

	mem_free(l->filter);
	l->filter = kept;
}

bool look_same(const struct look *a, const struct look *b)
{
	struct str x = {0}, y = {0};

	look_write(a, &x);
	look_write(b, &y);
	bool same = text_eq(str_c(&x), str_c(&y));
	str_free(&x);
	str_free(&y);
	return same;
}

/* ---- as text --------------------------------------------------------------------------------- */

void look_write(const struct look *l, struct str *out)
{
	str_add(out, "columns");
	for (size_t i = 0; i < l->columns.n; i++) {
		const struct look_column *c = &l->columns.at[i];
		str_addf(out, "%s %s", i ? "," : "", c->field->name);
		if (c->width)
			str_addf(out, " %zu", c->width);
	}
	str_addf(out, "\nsort %s%s\n", l->descending ? "-" : "", l->sort ? l->sort->name : BY_ID);
	if (l->filter)
		str_addf(out, "filter %s\n", l->filter);
}

static struct span next_part(struct span *rest, char separator)
{
	const char *end = rest->n ? memchr(rest->at, separator, rest->n) : NULL;
	struct span part = {rest->at, end ? (size_t)(end - rest->at) : rest->n};

	rest->at += part.n + (end != NULL);
	rest->n -= part.n + (end != NULL);
	return span_trim(part);
}

static const struct def_field *field_of(const struct def_table *t, struct span name)
{
	return name.n ? map_getn(&t->by_name, name.at, name.n) : NULL;
}

static bool has_column(const struct look *l, const struct def_field *f)
{
	for (size_t i = 0; i < l->columns.n; i++)
		if (l->columns.at[i].field == f)
			return true;
	return false;
}

static size_t read_width(struct span text)
{
	size_t width = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return 0;
		width = width * 10 + (size_t)(text.at[i] - '0');
		if (width > LOOK_WIDTH)
			return LOOK_WIDTH;
	}
	return width;
}

static void read_columns(struct look *l, const struct def_table *t, struct span text)
{
	vec_clear(&l->columns);
	while (text.n) {
		struct span part = next_part(&text, ',');
		const struct def_field *f = field_of(t, next_part(&part, ' '));
		if (f && !has_column(l, f) && l->columns.n < LOOK_COLUMNS)
			vec_push(&l->columns,
				((struct look_column){f, read_width(span_trim(part))}));
	}
	if (!l->columns.n)
		default_columns(l, t);
}

static void read_sort(struct look *l, const struct def_table *t, struct span text)
{
	bool descending = span_starts(text, "-");
	struct span name = span_trim((struct span){text.at + descending, text.n - descending});
	const struct def_field *f = field_of(t, name);

	if (!f && !span_is(name, BY_ID))
		return;
	l->sort = f;
	l->descending = descending;
}

static void read_filter(struct look *l, struct span text)
{
	char *copy = mem_strndup(text.at, text.n);

	look_set_filter(l, copy);
	mem_free(copy);
}

bool look_read_line(struct look *l, const struct def_table *t, const char *line)
{
	struct span rest = span_trim(span_of(line));
	struct span word = next_part(&rest, ' ');

	rest = span_trim(rest);
	if (span_is(word, "columns"))
		read_columns(l, t, rest);
	else if (span_is(word, "sort"))
		read_sort(l, t, rest);
	else if (span_is(word, "filter"))
		read_filter(l, rest);
	else
		return false;
	return true;
}

void look_read(struct look *l, const struct def_table *t, const char *text)
{
	char *copy = mem_strdup(text ? text : ""), *rest = copy;

	look_default(l, t);
	for (char *line; (line = strsep(&rest, "\n"));)
		look_read_line(l, t, line);
	mem_free(copy);
}

/* ---- on the screen --------------------------------------------------------------------------- */

size_t look_width(const struct look_column *c)
{
	size_t width = c->width ? c->width : c->field->type->width;

	return width ? width : 8;
}

size_t look_list(const struct look *l, bool ascii, struct str *labels, struct listview_column *out)
{
	const char *up = ascii ? "^" : "▲", *down = ascii ? "v" : "▼";
	size_t n = 0;

	for (; n < l->columns.n && n < LOOK_COLUMNS; n++) {
		const struct look_column *c = &l->columns.at[n];
		size_t width = look_width(c);
		str_set(&labels[n], c->field->label);
		if (c->field == l->sort) {
			str_add(&labels[n], l->descending ? down : up);
			size_t needed = width_text(str_c(&labels[n]), 2);
			width = width < needed ? needed : width;
		}
		out[n] = (struct listview_column){.label = str_c(&labels[n]),
			.width = (int)width,
			.align = rows_align(c->field)};
	}
	return n;
}

/* The condition itself, or narrowed to somebody's area. */
static bool is_narrowed(const char *filter, const char *condition, const char *and)
{
	size_t n = strlen(condition);

	return n && (text_eq(filter, condition) ||
			    (filter[0] == '(' && strncmp(filter + 1, condition, n) == 0 &&
				    text_starts(filter + 1 + n, and)));
}

/* As it was declared, or in a clerk's words. */
static bool is_due(const struct def_due *due, const struct def_table *t, const struct defs *d,
	const char *filter)
{
	struct str words = {0};

	if (due->of != t)
		return false;
	wording_condition(t, d, due->condition, &words);
	bool is = is_narrowed(filter, due->condition, ") and ") ||
		  is_narrowed(filter, str_c(&words), ") 且 ");
	str_free(&words);
	return is;
}

void look_words(
	const struct look *l, const struct defs *d, const struct def_table *t, struct str *out)
{
	if (!l->filter)
		return;
	for (size_t i = 0; i < d->n_due; i++)
		if (is_due(&d->due[i], t, d, l->filter)) {
			str_addf(out, "  %s", d->due[i].label);
			return;
		}
	str_addf(out, "  筛选：%s", l->filter);
}
