#include <unit/table/crowd.h>

#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/table/query.h>

enum { CROWD = 300 };

static bool add(void *context, const struct record *r)
{
	struct ids *ids = context;

	cr_assert_not(r->voided);
	vec_push(ids, r->id);
	return true;
}

static struct expr *parse(struct crowd *c, const char *where)
{
	struct err e = {0};
	struct expr *x = where ? expr_parse(where, c->s.person, c->s.defs, &e) : NULL;

	cr_assert(!where || x, "%s", e.text);
	return x;
}

/* With and without an index, ranges open and closed: always what testing every record yields, by id. */
Test(query, the_same_as_testing_every_record)
{
	static const char *const conditions[] = {NULL, "village = 610927100201", "village = \"\"",
		"village = 610927100201 and count < 10", "village in (610927100201, 610927101201)",
		"not village = 610927100201", "village = 610927100201 or count = 3",
		"name = 张三丰", "name ~ 张", "name >= 李", "name < 王", "name >= 李 and name < 王",
		"name <= 张三丰", "name > 张三丰", "tags = 党员", "tags != 党员",
		"id_no ~ 6109271940", "birth < 1950", "birth = 1940", "phone = \"\"", "count = 7",
		"count > 7 and count <= 9", "birth < today-80y",
		"birth >= today-90y and birth < until - 80y", "village within 城关镇",
		"has(visit: date < today)", "village.name ~ 新", "village = 999999999999"};
	struct ids expected = {0}, found = {0};
	struct crowd c;
	struct err e = {0};

	crowd_make(&c, CROWD);
	crowd_change(&c, 150);
	for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
		struct expr *x = parse(&c, conditions[i]);
		size_t count;
		crowd_list(&c, conditions[i], NULL, false, &expected);
		vec_clear(&found);
		cr_assert(query_run(c.s.a, c.s.person, x, add, &found, &e), "%s", e.text);
		cr_assert_eq(found.n, expected.n, "%s: %zu, not %zu", conditions[i], found.n,
			expected.n);
		for (size_t k = 0; k < found.n; k++)
			cr_assert_eq(found.at[k], expected.at[k]);
		cr_assert(query_count(c.s.a, c.s.person, x, &count, &e));
		cr_assert_eq(count, expected.n);
		expr_free(x);
	}
	vec_free(&expected);
	vec_free(&found);
	crowd_free(&c);
}

Test(query, several_values_count_once)
{
	struct crowd c;
	struct err e = {0};
	size_t count;

	crowd_make(&c, 10);
	for (size_t i = 0; i < 4; i++)
		sample_edit(c.s.a, c.s.person, c.at[i].id, "tags", "党员\n低保\n独居", &e);
	struct expr *x = parse(&c, "tags = 党员");
	cr_assert(query_count(c.s.a, c.s.person, x, &count, &e));
	cr_assert_eq(count, 4);
	expr_free(x);
	crowd_free(&c);
}

static bool three(void *context, const struct record *r)
{
	(void)r;
	return ++*(size_t *)context < 3;
}

Test(query, the_row_stops_it)
{
	struct crowd c;
	struct err e = {0};
	size_t seen = 0;

	crowd_make(&c, 30);
	cr_assert(query_run(c.s.a, c.s.person, NULL, three, &seen, &e));
	cr_assert_eq(seen, 3);
	seen = 0;
	struct expr *x = parse(&c, "name > 0");
	cr_assert(query_run(c.s.a, c.s.person, x, three, &seen, &e));
	cr_assert_eq(seen, 3);
	expr_free(x);
	crowd_free(&c);
}

Test(query, a_damaged_record_is_told)
{
	struct crowd c;
	struct err e = {0};
	struct kv_txn *txn;
	struct key k;
	size_t count;

	crowd_make(&c, 5);
	space_record(&k, c.s.person->number, c.at[2].id);
	cr_assert_eq(kv_begin(c.s.a->kv, true, &txn), KV_OK);
	cr_assert_eq(kv_put(txn, key_of(&k), (struct kv_bytes){"0000000000000000000000000000", 28}),
		KV_OK);
	cr_assert_eq(kv_commit(txn), KV_OK);
	cr_assert_not(query_count(c.s.a, c.s.person, NULL, &count, &e));
	cr_assert_eq(e.code, ERR_STORE);
	crowd_free(&c);
}

/* A walk that is broken off after every few records and goes on behind the last. */
struct pieces {
	struct ids ids;
	size_t left;
};

static bool piece(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct pieces *p = context;

	(void)bytes;
	(void)n;
	vec_push(&p->ids, id);
	return --p->left > 0;
}

Test(query, a_walk_in_pieces_sees_every_record_once)
{
	struct pieces whole = {.left = SIZE_MAX}, cut = {0};
	struct crowd c;
	struct err e = {0};

	crowd_make(&c, CROWD);
	cr_assert(table_scan(c.s.a, c.s.person, piece, &whole, &e), "%s", e.text);
	for (size_t before = 1; before != cut.ids.n;) {
		before = cut.ids.n;
		cut.left = 7;
		uint64_t from = before ? cut.ids.at[before - 1] + 1 : 0;
		cr_assert(table_scan_from(c.s.a, c.s.person, from, piece, &cut, &e), "%s", e.text);
		if (before == 0)
			cr_assert_eq(cut.ids.n, 7);
	}
	cr_assert_eq(cut.ids.n, whole.ids.n);
	for (size_t i = 0; i < whole.ids.n; i++)
		cr_assert_eq(cut.ids.at[i], whole.ids.at[i]);
	vec_free(&whole.ids);
	vec_free(&cut.ids);
	crowd_free(&c);
}
