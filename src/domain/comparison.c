#include <binggui/domain/comparison.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/period.h>
#include <binggui/domain/rounding.h>
#include <binggui/text/json.h>

enum { MILLION = 1000000, DECIMALS = 6 };

void comparison_free(struct comparison *c)
{
	for (size_t i = 0; i < c->n; i++) {
		struct comparison_line *l = &c->at[i];
		mem_free(l->key);
		mem_free(l->title);
		mem_free(l->difference);
		for (int k = 0; k < 2; k++) {
			mem_free(l->text[k]);
			mem_free(l->value[k]);
			idset_free(&l->ids[k]);
		}
	}
	mem_free(c->at);
	mem_free(c->title[0]);
	mem_free(c->title[1]);
	*c = (struct comparison){0};
}

static struct comparison_line *line_of(struct comparison *c, const char *key, const char *title)
{
	for (size_t i = 0; i < c->n; i++)
		if (text_eq(c->at[i].key, key))
			return &c->at[i];
	struct comparison_line *l = vec_add(c);
	l->key = mem_strdup(key);
	l->title = mem_strdup(title);
	return l;
}

static void fill(struct comparison_line *l, int side, const char *text, const char *value)
{
	l->text[side] = mem_strdup(text);
	l->value[side] = mem_strdup(value);
	l->there[side] = true;
}

void comparison_add(struct comparison *c, int side, const struct figure_sheet *s)
{
	struct str title = {0}, text = {0}, value = {0};

	period_words(&title, s->since, s->until);
	if (*s->area)
		str_addf(&title, " %s", s->area);
	c->title[side] = mem_strdup(str_c(&title));
	for (size_t i = 0; i < s->sheet->n; i++)
		for (size_t k = 0; k < s->sheet->at[i].n; k++) {
			const struct def_figure *f = s->sheet->at[i].at[k];
			const struct figure_value *v = figures_value(s->figures, f);
			struct comparison_line *l = line_of(c, f->key, f->title);
			figure_print(v, &text);
			figure_exact(v, &value);
			fill(l, side, str_c(&text), str_c(&value));
			for (size_t j = 0; j < v->ids.n; j++)
				if (v->ids.at[j].table) /* what is known by its text is not kept */
					idset_add(&l->ids[side], v->ids.at[j].table,
						v->ids.at[j].id, 1);
			idset_sort(&l->ids[side]);
		}
	str_free(&title);
	str_free(&text);
	str_free(&value);
}

bool comparison_add_frozen(
	struct comparison *c, int side, struct archive *a, const struct frozen *f, struct err *e)
{
	struct str title = {0};
	char day[DATE_TEXT];
	bool ok = true;

	date_format(f->made_on, day);
	str_addf(&title, "%s（%s冻结）", f->period, day);
	c->title[side] = mem_strdup(str_c(&title));
	for (size_t i = 0; ok && i < f->n; i++) {
		struct comparison_line *l = line_of(c, f->at[i].key, f->at[i].title);
		fill(l, side, f->at[i].text, f->at[i].value);
		ok = frozen_ids(a, f->at[i].id, &l->ids[side], e);
	}
	str_free(&title);
	return ok;
}

/* ---- differences ----------------------------------------------------------------------------- */

/* "-20.345" in millionths; false if it is no such number. */
static bool decimal(const char *text, int64_t *out)
{
	bool minus = *text == '-';
	const char *at = text + minus;
	int64_t v = 0;
	int decimals = -1;

	if (!*at)
		return false;
	for (; *at; at++) {
		if (*at == '.' && decimals < 0) {
			decimals = 0;
		} else if (*at >= '0' && *at <= '9' && decimals < DECIMALS &&
			   v < INT64_MAX / 100 / MILLION) {
			v = v * 10 + (*at - '0');
			decimals += decimals >= 0;
		} else {
			return false;
		}
	}
	for (decimals = decimals < 0 ? 0 : decimals; decimals < DECIMALS; decimals++)
		v *= 10;
	*out = minus ? -v : v;
	return true;
}

static char *difference(const struct comparison_line *l)
{
	struct str out = {0};
	int64_t a, b;

	if (!l->there[0] || !l->there[1] || !decimal(l->value[0], &a) || !decimal(l->value[1], &b))
		return mem_strdup("");
	rounding_exact(&out, b - a, MILLION, "");
	char *text = mem_alloc(out.n + 2);
	text[0] = '+';
	memcpy(text + (b > a), str_c(&out), out.n + 1);
	str_free(&out);
	return text;
}

static int in_order(const struct idset_one *a, const struct idset_one *b)
{
	if (a->table != b->table)
		return a->table < b->table ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

void comparison_ids(const struct comparison_line *l, int side, struct idset *out)
{
	const struct idset *has = &l->ids[side], *other = &l->ids[!side];
	size_t k = 0;

	idset_free(out);
	for (size_t i = 0; i < has->n; i++) {
		while (k < other->n && in_order(&other->at[k], &has->at[i]) < 0)
			k++;
		if (k == other->n || in_order(&other->at[k], &has->at[i]) != 0)
			idset_add(out, has->at[i].table, has->at[i].id, 1);
	}
	idset_sort(out);
}

void comparison_finish(struct comparison *c)
{
	struct idset only = {0};

	for (size_t i = 0; i < c->n; i++) {
		struct comparison_line *l = &c->at[i];
		l->difference = difference(l);
		if (!l->there[0] || !l->there[1])
			continue;
		comparison_ids(l, 1, &only);
		l->more = only.n;
		comparison_ids(l, 0, &only);
		l->fewer = only.n;
	}
	idset_free(&only);
}

void comparison_grid(const struct comparison *c, struct grid *out)
{
	const char *const heads[] = {"项目", c->title[0], c->title[1], "相差", "多出", "少了"};

	grid_title(out, "报表比较");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		grid_text(out, heads[i]);
	grid_end(out);
	for (size_t i = 0; i < c->n; i++) {
		const struct comparison_line *l = &c->at[i];
		grid_text(out, l->title);
		grid_text(out, l->there[0] ? l->text[0] : "没有");
		grid_text(out, l->there[1] ? l->text[1] : "没有");
		grid_number(out, l->difference);
		grid_count(out, l->more);
		grid_count(out, l->fewer);
		grid_end(out);
	}
}

static void add_side(struct json *j, const char *key, const struct comparison_line *l, int side)
{
	json_key(j, key);
	if (!l->there[side]) {
		json_text(j, NULL);
		return;
	}
	json_open(j, '{');
	json_pair(j, "value", l->value[side]);
	json_pair(j, "text", l->text[side]);
	json_close(j, '}');
}

void comparison_json(const struct comparison *c, struct str *out)
{
	struct json j;

	json_start(&j, out);
	json_open(&j, '{');
	json_pair(&j, "first", c->title[0]);
	json_pair(&j, "second", c->title[1]);
	json_key(&j, "figures");
	json_open(&j, '[');
	for (size_t i = 0; i < c->n; i++) {
		const struct comparison_line *l = &c->at[i];
		json_open(&j, '{');
		json_pair(&j, "key", l->key);
		json_pair(&j, "title", l->title);
		add_side(&j, "first", l, 0);
		add_side(&j, "second", l, 1);
		json_pair(&j, "difference", l->difference);
		json_pair_number(&j, "more", (int64_t)l->more);
		json_pair_number(&j, "fewer", (int64_t)l->fewer);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	str_addc(out, '\n');
}
