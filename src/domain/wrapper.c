#include <binggui/domain/wrapper.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>

/* Bytes of an apostrophe that stands in front of a text. */
static size_t apostrophe(const char *text)
{
	static const char *const marks[] = {"'", "’", "‘", "＇", "`"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_starts(text, marks[i]))
			return strlen(marks[i]);
	return 0;
}

static bool only_digits(const char *from, size_t n)
{
	return n > 0 && strspn(from, "0123456789Xx") >= n;
}

/* Where the text inside ="…" starts, and its length; NULL if there is nothing around it. */
static const char *quoted(const char *text, size_t *n)
{
	size_t all = strlen(text), open = text[0] == '=' ? 2 : 1;

	while (all && strchr(" \t\r\n", text[all - 1]))
		all--;
	if (all <= open || text[open - 1] != '"' || text[all - 1] != '"')
		return NULL;
	*n = all - open - 1;
	return open == 2 || only_digits(text + 1, *n) ? text + open : NULL;
}

static bool is_wrapped(const char *text)
{
	size_t n;

	switch (*text) {
	case '=':
	case '"':
		return quoted(text, &n) != NULL;
	case '\'':
	case '`':
	case '\xE2':
	case '\xEF':
		return apostrophe(text) > 0;
	default:
		return false;
	}
}

static void unwrap(struct wrapper *w, struct cell *c)
{
	size_t n, mark = apostrophe(c->text);
	const char *inner = mark ? NULL : quoted(c->text, &n);

	if (mark)
		c->text += mark;
	else if (inner)
		c->text = cell_pool_text(&w->pool, inner, n);
}

const struct row *wrapper_off(struct wrapper *w, const struct row *r)
{
	size_t first = 0;

	while (first < r->n && !is_wrapped(r->cells[first].text))
		first++;
	if (first == r->n)
		return r;
	if (w->cap < r->n) {
		w->cap = r->n;
		w->row.cells = mem_resize(w->row.cells, w->cap * sizeof *w->row.cells);
	}
	cell_pool_free(&w->pool);
	struct cell *cells = w->row.cells;
	memcpy(cells, r->cells, r->n * sizeof *cells);
	w->row = *r;
	w->row.cells = cells;
	for (size_t i = first; i < r->n; i++)
		if (is_wrapped(cells[i].text))
			unwrap(w, &cells[i]);
	return &w->row;
}

void wrapper_free(struct wrapper *w)
{
	mem_free(w->row.cells);
	cell_pool_free(&w->pool);
	*w = (struct wrapper){0};
}
