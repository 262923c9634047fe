#include <binggui/domain/filldown.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/text/fold.h>

enum { SHARE = 5 }; /* of the rows, one in so many is blank where cells were merged */

static bool may_be_down(const struct lexicon *l, const struct slot *s)
{
	if (!s)
		return false;
	return (s->role == SLOT_TOWN && l->owner) ||
	       (s->role == SLOT_FIELD && (s->field->intake & INTAKE_DOWN));
}

/* [] is what an exporting program writes for nothing: that is no merged cell. */
static bool is_blank(const char *text)
{
	return text_blank(text);
}

/* Most cells are told by how they begin: a figure, or a character other than 同. */
static bool may_be_ditto(const char *text)
{
	unsigned char first = (unsigned char)*text;
	bool hanzi = first >= 0xE4 && first <= 0xE9;

	return !(first >= '0' && first <= '9') && !(hanzi && !text_starts(text, "同"));
}

/* 同上: what the hand that writes a list puts for what stands above. */
static bool is_ditto(const char *text)
{
	static const char *const marks[] = {
		"同上", "同前", "〃", "″", "＂", "\"", "“", "”", "''", "ditto", "同 上"};
	struct str clean = {0};
	bool found = false;

	if (strlen(text) > 16 || !may_be_ditto(text))
		return false;
	fold_clean(&clean, text);
	for (size_t i = 0; !found && i < sizeof marks / sizeof *marks; i++)
		found = text_eq(str_c(&clean), marks[i]);
	str_free(&clean);
	return found;
}

/* Names and numbers of people are never somebody else's. */
static bool may_repeat(const struct lexicon *l, const struct slot *s)
{
	if (!s || (s == l->owner && !lexicon_made(l)))
		return false;
	return s->role == SLOT_TOWN || s->role == SLOT_PLACE || s->role == SLOT_MIXED ||
	       (s->role == SLOT_FIELD && !s->field->unique &&
		       !text_eq(s->field->type_name, "name") &&
		       !text_eq(s->field->type_name, "idno"));
}

struct look {
	size_t rows, blank, repeated;
	const char *before;
};

static void look_at(struct look *l, const char *text)
{
	l->rows++;
	l->blank += is_blank(text);
	l->repeated += !is_blank(text) && l->before && text_eq(l->before, text);
	l->before = is_blank(text) ? NULL : text;
}

/* Who repeats a value writes it everywhere, unless so much is blank that only some cells were merged. */
static bool looks_merged(const struct look *l, bool needed)
{
	bool many = l->blank > 1 && l->blank * SHARE >= l->rows;

	if (l->repeated)
		return many;
	return l->blank && (!needed || l->blank * SHARE >= l->rows);
}

void filldown_sheet(struct filldown *f, const struct sheet *s, const struct heading *h,
	const struct mapping *m, const struct lexicon *l, const struct sieve *sieve,
	struct villages *v)
{
	filldown_free(f);
	f->n = m->n;
	f->on = mem_array(m->n + 1, sizeof *f->on);
	f->repeats = mem_array(m->n + 1, sizeof *f->repeats);
	f->above = mem_array(m->n + 1, sizeof *f->above);
	for (size_t c = 0; c < m->n; c++) {
		struct look seen = {0};
		f->repeats[c] = may_repeat(l, m->at[c].slot);
		if (!may_be_down(l, m->at[c].slot))
			continue;
		for (size_t i = h->last + 1; i < s->n; i++)
			if (sieve_row(sieve, &s->rows[i], v) == SIEVE_RECORD)
				look_at(&seen, sheet_text(&s->rows[i], c));
		bool needed = m->at[c].slot->field && m->at[c].slot->field->required;
		f->on[c] = looks_merged(&seen, needed);
	}
}

void filldown_free(struct filldown *f)
{
	for (size_t c = 0; f->above && c < f->n; c++)
		str_free(&f->above[c]);
	mem_free(f->above);
	mem_free(f->on);
	mem_free(f->repeats);
	mem_free(f->row.cells);
	*f = (struct filldown){0};
}

void filldown_section(struct filldown *f)
{
	for (size_t c = 0; c < f->n; c++)
		str_clear(&f->above[c]);
}

static void widen(struct filldown *f, const struct row *r, size_t n)
{
	static const struct cell nothing = {.kind = CELL_TEXT};

	if (f->cap < n) {
		f->cap = n;
		f->row.cells = mem_resize(f->row.cells, n * sizeof *f->row.cells);
	}
	struct cell *cells = f->row.cells;
	f->row = *r;
	f->row.cells = cells;
	f->row.n = n;
	memcpy(cells, r->cells, r->n * sizeof *cells);
	for (size_t i = r->n; i < n; i++) {
		cells[i] = nothing;
		cells[i].text = cell_nothing();
	}
}

const struct row *filldown_row(struct filldown *f, const struct row *r)
{
	const struct row *out = r;

	for (size_t c = 0; c < f->n; c++) {
		if (!f->on[c] && !f->repeats[c])
			continue;
		bool ditto = f->repeats[c] && is_ditto(sheet_text(r, c));
		if (!f->on[c] && !ditto && is_blank(sheet_text(r, c))) {
			str_clear(&f->above[c]);
			continue;
		}
		if (!ditto && !is_blank(sheet_text(r, c))) {
			str_set(&f->above[c], sheet_text(r, c));
			continue;
		}
		if (!f->above[c].n)
			continue;
		if (out == r) {
			widen(f, r, r->n > f->n ? r->n : f->n);
			out = &f->row;
		}
		f->row.cells[c].text = f->above[c].at;
		f->row.cells[c].flags |= CELL_MERGED;
	}
	return out;
}
