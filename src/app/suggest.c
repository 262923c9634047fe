#include <binggui/app/suggest.h>

#include <string.h>

#include <binggui/app/clause.h>
#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/text/lex.h>
#include <binggui/ui/picker.h>

/* Suggestions on their way, with how well each fits. */
struct gathering {
	struct suggestions *out;
	const char *partial;
	VEC(int) ranks;
};

/* Ranks go up; what fits equally well keeps its order. */
static void put(struct gathering *g, int rank, const char *text, const char *note)
{
	size_t at = g->out->n;

	while (at > 0 && g->ranks.at[at - 1] > rank)
		at--;
	struct suggestion one = {mem_strdup(text), mem_strdup(note)};
	vec_insert(g->out, at, one);
	vec_insert(&g->ranks, at, rank);
}

/* `code`: initials or a name it may be typed by too; NULL = none. */
static void offer(
	struct gathering *g, const char *text, const char *word, const char *code, const char *note)
{
	struct picker_item item = {word, code};
	int rank = picker_match(&item, 0, g->partial);

	if (rank)
		put(g, rank, text, note);
}

/* A word as a condition can hold it. */
static void quoted(struct str *out, const char *word)
{
	static const char *const reserved[] = {"and", "or", "not", "in", "today", "且", "或", "非",
		"不", "在", "属于", "并且", "或者"};
	struct lex lex = {0};

	lex_read(&lex, word);
	bool bare = lex.n == 2 && lex.at[0].kind == LEX_NAME && text_eq(lex.at[0].text, word) &&
		    !strchr(word, '.');
	lex_free(&lex);
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		bare = bare && !text_eq(reserved[i], word);
	str_clear(out);
	str_addf(out, bare ? "%s" : "\"%s\"", word);
}

/* ---- fields ---------------------------------------------------------------------------------- */

static void offer_field(
	struct gathering *g, const struct def_field *f, const char *prefix, struct str *text)
{
	struct str word = {0}, note = {0};

	quoted(&word, f->label);
	str_clear(text);
	/* a path has no quotes inside, so there the name must do */
	str_addf(text, "%s%s", prefix, *prefix && *str_c(&word) == '"' ? f->name : str_c(&word));
	str_addf(&note, "%-16s %s%s", f->name, f->type->label,
		f->target ? "，后面可加 . 看下一级" : "");
	offer(g, str_c(text), f->label, f->name, str_c(&note));
	str_free(&word);
	str_free(&note);
}

static void offer_fields(struct gathering *g, const struct clause *c)
{
	const char *dot = strrchr(c->partial, '.');
	const struct def_table *t = c->table;
	struct str prefix = {0}, text = {0};

	if (dot) {
		char *path = mem_strndup(c->partial, (size_t)(dot - c->partial));
		const struct def_field *f = clause_path(t, path);
		mem_free(path);
		t = f ? f->target : NULL;
		str_addn(&prefix, c->partial, (size_t)(dot + 1 - c->partial));
		g->partial = dot + 1;
	}
	for (size_t i = 0; t && i < t->n; i++)
		offer_field(g, t->fields[i], str_c(&prefix), &text);
	str_free(&prefix);
	str_free(&text);
}

static void offer_functions(struct gathering *g)
{
	static const struct {
		const char *text, *word, *code, *note;
	} functions[] = {
		{"not", "非", "not", "不符合后面的条件"},
		{"years(", "周岁", "years", "到今天满几年，如 years(出生日期) >= 60"},
		{"days(", "天数", "days", "到今天多少天"},
		{"length(", "字数", "length", "有几个字"},
		{"has(", "有相关记录", "has", "名下有符合条件的记录，如 has(service: …)"},
		{"count(", "相关记录数", "count", "名下有几条记录"},
	};

	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
		offer(g, functions[i].text, functions[i].word, functions[i].code,
			functions[i].note);
}

static void offer_tables(struct gathering *g, const struct def_table *t, const struct defs *d)
{
	struct str text = {0};

	for (size_t i = 0; i < d->n; i++) {
		const struct def_table *other = d->tables[i];
		if (!other->owner || other->owner->target != t)
			continue;
		str_clear(&text);
		str_addf(&text, "%s:", other->name);
		offer(g, str_c(&text), other->title, other->name, other->title);
	}
	str_free(&text);
}

/* ---- operators and values -------------------------------------------------------------------- */

static bool is_type(const struct def_field *f, const char *name)
{
	return f && text_eq(f->type_name, name);
}

static void offer_operators(struct gathering *g, const struct def_field *f)
{
	enum { ALWAYS = 0, ORDERED = 1, TEXTS = 2, CODES = 4 };
	static const struct {
		const char *text, *note;
		int where;
	} operators[] = {
		{"=", "等于", ALWAYS},
		{"!=", "不等于", ALWAYS},
		{"in (", "是其中之一", CODES},
		{"~", "含有", TEXTS},
		{"!~", "不含", TEXTS},
		{">=", "大于或等于；日期：那天或以后", ORDERED},
		{"<=", "小于或等于；日期：那天或以前", ORDERED},
		{">", "大于；日期：在那以后", ORDERED},
		{"<", "小于；日期：在那以前", ORDERED},
	};
	int has = !f || f->type->ordered || f->computed ? ORDERED : 0;

	if (!f || !(f->type->ordered || is_type(f, "yesno")))
		has |= TEXTS;
	if (f && (f->codes || f->target))
		has |= CODES;
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		if (operators[i].where == ALWAYS || has & operators[i].where)
			offer(g, operators[i].text, operators[i].text, NULL, operators[i].note);
}

static void offer_codes(struct gathering *g, const struct def_codes *codes)
{
	struct str text = {0};

	for (size_t i = 0; i < codes->n; i++) {
		const struct def_code *code = &codes->at[i];
		if (code->retired)
			continue;
		quoted(&text, code->label);
		offer(g, str_c(&text), code->label, code->mnemonic, code->mnemonic);
	}
	str_free(&text);
}

static void offer_values(struct gathering *g, const struct def_field *f)
{
	if (f && f->codes)
		offer_codes(g, f->codes);
	if (is_type(f, "yesno")) {
		offer(g, "是", "是", "s", "");
		offer(g, "否", "否", "f", "");
	}
	if (is_type(f, "date")) {
		offer(g, "today", "今天", "today", "今天");
		offer(g, "today-1y", "一年前", "today", "一年前的今天");
		offer(g, "today-60y", "六十年前", "today", "满 60 周岁的界线");
	}
	offer(g, "\"\"", "空", "\"", "没有填");
}

static void offer_joins(struct gathering *g)
{
	offer(g, "且", "且", "and", "前后都要符合（and）");
	offer(g, "或", "或", "or", "符合一个就行（or）");
}

/* ---- all of it ------------------------------------------------------------------------------- */

void suggest(struct suggestions *out, const struct def_table *t, const struct defs *d,
	const char *before)
{
	struct gathering g = {.out = out};
	struct clause c;

	suggest_free(out);
	clause_read(&c, t, d, before);
	g.partial = c.partial;
	out->kind = c.wants;
	out->from = c.from;
	switch (c.wants) {
	case CLAUSE_FIELD:
		offer_fields(&g, &c);
		if (!strchr(c.partial, '.'))
			offer_functions(&g);
		break;
	case CLAUSE_OPERATOR:
		offer_operators(&g, c.field);
		break;
	case CLAUSE_VALUE:
		offer_values(&g, c.field);
		break;
	case CLAUSE_JOIN:
		offer_joins(&g);
		break;
	case CLAUSE_TABLE:
		offer_tables(&g, c.table, d);
		break;
	}
	vec_free(&g.ranks);
	clause_free(&c);
}

void suggest_free(struct suggestions *s)
{
	for (size_t i = 0; i < s->n; i++) {
		mem_free(s->at[i].text);
		mem_free(s->at[i].note);
	}
	vec_free(s);
	*s = (struct suggestions){0};
}

const char *suggest_title(enum clause_wants kind)
{
	static const char *const titles[] = {
		[CLAUSE_FIELD] = "字段",
		[CLAUSE_OPERATOR] = "比较",
		[CLAUSE_VALUE] = "值",
		[CLAUSE_JOIN] = "接着",
		[CLAUSE_TABLE] = "登记簿",
	};

	return titles[kind];
}
