#include <unit/table/crowd.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/text/fold.h>
#include <binggui/text/pinyin.h>

size_t crowd_pick(struct crowd *c, size_t n)
{
	c->seed = c->seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(c->seed >> 33) % n;
}

static const char *const villages[] = {
	"610927100201", "610927100202", "610927101201", "610927100203", "610927100002", ""};

static void make_name(struct crowd *c, char out[64])
{
	static const char *const surnames[] = {"张", "李", "王", "單", "欧阳", "㛃", "𬭩", "吕"};
	static const char *const given[] = {
		"三丰", "四", "小明", "娜娜", "新华", "丽", "建國", "买买提·依"};

	snprintf(out, 64, "%s%s", surnames[crowd_pick(c, 8)], given[crowd_pick(c, 8)]);
}

static void fill(struct crowd *c, struct record *r)
{
	char text[64];

	make_name(c, text);
	sample_set(c->s.person, r, "name", text);
	sample_set(c->s.person, r, "village", villages[crowd_pick(c, 6)]);
	snprintf(text, sizeof text, "1990000%04zu", crowd_pick(c, 10000));
	sample_set(c->s.person, r, "phone", crowd_pick(c, 5) ? text : "");
	snprintf(text, sizeof text, "%zu", crowd_pick(c, 40));
	sample_set(c->s.person, r, "count", text);
}

static void save(struct crowd *c, struct change *changes, size_t n)
{
	const struct save_options o = {.skip_check = true};
	struct err e = {0};

	cr_assert(table_save(c->s.a, changes, n, &o, &e), "%s", e.text);
	for (size_t i = 0; i < n; i++)
		change_free(&changes[i]);
}

void crowd_make(struct crowd *c, size_t n)
{
	struct change changes[100];
	char id_no[19];
	size_t waiting = 0;

	*c = (struct crowd){.n = n, .seed = 5};
	sample_make(&c->s, "mem");
	sample_areas(&c->s);
	c->at = mem_array(n, sizeof *c->at);
	for (size_t i = 0; i < n; i++) {
		fill(c, &c->at[i]);
		sample_idno((unsigned)i, id_no);
		sample_set(c->s.person, &c->at[i], "id_no", id_no);
		changes[waiting++] = (struct change){.table = c->s.person, .record = &c->at[i]};
		if (waiting == 100 || i + 1 == n) {
			save(c, changes, waiting);
			waiting = 0;
		}
	}
}

void crowd_free(struct crowd *c)
{
	for (size_t i = 0; i < c->n; i++)
		record_free(&c->at[i]);
	mem_free(c->at);
	sample_free(&c->s);
}

void crowd_change(struct crowd *c, size_t times)
{
	for (; times; times--) {
		struct record *r = &c->at[crowd_pick(c, c->n)], base = {0};
		struct change one = {.table = c->s.person, .base = &base, .record = r};
		record_copy(&base, r);
		if (crowd_pick(c, 4) == 0)
			r->voided = !r->voided;
		else
			fill(c, r);
		save(c, &one, 1);
		record_free(&base);
	}
}

struct row {
	struct str key;
	uint64_t id;
};

static int by_key(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	size_t n = x->key.n < y->key.n ? x->key.n : y->key.n;
	int c = n ? memcmp(x->key.at, y->key.at, n) : 0;

	c = c ? c : (x->key.n > y->key.n) - (x->key.n < y->key.n);
	return c ? c : (x->id > y->id) - (x->id < y->id);
}

void crowd_list(struct crowd *c, const char *where, const struct def_field *sort, bool descending,
	struct ids *out)
{
	struct row *rows = mem_array(c->n, sizeof *rows);
	struct err e = {0};
	struct expr *x = where ? expr_parse(where, c->s.person, c->s.defs, &e) : NULL;
	size_t n = 0;

	cr_assert(!where || x, "%s", e.text);
	for (size_t i = 0; i < c->n; i++) {
		const struct record *r = &c->at[i];
		if (r->voided || (x && !expr_test(x, r, &c->s.a->env)))
			continue;
		rows[n].id = r->id;
		if (sort && *record_field(r, sort))
			type_key(sort, record_field(r, sort), &rows[n].key);
		n++;
	}
	qsort(rows, n, sizeof *rows, by_key);
	vec_clear(out);
	for (size_t i = 0; i < n; i++)
		vec_push(out, rows[descending ? n - 1 - i : i].id);
	for (size_t i = 0; i < n; i++)
		str_free(&rows[i].key);
	mem_free(rows);
	expr_free(x);
}

static bool ends_in(const char *value, const char *digits)
{
	return *value && (text_starts(value, digits) || text_ends(value, digits));
}

static bool has_hanzi(const char *text, const char *word)
{
	struct str t = {0}, w = {0};

	fold_find(&t, text);
	fold_find(&w, word);
	bool found = strstr(str_c(&t), str_c(&w)) != NULL;
	str_free(&t);
	str_free(&w);
	return found;
}

static bool word_finds(const struct crowd *c, const struct record *r, const char *word)
{
	const struct def_table *t = c->s.person;
	const char *name = record_field(r, def_field(t, "name"));
	const char *village = record_field(r, def_field(t, "village"));
	struct record area = {0};
	struct str folded = {0};

	if (*word >= '0' && *word <= '9')
		return ends_in(record_field(r, def_field(t, "id_no")), word) ||
		       ends_in(record_field(r, def_field(t, "phone")), word);
	if (*word >= 'a' && *word <= 'z') {
		fold_find(&folded, name);
		bool spelled = pinyin_match(str_c(&folded), word, NULL);
		str_free(&folded);
		return spelled;
	}
	bool found = has_hanzi(name, word);
	if (!found && *village && table_by_reference(c->s.a, c->s.area, village, &area, NULL))
		found = has_hanzi(record_field(&area, def_field(c->s.area, "name")), word);
	record_free(&area);
	return found;
}

bool crowd_finds(const struct crowd *c, const struct record *r, const char *typed)
{
	char words[200], *at = words, *word;
	bool found = true;

	snprintf(words, sizeof words, "%s", typed);
	while (found && (word = strtok_r(at, " ", &at)))
		found = word_finds(c, r, word);
	return found;
}
