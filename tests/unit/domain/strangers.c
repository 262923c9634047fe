#include <unit/domain/labour.h>

#include <stdio.h>

#include <criterion/criterion.h>

/* Ledgers and tables of posts in words of their own. */
static struct rig rig;

static void open(void)
{
	rig_open(&rig);
	labour_put(&rig, "person", "name=张建国|id_no=610927195603129037|village=610927100202");
	labour_put(&rig, "person", "name=罗明|id_no=610927195603129096");
}

static void close(void)
{
	rig_close(&rig);
}

TestSuite(strangers, .init = open, .fini = close);

static void expect(size_t row, const char *path, const char *value)
{
	cr_expect_str_eq(rig_value(&rig, row, path), value, "row %zu %s: %s (%s)", row, path,
		rig_value(&rig, row, path), rig_codes(&rig, row));
}

Test(strangers, a_visit_log_whose_headings_are_no_words_of_ours)
{
	rig_judge(&rig, "visit",
		"联系对象姓名,入户日期,走访服务人员,家庭基本情况,需解决的问题,下次入户时间\n"
		"罗明,2021-05-06,王军,三口人,修路,2021-08-06\n");
	cr_expect_str_eq(rig_outcome(&rig, 2), "accept", "%s", rig_codes(&rig, 2));
	expect(2, "date", "2021-05-06");
	expect(2, "by", "王军");
	expect(2, "content", "三口人");
	expect(2, "wants", "修路");
	expect(2, "next_date", "2021-08-06");
}

Test(strangers, a_heading_line_without_one_known_word)
{
	rig_judge(&rig, "aid",
		"2022年发放表\n获助人,援助类别,援助金额,援助日期,援助人\n罗明,慰问金,500,2022-03-"
		"01,王\n");
	cr_expect_str_eq(rig_outcome(&rig, 3), "accept", "%s", rig_codes(&rig, 3));
	expect(3, "kind", "慰问金");
	expect(3, "amount", "50000");
	expect(3, "by", "王");
}

Test(strangers, a_date_is_looked_for_but_no_birthday_is_taken)
{
	rig_judge(&rig, "visit",
		"入伍时间,被访者,首次联系时间,访问者,访问纪要,填表人,填表日期\n"
		"1990-12-01,罗明,2021-05-06,王军,好,李红,2021-06-01\n");
	expect(2, "date", "2021-05-06");
	expect(2, "by", "王军");
	expect(2, "content", "好");
	expect(2, "person.name", "罗明");
	rig_judge(&rig, "visit", "入伍时间,姓名,走访人,内容\n1990-12-01,罗明,王军,好\n");
	cr_expect_str_eq(rig_codes(&rig, 2), "date:date-missing");
}

Test(strangers, a_column_of_units_or_people_is_that_of_people)
{
	rig_judge(&rig, "visit",
		"走访单位/对象,走访日期,走访人\n罗明,2021-05-06,王\n县人武部官兵,2021-05-07,王\n");
	expect(2, "person.name", "罗明");
	expect(3, "other_name", "县人武部官兵");
}

Test(strangers, what_was_applied_for_was_not_paid)
{
	rig_judge(&rig, "aid",
		"姓名,类别,申请补助金额,医疗总费用,实际到手金额,日期\n罗明,慰问金,800,30000,500,"
		"2022-03-01\n");
	expect(2, "amount", "50000");
}

Test(strangers, posts_from_foreign_pages)
{
	rig_judge(&rig, "post",
		"positionName,companyFullName,salary,city,workYear,education\n钳工,甲公司,15k-25k,"
		"西安,经验3-5年,本科\n");
	expect(2, "title", "钳工");
	expect(2, "employer", "");
	expect(2, "pay_from", "1500000");
	expect(2, "experience", "3");
	expect(2, "edu_min", "本科");
	rig_judge(&rig, "post", "公司,岗位,经验学历\n甲,a,3-5年本科\n甲,b,1年以内，高中\n");
	expect(2, "experience", "3");
	expect(3, "experience", "0");
	expect(3, "edu_min", "高中");
}

Test(strangers, who_signed_for_it_is_not_whom_it_is_about)
{
	rig_judge(&rig, "aid",
		"领款人签字,户主姓名,救助类别,救助资金,日期,经办人签字\n张建国,罗明,临时救助,500,"
		"2022-03-01,王\n");
	expect(3 - 1, "person.name", "罗明");
	expect(2, "by", "王");
}

Test(strangers, the_end_of_a_number_under_any_heading)
{
	static const char *const heads[] = {"证件尾号", "身份证末4位", "公民身份号码后四位",
		"身份证号末四位数", "尾号四位", "身份证尾数", "居民身份证号码末四位"};
	char csv[256];

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		snprintf(csv, sizeof csv,
			"姓名,%s,走访日期,走访人\n张建国,9037,2022-03-01,王\n张建国,1111,2022-03-"
			"02,王\n",
			heads[i]);
		rig_judge(&rig, "visit", csv);
		cr_expect_str_eq(rig_outcome(&rig, 2), "accept", "%s", heads[i]);
		cr_expect_str_eq(rig_outcome(&rig, 3), "report", "%s", heads[i]);
	}
}

Test(strangers, yes_or_no_and_telephones_are_not_what_their_words_say)
{
	rig_judge(&rig, "visit",
		"姓名,走访日期,走访人,是否有诉求,联系人员电话\n罗明,2022-03-01,王,是,"
		"19900001234\n");
	expect(2, "wants", "");
	expect(2, "by", "王");
}

Test(strangers, the_same_help_in_one_file_is_told)
{
	rig_judge(&rig, "aid",
		"姓名,种类,救助原因,金额,日期\n罗明,医疗救助,医疗,500,2020-01-05\n"
		"罗明,医疗救助,医疗,600,2020-03-05\n罗明,医疗救助,医疗,700,2021-12-05\n"
		"罗明,教育,就学,700,2020-03-05\n罗明,慰问金,,500,2020-03-05\n"
		"罗明,慰问金,,600,2020-03-06\n");
	cr_expect_str_eq(rig_outcome(&rig, 2), "accept", "%s", rig_codes(&rig, 2));
	cr_expect_str_eq(rig_codes(&rig, 3), "dup_ack:given-before");
	cr_expect_str_eq(rig_outcome(&rig, 3), "warn");
	for (size_t i = 4; i <= 7; i++)
		cr_expect_str_eq(rig_outcome(&rig, i), "accept", "%zu %s", i, rig_codes(&rig, i));
}

Test(strangers, a_kind_with_more_words_than_the_list)
{
	rig_judge(&rig, "aid",
		"姓名,救助类别,金额,日期\n罗明,省级关爱基金,500,2020-01-05\n罗明,八一慰问金,500,"
		"2020-08-01\n"
		"罗明,莫名款,500,2020-09-01\n");
	expect(2, "kind", "关爱基金");
	expect(3, "kind", "慰问金");
	expect(3, "scene", "八一");
	cr_expect_str_eq(rig_codes(&rig, 4), "kind:value-unknown");
}

Test(strangers, posts_whose_columns_are_swapped)
{
	rig_judge(&rig, "post",
		"公司,岗位,学历,工作经验\n甲,a,1-3年,本科\n甲,b,不限,大专\n甲,c,高中,1年以下\n");
	expect(2, "edu_min", "本科");
	expect(2, "experience", "1");
	cr_expect_str_eq(rig_outcome(&rig, 2), "accept", "%s", rig_codes(&rig, 2));
	expect(3, "edu_min", "专科");
	expect(4, "experience", "0");
}

Test(strangers, a_firm_s_birthday_is_no_day_of_a_post)
{
	rig_judge(&rig, "post",
		"公司,岗位,成立日期,面试时间,信息发布日期\n甲,a,2001-01-01,2024-05-01,2024-04-"
		"01\n");
	expect(2, "date", "2024-04-01");
	rig_judge(&rig, "post", "公司,岗位,成立日期,面试时间\n甲,a,2001-01-01,2024-05-01\n");
	cr_expect_str_neq(rig_value(&rig, 2, "date"), "2001-01-01");
	cr_expect_str_neq(rig_value(&rig, 2, "date"), "2024-05-01");
}

Test(strangers, people_are_counted_whole)
{
	rig_judge(&rig, "post",
		"公司,岗位,招聘人数\n甲,a,3.5\n甲,b,2020-03-05\n甲,c,3名（男2女1）\n甲,d,3.0\n");
	cr_expect_str_eq(rig_codes(&rig, 2), "vacancies:value-unknown");
	cr_expect_str_eq(rig_codes(&rig, 3), "vacancies:value-unknown");
	expect(4, "vacancies", "3");
	expect(5, "vacancies", "3");
}

Test(strangers, a_card_is_valid_until_the_later_day)
{
	char csv[256];

	snprintf(csv, sizeof csv,
		"姓名,身份证号,身份证有效期限\n丁一,%s,2015.06.01-2035.06.01\n丁二,%s,2030-05-06\n",
		rig_id("19861101", 905), rig_id("19861101", 907));
	rig_judge(&rig, "person", csv);
	expect(2, "id_valid_to", "2035-06-01");
	expect(3, "id_valid_to", "2030-05-06");
}
