#include <binggui/domain/figure_text.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/domain/figure_check.h>
#include <binggui/domain/period.h>
#include <binggui/domain/rounding.h>
#include <binggui/text/json.h>
#include <binggui/text/width.h>

enum { TITLE_COLUMNS = 40, PRINTED_COLUMNS = 14, EXACT_COLUMNS = 14, LABEL_COLUMNS = 20 };

void figure_text_pad(struct str *out, const char *text, size_t columns)
{
	size_t width = width_text(text, 1);

	str_add(out, text);
	for (; width < columns; width++)
		str_addc(out, ' ');
}

/* ---- the sheet ------------------------------------------------------------------------------- */

static void add_head(struct str *out, const struct figure_sheet *s)
{
	struct str words = {0};

	period_words(&words, s->since, s->until);
	str_addf(
		out, "%s\n%s%s%s\n", s->sheet->title, str_c(&words), *s->area ? "  " : "", s->area);
	str_free(&words);
}

static void add_line(struct str *out, const struct figure_sheet *s, const struct def_figure *f)
{
	const struct figure_value *v = figures_value(s->figures, f);
	struct str text = {0}, exact = {0}, share = {0};

	figure_print(v, &text);
	figure_exact(v, &exact);
	figure_share(s->figures, v, &share);
	str_add(out, "  ");
	figure_text_pad(out, f->title, TITLE_COLUMNS);
	str_add(out, " ");
	figure_text_pad(out, str_c(&text), PRINTED_COLUMNS);
	str_add(out, " ");
	if (f->kind != FIGURE_EARLIEST)
		figure_text_pad(out, str_c(&exact), share.n ? EXACT_COLUMNS : 0);
	if (share.n)
		str_addf(out, " 占%s的%s", f->against->title, str_c(&share));
	while (out->n && out->at[out->n - 1] == ' ')
		str_cut(out, out->n - 1);
	str_addc(out, '\n');
	str_free(&text);
	str_free(&exact);
	str_free(&share);
}

void figure_text_footing(struct str *out, const struct figure_footing *f)
{
	struct str fen = {0}, added = {0};

	rounding_exact(&fen, f->fen, 100, "元");
	rounding_exact(&added, f->added, 100, "元");
	str_clear(out);
	str_addf(out, "%s：%zu笔，合计%s元（每笔只算一次）", f->table->title, f->rows, str_c(&fen));
	if (f->added != f->fen)
		str_addf(out, "；各项直接相加是%s元，不能这样加", str_c(&added));
	str_free(&fen);
	str_free(&added);
}

static void add_checks(struct str *out, const struct figure_sheet *s)
{
	struct str line = {0};
	bool head = false;

	for (size_t i = 0; i < s->defs->n_checks; i++) {
		const struct def_check *c = &s->defs->checks[i];
		struct figure_verdict_of v;
		if (!figuredef_concerns(c, s->sheet))
			continue;
		if (!head)
			str_add(out, "\n核对\n");
		head = true;
		figure_check(&v, c, s->figures);
		figure_check_text(&line, c, s->figures);
		const char *mark = v.verdict == VERDICT_HOLDS    ? "√"
				   : v.verdict == VERDICT_BROKEN ? "！"
								 : "—";
		str_addf(out, "  %s %s：%s\n", mark, c->title, str_c(&line));
	}
	str_free(&line);
}

static void add_footings(struct str *out, const struct figure_sheet *s)
{
	struct str line = {0};

	if (s->figures->n_footings)
		str_add(out, "\n金额去重合计\n");
	for (size_t i = 0; i < s->figures->n_footings; i++) {
		figure_text_footing(&line, &s->figures->footings[i]);
		str_addf(out, "  %s\n", str_c(&line));
	}
	str_free(&line);
}

void figure_text_sheet(struct str *out, const struct figure_sheet *s)
{
	add_head(out, s);
	for (size_t i = 0; i < s->sheet->n; i++) {
		const struct def_chapter *c = &s->sheet->at[i];
		str_addf(out, "\n%s\n", c->title);
		for (size_t k = 0; k < c->n; k++)
			add_line(out, s, c->at[k]);
	}
	add_checks(out, s);
	add_footings(out, s);
	if (s->figures->moved)
		str_add(out, "\n计数时一直有人在保存，各项可能差一两条。\n");
}

/* ---- for files ------------------------------------------------------------------------------- */

static void add_row(struct grid *out, const struct figure_sheet *s, const char *chapter,
	const struct def_figure *f)
{
	const struct figure_value *v = figures_value(s->figures, f);
	struct str text = {0};

	grid_text(out, chapter);
	grid_text(out, f->title);
	figure_print(v, &text);
	grid_text(out, str_c(&text));
	figure_exact(v, &text);
	if (f->kind == FIGURE_EARLIEST)
		grid_text(out, str_c(&text));
	else
		grid_number(out, str_c(&text));
	grid_text(out, f->kind == FIGURE_RATIO ? "%" : f->unit);
	figure_share(s->figures, v, &text);
	grid_text(out, str_c(&text));
	grid_text(out, f->definition);
	grid_end(out);
	str_free(&text);
}

void figure_text_grid(struct grid *out, const struct figure_sheet *s)
{
	static const char *const heads[] = {
		"章节", "项目", "表述", "准确数", "单位", "占比", "口径"};
	struct str words = {0};

	grid_title(out, s->sheet->title);
	period_words(&words, s->since, s->until);
	str_addf(&words, "%s%s", *s->area ? " " : "", s->area);
	grid_heading(out, s->sheet->title);
	grid_heading(out, str_c(&words));
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		grid_text(out, heads[i]);
	grid_end(out);
	for (size_t i = 0; i < s->sheet->n; i++)
		for (size_t k = 0; k < s->sheet->at[i].n; k++)
			add_row(out, s, s->sheet->at[i].title, s->sheet->at[i].at[k]);
	str_free(&words);
}

/* ---- paragraphs ------------------------------------------------------------------------------ */

static void add_own_word(struct str *out, const struct figure_sheet *s, struct span word)
{
	struct str text = {0};

	if (span_is(word, "period"))
		period_words(&text, s->since, s->until);
	else if (span_is(word, "area"))
		str_set(&text, *s->area ? s->area : "全县");
	else
		rounding_date(&text,
			span_is(word, "since")   ? s->since
			: span_is(word, "until") ? s->until
						 : s->today,
			false);
	str_add(out, str_c(&text));
	str_free(&text);
}

static bool is_own_word(struct span word)
{
	return span_is(word, "period") || span_is(word, "area") || span_is(word, "since") ||
	       span_is(word, "until") || span_is(word, "today");
}

/* False if there is nothing to tell: not known here, or none. */
static bool add_word(struct str *out, const struct figure_sheet *s, struct span word)
{
	char *key = mem_strndup(word.at, word.n);
	const struct def_figure *f = figuredef_figure(s->defs, key);
	const struct figure_value *v = f ? figures_value(s->figures, f) : NULL;
	struct str text = {0};

	if (is_own_word(word)) {
		add_own_word(out, s, word);
	} else if (v) {
		figure_print(v, &text);
		str_add(out, str_c(&text));
	}
	str_free(&text);
	mem_free(key);
	return !v || (v->known && (f->kind == FIGURE_EARLIEST || v->value != 0));
}

/* As far as the ] that closes it, or to the end; yields what stands behind, *all: every figure told something. */
static const char *add_text(
	struct str *out, const struct figure_sheet *s, const char *at, bool *all)
{
	*all = true;
	while (*at && *at != ']') {
		size_t n = strcspn(at, "{[]");
		const char *end = at[n] == '{' ? strchr(at + n, '}') : NULL;
		str_addn(out, at, n);
		at += n;
		if (end) {
			*all &= add_word(out, s, (struct span){at + 1, (size_t)(end - at) - 1});
			at = end + 1;
		} else if (*at == '[') {
			struct str part = {0};
			bool told;
			at = add_text(&part, s, at + 1, &told);
			if (told)
				str_add(out, str_c(&part));
			str_free(&part);
			at += *at == ']';
		}
	}
	return at;
}

void figure_text_paragraphs(struct str *out, const struct figure_sheet *s)
{
	bool all;

	add_text(out, s, s->sheet->text, &all);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

void figure_text_pairs(struct json *j, const struct figure_value *v)
{
	const struct def_figure *f = v->figure;
	struct str text = {0}, exact = {0};

	figure_print(v, &text);
	figure_exact(v, &exact);
	json_pair(j, "key", f->key);
	json_pair(j, "title", f->title);
	json_pair(j, "article", f->article);
	json_key(j, "value");
	if (f->kind == FIGURE_EARLIEST)
		json_text(j, v->known ? str_c(&exact) : NULL);
	else
		json_decimal(j, str_c(&exact));
	json_pair(j, "unit", f->kind == FIGURE_RATIO ? "%" : f->unit);
	json_pair(j, "text", str_c(&text));
	str_free(&text);
	str_free(&exact);
}

static void add_json(struct json *j, const struct figure_value *v)
{
	json_open(j, '{');
	figure_text_pairs(j, v);
	json_close(j, '}');
}

void figure_text_json(struct str *out, const struct figure_sheet *s)
{
	struct json j;

	json_start(&j, out);
	json_open(&j, '[');
	for (size_t i = 0; i < s->sheet->n; i++)
		for (size_t k = 0; k < s->sheet->at[i].n; k++)
			add_json(&j, figures_value(s->figures, s->sheet->at[i].at[k]));
	json_close(&j, ']');
	str_addc(out, '\n');
}

/* ---- how it came about ----------------------------------------------------------------------- */

static void add_slice(struct str *out, const struct figure_value *v, const char *label, int64_t n)
{
	struct str number = {0};

	rounding_exact(&number, n, v->scale, v->figure->unit);
	str_add(out, "  ");
	figure_text_pad(out, *label ? label : "（未填）", LABEL_COLUMNS);
	str_addf(out, " %s%s\n", str_c(&number), v->figure->unit);
	str_free(&number);
}

static void add_parts(struct str *out, const struct figure_value *v)
{
	const struct def_figure *f = v->figure;
	int64_t sum = 0;

	if (f->n_parts < 2)
		return;
	str_add(out, f->every ? "\n各部分（要在每一部分里都有）\n" : "\n各部分\n");
	for (size_t i = 0; i < f->n_parts; i++) {
		add_slice(out, v, v->parts[i].label, v->parts[i].value);
		sum += v->parts[i].value;
	}
	if (!f->every)
		add_slice(out, v, "直接相加（有重复）", sum);
	for (size_t k = 1; k <= f->n_parts; k++)
		if (v->met[k])
			str_addf(out, "  只在%zu个部分里的：%zu\n", k, v->met[k]);
}

void figure_text_explain(
	struct str *out, const struct figure_sheet *s, const struct figure_value *v)
{
	struct str text = {0}, share = {0};

	figure_print(v, &text);
	str_addf(out, "%s：%s", v->figure->title, str_c(&text));
	figure_exact(v, &text);
	str_addf(
		out, "（%s）\n口径：%s\n", text.n ? str_c(&text) : "算不出", v->figure->definition);
	if (*v->figure->article)
		str_addf(out, "报道里的第%s个数字\n", v->figure->article);
	figure_share(s->figures, v, &share);
	if (share.n)
		str_addf(out, "占%s的%s\n", v->figure->against->title, str_c(&share));
	add_parts(out, v);
	if (v->n_groups)
		str_addf(out, "\n按%s分\n", v->figure->group.at[v->figure->group.n - 1]->label);
	for (size_t i = 0; i < v->n_groups; i++)
		add_slice(out, v, v->groups[i].label, v->groups[i].value);
	if (v->undated)
		str_addf(out, "\n另有%zu条日期没有填或只填了一部分，不知在不在期内，没有计入\n",
			v->undated);
	str_free(&text);
	str_free(&share);
}
