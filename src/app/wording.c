#include <binggui/app/wording.h>

#include <string.h>

#include <binggui/app/clause.h>
#include <binggui/base/mem.h>
#include <binggui/schema/expr.h>
#include <binggui/text/lex.h>

enum { DEPTH = 12 }; /* brackets within brackets */

struct wording {
	const struct defs *defs;
	const struct lex *lex;
	size_t at;
	const struct def_table *of[DEPTH]; /* whose fields are meant, by brackets */
	size_t depth;
	struct str *out;
};

static const struct lex_token *token(const struct wording *w, size_t ahead)
{
	size_t i = w->at + ahead;

	return &w->lex->at[i < w->lex->n ? i : w->lex->n - 1];
}

static bool is_sign(const struct lex_token *k, const char *sign)
{
	return k->kind == LEX_SIGN && text_eq(k->text, sign);
}

static void add(struct wording *w, const char *text)
{
	const char *last = w->out->n ? w->out->at + w->out->n - 1 : "(";
	bool closes = strchr("),:", *text) && *text;

	str_addf(w->out, "%s%s", *last == '(' || closes ? "" : " ", text);
}

/* Whether a label stands for itself in a condition: one word, and no dot that would be a path. */
static bool is_bare(const char *label)
{
	struct lex lex = {0};

	lex_read(&lex, label);
	bool bare = lex.n == 2 && lex.at[0].kind == LEX_NAME && text_eq(lex.at[0].text, label) &&
		    !strchr(label, '.');
	lex_free(&lex);
	return bare;
}

/* village.parent.name -> 户籍村.上级.名称; false where a step has no word that could stand there. */
static bool path_words(const struct def_table *t, const char *path, struct str *out)
{
	bool whole = strchr(path, '.') == NULL;

	str_clear(out);
	while (t && *path) {
		size_t n = strcspn(path, ".");
		char *name = mem_strndup(path, n);
		const struct def_field *f = clause_path(t, name);
		mem_free(name);
		bool bare = f && is_bare(f->label);
		if (!f || (!bare && !whole))
			return false;
		str_addf(out, bare ? "%s%s" : "%s\"%s\"", out->n ? "." : "", f->label);
		t = f->target;
		path += n + (path[n] == '.');
	}
	return !*path;
}

static const char *joint(const char *word)
{
	static const char *const words[][2] = {
		{"and", "且"}, {"or", "或"}, {"not", "非"}, {"in", "属于"}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_eq(word, words[i][0]))
			return words[i][1];
	return NULL;
}

/* has(visit: …): the register is named, and its fields are meant until the bracket closes. */
static bool related(struct wording *w, const struct lex_token *k)
{
	bool asks = text_eq(k->text, "has") || text_eq(k->text, "count");
	const struct def_table *t = NULL;

	if (asks && is_sign(token(w, 1), "(") && token(w, 2)->kind == LEX_NAME)
		t = defs_table(w->defs, token(w, 2)->text);
	if (!t || w->depth + 1 >= DEPTH)
		return false;
	add(w, k->text);
	str_add(w->out, "(");
	add(w, is_bare(t->title) ? t->title : t->name);
	w->of[++w->depth] = t;
	w->at += 2;
	return true;
}

static void word(struct wording *w, const struct lex_token *k)
{
	struct str path = {0};

	if (joint(k->text))
		add(w, joint(k->text));
	else if (!related(w, k))
		add(w, path_words(w->of[w->depth], k->text, &path) ? str_c(&path) : k->text);
	str_free(&path);
}

static void sign(struct wording *w, const struct lex_token *k)
{
	if (text_eq(k->text, "(") && w->depth + 1 < DEPTH) {
		w->of[w->depth + 1] = w->of[w->depth];
		w->depth++;
	} else if (text_eq(k->text, ")") && w->depth) {
		w->depth--;
	}
	add(w, k->text);
}

static void quoted(struct wording *w, const char *text)
{
	struct str s = {0};

	str_add(&s, "\"");
	for (; *text; text++)
		str_addf(&s, *text == '"' ? "\"\"" : "%c", *text);
	str_add(&s, "\"");
	add(w, str_c(&s));
	str_free(&s);
}

void wording_condition(
	const struct def_table *t, const struct defs *d, const char *condition, struct str *out)
{
	struct lex lex = {0};
	struct wording w = {.defs = d, .lex = &lex, .of = {t}, .out = out};
	struct err e = {0};

	str_clear(out);
	lex_read(&lex, condition);
	for (; token(&w, 0)->kind != LEX_END; w.at++) {
		const struct lex_token *k = token(&w, 0);
		if (k->kind == LEX_NAME)
			word(&w, k);
		else if (k->kind == LEX_TEXT)
			quoted(&w, k->text);
		else if (k->kind == LEX_SIGN)
			sign(&w, k);
		else
			add(&w, k->text);
	}
	struct expr *x = expr_parse(str_c(out), t, d, &e);
	if (!x)
		str_set(out, condition);
	expr_free(x);
	lex_free(&lex);
}
