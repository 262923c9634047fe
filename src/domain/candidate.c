#include <binggui/domain/candidate.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/fold.h>

void candidate_make(
	struct candidate *c, struct archive *a, const struct lexicon *l, struct villages *v)
{
	*c = (struct candidate){.archive = a, .lexicon = l, .villages = v};
	reader_make(&c->reader, a, l, v);
	c->columns = mem_array(l->n + 1, sizeof *c->columns);
	c->values = mem_array(l->n + 1, sizeof *c->values);
	c->used = mem_array(l->n + 1, sizeof *c->used);
}

void candidate_free(struct candidate *c)
{
	for (size_t i = 0; c->values && i < c->lexicon->n; i++)
		str_free(&c->values[i]);
	mem_free(c->values);
	mem_free(c->columns);
	mem_free(c->used);
	findings_free(&c->findings);
	str_free(&c->remarks);
	surround_free(&c->around);
	if (c->lexicon)
		reader_free(&c->reader);
	*c = (struct candidate){0};
}

/* A period's column is also that of both dates, unless they have one of their own. */
static void share_column(struct candidate *c, const struct slot *s, long column)
{
	if (c->columns[s->number] < 0)
		c->columns[s->number] = column;
}

void candidate_sheet(struct candidate *c, const struct mapping *m, const char *town,
	const char *village, const char *title, const char *name)
{
	surround_free(&c->around);
	surround_make(&c->around, title, name);
	c->mapping = m;
	memcpy(c->town, town, strlen(town) + 1);
	memcpy(c->village, village, strlen(village) + 1);
	for (size_t i = 0; i < c->lexicon->n; i++)
		c->columns[i] = -1;
	for (size_t i = 0; i < m->n; i++)
		if (m->at[i].slot)
			c->columns[m->at[i].slot->number] = (long)i;
	for (size_t i = 0; i < m->n; i++) {
		const struct slot *s = m->at[i].slot;
		if (s && s->role == SLOT_PERIOD) {
			share_column(c, s->from, (long)i);
			share_column(c, s->until, (long)i);
		}
	}
}

void candidate_clear(struct candidate *c, const struct row *row)
{
	for (size_t i = 0; i < c->n_used; i++)
		str_clear(&c->values[c->used[i]]);
	c->n_used = 0;
	findings_free(&c->findings);
	str_clear(&c->remarks);
	c->held = false;
	c->row = row;
}

const char *candidate_get(const struct candidate *c, const struct slot *s)
{
	return s ? str_c(&c->values[s->number]) : "";
}

void candidate_put(struct candidate *c, const struct slot *s, const char *text)
{
	if (!s)
		return;
	bool had = c->values[s->number].n > 0;
	str_set(&c->values[s->number], text);
	if (had || !*text)
		return;
	for (size_t i = 0; i < c->n_used; i++)
		if (c->used[i] == s->number)
			return;
	c->used[c->n_used++] = s->number;
}

static long column_of(const struct candidate *c, const struct slot *s)
{
	return s ? c->columns[s->number] : -1;
}

bool candidate_mapped(const struct candidate *c, const struct slot *s)
{
	return column_of(c, s) >= 0;
}

const struct cell *candidate_cell(const struct candidate *c, const struct slot *s)
{
	long column = column_of(c, s);

	return sheet_cell(c->row, column >= 0 ? (size_t)column : c->row->n);
}

const char *candidate_label(const struct candidate *c, const struct slot *s)
{
	long column = column_of(c, s);

	return column >= 0 ? c->mapping->at[column].label : s->label;
}

void candidate_remark(struct candidate *c, const char *format, ...)
{
	struct str text = {0};
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	if (text.n && !strstr(str_c(&c->remarks), text.at)) {
		if (c->remarks.n)
			str_add(&c->remarks, "；");
		str_add(&c->remarks, text.at);
	}
	str_free(&text);
}

void candidate_keep(struct candidate *c, const struct slot *s)
{
	struct str clean = {0};

	if (s)
		fold_clean(&clean, candidate_cell(c, s)->text);
	if (clean.n)
		candidate_remark(c, "原表%s：%s", candidate_label(c, s), clean.at);
	str_free(&clean);
}

/* A second value goes to its own slot, unless a column of the file fills that. */
static void take_more(struct candidate *c, const struct slot *s, const struct reading *r)
{
	const struct slot *to = r->more;
	bool free_place =
		!*candidate_get(c, to) && (s->role == SLOT_PERIOD || !*candidate_cell(c, to)->text);

	if (free_place)
		candidate_put(c, to, str_c(&r->more_value));
	else if (!text_eq(candidate_get(c, to), str_c(&r->more_value)))
		candidate_keep(c, s);
}

static bool joins(const struct slot *s)
{
	return s->role == SLOT_FIELD &&
	       ((s->field->intake & INTAKE_NAMES) || text_eq(s->field->type_name, "longtext"));
}

/* Another column that says more of the same: names behind names, a text on a new line. */
static void join(struct candidate *c, const struct slot *s, const char *more)
{
	struct str whole = {0};

	str_set(&whole, candidate_get(c, s));
	if (!strstr(whole.at, more))
		str_addf(&whole, "%s%s", s->field->intake & INTAKE_NAMES ? "、" : "\n", more);
	candidate_put(c, s, whole.at);
	str_free(&whole);
}

void candidate_take(struct candidate *c, const struct slot *s, const struct reading *r)
{
	const struct slot *to = s->role == SLOT_PERIOD ? s->from : s;

	if (r->code != FINDING_COUNT)
		finding_add(&c->findings, to->path, r->code, "%s", str_c(&r->why));
	if (r->keep)
		candidate_keep(c, s);
	if (r->value.n && joins(s) && *candidate_get(c, to))
		join(c, s, str_c(&r->value));
	else if (r->value.n && !(s->role == SLOT_PERIOD && *candidate_get(c, to)))
		candidate_put(c, to, r->value.at);
	if (r->more)
		take_more(c, s, r);
}

enum outcome candidate_outcome(const struct candidate *c)
{
	enum outcome worst = c->held ? OUTCOME_REPORT : OUTCOME_ACCEPT;

	for (size_t i = 0; i < c->findings.n; i++) {
		enum outcome o = finding_outcome(c->findings.at[i].code);
		worst = o > worst ? o : worst;
	}
	return worst;
}

/* ---- packed values --------------------------------------------------------------------------- */

/* Slot number + 1 as two bytes, text, NUL; two zero bytes at the end; slots ascending. */
char *candidate_pack(const struct candidate *c)
{
	struct str out = {0};

	for (size_t i = 0; c->n_used && i < c->lexicon->n; i++) {
		if (!c->values[i].n)
			continue;
		str_addc(&out, (char)((i + 1) >> 8));
		str_addc(&out, (char)((i + 1) & 0xFF));
		str_addn(&out, c->values[i].at, strlen(c->values[i].at) + 1);
	}
	if (!out.n)
		return NULL;
	str_addn(&out, "\0", 2);
	char *packed = mem_dup(out.at, out.n);
	str_free(&out);
	return packed;
}

bool packed_each(const char **at, size_t *slot, const char **text)
{
	const unsigned char *p = (const unsigned char *)*at;

	if (!p || (!p[0] && !p[1]))
		return false;
	*slot = ((size_t)p[0] << 8 | p[1]) - 1;
	*text = *at + 2;
	*at = *text + strlen(*text) + 1;
	return true;
}

const char *packed_get(const char *packed, size_t slot)
{
	size_t s;
	const char *text;

	while (packed_each(&packed, &s, &text))
		if (s == slot)
			return text;
	return "";
}
