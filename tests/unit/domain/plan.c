#include <unit/domain/rig.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/domain/ledger.h>

static struct rig rig;

static void open(void)
{
	rig_open(&rig);
}

static void close(void)
{
	rig_close(&rig);
}

TestSuite(plan, .init = open, .fini = close);
TestSuite(ledger, .init = open, .fini = close);

#define PEOPLE                                                                                                   \
	"城关镇花名册\n姓名,身份证号,村\n张三,%ID1,文彩村\n李四,%ID2,不存在村\n王五,," \
	"文彩村\n小计,3人\n"

Test(plan, every_record_of_the_file_has_a_row)
{
	rig_judge(&rig, "person", rig_fill(PEOPLE));
	cr_assert_eq(rig.plan->n, 6);
	cr_assert_eq(rig.plan->counts[OUTCOME_ACCEPT], 1);
	cr_assert_eq(rig.plan->counts[OUTCOME_WARN], 1);
	cr_assert_eq(rig.plan->counts[OUTCOME_REPORT], 1);
	cr_assert_eq(rig.plan->counts[OUTCOME_SKIP], 3);
	cr_assert_eq(rig.plan->actions[PLAN_CREATE], 2);
	cr_assert_eq(plan_header_row(rig.plan), 2);
	cr_assert_str_eq(plan_row_sheet(rig.plan, &rig.plan->rows[0]), "");
	cr_assert_eq(rig_row(&rig, 2)->kind, SIEVE_HEADER);
}

Test(plan, values_are_read_by_path_or_walked)
{
	const struct slot *slot;
	const char *text;
	size_t n = 0;

	rig_judge(&rig, "person", rig_fill(PEOPLE));
	cr_assert_str_eq(rig_value(&rig, 3, "name"), "张三");
	cr_assert_str_eq(rig_value(&rig, 3, "life_state"), "在档");
	cr_assert_str_eq(rig_value(&rig, 3, "no.such"), "");
	for (size_t i = 0; plan_each(rig.plan, rig_row(&rig, 3), &i, &slot, &text); n++) {
		cr_assert(*text);
		cr_assert_str_eq(plan_value(rig.plan, rig_row(&rig, 3), slot->path), text);
	}
	cr_assert(n >= 6);
	for (size_t i = 0; plan_each(rig.plan, rig_row(&rig, 1), &i, &slot, &text);)
		cr_assert(false, "a title has no values");
}

Test(plan, can_be_judged_again_with_another_mapping)
{
	struct err e;

	rig_judge(&rig, "person", rig_fill(PEOPLE));
	mapping_put(&rig.plan->sheets[0].mapping, 2, NULL);
	cr_assert(plan_judge(rig.plan, NULL, NULL, &e));
	cr_assert_eq(rig.plan->counts[OUTCOME_ACCEPT], 2);
	cr_assert_str_eq(rig_value(&rig, 3, "village"), "");
}

static bool stop(void *context, size_t done, size_t all)
{
	*(size_t *)context += 1;
	cr_assert(done <= all);
	return false;
}

Test(plan, can_be_stopped)
{
	struct err e;
	size_t calls = 0;

	rig_judge(&rig, "person", rig_fill(PEOPLE));
	cr_assert_not(plan_judge(rig.plan, stop, &calls, &e));
	cr_assert_eq(e.code, ERR_STOPPED);
	cr_assert_eq(calls, 1);
	cr_assert_eq(rig.plan->n, 0);
}

Test(plan, refuses_a_file_without_a_header_and_a_sheet_that_is_not_there)
{
	struct err e = {0};
	struct book b = {0};
	const char *csv = "张三,610927198611029013\n";
	const struct def_table *t = defs_table(rig.defs, "person");

	cr_assert(sheet_parse(&b, csv, strlen(csv), NULL, &e));
	cr_assert_null(plan_open(rig.archive, t, &b, NULL, &e));
	cr_assert_eq(e.code, ERR_DATA);
	cr_assert(strstr(e.text, "表头"));
	cr_assert_null(plan_open(rig.archive, t, &b, "第二页", &e));
	cr_assert(strstr(e.text, "第二页"));
	cr_assert_null(plan_open(rig.archive, defs_table(rig.defs, "staff"), &b, NULL, &e));
	sheet_close(&b);
	cr_assert(sheet_parse(&b, "\n ,\n", 4, NULL, &e));
	cr_assert_null(plan_open(rig.archive, t, &b, NULL, &e));
	cr_assert(strstr(e.text, "空的"), "%s", e.text);
	sheet_close(&b);
	plan_close(NULL);
}

Test(plan, sums_up_for_people)
{
	struct str s = {0};

	rig_judge(&rig, "person", rig_fill(PEOPLE));
	plan_summary(rig.plan, &s);
	cr_assert(strstr(s.at, "可导入2行（新增2"));
	cr_assert(strstr(s.at, "不能导入1行"));
	str_free(&s);
}

/* ---- 7: who has been seen -------------------------------------------------------------------- */

Test(ledger, the_first_of_two_rows_is_taken)
{
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,村,备注\n张三,%ID1,文彩村,甲\n张三,%ID1,文彩,乙\n张四,%ID1,"
			 "文彩村,\n"));
	cr_assert_str_eq(rig_outcome(&rig, 2), "accept");
	cr_assert_str_eq(rig_codes(&rig, 3), "id_no:dup-in-file");
	cr_assert_str_eq(rig_outcome(&rig, 3), "report");
	cr_assert_str_eq(rig_codes(&rig, 4), "id_no:dup-conflict");
	cr_assert_str_eq(rig_outcome(&rig, 4), "report");
}

Test(ledger, a_row_held_back_is_no_first)
{
	rig_judge(&rig, "person", rig_fill("姓名,身份证号\n,%ID1\n张三,%ID1\n"));
	cr_assert_str_eq(rig_outcome(&rig, 2), "report");
	cr_assert_str_eq(rig_outcome(&rig, 3), "accept");
}

Test(ledger, fifteen_digits_and_eighteen_are_one_number)
{
	rig_judge(&rig, "person", rig_fill("姓名,身份证号\n张三,%ID1\n张三,610927861101901\n"));
	cr_assert(strstr(rig_codes(&rig, 3), "id_no:dup-in-file"));
}

Test(ledger, same_name_and_birthday_are_two_people)
{
	char csv[256];

	snprintf(csv, sizeof csv, "姓名,身份证号\n张三,%s\n张三,%s\n", rig_id("19861102", 901),
		rig_id("19861102", 903));
	rig_judge(&rig, "person", csv);
	cr_assert_str_eq(rig_outcome(&rig, 2), "accept");
	cr_assert_str_eq(rig_codes(&rig, 3), "name:possible-duplicate");
	cr_assert_str_eq(rig_outcome(&rig, 3), "warn");
	cr_assert_eq(rig.plan->actions[PLAN_CREATE], 2);
	rig_apply(&rig);
	snprintf(csv, sizeof csv, "姓名,身份证号\n张三,%s\n", rig_id("19861102", 905));
	rig_judge(&rig, "person", csv);
	cr_assert_str_eq(rig_codes(&rig, 2), "name:possible-duplicate", "of the archive too");
}

Test(ledger, what_is_stored_is_kept)
{
	rig_judge(&rig, "person", rig_fill("姓名,身份证号,民族\n张三,%ID1,汉族\n"));
	rig_apply(&rig);
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,民族,学历\n张三,%ID1,回族,高中\n李四,%ID2,,\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "nation:dup-conflict");
	cr_assert_str_eq(rig_outcome(&rig, 2), "warn");
	cr_assert_eq(rig_row(&rig, 2)->action, PLAN_UPDATE, "the education is new");
	cr_assert_str_eq(rig_value(&rig, 2, "nation"), "汉族", "values are what is stored");
	cr_assert_str_eq(rig_value(&rig, 2, "edu"), "高中");
	rig_judge(&rig, "person", rig_fill("姓名,身份证号\n张山,%ID1\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "name:dup-conflict");
	cr_assert_str_eq(rig_outcome(&rig, 2), "report", "somebody else's number");
	cr_assert_str_eq(rig_value(&rig, 2, "name"), "张山", "what was refused is as written");
}

Test(ledger, a_secret_is_not_told_and_a_code_is_no_name)
{
	rig_judge(
		&rig, "person", rig_fill("姓名,身份证号,村,银行账号\n张三,%ID1,文彩村,62170001\n"));
	rig_apply(&rig);
	rig_judge(
		&rig, "person", rig_fill("姓名,身份证号,村,银行账号\n张三,%ID1,蔬菜村,62170002\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "village:dup-conflict bank_acct:dup-conflict");
	cr_assert_not(strstr(rig_row(&rig, 2)->findings.at[0].text, "6109271002"));
	cr_assert_not(strstr(rig_row(&rig, 2)->findings.at[1].text, "62170001"));
}

static void sheet_add(struct book *b, const char *name, bool hidden, const char *csv)
{
	struct err e = {0};
	struct book one = {0};

	cr_assert(sheet_parse(&one, csv, strlen(csv), NULL, &e), "%s", e.text);
	b->sheets = mem_resize(b->sheets, (b->n + 1) * sizeof *b->sheets);
	b->sheets[b->n] = one.sheets[0];
	mem_free(b->sheets[b->n].name);
	b->sheets[b->n].name = mem_strdup(name);
	b->sheets[b->n].hidden = hidden;
	b->n++;
	b->cap = b->n;
	one.n = 0;
	sheet_close(&one);
}

Test(plan, takes_every_visible_sheet)
{
	const struct def_table *t = defs_table(rig.defs, "person");
	struct book b = {.kind = SHEET_XLSX};
	struct err e = {0};

	sheet_add(&b, "曾家镇", false, rig_fill("姓名,身份证号,村\n张三,%ID1,宏伟\n"));
	sheet_add(&b, "字典", true, rig_fill("姓名,身份证号\n李四,%ID2\n"));
	sheet_add(&b, "续页", false, rig_fill("请勿改动,\n王五,%ID3\n,\n"));
	struct plan *p = plan_open(rig.archive, t, &b, NULL, &e);
	cr_assert(p && plan_judge(p, NULL, NULL, &e), "%s", e.text);
	cr_assert_eq(p->n, 5, "hidden sheets are passed over");
	cr_assert_eq(p->rows[1].outcome, OUTCOME_ACCEPT);
	cr_assert_str_eq(plan_value(p, &p->rows[1], "village"), "610927101200",
		"the sheet's name is a town");
	cr_assert_eq(p->rows[2].outcome, OUTCOME_SKIP);
	cr_assert_eq(p->rows[3].outcome, OUTCOME_REPORT, "nobody is lost for want of a header");
	cr_assert_eq(p->rows[4].outcome, OUTCOME_SKIP);
	plan_close(p);
	p = plan_open(rig.archive, t, &b, "字典", &e);
	cr_assert(p && plan_judge(p, NULL, NULL, &e), "a hidden one may be asked for");
	cr_assert_eq(p->n, 2);
	cr_assert_eq(p->counts[OUTCOME_ACCEPT], 1);
	plan_close(p);
	sheet_close(&b);
}
