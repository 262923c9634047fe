#include <binggui/app/clause.h>

#include <string.h>
#include <strings.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/text/lex.h>
#include <binggui/text/utf8.h>

/* What an open bracket holds. */
enum inside { GROUP, VALUES, FUNCTION, TEST, COUNT };

struct reader {
	const struct defs *defs;
	struct clause *out;
	enum inside next; /* what the next bracket will hold */
	struct {
		enum inside inside;
		const struct def_table *table;
	} open[CLAUSE_DEPTH];
	size_t depth;
};

static bool is_sign(const struct lex_token *t, const char *sign)
{
	return t->kind == LEX_SIGN && strcmp(t->text, sign) == 0;
}

static bool is_word(const struct lex_token *t, const char *const *words)
{
	for (; t->kind == LEX_NAME && *words; words++)
		if (strcasecmp(t->text, *words) == 0)
			return true;
	return false;
}

static bool joins(const struct lex_token *t)
{
	static const char *const words[] = {"and", "or", "且", "并且", "或", "或者", NULL};

	return is_word(t, words);
}

static bool lists(const struct lex_token *t)
{
	static const char *const words[] = {"in", "属于", "在", NULL};

	return is_word(t, words);
}

static bool compares(const struct lex_token *t)
{
	return t->kind == LEX_SIGN && strchr("=!<>~", *t->text);
}

static const struct def_field *one_field(const struct def_table *t, const char *name)
{
	const struct def_field *f = def_field(t, name);

	return f ? f : def_field_labelled(t, name);
}

const struct def_field *clause_path(const struct def_table *t, const char *path)
{
	char *copy = mem_strdup(path), *rest = copy;
	const struct def_field *f = NULL;

	for (char *name; t && (name = strsep(&rest, "."));) {
		f = one_field(t, name);
		t = f ? f->target : NULL;
	}
	f = rest ? NULL : f;
	mem_free(copy);
	return f;
}

/* ---- brackets -------------------------------------------------------------------------------- */

static void open_bracket(struct reader *r)
{
	if (r->depth == CLAUSE_DEPTH)
		return;
	r->open[r->depth].inside = r->next;
	r->open[r->depth++].table = r->out->table;
	if (r->next == TEST || r->next == COUNT)
		r->out->wants = CLAUSE_TABLE;
	else if (r->next != VALUES)
		r->out->wants = CLAUSE_FIELD;
	r->next = GROUP;
}

static void close_bracket(struct reader *r)
{
	if (!r->depth)
		return;
	enum inside inside = r->open[--r->depth].inside;
	r->out->table = r->open[r->depth].table;
	r->out->field = NULL;
	r->out->wants = inside == FUNCTION || inside == COUNT ? CLAUSE_OPERATOR : CLAUSE_JOIN;
}

/* ---- tokens ---------------------------------------------------------------------------------- */

static void after_field(struct reader *r, const struct lex_token *t)
{
	static const char *const functions[] = {"years", "days", "length", NULL};
	static const char *const not [] = {"not", "非", "不", NULL};

	if (is_sign(t, "(")) {
		open_bracket(r);
	} else if (is_sign(t, ")")) {
		close_bracket(r);
	} else if (is_word(t, functions)) {
		r->next = FUNCTION;
	} else if (t->kind == LEX_NAME && strcasecmp(t->text, "has") == 0) {
		r->next = TEST;
	} else if (t->kind == LEX_NAME && strcasecmp(t->text, "count") == 0) {
		r->next = COUNT;
	} else if (!is_word(t, not )) {
		r->out->field = clause_path(r->out->table, t->text);
		r->out->wants = CLAUSE_OPERATOR;
	}
}

static void after_operator(struct reader *r, const struct lex_token *t)
{
	if (compares(t)) {
		r->out->wants = CLAUSE_VALUE;
	} else if (lists(t)) {
		r->next = VALUES;
		r->out->wants = CLAUSE_VALUE;
	} else if (is_sign(t, ")")) {
		close_bracket(r);
	} else if (joins(t)) {
		r->out->wants = CLAUSE_FIELD;
	}
}

static void after_value(struct reader *r, const struct lex_token *t)
{
	if (is_sign(t, "("))
		open_bracket(r);
	else if (t->kind != LEX_SIGN)
		r->out->wants = CLAUSE_JOIN;
}

static void after_join(struct reader *r, const struct lex_token *t)
{
	if (joins(t))
		r->out->wants = CLAUSE_FIELD;
	else if (is_sign(t, ")"))
		close_bracket(r);
	else if (is_sign(t, ",") || is_sign(t, "+") || is_sign(t, "-"))
		r->out->wants = CLAUSE_VALUE;
}

static void after_table(struct reader *r, const struct lex_token *t)
{
	const struct def_table *table = defs_table(r->defs, t->text);

	for (size_t i = 0; !table && i < r->defs->n; i++)
		if (text_eq(r->defs->tables[i]->title, t->text))
			table = r->defs->tables[i];
	if (is_sign(t, ")"))
		close_bracket(r);
	else if (is_sign(t, ":"))
		r->out->wants = CLAUSE_FIELD;
	else if (table)
		r->out->table = table;
}

static void step(struct reader *r, const struct lex_token *t)
{
	static void (*const steps[])(struct reader * r, const struct lex_token *t) = {
		[CLAUSE_FIELD] = after_field,
		[CLAUSE_OPERATOR] = after_operator,
		[CLAUSE_VALUE] = after_value,
		[CLAUSE_JOIN] = after_join,
		[CLAUSE_TABLE] = after_table,
	};

	steps[r->out->wants](r, t);
}

/* ---- the word under way ---------------------------------------------------------------------- */

static bool ends_blank(const char *text)
{
	const char *at = text + strlen(text);

	if (at == text)
		return true;
	uint32_t c = utf8_prev(&at, text);
	return c == ' ' || c == '\t' || c == 0x3000;
}

/* Whether the last word is still being typed: nothing stands between it and the cursor. */
static bool under_way(const char *before, const struct lex_token *last)
{
	return last->kind == LEX_BAD || (last->kind != LEX_SIGN && !ends_blank(before));
}

/* How many tokens it is: 0, 1, or 2 for a path that ends with its dot. */
static size_t partial_tokens(const char *before, const struct lex *lex, size_t n)
{
	if (!n || !under_way(before, &lex->at[n - 1]))
		return 0;
	const struct lex_token *last = &lex->at[n - 1], *left = n > 1 ? last - 1 : NULL;
	bool dot = left && *last->text == '.' && left->kind == LEX_NAME &&
		   left->column + utf8_count(left->text) == last->column;
	return dot ? 2 : 1;
}

static void take_partial(struct clause *c, const char *before, size_t column)
{
	const char *word = before + utf8_bytes(before, column - 1);

	c->from = column - 1;
	for (const char *const *quote = (const char *const[]){"\"", "'", "“", "‘", NULL}; *quote;
		quote++)
		if (text_starts(word, *quote)) {
			word += strlen(*quote);
			break;
		}
	c->partial = mem_strdup(word);
}

void clause_read(
	struct clause *out, const struct def_table *t, const struct defs *d, const char *before)
{
	struct reader r = {.defs = d, .out = out};
	struct lex lex = {0};

	*out = (struct clause){.table = t, .wants = CLAUSE_FIELD, .from = utf8_count(before)};
	lex_read(&lex, before);
	size_t n = lex.n ? lex.n - 1 : 0; /* without the end */
	size_t partial = partial_tokens(before, &lex, n);
	for (size_t i = 0; i + partial < n; i++)
		step(&r, &lex.at[i]);
	if (partial)
		take_partial(out, before, lex.at[n - partial].column);
	else
		out->partial = mem_strdup("");
	lex_free(&lex);
}

void clause_free(struct clause *c)
{
	mem_free(c->partial);
	*c = (struct clause){0};
}
