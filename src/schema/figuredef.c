#include <binggui/schema/figuredef.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/schema/exprtree.h>

const char *const figuredef_rounds[] = {
	[ROUND_WHOLE] = "整",
	[ROUND_TENS] = "余十",
	[ROUND_HUNDREDS] = "余百",
	[ROUND_WAN] = "余万",
	[ROUND_TEN_WAN] = "余十万",
	[ROUND_WAN_TENTHS] = "万1位",
	[ROUND_HANZI] = "中文数",
	[ROUND_MONTH] = "年月",
	NULL,
};

/* Room for one more element behind n. */
#define ROOM(at, n, cap)                                                                           \
	((n) < (cap) ? (at) : ((at) = vec_grow_((at), &(cap), (n) + 1, sizeof *(at))))

struct def_figures *figuredef_new(void)
{
	return mem_new0(struct def_figures);
}

static void part_free(struct def_part *p)
{
	mem_free(p->label);
	for (size_t i = 0; i < p->n_by; i++)
		mem_free(p->by[i].at);
	mem_free(p->by);
	mem_free(p->place);
	mem_free(p->day);
}

static void figure_free(struct def_figure *f)
{
	for (size_t i = 0; i < f->n_parts; i++)
		part_free(&f->parts[i]);
	mem_free(f->parts);
	mem_free(f->sum);
	mem_free(f->group.at);
	mem_free(f->key);
	mem_free(f->title);
	mem_free(f->article);
	mem_free(f->definition);
	mem_free(f->unit);
	mem_free(f);
}

static void sheet_free(struct def_sheet *s)
{
	for (size_t i = 0; i < s->n; i++) {
		mem_free(s->at[i].title);
		mem_free(s->at[i].at);
	}
	mem_free(s->at);
	mem_free(s->key);
	mem_free(s->title);
	mem_free(s->text);
	mem_free(s);
}

static void check_free(struct def_check *c)
{
	mem_free(c->title);
	mem_free(c->say);
	mem_free(c->left.at);
	mem_free(c->right.at);
}

void figuredef_free(struct def_figures *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->n; i++)
		figure_free(f->at[i]);
	mem_free(f->at);
	for (size_t i = 0; i < f->n_sheets; i++)
		sheet_free(f->sheets[i]);
	mem_free(f->sheets);
	for (size_t i = 0; i < f->n_checks; i++)
		check_free(&f->checks[i]);
	mem_free(f->checks);
	for (size_t i = 0; i < f->n_conditions; i++) {
		mem_free(f->conditions[i].text);
		exprtree_free(f->conditions[i].expr);
	}
	mem_free(f->conditions);
	mem_free(f);
}

struct def_figure *figuredef_new_figure(struct def_figures *f, const char *key)
{
	struct def_figure *made = mem_new0(struct def_figure);

	made->key = mem_strdup(key);
	ROOM(f->at, f->n, f->cap);
	f->at[f->n++] = made;
	return made;
}

struct def_part *figuredef_new_part(struct def_figure *f)
{
	ROOM(f->parts, f->n_parts, f->cap_parts);
	f->parts[f->n_parts] = (struct def_part){0};
	return &f->parts[f->n_parts++];
}

struct def_sheet *figuredef_new_sheet(struct def_figures *f, const char *key)
{
	struct def_sheet *made = mem_new0(struct def_sheet);

	made->key = mem_strdup(key);
	ROOM(f->sheets, f->n_sheets, f->cap_sheets);
	f->sheets[f->n_sheets++] = made;
	return made;
}

struct def_chapter *figuredef_new_chapter(struct def_sheet *s)
{
	ROOM(s->at, s->n, s->cap);
	s->at[s->n] = (struct def_chapter){0};
	return &s->at[s->n++];
}

struct def_check *figuredef_new_check(struct def_figures *f)
{
	ROOM(f->checks, f->n_checks, f->cap_checks);
	f->checks[f->n_checks] = (struct def_check){0};
	return &f->checks[f->n_checks++];
}

const struct expr *figuredef_condition(
	const struct def_figures *f, const struct def_table *of, const char *text)
{
	for (size_t i = 0; i < f->n_conditions; i++)
		if (f->conditions[i].of == of && text_eq(f->conditions[i].text, text))
			return f->conditions[i].expr;
	return NULL;
}

void figuredef_keep_condition(
	struct def_figures *f, const struct def_table *of, const char *text, struct expr *x)
{
	ROOM(f->conditions, f->n_conditions, f->cap_conditions);
	f->conditions[f->n_conditions++] = (struct def_condition){of, mem_strdup(text), x};
}

struct def_figure *figuredef_figure(const struct def_figures *f, const char *key)
{
	for (size_t i = 0; f && i < f->n; i++)
		if (text_eq(f->at[i]->key, key))
			return f->at[i];
	return NULL;
}

struct def_sheet *figuredef_sheet(const struct def_figures *f, const char *key)
{
	for (size_t i = 0; f && i < f->n_sheets; i++)
		if (text_eq(f->sheets[i]->key, key))
			return f->sheets[i];
	return NULL;
}

bool figuredef_stands(const struct def_sheet *s, const struct def_figure *f)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->at[i].n; k++)
			if (s->at[i].at[k] == f)
				return true;
	return false;
}

static bool side_concerns(const struct def_side *side, const struct def_sheet *s)
{
	for (size_t i = 0; i < side->n; i++)
		if (figuredef_stands(s, side->at[i].figure))
			return true;
	return false;
}

bool figuredef_concerns(const struct def_check *c, const struct def_sheet *s)
{
	return c->sheet == s || side_concerns(&c->left, s) || side_concerns(&c->right, s);
}

bool figuredef_quotes(const struct def_sheet *s, const char *key)
{
	size_t n = strlen(key);

	for (const char *at = s->text; (at = strchr(at, '{')) != NULL; at++)
		if (!strncmp(at + 1, key, n) && at[n + 1] == '}')
			return true;
	return false;
}
