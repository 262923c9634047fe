#include <binggui/domain/heading.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

enum {
	LOOK_ROWS = 200,  /* a header stands among the first rows or nowhere */
	LABEL_CHARS = 40, /* nothing longer is a header word */
	MOST_ROWS = 3,    /* of one header */
};

/* ---- cells ----------------------------------------------------------------------------------- */

/* A label as it is shown: clean, and without the blanks that spread two characters over a column. */
static char *label_of(const char *text)
{
	struct str clean = {0}, out = {0};

	fold_clean(&clean, text);
	const char *at = str_c(&clean), *end = at + clean.n;
	bool hanzi = false;
	while (at < end)
		hanzi |= fold_is_hanzi(utf8_next(&at, end));
	for (at = str_c(&clean); *at; at++)
		if (*at != ' ' || !hanzi)
			str_addc(&out, *at);
	str_free(&clean);
	return out.at ? str_take(&out) : mem_strdup("");
}

static bool is_blank(const struct row *r, size_t column)
{
	const char *text = sheet_text(r, column);

	if (!*text)
		return true;
	char *label = label_of(text);
	bool blank = !*label;
	mem_free(label);
	return blank;
}

static bool short_enough(const char *text)
{
	return utf8_count(text) <= LABEL_CHARS;
}

/* ---- finding the row ------------------------------------------------------------------------- */

/* Fields without which a row would be nobody: one of them stands in every header. */
static bool is_anchor(const struct lexicon *l, const struct slot *s)
{
	if (s->role == SLOT_OWNER)
		return s->field->unique || text_eq(s->field->name, "name");
	if (s == l->owner || (l->owner && l->owner->field->otherwise && s->field &&
				     s->field == l->owner->field->otherwise))
		return true;
	return s->role == SLOT_FIELD && s->table == l->table &&
	       (s->field->required || s->field->unique || s->field->find == FIND_PINYIN);
}

/* Known words make a header; if no row has them, words that look like columns do. */
static bool is_header(const struct row *r, const struct lexicon *l, bool likely)
{
	const struct slot *first = NULL;
	bool two = false, anchor = false;

	for (size_t i = 0; i < r->n; i++) {
		const char *text = r->cells[i].text;
		const struct slot *s =
			*text && short_enough(text) ? lexicon_find(l, text, "") : NULL;
		if (!s && likely && *text && short_enough(text))
			s = lexicon_like(l, text, "");
		if (!s)
			continue;
		anchor |= is_anchor(l, s);
		two |= first && first != s;
		first = first ? first : s;
	}
	return two && anchor;
}

/* ---- groups ---------------------------------------------------------------------------------- */

struct label_row {
	char **at; /* one a column */
	size_t n;
};

static struct label_row read_row(const struct row *r, size_t n)
{
	struct label_row out = {mem_array(n + 1, sizeof *out.at), n};

	for (size_t i = 0; i < n; i++)
		out.at[i] = label_of(sheet_text(r, i));
	return out;
}

static void label_row_free(struct label_row *r)
{
	for (size_t i = 0; i < r->n; i++)
		mem_free(r->at[i]);
	mem_free(r->at);
}

/* What a CSV leaves blank to the right of a merged group gets the group's label, where something stands below. */
static void spread(struct label_row *groups, const struct label_row *below)
{
	for (size_t i = 1; i < groups->n; i++)
		if (!*groups->at[i] && *groups->at[i - 1] && *below->at[i] && *below->at[i - 1] &&
			!text_eq(below->at[i - 1], groups->at[i - 1])) {
			mem_free(groups->at[i]);
			groups->at[i] = mem_strdup(groups->at[i - 1]);
		}
}

static bool has_digits(const char *text)
{
	return strpbrk(text, "0123456789") != NULL;
}

/* Whether a row of two or more short words, no sentence and no figure, may stand as groups over a header. */
static bool may_be_groups(const struct label_row *r)
{
	const char *first = NULL;
	bool two = false;

	for (size_t i = 0; i < r->n; i++) {
		const char *t = r->at[i];
		if (!*t)
			continue;
		if (has_digits(t) || strchr(t, ':') || strstr(t, "：") || utf8_count(t) > 12)
			return false;
		two |= first && !text_eq(first, t);
		first = first ? first : t;
	}
	return two;
}

/*
 * Whether the row under a header goes on with it: nothing new under name and
 * number, at least one known word under a group, and no word that is data.
 */
static bool goes_on(const struct heading *h, const struct row *r, const struct lexicon *l)
{
	bool word = false;

	for (size_t i = 0; i < r->n; i++) {
		if (is_blank(r, i))
			continue;
		char *text = label_of(r->cells[i].text);
		const char *above = i < h->n ? h->labels[i] : "";
		bool same = text_eq(text, above);
		const struct slot *top = *above ? lexicon_find(l, above, h->groups[i]) : NULL;
		bool data = !same &&
			    ((top && is_anchor(l, top)) || has_digits(text) || !short_enough(text));
		for (size_t left = i < h->n ? i : 0; !*above && left;)
			above = h->labels[--left];
		word |= !same && !data && lexicon_find(l, text, above) != NULL;
		mem_free(text);
		if (data)
			return false;
	}
	return word;
}

/* ---- the heading ----------------------------------------------------------------------------- */

static void push_down(struct heading *h, const struct row *r)
{
	struct label_row below = read_row(r, h->n), above = {h->labels, h->n};

	spread(&above, &below);
	for (size_t i = 0; i < h->n; i++) {
		bool same = !*below.at[i] || text_eq(below.at[i], h->labels[i]);
		if (same) {
			mem_free(below.at[i]);
			continue;
		}
		struct str group = {0};
		str_addf(&group, "%s%s", h->groups[i], h->labels[i]);
		mem_free(h->groups[i]);
		mem_free(h->labels[i]);
		h->groups[i] = str_take(&group);
		h->labels[i] = below.at[i];
	}
	mem_free(below.at);
}

static void put_above(struct heading *h, const struct row *r)
{
	struct label_row above = read_row(r, h->n), labels = {h->labels, h->n};

	if (may_be_groups(&above)) {
		h->first--;
		spread(&above, &labels);
		for (size_t i = 0; i < h->n; i++)
			if (!*h->labels[i]) { /* 镇 with nothing below it is no group */
				char *blank = h->labels[i];
				h->labels[i] = above.at[i];
				above.at[i] = blank;
			} else if (!text_eq(above.at[i], h->labels[i])) {
				mem_free(h->groups[i]);
				h->groups[i] = mem_strdup(above.at[i]);
			}
	}
	label_row_free(&above);
}

static size_t width_of(const struct sheet *s, size_t first, size_t last)
{
	size_t n = 0;

	for (size_t i = first; i <= last && i < s->n; i++)
		for (size_t c = s->rows[i].n; c > n; c--)
			if (!is_blank(&s->rows[i], c - 1)) {
				n = c;
				break;
			}
	return n;
}

static void collect_title(struct heading *h, const struct sheet *s)
{
	struct str title = {0};

	for (size_t i = 0; i < h->first; i++) {
		const char *before = "";
		for (size_t c = 0; c < s->rows[i].n; c++) {
			const char *text = s->rows[i].cells[c].text;
			if (*text && !text_eq(text, before))
				str_addf(&title, "%s ", text);
			before = text;
		}
		str_addc(&title, '\n');
	}
	h->title = title.at ? str_take(&title) : mem_strdup("");
}

static void take_rows(struct heading *h, const struct sheet *s, const struct lexicon *l)
{
	h->n = width_of(s, h->first, h->first + MOST_ROWS - 1);
	struct label_row labels = read_row(&s->rows[h->first], h->n);
	h->labels = labels.at;
	h->groups = mem_array(h->n + 1, sizeof *h->groups);
	for (size_t i = 0; i < h->n; i++)
		h->groups[i] = mem_strdup("");
	h->last = h->first;
	while (h->last + 1 < s->n && h->last - h->first + 1 < MOST_ROWS &&
		goes_on(h, &s->rows[h->last + 1], l))
		push_down(h, &s->rows[++h->last]);
	if (h->first && h->last - h->first + 1 < MOST_ROWS)
		put_above(h, &s->rows[h->first - 1]);
}

/* Columns that have neither a label nor a group do not count as the header's. */
static void trim(struct heading *h)
{
	while (h->n && !*h->labels[h->n - 1] && !*h->groups[h->n - 1]) {
		h->n--;
		mem_free(h->labels[h->n]);
		mem_free(h->groups[h->n]);
	}
}

void heading_find(struct heading *h, const struct sheet *s, const struct lexicon *l)
{
	*h = (struct heading){0};
	for (int likely = 0; likely < 2 && !h->found; likely++)
		for (size_t i = 0; i < s->n && i < LOOK_ROWS && !h->found; i++)
			if (is_header(&s->rows[i], l, likely)) {
				h->found = true;
				h->first = i;
			}
	if (h->found) {
		take_rows(h, s, l);
		trim(h);
	}
	collect_title(h, s);
}

void heading_free(struct heading *h)
{
	for (size_t i = 0; i < h->n; i++) {
		mem_free(h->labels[i]);
		mem_free(h->groups[i]);
	}
	mem_free(h->labels);
	mem_free(h->groups);
	mem_free(h->title);
	*h = (struct heading){0};
}

/* ---- printed pages --------------------------------------------------------------------------- */

bool heading_repeats(const struct heading *h, const struct row *r)
{
	size_t same = 0, all = 0;

	for (size_t i = 0; i < r->n; i++) {
		if (!*r->cells[i].text)
			continue;
		char *text = label_of(r->cells[i].text);
		if (*text) {
			all++;
			same += i < h->n &&
				(text_eq(text, h->labels[i]) || text_eq(text, h->groups[i]));
		}
		mem_free(text);
	}
	return same >= 2 && 2 * same >= all;
}
