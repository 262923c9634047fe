#include <unit/domain/rig.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/county.h>
#include <binggui/domain/deposit.h>
#include <binggui/domain/import.h>
#include <binggui/domain/import_json.h>
#include <binggui/domain/reject.h>
#include <binggui/table/batch.h>
#include <binggui/table/table.h>

static struct rig rig;

static void open(void)
{
	rig_open(&rig);
}

static void close(void)
{
	rig_close(&rig);
}

TestSuite(import, .init = open, .fini = close);
TestSuite(import_json, .init = open, .fini = close);
TestSuite(reject, .init = open, .fini = close);
TestSuite(county, .init = open, .fini = close);
TestSuite(deposit, .init = open, .fini = close);
TestSuite(owner, .init = open, .fini = close);

static size_t count(const char *table)
{
	return (size_t)archive_count(rig.archive, defs_table(rig.defs, table));
}

#define PEOPLE                                                                                     \
	"姓名,身份证号,村,民族,入伍时间,退役时间,人员类别,伤残等级\n"     \
	"张三,%ID1,文彩村,汉,2004.12,2006.12,退役士兵、残疾军人,7级\n"             \
	"李四,%ID2,联盟村,汉,2005.12,,退役士兵,\n"                                       \
	"王五,,联盟村,汉,2005.12,,退役士兵,\n"

static struct import_result apply(void)
{
	struct import_result r;
	struct err e = {0};

	cr_assert(import_apply(rig.plan, NULL, &r, &e), "%s", e.text);
	return r;
}

Test(import, writes_people_and_what_hangs_on_them)
{
	struct err e;

	rig_judge(&rig, "person", rig_fill(PEOPLE));
	struct import_result r = apply();
	cr_assert(r.batch);
	cr_assert_eq(r.created, 2);
	cr_assert_eq(r.failed, 0);
	cr_assert_eq(count("person"), 2);
	cr_assert_eq(count("service"), 2);
	cr_assert_eq(count("identity"), 3);
	cr_assert_eq(count("disability"), 1);
	struct record p = {0};
	const struct def_table *t = defs_table(rig.defs, "person");
	cr_assert(table_get(rig.archive, t, rig_row(&rig, 2)->id, &p, &e));
	cr_assert_str_eq(record_field(&p, def_field(t, "village")), "610927100202");
	cr_assert_str_eq(record_field(&p, def_field(t, "sex")), "男");
	cr_assert_str_eq(record_field(&p, def_field(t, "life_state")), "在档");
	record_free(&p);
}

Test(import, a_second_time_changes_nothing_and_says_so)
{
	rig_judge(&rig, "person", rig_fill(PEOPLE));
	apply();
	uint64_t before = archive_tick(rig.archive);
	rig_judge(&rig, "person", rig_fill(PEOPLE));
	cr_assert_str_eq(rig_codes(&rig, 2), "");
	cr_assert_eq(rig.plan->actions[PLAN_UNCHANGED], 2);
	cr_assert_eq(rig.plan->actions[PLAN_CREATE] + rig.plan->actions[PLAN_UPDATE], 0);
	struct import_result r = apply();
	cr_assert_eq(r.batch, 0);
	cr_assert_eq(r.unchanged, 2);
	cr_assert_eq(archive_tick(rig.archive), before);
}

Test(import, fills_what_was_empty)
{
	rig_judge(&rig, "person", rig_fill("姓名,身份证号\n张三,%ID1\n"));
	apply();
	rig_judge(&rig, "person", rig_fill(PEOPLE));
	cr_assert_eq(rig_row(&rig, 2)->action, PLAN_UPDATE);
	cr_assert_eq(rig_row(&rig, 3)->action, PLAN_CREATE);
	struct import_result r = apply();
	cr_assert_eq(r.updated, 1);
	cr_assert_eq(count("service"), 2);
	rig_judge(&rig, "person", rig_fill(PEOPLE));
	cr_assert_eq(rig.plan->actions[PLAN_UNCHANGED], 2);
}

Test(import, is_taken_back_as_one)
{
	struct batch_kept kept = {0};
	struct err e;

	rig_judge(&rig, "person", rig_fill(PEOPLE));
	struct import_result r = apply();
	cr_assert(batch_undo(rig.archive, r.batch, NULL, NULL, &kept, &e));
	cr_assert_eq(kept.n, 0);
	vec_free(&kept);
	cr_assert_eq(count("person"), 0);
	cr_assert_eq(count("service"), 0);
	rig_judge(&rig, "person", rig_fill(PEOPLE));
	cr_assert_eq(rig.plan->actions[PLAN_CREATE], 2, "and can be done again");
	apply();
	cr_assert_eq(count("person"), 2);
}

static bool stop_soon(void *context, size_t done, size_t all)
{
	(void)context;
	cr_assert(done <= all);
	return false;
}

static char *crowd(size_t n)
{
	struct str csv = {0};

	str_add(&csv, "姓名,身份证号,户编号\n");
	for (size_t i = 0; i < n; i++) {
		char birth[9];
		snprintf(birth, sizeof birth, "19%02zu%02zu%02zu", 50 + i / 336, 1 + i / 28 % 12,
			1 + i % 28);
		str_addf(&csv, "张三,%s,H%zu\n", rig_id(birth, 901), i / 3);
	}
	return str_take(&csv);
}

Test(import, stops_between_two_transactions)
{
	char *csv = crowd(200);
	struct import_result r;
	struct err e;

	rig_judge(&rig, "person", csv);
	struct import_options o = {.file = "名册.csv", .progress = stop_soon};
	cr_assert(import_apply(rig.plan, &o, &r, &e));
	cr_assert(r.stopped);
	cr_assert(count("person") > 0 && count("person") < 200);
	struct batch_list l = {0};
	cr_assert(batch_list(rig.archive, &l, &e));
	cr_assert_eq(l.at[0].state, BATCH_STOPPED);
	cr_assert_str_eq(l.at[0].file, "名册.csv");
	batch_list_free(&l);
	rig_judge(&rig, "person", csv);
	apply();
	cr_assert_eq(count("person"), 200);
	cr_assert_eq(count("household"), 67,
		"one for each number, however the rows fall into transactions");
	mem_free(csv);
}

Test(import, a_row_the_store_refuses_does_not_spoil_the_others)
{
	const struct def_table *t = defs_table(rig.defs, "person");
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct save_options o = {.skip_check = true};
	struct err e;

	rig_judge(&rig, "person", rig_fill("姓名,身份证号\n张三,%ID1\n李四,%ID2\n王五,%ID3\n"));
	record_set(&r, def_field(t, "name")->number, "李四");
	record_set(&r, def_field(t, "id_no")->number, rig_value(&rig, 3, "id_no"));
	cr_assert(table_save(rig.archive, &c, 1, &o, &e)); /* somebody was faster */
	struct import_result result = apply();
	cr_assert_eq(result.created, 2);
	cr_assert_eq(result.failed, 1);
	cr_assert_str_eq(rig_outcome(&rig, 3), "report");
	cr_assert_eq(rig.plan->counts[OUTCOME_REPORT], 1);
	cr_assert_eq(count("person"), 3);
	change_free(&c);
	record_free(&r);
}

/* ---- the answer for programs ------------------------------------------------------------------ */

Test(import_json, is_one_object)
{
	struct str s = {0};

	rig_judge(&rig, "person",
		rig_fill("名册\n姓名,身份证号,人员类别\n\"张\"\"三\x1B\",%ID1,"
			 "退役士兵、残疾军人\n"));
	import_json(&s, rig.plan, "名册.csv");
	cr_assert(
		text_starts(s.at, "{\"file\":\"名册.csv\",\"encoding\":\"UTF-8\",\"header_row\":2,"
				  "\"columns\":[{\"sheet\":\"\",\"column\":1,\"heading\":\"姓名\","
				  "\"field\":\"name\",\"why\":\"word\"},"),
		"%s", s.at);
	cr_assert(
		strstr(s.at, "\"rows\":[{\"row\":1,\"sheet\":\"\",\"outcome\":\"skip\",\"id\":\"\","
			     "\"problems\":[],\"values\":{}},"),
		"%s", s.at);
	cr_assert(strstr(s.at, "\"id\":\"610927198611019018\"") ||
		  strstr(s.at, "\"id\":\"61092719861101"));
	cr_assert(strstr(s.at, "\"code\":\"name-suspicious\""));
	cr_assert(strstr(s.at, "\"identity.class12\":\"退役士兵、残疾军人\""));
	cr_assert(strstr(s.at, "\"counts\":{\"accept\":0,\"warn\":1,\"report\":0,\"skip\":2}"));
	cr_assert(text_ends(s.at, "\"changes\":{\"create\":1,\"update\":0,\"unchanged\":0}}\n"));
	for (const char *c = s.at; *c; c++)
		cr_assert((unsigned char)*c >= 0x20 || *c == '\n');
	str_free(&s);
}

/* ---- refused rows ------------------------------------------------------------------------------ */

static char dir[] = "/tmp/binggui-reject-XXXXXX";

static void written(struct book *b, const char *name, size_t want)
{
	struct str path = {0};
	struct err e = {0};
	size_t n;

	cr_assert(mkdtemp(dir));
	file_join(&path, dir, name);
	cr_assert(reject_write(rig.plan, path.at, &n, &e), "%s", e.text);
	cr_assert_eq(n, want);
	cr_assert_eq(file_exists(path.at), want > 0);
	if (want)
		cr_assert(sheet_open(b, path.at, NULL, &e), "%s", e.text);
	remove(path.at);
	remove(dir);
	str_free(&path);
}

Test(reject, keeps_the_layout_and_adds_the_reasons)
{
	struct book b = {0};

	rig_judge(&rig, "person",
		rig_fill("城关镇名册,\n姓名,身份证号\n张三,%ID1\n\"李,四\",\n合计,2\n"));
	written(&b, "未导入.csv", 1);
	const struct sheet *s = &b.sheets[0];
	cr_assert_eq(s->n, 3);
	cr_assert_str_eq(sheet_text(&s->rows[0], 0), "城关镇名册");
	cr_assert_str_eq(sheet_text(&s->rows[1], 2), REJECT_COLUMN);
	cr_assert_str_eq(sheet_text(&s->rows[2], 0), "李,四");
	cr_assert(*sheet_text(&s->rows[2], 2));
	struct plan *again;
	struct err e;
	again = plan_open(rig.archive, defs_table(rig.defs, "person"), &b, NULL, &e);
	cr_assert(again && plan_judge(again, NULL, NULL, &e));
	cr_assert_eq(again->counts[OUTCOME_REPORT], 1, "the reasons are no column to import");
	plan_close(again);
	sheet_close(&b);
}

Test(reject, can_be_a_workbook)
{
	struct book b = {0};

	rig_judge(&rig, "person", "姓名,身份证号\n张三,610927198611029010\n");
	written(&b, "r.xlsx", 1);
	cr_assert_eq(b.kind, SHEET_XLSX);
	cr_assert_str_eq(sheet_text(&b.sheets[0].rows[1], 1), "610927198611029010");
	sheet_close(&b);
}

Test(reject, makes_no_file_where_nothing_was_refused)
{
	struct book b = {0};
	struct str path = {0};

	rig_judge(&rig, "person", rig_fill("姓名,身份证号\n张三,%ID1\n"));
	written(&b, "r.csv", 0);
	reject_path(&path, "/a/花名册.csv");
	cr_assert_str_eq(path.at, "/a/花名册-未导入.csv");
	reject_path(&path, "a.b/名册");
	cr_assert_str_eq(path.at, "a.b/名册-未导入");
	str_free(&path);
}

/* ---- the county -------------------------------------------------------------------------------- */

Test(county, has_a_station_for_each_of_its_areas)
{
	struct county_result r;
	struct str s = {0};
	struct err e = {0};

	cr_assert_eq(count("area"), 70);
	cr_assert_eq(count("station"), 70);
	cr_assert(county_code(rig.archive, &s, &e));
	cr_assert_str_eq(str_c(&s), "610927000000");
	cr_assert(county_load(rig.archive, "screens/areas", &r, &e));
	cr_assert_eq(r.areas + r.stations, 0, "a second time makes nothing");
	cr_assert_not(county_load(rig.archive, "screens/person.yaml", &r, &e));
	cr_assert_not(county_load(rig.archive, "/nowhere", &r, &e));
	str_free(&s);
}

/* ---- what a row adds ---------------------------------------------------------------------------- */

Test(deposit, dates_agree_as_far_as_they_are_known)
{
	const struct def_field *birth = def_field(defs_table(rig.defs, "person"), "birth");
	const struct def_field *note = def_field(defs_table(rig.defs, "person"), "note");
	const struct def_field *nation = def_field(defs_table(rig.defs, "person"), "nation");

	cr_assert(deposit_agree(birth, "1986-11", "1986-11-02"));
	cr_assert(deposit_agree(birth, "1986", "1986-11"));
	cr_assert_not(deposit_agree(birth, "1986-11", "1986-12-02"));
	cr_assert(deposit_agree(note, "甲；乙；丙", "丙；甲"));
	cr_assert_not(deposit_agree(note, "甲；乙", "丁"));
	cr_assert_not(deposit_agree(nation, "汉族", "回族"));
}

Test(deposit, a_contradicting_service_is_told_and_not_made)
{
	rig_judge(&rig, "person", rig_fill("姓名,身份证号,入伍时间\n张三,%ID1,2004.12\n"));
	apply();
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,入伍时间,人员类别\n张三,%ID1,2006.12,退役士兵\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "service.enlisted:dup-conflict");
	apply();
	cr_assert_eq(count("service"), 1);
	cr_assert_eq(count("identity"), 1);
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,入伍时间,退役时间\n张三,%ID1,2004-12-05,2006.12\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "");
	apply();
	cr_assert_eq(count("service"), 1, "it is the same one, now with its end");
}

Test(owner, is_found_by_number_or_by_a_name_that_one_has)
{
	rig_judge(&rig, "person", rig_fill("姓名,身份证号\n张三,%ID1\n李四,%ID2\n李四,%ID3\n"));
	apply();
	rig_judge(&rig, "service",
		rig_fill(
			"姓名,身份证号,入伍时间,军衔\n张三,%ID1,2004.12\n张三,,2005.12\n李四,,2005."
			"12\n"
			"赵六,,2005.12\n张四,%ID1,2005.12\n王五,%ID9,2005.12\n,,2005.12,上等兵\n"));
	cr_assert_str_eq(rig_outcome(&rig, 2), "accept");
	cr_assert_str_eq(rig_outcome(&rig, 3), "accept");
	cr_assert(strstr(rig_codes(&rig, 4), "person-ambiguous"));
	cr_assert(strstr(rig_codes(&rig, 5), "person-unknown"));
	cr_assert(strstr(rig_codes(&rig, 6), "person-mismatch"));
	cr_assert(strstr(rig_codes(&rig, 7), "person-unknown"));
	cr_assert(strstr(rig_codes(&rig, 8), "person-unknown"));
	cr_assert_str_eq(rig_outcome(&rig, 8), "report");
	struct import_result r = apply();
	cr_assert_eq(r.created, 2);
	cr_assert_eq(count("service"), 2);
	rig_judge(&rig, "service", rig_fill("姓名,身份证号,入伍时间\n张三,%ID1,2004.12\n"));
	cr_assert_eq(rig_row(&rig, 2)->action, PLAN_UNCHANGED);
	rig_judge(&rig, "service",
		rig_fill("姓名,身份证号,入伍时间\n李四,%ID2,2004.12\n李四,%ID2,2004.12\n李四,%ID2,"
			 "2014.12\n"));
	cr_assert_str_eq(rig_codes(&rig, 3), ":dup-in-file");
	cr_assert_str_eq(rig_outcome(&rig, 4), "accept");
}
