#include <unit/table/crowd.h>

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/table/find_block.h>
#include <binggui/table/find_word.h>
#include <binggui/table/search.h>

enum { CROWD = 700 };

static const char *const typed[] = {"", "z", "zs", "zsf", "zhangsf", "zhsf", "sanf", "lv", "lu",
	"s", "dan", "张", "張三豐", "三丰", "建国", "建國", "新华", "蔬菜", "㛃", "𬭩",
	"买买提·依", "4", "04", "1234", "19900001", "199000012", "61092719", "6109271940010190",
	"张 4", "z 4", "张 三 丰", "zsf 1990", "qqq", "777777", "龘"};
enum { TYPED = sizeof typed / sizeof *typed };

static struct search *open(struct crowd *c, const char *text)
{
	struct err e = {0};
	struct search *q = search_open(c->s.a, c->s.person, text, &e);

	cr_assert_not_null(q, "%s", e.text);
	return q;
}

static size_t ask(struct crowd *c, const struct search *q, const struct search_ask *how,
	struct search_hit *hits, size_t *all)
{
	struct err e = {0};
	size_t n = 0;

	cr_assert(search_run(c->s.a, q, how, hits, &n, all, &e), "%s", e.text);
	cr_assert(n <= how->max);
	return n;
}

static bool in_order(const struct search_hit *a, const struct search_hit *b)
{
	return a->rank < b->rank || (a->rank == b->rank && a->id < b->id);
}

static const struct record *record_of(const struct crowd *c, uint64_t id)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->at[i].id == id)
			return &c->at[i];
	return NULL;
}

Test(search, finds_whom_the_records_say)
{
	struct search_hit *hits = mem_array(CROWD, sizeof *hits);
	struct crowd c;

	crowd_make(&c, CROWD);
	crowd_change(&c, 300);
	for (size_t i = 0; i < TYPED; i++) {
		const struct search_ask how = {.max = CROWD};
		struct search *q = open(&c, typed[i]);
		size_t all, n = ask(&c, q, &how, hits, &all), expected = 0;
		for (size_t k = 0; k < c.n; k++)
			expected += !c.at[k].voided && crowd_finds(&c, &c.at[k], typed[i]);
		cr_assert_eq(n, expected, "%s: %zu, not %zu", typed[i], n, expected);
		cr_assert_eq(all, expected);
		for (size_t k = 0; k < n; k++) {
			const struct record *r = record_of(&c, hits[k].id);
			cr_assert(!r->voided && crowd_finds(&c, r, typed[i]), "%s", typed[i]);
			cr_assert(k == 0 || in_order(&hits[k - 1], &hits[k]));
		}
		search_close(q);
	}
	search_close(NULL);
	crowd_free(&c);
	mem_free(hits);
}

/* Pages of any size, forwards and backwards, are pieces of the whole list. */
Test(search, pages_are_pieces_of_the_list)
{
	struct search_hit *list = mem_array(CROWD, sizeof *list), page[64];
	struct crowd c;

	crowd_make(&c, CROWD);
	for (size_t i = 0; i < TYPED; i++) {
		struct search *q = open(&c, typed[i]);
		const struct search_ask whole = {.max = CROWD};
		size_t all, count = ask(&c, q, &whole, list, &all);
		for (int turn = 0; turn < 30; turn++) {
			size_t from = crowd_pick(&c, count + 1), max = crowd_pick(&c, 64);
			struct search_ask how = {.from = from < count ? &list[from] : NULL,
				.backwards = crowd_pick(&c, 2),
				.max = max};
			size_t n = ask(&c, q, &how, page, &all);
			size_t first = how.from ? from : how.backwards && count ? count - 1 : 0;
			size_t expected = how.backwards ? (count ? first + 1 : 0) : count - first;
			cr_assert_eq(n, expected < max ? expected : max);
			cr_assert_eq(all, count);
			for (size_t k = 0; k < n; k++)
				cr_assert_eq(
					page[k].id, list[how.backwards ? first - k : first + k].id);
		}
		search_close(q);
	}
	crowd_free(&c);
	mem_free(list);
}

static bool odd(void *context, uint64_t id)
{
	++*(size_t *)context;
	return id & 1;
}

Test(search, a_condition_narrows)
{
	struct search_hit *hits = mem_array(CROWD, sizeof *hits);
	struct crowd c;
	size_t asked = 0, all;
	const struct search_ask how = {.max = CROWD, .accept = odd, .context = &asked};

	crowd_make(&c, CROWD);
	struct search *q = open(&c, "z");
	size_t n = ask(&c, q, &how, hits, &all);
	cr_assert(n > 0 && n == all && asked > n);
	for (size_t i = 0; i < n; i++)
		cr_assert(hits[i].id & 1);
	search_close(q);
	crowd_free(&c);
	mem_free(hits);
}

static void expect_first(struct sample *s, const char *text, uint64_t first)
{
	struct search_hit hit[1] = {{0}};
	const struct search_ask how = {.max = 1};
	struct err e = {0};
	size_t n, all;
	struct search *q = search_open(s->a, s->person, text, &e);

	cr_assert(q && search_run(s->a, q, &how, hit, &n, &all, &e), "%s", e.text);
	cr_assert_eq(hit[0].id, first, "%s", text);
	search_close(q);
}

Test(search, best_first)
{
	struct sample s;

	sample_make(&s, "mem");
	sample_areas(&s);
	uint64_t contains = sample_add(s.a, s.person, "name", "王张三", NULL);
	uint64_t begins = sample_add(s.a, s.person, "name", "张三丰", NULL);
	uint64_t whole = sample_add(s.a, s.person, "name", "张三", NULL);
	uint64_t village =
		sample_add(s.a, s.person, "name", "阿四", "village", "610927100201", NULL);
	uint64_t tail = sample_add(s.a, s.person, "name", "邹四", "phone", "19900006109", NULL);
	sample_add(s.a, s.person, "name", "白四", "id_no", "610927198001019002", NULL);
	expect_first(&s, "张三", whole);
	expect_first(&s, "zs", whole);
	expect_first(&s, "zsf", begins);
	expect_first(&s, "wzs", contains);
	expect_first(&s, "新华", village);
	expect_first(&s, "城关镇", 0);  /* a town is not a village */
	expect_first(&s, "6109", tail); /* a tail before a head */
	expect_first(&s, "bu shi", 0);
	sample_free(&s);
}

/* A table without a text of its own is found by what it refers to, and that by what it refers to. */
Test(search, references_of_references)
{
	struct sample s;
	struct search_hit hit[4];
	struct err e = {0};
	const struct search_ask how = {.max = 4};
	static const char *const words[] = {"zsf", "张三丰", "1234", "新华", "新华 zsf"};
	size_t n, all;

	sample_make(&s, "mem");
	sample_areas(&s);
	uint64_t who = sample_add(s.a, s.person, "name", "张三丰", "phone", "19900001234",
		"village", "610927100201", NULL);
	char id[32];
	record_id_text(who, id);
	def_field(s.visit, "person")->find = FIND_REF;
	uint64_t visit = sample_add(s.a, s.visit, "person", id, "date", "2019-05-01", NULL);
	for (size_t i = 0; i < 5; i++) {
		struct search *q = search_open(s.a, s.visit, words[i], &e);
		cr_assert(q && search_run(s.a, q, &how, hit, &n, &all, &e), "%s", e.text);
		cr_assert_eq(n, 1, "%s", words[i]);
		cr_assert_eq(hit[0].id, visit);
		search_close(q);
	}
	struct search *q = search_open(s.a, s.visit, "李四", &e);
	cr_assert(search_run(s.a, q, &how, hit, &n, &all, &e));
	cr_assert_eq(n, 0);
	search_close(q);
	sample_free(&s);
}

Test(search, warming_changes_nothing)
{
	struct crowd c;
	struct search_hit hit[4];
	const struct search_ask how = {.max = 4};
	size_t before, after;

	crowd_make(&c, 40);
	struct search *q = open(&c, "z");
	ask(&c, q, &how, hit, &before);
	search_warm(c.s.a, c.s.person);
	search_warm(c.s.a, c.s.visit); /* nothing to be found by */
	ask(&c, q, &how, hit, &after);
	cr_assert_eq(before, after);
	search_close(q);
	crowd_free(&c);
}

Test(search, a_damaged_block_is_told)
{
	struct sample s;
	struct search_hit hit[4];
	struct err e = {0};
	const struct search_ask how = {.max = 4};
	struct kv_txn *txn;
	struct key k;
	size_t n, all;

	sample_make(&s, "mem");
	sample_add(s.a, s.person, "name", "张三丰", NULL);
	cr_assert_eq(kv_begin(s.a->kv, true, &txn), KV_OK);
	key_start(&k, SPACE_FIND);
	key_u16(&k, s.person->number);
	key_u64(&k, 0);
	cr_assert_eq(kv_put(txn, key_of(&k), (struct kv_bytes){"?", 1}), KV_OK);
	cr_assert_eq(kv_commit(txn), KV_OK);
	struct search *q = search_open(s.a, s.person, "zsf", &e);
	cr_assert_not(search_run(s.a, q, &how, hit, &n, &all, &e));
	cr_assert_eq(e.code, ERR_STORE);
	cr_assert_eq(n, 0);
	search_close(q);
	sample_free(&s);
}
