#include <unit/domain/rig.h>

#include <criterion/criterion.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/domain/bulk.h>
#include <binggui/table/batch.h>
#include <binggui/table/table.h>

static struct rig g;
static const struct def_table *person;
static struct ids ids;

/* A man of that order number; without a number his definition refuses him. */
static void put(int order, bool good)
{
	struct record r = {0};
	struct change c = {.table = person, .record = &r};
	struct err e = {0};

	record_set(&r, def_field(person, "name")->number, "张三");
	record_set(&r, def_field(person, "id_no")->number, good ? rig_id("19861102", order) : "");
	cr_assert(table_save(g.archive, &c, 1, &(struct save_options){.skip_check = true}, &e),
		"%s", e.text);
	vec_push(&ids, r.id);
	change_free(&c);
	record_free(&r);
}

static void open_rig(void)
{
	rig_open(&g);
	person = defs_table(g.archive->defs, "person");
	for (int i = 0; i < 40; i++)
		put(901 + 2 * i, i % 10 != 4);
}

static void close_rig(void)
{
	vec_free(&ids);
	rig_close(&g);
}

TestSuite(bulk, .init = open_rig, .fini = close_rig);

static struct bulk job(const char *field, const char *value)
{
	return (struct bulk){
		.archive = g.archive,
		.table = person,
		.field = def_field(person, field),
		.value = value,
		.ids = ids.at,
		.n = ids.n,
	};
}

static size_t having(const char *field, const char *value)
{
	struct err e = {0};
	size_t n = 0;

	for (size_t i = 0; i < ids.n; i++) {
		struct record r = {0};
		cr_assert(table_get(g.archive, person, ids.at[i], &r, &e), "%s", e.text);
		n += strcmp(record_field(&r, def_field(person, field)), value) == 0;
		record_free(&r);
	}
	return n;
}

Test(bulk, changes_what_passes_lists_what_does_not_and_is_undone_whole)
{
	struct bulk b = job("out_of_county", "省外");
	struct bulk_result r;
	struct batch_list batches = {0};
	struct batch_kept kept = {0};
	struct err e = {0};

	cr_assert(bulk_run(&b, &r, &e), "%s", e.text);
	cr_assert_eq(r.changed, 36);
	cr_assert_eq(r.failures.n, 4);
	cr_assert_eq(r.failures.at[0].id, ids.at[4]);
	cr_assert(strstr(r.failures.at[0].why, "没有公民身份号码"), "%s", r.failures.at[0].why);
	cr_assert(strstr(r.failures.at[0].title, "张三"), "%s", r.failures.at[0].title);
	cr_assert_eq(having("out_of_county", "省外"), 36);
	cr_assert(batch_list(g.archive, &batches, &e));
	cr_assert_eq(batches.at[0].state, BATCH_DONE);
	cr_assert_eq(batches.at[0].records, 36);
	cr_assert_str_eq(batches.at[0].file, "批量修改：在外情况 → 省外");
	cr_assert(batch_undo(g.archive, r.batch, NULL, NULL, &kept, &e), "%s", e.text);
	cr_assert_eq(kept.n, 0);
	cr_assert_eq(having("out_of_county", "省外"), 0);
	batch_list_free(&batches);
	bulk_result_free(&r);
	bulk_result_free(&r);
	vec_free(&kept);
}

Test(bulk, what_is_so_already_is_not_saved_again)
{
	struct bulk b = job("out_of_county", "省外");
	struct bulk_result r;
	struct err e = {0};

	cr_assert(bulk_run(&b, &r, &e));
	bulk_result_free(&r);
	cr_assert(bulk_run(&b, &r, &e));
	cr_assert_eq(r.changed, 0);
	cr_assert_eq(r.unchanged, 36);
	bulk_result_free(&r);
}

Test(bulk, a_rule_that_the_change_breaks_refuses_it)
{
	struct bulk b = job("birth", "1990-01-01"); /* differs from the identity number */
	struct bulk_result r;
	struct err e = {0};

	cr_assert(bulk_run(&b, &r, &e), "%s", e.text);
	cr_assert_eq(having("birth", "1990-01-01"), r.changed);
	cr_assert_eq(r.changed + r.failures.n, 40);
	bulk_result_free(&r);
}

Test(bulk, several_values_are_added_once_and_taken_away)
{
	struct bulk b = job("tags", "独居");
	struct bulk_result r;
	struct err e = {0};

	b.how = BULK_ADD;
	b.n = 2;
	cr_assert(bulk_run(&b, &r, &e), "%s", e.text);
	bulk_result_free(&r);
	b.value = "高龄";
	cr_assert(bulk_run(&b, &r, &e), "%s", e.text);
	bulk_result_free(&r);
	cr_assert_eq(having("tags", "独居\n高龄"), 2);
	cr_assert(bulk_run(&b, &r, &e));
	cr_assert_eq(r.unchanged, 2);
	bulk_result_free(&r);
	b.how = BULK_REMOVE;
	b.value = "独居";
	cr_assert(bulk_run(&b, &r, &e));
	cr_assert_eq(having("tags", "高龄"), 2);
	bulk_result_free(&r);
	b.how = BULK_SET;
	b.value = "";
	cr_assert(bulk_run(&b, &r, &e));
	cr_assert_eq(having("tags", ""), 40);
	bulk_result_free(&r);
}

static bool stop_at_20(void *context, size_t done, size_t all)
{
	(void)context;
	(void)all;
	return done < 20;
}

Test(bulk, stopped_half_way_it_has_done_half)
{
	struct bulk b = job("out_of_county", "省外");
	struct batch_list batches = {0};
	struct bulk_result r;
	struct err e = {0};

	b.progress = stop_at_20;
	cr_assert(bulk_run(&b, &r, &e), "%s", e.text);
	cr_assert(r.stopped);
	cr_assert_eq(r.changed + r.failures.n, 20);
	cr_assert_eq(having("out_of_county", "省外"), r.changed);
	cr_assert(batch_list(g.archive, &batches, &e));
	cr_assert_eq(batches.at[0].state, BATCH_STOPPED);
	batch_list_free(&batches);
	bulk_result_free(&r);
}

Test(bulk, records_that_are_not_there_are_failures_of_their_own)
{
	uint64_t odd[] = {ids.at[0], 999, ids.at[1]};
	struct bulk b = job("out_of_county", "省外");
	struct bulk_result r;
	struct err e = {0};

	b.ids = odd;
	b.n = 3;
	cr_assert(bulk_run(&b, &r, &e), "%s", e.text);
	cr_assert_eq(r.changed, 2);
	cr_assert_eq(r.failures.n, 1);
	cr_assert_eq(r.failures.at[0].id, 999);
	cr_assert_str_eq(r.failures.at[0].title, "");
	bulk_result_free(&r);
	b.n = 0;
	cr_assert(bulk_run(&b, &r, &e));
	cr_assert_eq(r.changed, 0);
	bulk_result_free(&r);
}

Test(bulk, not_every_field_is_offered)
{
	struct bulk b = job("id_no", "x");
	struct bulk_result r;
	struct err e = {0};

	cr_assert_not(bulk_allowed(def_field(person, "id_no")));
	cr_assert_not(bulk_allowed(def_field(person, "age")));
	cr_assert(bulk_allowed(def_field(person, "life_state")));
	cr_assert_not(bulk_run(&b, &r, &e));
	cr_assert_eq(e.code, ERR_USAGE);
}
