#include <binggui/domain/paperform.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/match.h>
#include <binggui/schema/type.h>
#include <binggui/table/table.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

enum { AMBIGUOUS = 2 /* a printer's */, SUMS = 16 };
static const char to_write_on[] = "________";

/* What is being set. */
struct setting {
	const struct paperform *form;
	const struct record *record; /* NULL in the head and foot of a list */
	size_t row, count;
	int64_t sums[SUMS]; /* in 分, in the order they stand in head and foot */
	size_t n_sums;
	struct str *out;
};

/* ---- values ---------------------------------------------------------------------------------- */

void paperform_mask(const char *name, struct str *out)
{
	const char *at = name, *end = name + strlen(name), *last = name;
	size_t n = 0;

	for (const char *c = name; c < end; n++) {
		last = c;
		utf8_next(&c, end);
	}
	if (!n)
		return;
	utf8_next(&at, end);
	str_addn(out, name, (size_t)(at - name));
	for (size_t i = 1; i + 1 < n; i++)
		str_addc(out, '*');
	str_add(out, n > 2 ? last : n == 2 ? "*" : "");
}

static void say_date(const char *text, struct str *out)
{
	struct date d;

	if (!date_parse(&d, text)) {
		str_set(out, text);
		return;
	}
	str_clear(out);
	str_addf(out, "%d年", d.year);
	if (d.month)
		str_addf(out, "%d月", d.month);
	if (d.day)
		str_addf(out, "%d日", d.day);
}

/* Thousandths of a 分 are nobody's; "12.5" is 1250. */
static int64_t cents_of(const char *text)
{
	bool negative = *text == '-';
	int64_t whole = 0;
	int digits = -1;

	for (text += negative; *text && digits < 2; text++) {
		if (*text == '.' && digits < 0)
			digits = 0;
		else if (*text >= '0' && *text <= '9') {
			whole = whole * 10 + (*text - '0');
			digits += digits >= 0;
		} else
			break;
	}
	for (digits = digits < 0 ? 0 : digits; digits < 2; digits++)
		whole *= 10;
	return negative ? -whole : whole;
}

static const struct def_field *field_of(const struct expr *x)
{
	return x->kind == EXPR_FIELD ? x->path[x->n_path - 1] : NULL;
}

static bool is_money(const struct def_field *f)
{
	return f && f->type == type_by_name("money");
}

static void say_sum(const struct expr *x, int64_t cents, struct str *out)
{
	const struct def_field *f = field_of(x);
	bool whole = cents % 100 == 0 && !is_money(f);
	int64_t size = cents < 0 ? -cents : cents;

	str_addf(out, "%s%lld", cents < 0 ? "-" : "", (long long)(size / 100));
	if (!whole)
		str_addf(out, ".%02d", (int)(size % 100));
}

static void say_expression(const struct setting *s, const struct paper_piece *p, struct str *out)
{
	const struct expr_env *env = &s->form->archive->env;
	const struct def_field *f = field_of(p->value);
	struct match_piece piece = {NULL, p->value};
	const struct match_sentence sentence = {&piece, 1, 1};
	struct str value = {0};

	if (p->full && f && !f->computed) {
		expr_value(p->value, s->record, env, out);
		type_format(f, env->types, str_c(out), &value);
	} else {
		match_say(&sentence, &s->record, env, NULL, &value);
	}
	bool date = f && !f->multiple && f->type == type_by_name("date");
	bool amount = is_money(f) && f->class != CLASS_SECRET && value.n;
	if (amount)
		say_sum(p->value, cents_of(str_c(&value)), out);
	else if (p->mask)
		paperform_mask(str_c(&value), out);
	else if (date || (!f && value.n == DATE_TEXT - 1))
		say_date(str_c(&value), out);
	else
		str_set(out, str_c(&value));
	str_free(&value);
}

/* Replaces out. */
static void say(struct setting *s, const struct paper_piece *p, struct str *out)
{
	char today[DATE_TEXT];

	str_clear(out);
	switch (p->word) {
	case PAPER_TEXT:
		str_set(out, p->text);
		break;
	case PAPER_VALUE:
		if (p->value && s->record)
			say_expression(s, p, out);
		break;
	case PAPER_TODAY:
		date_format(s->form->archive->types.today, today);
		say_date(today, out);
		break;
	case PAPER_TOWN:
		str_set(out, s->form->town);
		break;
	case PAPER_USER:
		str_set(out, s->form->user);
		break;
	case PAPER_ROW:
		str_addf(out, "%zu", s->row);
		break;
	case PAPER_COUNT:
		str_addf(out, "%zu", s->count);
		break;
	case PAPER_SUM:
		if (p->value && s->n_sums < SUMS)
			say_sum(p->value, s->sums[s->n_sums++], out);
		break;
	}
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* Blanks at the end only cost the printer's time. */
static void end_line(struct str *out)
{
	size_t n = out->n;

	while (n && out->at[n - 1] == ' ')
		n--;
	str_cut(out, n);
	str_addc(out, '\n');
}

static void blanks(struct str *out, size_t n)
{
	while (n--)
		str_addc(out, ' ');
}

/* Where a line of so many columns ends: no line begins with what closes a phrase. */
static size_t break_at(const char *text, size_t columns)
{
	static const char *const closing[] = {
		"。", "，", "、", "；", "：", "！", "？", "）", "”", "》"};
	size_t line = strcspn(text, "\n"), fits = width_clip(text, columns, AMBIGUOUS, NULL);

	if (line <= fits || !fits)
		return line;
	for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
		size_t n = fits;
		if (strncmp(text + fits, closing[i], strlen(closing[i])) != 0)
			continue;
		while (--n && (text[n] & 0xC0) == 0x80)
			;
		return n ? n : fits;
	}
	return fits;
}

/* Running text: it goes on in the next line, as far in as it began. */
static void add_running(struct str *out, const char *text)
{
	size_t indent = strspn(text, " "), columns = PAPER_COLUMNS;

	do {
		size_t n = break_at(text, columns);
		str_addn(out, text, n);
		end_line(out);
		text += n;
		text += *text == '\n';
		columns = PAPER_COLUMNS - indent;
		if (*text)
			blanks(out, indent);
	} while (*text);
}

/* The bars of a box go on while a value does. */
static void add_bars(struct str *out, const char *text)
{
	const char *end = text + strlen(text);

	while (text < end) {
		const char *at = text;
		uint32_t c = utf8_next(&text, end);
		if (c == 0x2502 || c == 0x2503 || c == '|')
			str_addn(out, at, (size_t)(text - at));
		else
			blanks(out, (size_t)width_char(c, AMBIGUOUS));
	}
}

/* The next part of a value into its place; whether something is left. */
static bool add_part(struct str *out, const char **rest, size_t width)
{
	const char *text = *rest;
	size_t n = break_at(text, width);
	char *part = mem_strndup(text, n);

	width_fit(out, part, width, AMBIGUOUS);
	mem_free(part);
	*rest = text + n + (text[n] == '\n');
	return **rest != '\0';
}

static void add_fixed(struct str *out, const struct paper_line *line, const char **rest, size_t n)
{
	bool more = true;

	for (size_t k = 0; more; k++) {
		more = false;
		for (size_t i = 0; i < n; i++) {
			const struct paper_piece *p = &line->at[i];
			if (p->width)
				more |= add_part(out, &rest[i], p->width);
			else if (!k)
				str_add(out, rest[i]);
			else
				add_bars(out, rest[i]);
		}
		end_line(out);
	}
}

static void set_line(struct setting *s, const struct paper_line *line)
{
	struct str *values = mem_array(line->n + 1, sizeof *values);
	const char **rest = mem_array(line->n + 1, sizeof *rest);
	struct str whole = {0};
	bool fixed = false;

	memset(values, 0, (line->n + 1) * sizeof *values);
	for (size_t i = 0; i < line->n; i++) {
		const struct paper_piece *p = &line->at[i];
		say(s, p, &values[i]);
		fixed = fixed || p->width;
		if (!values[i].n && !p->width && !p->spare)
			str_set(&values[i], to_write_on);
		rest[i] = str_c(&values[i]);
		str_add(&whole, rest[i]);
	}
	if (fixed)
		add_fixed(s->out, line, rest, line->n);
	else
		add_running(s->out, str_c(&whole));
	for (size_t i = 0; i < line->n; i++)
		str_free(&values[i]);
	str_free(&whole);
	mem_free(rest);
	mem_free(values);
}

static void set_text(struct setting *s, const struct paper_text *t)
{
	for (size_t i = 0; i < t->n; i++)
		set_line(s, &t->at[i]);
}

static void set_title(struct setting *s)
{
	size_t width = width_text(s->form->paper->title, AMBIGUOUS);

	blanks(s->out, width < PAPER_COLUMNS ? (PAPER_COLUMNS - width) / 2 : 0);
	str_add(s->out, s->form->paper->title);
	str_add(s->out, "\n\n");
}

/* ---- one record ------------------------------------------------------------------------------ */

static bool is_for(const struct paperform *p, const struct record *r)
{
	return !r->voided && expr_test(p->paper->when, r, &p->archive->env);
}

bool paperform_record(
	const struct paperform *p, const struct record *r, struct str *out, struct err *e)
{
	struct setting s = {.form = p, .record = r, .out = out};

	if (!is_for(p, r))
		return err_set(e, ERR_CHECK, "这一条现在不能印《%s》%s%s", p->paper->title,
			*p->paper->say ? "：" : "", p->paper->say);
	set_title(&s);
	set_text(&s, &p->paper->text);
	return true;
}

/* ---- a list ---------------------------------------------------------------------------------- */

static void add_up(struct setting *s, const struct paper_text *t)
{
	struct str value = {0};

	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < t->at[i].n; k++) {
			const struct paper_piece *p = &t->at[i].at[k];
			if (p->word != PAPER_SUM || !p->value || s->n_sums >= SUMS)
				continue;
			expr_value(p->value, s->record, &s->form->archive->env, &value);
			s->sums[s->n_sums++] += cents_of(str_c(&value));
		}
	str_free(&value);
}

static void set_row(struct setting *s, const struct record *r)
{
	s->record = r;
	s->row = ++s->count;
	if (s->form->paper->list) {
		set_text(s, &s->form->paper->row);
		s->n_sums = 0;
		add_up(s, &s->form->paper->head);
		add_up(s, &s->form->paper->foot);
		return;
	}
	if (s->count > 1)
		str_add(s->out, "\f\n");
	set_title(s);
	set_text(s, &s->form->paper->text);
}

/* Rows come first, since the head may say how many there are. */
static void join(struct setting *s, struct str *rows, struct str *out)
{
	const struct def_paper *p = s->form->paper;

	s->out = out;
	s->record = NULL;
	s->n_sums = 0;
	if (p->list) {
		set_title(s);
		set_text(s, &p->head);
	}
	str_addn(out, str_c(rows), rows->n);
	if (p->list)
		set_text(s, &p->foot);
}

bool paperform_all(const struct paperform *p, const uint64_t *ids, size_t n, struct str *out,
	size_t *left, struct err *e)
{
	struct str rows = {0};
	struct setting s = {.form = p, .out = &rows};
	struct record r = {0};
	bool ok = true;

	*left = 0;
	for (size_t i = 0; ok && i < n; i++) {
		ok = table_get(p->archive, p->table, ids[i], &r, e);
		if (ok && is_for(p, &r))
			set_row(&s, &r);
		else
			++*left;
	}
	if (ok && s.count)
		join(&s, &rows, out);
	else if (ok)
		ok = err_set(e, ERR_CHECK, "没有可以印《%s》的记录%s%s", p->paper->title,
			*p->paper->say ? "：" : "", p->paper->say);
	record_free(&r);
	str_free(&rows);
	return ok;
}
