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

/* ['…'], ["a", "b"], [], [nan]: a list as a program prints it. */
static bool is_list(const char *text)
{
	size_t n = strlen(text);
	const char *inner = text + 1 + strspn(text + (*text == '['), " ");

	while (n && strchr(" \t\r\n", text[n - 1]))
		n--;
	if (*text != '[' || n < 2 || text[n - 1] != ']')
		return false;
	return *inner == '\'' || *inner == '"' || *inner == ']' || text_starts(inner, "nan]") ||
	       text_starts(inner, "None]");
}

/* \n \t \' \xa0 \u3000 as a program writes them inside of quotes; what is no sign becomes a blank. */
static const char *unescape(struct str *out, const char *at)
{
	switch (*at) {
	case 'n':
		str_addc(out, '\n');
		return at + 1;
	case 'x':
	case 'u':
		str_addc(out, ' ');
		return at + 1 + strspn(at + 1, "0123456789abcdefABCDEF");
	case 't':
	case 'r':
		str_addc(out, ' ');
		return at + 1;
	default:
		str_addc(out, *at);
		return *at ? at + 1 : at;
	}
}

/* What stands in the quotes, joined by 、. */
static void read_list(struct str *out, const char *text)
{
	struct str item = {0};

	str_clear(out);
	for (const char *at = text + 1; *at;) {
		char quote = *at;
		if (quote != '\'' && quote != '"') {
			at++;
			continue;
		}
		str_clear(&item);
		for (at++; *at && *at != quote;)
			if (*at == '\\')
				at = unescape(&item, at + 1);
			else
				str_addc(&item, *at++);
		at += *at == quote;
		if (item.n && !text_blank(item.at))
			str_addf(out, "%s%s", out->n ? "、" : "", item.at);
	}
	str_free(&item);
}

static bool is_wrapped(const char *text)
{
	size_t n;

	switch (*text) {
	case '[':
		return is_list(text);
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

	if (is_list(c->text)) {
		struct str items = {0};
		read_list(&items, c->text);
		c->text = cell_pool_text(&w->pool, str_c(&items), items.n);
		str_free(&items);
		return;
	}
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
