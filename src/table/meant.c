#include <binggui/table/meant.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/table/table.h>
#include <binggui/table/words.h>
#include <binggui/text/fold.h>

enum { LEVELS = 8, LISTED = 4 };

struct meant {
	struct archive *archive;
	VEC(struct words *) words;
	VEC(const struct def_table *) tables; /* of words, in the same order */
};

struct meant *meant_new(struct archive *a)
{
	struct meant *m = mem_new0(struct meant);

	m->archive = a;
	return m;
}

void meant_free(struct meant *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->words.n; i++)
		words_free(m->words.at[i]);
	vec_free(&m->words);
	vec_free(&m->tables);
	mem_free(m);
}

static struct words *words_of(struct meant *m, const struct def_table *t)
{
	for (size_t i = 0; i < m->tables.n; i++)
		if (m->tables.at[i] == t)
			return m->words.at[i];
	vec_push(&m->tables, t);
	vec_push(&m->words, words_new(t));
	return *vec_last(&m->words);
}

/* ---- by key, id or number ---------------------------------------------------------------------- */

static bool by_key(struct meant *m, const struct def_table *t, const char *typed, struct str *out)
{
	struct record r = {0};
	bool found = table_by_reference(m->archive, t, typed, &r, NULL) && !r.voided;

	if (found)
		table_reference(t, &r, out);
	record_free(&r);
	return found;
}

static bool take(struct meant *m, const struct def_table *t, uint64_t id, struct str *out)
{
	struct record r = {0};
	bool found = table_get(m->archive, t, id, &r, NULL) && !r.voided;

	if (found)
		table_reference(t, &r, out);
	record_free(&r);
	return found;
}

static bool by_unique(
	struct meant *m, const struct def_table *t, const char *typed, struct str *out)
{
	struct str value = {0}, why = {0};
	uint64_t id = 0;

	for (size_t i = 0; !id && i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		if (!f->unique || f->target)
			continue;
		if (type_parse(f, &m->archive->types, typed, &value, &why))
			table_by_unique(m->archive, t, f, str_c(&value), &id, NULL);
	}
	str_free(&value);
	str_free(&why);
	return id && take(m, t, id, out);
}

/* ---- by name ----------------------------------------------------------------------------------- */

/* The words of one record in one rank, compared with (the end of) what is typed. */
static bool has_word(
	const struct def_table *t, const struct record *r, enum words_rank rank, struct span word)
{
	struct str folded = {0};
	bool has = false;

	for (size_t i = 0; !has && i < t->n; i++) {
		if (!words_has(t, t->fields[i]))
			continue;
		words_fold(&folded, t, record_field(r, t->fields[i]));
		struct span s = {str_c(&folded), folded.n};
		has = s.n && span_eq(rank == WORDS_FULL ? s : words_short(t, s), word);
	}
	str_free(&folded);
	return has;
}

static bool under(struct meant *m, const struct def_table *t, const struct record *r,
	struct span above, unsigned level);

/* Whether what stands before a name ends in the name of the place p, and so on upwards. */
static bool named_above(struct meant *m, const struct def_table *t, const struct record *p,
	struct span above, unsigned level)
{
	struct str folded = {0};
	bool fits = false;

	for (size_t i = 0; !fits && i < t->n; i++) {
		if (!words_has(t, t->fields[i]))
			continue;
		words_fold(&folded, t, record_field(p, t->fields[i]));
		struct span full = {str_c(&folded), folded.n},
			    words[] = {full, words_short(t, full)};
		for (size_t k = 0; !fits && k < 2; k++) {
			size_t n = words[k].n;
			if (n && n <= above.n && !memcmp(above.at + above.n - n, words[k].at, n))
				fits = under(m, t, p, (struct span){above.at, above.n - n}, level);
		}
	}
	str_free(&folded);
	return fits;
}

/* Whether the places written before a record's name are those above it; some may be left out. */
static bool under(struct meant *m, const struct def_table *t, const struct record *r,
	struct span above, unsigned level)
{
	const struct def_field *up = words_parent(t);
	struct record p = {0};

	if (!above.n)
		return true;
	if (!up || level >= LEVELS)
		return false;
	bool fits = table_by_reference(m->archive, t, record_field(r, up), &p, NULL) &&
		    (named_above(m, t, &p, above, level + 1) || under(m, t, &p, above, level + 1));
	record_free(&p);
	return fits;
}

static void add_once(struct ids *ids, uint64_t id)
{
	for (size_t i = 0; i < ids->n; i++)
		if (ids->at[i] == id)
			return;
	vec_push(ids, id);
}

/* Records whose word in that rank is the text from `at` on, with the places above them before it. */
static void add_meant(struct meant *m, const struct def_table *t, enum words_rank rank,
	struct span text, size_t at, struct ids *out)
{
	struct span word = {text.at + at, text.n - at}, above = {text.at, at};
	struct ids found = {0};

	words_find(words_of(m, t), rank, word, &found);
	for (size_t i = 0; i < found.n; i++) {
		struct record r = {0};
		if (table_get(m->archive, t, found.at[i], &r, NULL) && !r.voided &&
			(rank == WORDS_INITIALS || has_word(t, &r, rank, word)) &&
			under(m, t, &r, above, 0))
			add_once(out, found.at[i]);
		record_free(&r);
	}
	vec_free(&found);
}

static bool starts_character(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

static bool only_letters(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] < 'a' || s.at[i] > 'z')
			return false;
	return s.n > 1;
}

static void by_name(struct meant *m, const struct def_table *t, struct span text, struct ids *out)
{
	bool placed = words_parent(t) != NULL;

	for (int rank = WORDS_FULL; !out->n && rank <= WORDS_SHORT; rank++)
		for (size_t at = 0; at < text.n && (at == 0 || placed); at++)
			if (starts_character(text.at[at]))
				add_meant(m, t, (enum words_rank)rank, text, at, out);
	if (!out->n && only_letters(text))
		add_meant(m, t, WORDS_INITIALS, text, 0, out);
}

/* ---- the sentence -------------------------------------------------------------------------------- */

static void add_title(struct meant *m, const struct def_table *t, uint64_t id, struct str *out)
{
	const struct def_field *up = words_parent(t);
	struct record r = {0}, p = {0};
	struct str title = {0};

	if (table_get(m->archive, t, id, &r, NULL)) {
		if (up && table_by_reference(m->archive, t, record_field(&r, up), &p, NULL)) {
			table_title(m->archive, t, &p, &title);
			str_add(out, str_c(&title));
		}
		table_title(m->archive, t, &r, &title);
		str_add(out, str_c(&title));
	}
	record_free(&r);
	record_free(&p);
	str_free(&title);
}

static void tell_several(struct meant *m, const struct def_table *t, const char *typed,
	const struct ids *ids, struct str *why)
{
	str_clear(why);
	str_addf(why, "“%s”在《%s》里有%zu个：", typed, t->title, ids->n);
	for (size_t i = 0; i < ids->n && i < LISTED; i++) {
		str_add(why, i ? "、" : "");
		add_title(m, t, ids->at[i], why);
	}
	str_add(why, ids->n > LISTED ? "等，请写明是哪一个" : "，请写明是哪一个");
}

static bool settle(struct meant *m, const struct def_table *t, const char *typed,
	const struct ids *ids, struct str *out, struct str *why)
{
	if (ids->n == 1 && take(m, t, ids->at[0], out))
		return true;
	if (ids->n > 1) {
		tell_several(m, t, typed, ids, why);
		return false;
	}
	str_clear(why);
	str_addf(why, "《%s》里没有“%s”", t->title, typed);
	return false;
}

bool meant_find(struct meant *m, const struct def_table *t, const char *typed, struct str *out,
	struct str *why)
{
	struct str clean = {0}, folded = {0};
	struct ids ids = {0};
	struct err e = {0};
	bool ok = true;

	fold_clean(&folded, typed);
	fold_ascii(&clean, str_c(&folded));
	str_clear(out);
	if (clean.n && !by_key(m, t, str_c(&clean), out) && !by_unique(m, t, str_c(&clean), out)) {
		words_fold(&folded, t, str_c(&clean));
		ok = words_refresh(words_of(m, t), m->archive, &e);
		if (!ok)
			str_set(why, e.text);
		else
			by_name(m, t, (struct span){str_c(&folded), folded.n}, &ids);
		ok = ok && settle(m, t, str_c(&clean), &ids, out, why);
	}
	vec_free(&ids);
	str_free(&clean);
	str_free(&folded);
	return ok;
}
