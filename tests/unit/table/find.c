#include <unit/table/sample.h>

#include <stdio.h>
#include <stdlib.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/store/key.h>
#include <binggui/table/find.h>
#include <binggui/table/find_block.h>

/* Blocks against the simplest thing that could be right: an array of records. */
enum { IDS = 3000 };

struct model {
	struct sample s;
	struct record at[IDS]; /* version 0 = there is none */
	uint64_t seed;
};

static size_t pick(struct model *m, size_t n)
{
	m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(m->seed >> 33) % n;
}

/* Ids of two stations with gaps between them. */
static uint64_t id_of(size_t i)
{
	uint64_t station = i % 3 == 0 ? 7 : 1;

	return station << RECORD_STATION_SHIFT | (1 + i * (i % 5 == 0 ? 1 : 2));
}

static void model_open(struct model *m, uint64_t seed)
{
	*m = (struct model){.seed = seed};
	sample_make(&m->s, "mem");
	for (size_t i = 0; i < IDS; i++)
		m->at[i].id = id_of(i);
}

static void model_close(struct model *m)
{
	for (size_t i = 0; i < IDS; i++)
		record_free(&m->at[i]);
	sample_free(&m->s);
}

static void fill(struct model *m, struct record *r)
{
	static const char *const names[] = {
		"张三丰", "李四", "王小明", "欧阳娜娜", "买买提·依明", "㛃䶮𬭩"};
	const struct def_table *t = m->s.person;
	char number[32];

	r->voided = false;
	r->version++;
	sample_set(t, r, "name", names[pick(m, 6)]);
	snprintf(number, sizeof number, "1990000%04zu", pick(m, 10000));
	sample_set(t, r, "phone", pick(m, 4) ? number : "");
	sample_set(t, r, "village", pick(m, 2) ? "610927100201" : "");
	sample_set(t, r, "note", pick(m, 2) ? "x" : "y");
}

/* One record made, changed or voided in the writer and in the model alike. */
static void change(struct model *m, struct find_writer *w, size_t i)
{
	struct record *r = &m->at[i], old = {0};
	bool alive = r->version && !r->voided;

	record_copy(&old, r);
	if (alive && pick(m, 3) == 0)
		r->voided = true;
	else
		fill(m, r);
	cr_assert_eq(find_change(w, m->s.person, old.version ? &old : NULL, r), KV_OK);
	record_free(&old);
}

static void run(struct model *m, size_t times, size_t (*next)(struct model *m, size_t turn))
{
	for (size_t done = 0; done < times;) {
		struct find_writer w;
		struct kv_txn *txn;
		cr_assert_eq(kv_begin(m->s.a->kv, true, &txn), KV_OK);
		find_begin(&w, m->s.a, txn);
		for (size_t n = 1 + pick(m, 40); n && done < times; n--)
			change(m, &w, next(m, done++));
		cr_assert_eq(find_end(&w), KV_OK);
		cr_assert_eq(kv_commit(txn), KV_OK);
	}
}

struct walk {
	struct find_plan plan;
	uint64_t last, blocks, records;
	size_t least;
};

static enum kv_status see_block(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct walk *w = context;
	struct find_page page;
	uint64_t first = space_last_id(key);

	cr_assert(find_page(&page, &w->plan, value.at, value.n));
	cr_assert(page.n > 0 && page.n <= FIND_BLOCK);
	cr_assert(w->blocks == 0 || first > w->last);
	for (size_t i = 0; i < page.n; i++) {
		uint64_t id = find_u64(page.id, i);
		cr_assert(id >= first && (w->records == 0 || id > w->last));
		w->last = id;
		w->records++;
	}
	w->blocks++;
	w->least = page.n < w->least ? page.n : w->least;
	return KV_OK;
}

static struct walk check(struct model *m)
{
	struct walk w = {.least = FIND_BLOCK};
	struct space_range range;
	uint64_t live = 0, count;
	struct kv_txn *txn;

	find_plan(&w.plan, m->s.person);
	space_of_table(&range, SPACE_FIND, m->s.person->number);
	cr_assert_eq(kv_begin(m->s.a->kv, false, &txn), KV_OK);
	cr_assert_eq(kv_scan(txn, key_of(&range.low), key_of(&range.high), 0, false, see_block, &w),
		KV_OK);
	for (size_t i = 0; i < IDS; i++) {
		const struct record *r = &m->at[i];
		bool alive = r->version && !r->voided;
		live += alive;
		cr_assert_eq(find_holds(m->s.a, txn, m->s.person, r), alive, "%zu", i);
	}
	cr_assert_eq(w.records, live);
	cr_assert_eq(find_count(txn, m->s.person, &count), KV_OK);
	cr_assert_eq(count, live);
	kv_abort(txn);
	return w;
}

static size_t anywhere(struct model *m, size_t turn)
{
	(void)turn;
	return pick(m, IDS);
}

static size_t upwards(struct model *m, size_t turn)
{
	(void)m;
	return turn % IDS;
}

static size_t downwards(struct model *m, size_t turn)
{
	(void)m;
	return IDS - 1 - turn % IDS;
}

/* Where one record is voided and its neighbour restored, a block's range must not be forgotten. */
static size_t narrow(struct model *m, size_t turn)
{
	(void)turn;
	return pick(m, 12);
}

Test(find, random_changes_in_any_order)
{
	struct model *m = mem_new0(struct model);

	for (uint64_t seed = 1; seed <= 3; seed++) {
		model_open(m, seed);
		for (int round = 0; round < 6; round++) {
			run(m, 1200, anywhere);
			check(m);
		}
		model_close(m);
	}
	mem_free(m);
}

Test(find, few_records_changed_again_and_again)
{
	struct model *m = mem_new0(struct model);

	model_open(m, 4);
	for (int round = 0; round < 60; round++) {
		run(m, 50, narrow);
		check(m);
	}
	model_close(m);
	mem_free(m);
}

Test(find, upwards_and_downwards_then_all_voided)
{
	struct model *m = mem_new0(struct model);
	size_t (*const ways[])(struct model *, size_t) = {upwards, downwards};

	for (size_t way = 0; way < 2; way++) {
		model_open(m, 5 + way);
		run(m, IDS, ways[way]);
		struct walk w = check(m);
		cr_assert(w.records > IDS * 9 / 10);
		cr_assert(
			w.blocks <= 3 * w.records / FIND_BLOCK + 2, "%zu blocks", (size_t)w.blocks);
		for (size_t i = 0; i < IDS; i++) { /* void the rest one by one */
			struct record old = {0};
			struct find_writer writer;
			struct kv_txn *txn;
			record_copy(&old, &m->at[i]);
			m->at[i].voided = true;
			cr_assert_eq(kv_begin(m->s.a->kv, true, &txn), KV_OK);
			find_begin(&writer, m->s.a, txn);
			cr_assert_eq(find_change(&writer, m->s.person, &old, &m->at[i]), KV_OK);
			cr_assert_eq(find_end(&writer), KV_OK);
			cr_assert_eq(kv_commit(txn), KV_OK);
			record_free(&old);
		}
		cr_assert_eq(check(m).blocks, 0);
		model_close(m);
	}
	mem_free(m);
}

/* A save of many tables holds a block of each, and gives one up when there are too many. */
Test(find, several_tables_in_turn)
{
	struct sample s;
	struct def_table copies[FIND_HELD + 2];
	struct find_writer w;
	struct kv_txn *txn;
	uint64_t count;

	sample_make(&s, "mem");
	cr_assert_eq(kv_begin(s.a->kv, true, &txn), KV_OK);
	find_begin(&w, s.a, txn);
	for (size_t k = 0; k < FIND_HELD + 2; k++) {
		copies[k] = *s.person;
		copies[k].number = (uint16_t)(100 + k);
	}
	for (uint64_t id = 1; id <= 2 * FIND_BLOCK; id++) {
		struct record r = {.id = id};
		sample_set(s.person, &r, "name", "张三");
		for (size_t k = 0; k < FIND_HELD + 2; k++)
			cr_assert_eq(find_change(&w, &copies[k], NULL, &r), KV_OK);
		record_free(&r);
	}
	cr_assert_eq(find_end(&w), KV_OK);
	for (size_t k = 0; k < FIND_HELD + 2; k++) {
		cr_assert_eq(find_count(txn, &copies[k], &count), KV_OK);
		cr_assert_eq(count, 2 * FIND_BLOCK);
	}
	kv_abort(txn);
	sample_free(&s);
}

Test(find, clear_removes_every_block)
{
	struct model *m = mem_new0(struct model);
	struct kv_txn *txn;
	uint64_t count;

	model_open(m, 9);
	run(m, 900, anywhere);
	cr_assert_eq(kv_begin(m->s.a->kv, true, &txn), KV_OK);
	cr_assert_eq(find_clear(txn, m->s.person), KV_OK);
	cr_assert_eq(find_count(txn, m->s.person, &count), KV_OK);
	cr_assert_eq(count, 0);
	cr_assert_eq(find_clear(txn, m->s.person), KV_OK);
	cr_assert_eq(kv_commit(txn), KV_OK);
	model_close(m);
	mem_free(m);
}

Test(find, what_cannot_be_found_by_changes_no_block)
{
	struct sample s;
	struct record old = {.id = 5, .version = 1}, r = {0};
	struct find_writer w;
	struct kv_txn *txn;

	sample_make(&s, "mem");
	cr_assert(find_has(s.person));
	cr_assert_not(find_has(s.visit));
	sample_set(s.person, &old, "name", "张三");
	record_copy(&r, &old);
	sample_set(s.person, &r, "note", "没有变");
	cr_assert_eq(kv_begin(s.a->kv, true, &txn), KV_OK);
	find_begin(&w, s.a, txn);
	cr_assert_eq(find_change(&w, s.person, &old, &r), KV_OK);
	cr_assert_null(w.held[0].block);
	cr_assert_eq(find_change(&w, s.visit, NULL, &r), KV_OK);
	cr_assert_null(w.held[0].block);
	old.voided = r.voided = true;
	cr_assert_eq(find_change(&w, s.person, &old, &r), KV_OK);
	cr_assert_null(w.held[0].block);
	find_drop(&w);
	find_drop(&w);
	kv_abort(txn);
	record_free(&old);
	record_free(&r);
	sample_free(&s);
}

Test(find, a_damaged_block_is_no_silent_loss)
{
	struct sample s;
	struct record r = {.id = 5, .version = 1};
	struct find_writer w;
	struct kv_txn *txn;
	struct key k;

	sample_make(&s, "mem");
	sample_set(s.person, &r, "name", "张三");
	cr_assert_eq(kv_begin(s.a->kv, true, &txn), KV_OK);
	find_key(&k, s.person, 0);
	cr_assert_eq(kv_put(txn, key_of(&k), (struct kv_bytes){"\x09", 1}), KV_OK);
	find_begin(&w, s.a, txn);
	cr_assert_eq(find_change(&w, s.person, NULL, &r), KV_IO);
	find_drop(&w);
	cr_assert_not(find_holds(s.a, txn, s.person, &r));
	kv_abort(txn);
	record_free(&r);
	sample_free(&s);
}
