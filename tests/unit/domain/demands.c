#include <unit/domain/rig.h>

#include <stdio.h>

#include <criterion/criterion.h>

static struct rig rig;

static void open(void)
{
	rig_open(&rig);
}

static void close(void)
{
	rig_close(&rig);
}

TestSuite(demands, .init = open, .fini = close);
TestSuite(mixed, .init = open, .fini = close);
TestSuite(filldown, .init = open, .fini = close);

#define VALUE(path, text) cr_expect_str_eq(rig_value(&rig, 2, path), text, "%s", path)

Test(demands, all_in_one_cell)
{
	rig_judge(&rig, "post",
		"公司,岗位,要求\n甲公司,保安,\"男，18-50岁，高中以上学历，有3年以上工作经验\"\n");
	VALUE("sex", "男");
	VALUE("age_min", "18");
	VALUE("age_max", "50");
	VALUE("edu_min", "高中");
	VALUE("experience", "3");
	VALUE("describe", "男，18-50岁，高中以上学历，有3年以上工作经验");
	rig_judge(&rig, "post",
		"公司,岗位,任职条件\n甲公司,保安,\"大专或本科，女性优先，男60岁以下女55岁以下\"\n");
	VALUE("edu_min", "专科");
	VALUE("sex", "不限");
	VALUE("age_max", "60");
	VALUE("age_max_women", "55");
}

Test(demands, columns_that_changed_places)
{
	rig_judge(&rig, "post", "公司,岗位,学历,经验\n甲公司,保安,3-4年工作经验,大专\n");
	cr_expect_str_eq(rig_codes(&rig, 2), "");
	VALUE("edu_min", "专科");
	VALUE("experience", "3");
	rig_judge(&rig, "post", "公司,岗位,要求,学历\n甲公司,保安,高中以上,本科\n");
	VALUE("edu_min", "本科");
}

Test(mixed, pay)
{
	static const struct {
		const char *header, *cell, *from, *to, *unit, *codes;
	} rows[] = {
		{"薪资", "1-1.5万/月", "1000000", "1500000", "月", ""},
		{"工资", "6千-8千", "600000", "800000", "月", ""},
		{"薪酬", "面议", "", "", "面议", ""},
		{"薪资", "200元/天", "20000", "20000", "天", ""},
		{"年薪(万元)", "20-30", "20000000", "30000000", "年", ""},
		{"日工资", "150", "15000", "15000", "天", ""},
		{"月薪(千元)", "5000", "500000", "500000", "月", ""},
		{"最低工资", "3000-4000", "300000", "400000", "月", ""},
		{"薪资", "8000-5000", "", "", "", "pay_from:range-reversed"},
		{"薪资", "从优", "", "", "", "pay_from:amount-unparsable"},
		{"薪资", "-", "", "", "", ""},
	};
	char csv[256];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(csv, sizeof csv, "公司,岗位,%s\n甲公司,保安,%s\n", rows[i].header,
			rows[i].cell);
		rig_judge(&rig, "post", csv);
		cr_expect_str_eq(rig_codes(&rig, 2), rows[i].codes, "%s", rows[i].cell);
		VALUE("pay_from", rows[i].from);
		VALUE("pay_to", rows[i].to);
		VALUE("pay_unit", rows[i].unit);
	}
}

Test(mixed, money_and_goods)
{
	rig_judge(&rig, "aid",
		"走访单位,金额,慰问品,日期\n县医院,\"1,000元+大米1袋\",,2019-08-01\n"
		"县医院,,\"慰问金500元、棉被2床、食用油5升\",2019-08-02\n县医院,,大米1袋,2019-08-"
		"03\n");
	VALUE("amount", "100000");
	VALUE("goods", "大米1袋");
	cr_expect_str_eq(rig_value(&rig, 3, "amount"), "50000");
	cr_expect_str_eq(rig_value(&rig, 3, "goods"), "棉被2床、食用油5升");
	cr_expect_str_eq(rig_value(&rig, 4, "amount"), "");
	cr_expect_str_eq(rig_value(&rig, 4, "goods"), "大米1袋");
}

Test(mixed, goods_under_the_header_of_the_amounts)
{
	rig_judge(&rig, "aid",
		"走访单位,慰问金,日期\n县医院,大米1袋,2019-08-01\n县医院,500元大米1袋,2019-08-02\n"
		"县医院,一点心意,2019-08-03\n");
	cr_expect_str_eq(rig_value(&rig, 2, "goods"), "大米1袋");
	cr_expect_str_eq(rig_value(&rig, 2, "amount"), "");
	cr_expect_str_eq(rig_value(&rig, 3, "amount"), "50000");
	cr_expect_str_eq(rig_value(&rig, 3, "goods"), "大米1袋");
	cr_expect_str_eq(rig_codes(&rig, 4), "amount:amount-unparsable");
}

Test(mixed, two_columns_of_one_field)
{
	rig_judge(&rig, "aid",
		"走访单位,救助金,慰问金,日期,带队领导,经办人\n县医院,500,,2019-08-01,张县长,"
		"李卫国\n"
		"县医院,,300,2019-08-02,,李卫国 王建军\n县医院,500,200,2019-08-03,,\n");
	VALUE("kind", "救助资金");
	VALUE("amount", "50000");
	VALUE("by", "张县长、李卫国");
	cr_expect_str_eq(rig_value(&rig, 3, "kind"), "慰问金");
	cr_expect_str_eq(rig_value(&rig, 3, "amount"), "30000");
	cr_expect_str_eq(rig_value(&rig, 3, "by"), "李卫国、王建军");
	cr_expect_str_eq(rig_codes(&rig, 4), "amount:amount-unparsable", "two are two rows");
	rig_judge(&rig, "visit", "日期,走访单位,困难,诉求\n2019-08-01,县医院,看病难,要补助\n");
	VALUE("wants", "看病难\n要补助");
	rig_judge(&rig, "post", "公司,岗位,岗位职责,任职要求\n甲公司,保安,看门,高中以上\n");
	VALUE("describe", "看门\n高中以上");
	VALUE("edu_min", "高中");
}

Test(filldown, merged_cells_and_none)
{
	rig_judge(&rig, "post", "公司,岗位\n甲公司,保安\n,保洁\n乙公司,厨师\n,面点\n");
	cr_expect_str_eq(rig_value(&rig, 3, "employer.name"), "甲公司");
	cr_expect_str_eq(rig_value(&rig, 5, "employer.name"), "乙公司");
	rig_judge(&rig, "post",
		"公司,岗位\n甲公司,保安\n甲公司,保洁\n,厨师\n乙公司,面点\n乙公司,电工\n乙公司,"
		"焊工\n");
	cr_expect_str_eq(rig_codes(&rig, 4), "employer:target-missing", "who repeats it means it");
	rig_judge(&rig, "person", rig_fill("姓名,身份证号,乡镇\n张三,%ID1,城关镇\n李四,%ID2,\n"));
	cr_expect_str_eq(rig_codes(&rig, 3), "village:village-missing", "people have none");
}

TestSuite(guessing, .init = open, .fini = close);

Test(guessing, headers_that_no_word_is)
{
	rig_judge(&rig, "post",
		"公司,岗位,月综合收入,年龄区间,专业学历,计划招聘人数\n甲公司,保安,3000-4000,"
		"18-45,大专,3人\n");
	VALUE("pay_from", "300000");
	VALUE("age_max", "45");
	VALUE("edu_min", "专科");
	VALUE("vacancies", "3");
	rig_judge(&rig, "post", "公司,岗位,招聘人数,报名人数\n甲公司,保安,3,70\n");
	VALUE("vacancies", "3");
	rig_judge(&rig, "post", "公司,工种,福利待遇\n甲公司,电工,\"3000-4000元/月，包吃住\"\n");
	VALUE("title", "电工");
	VALUE("pay_to", "400000");
	VALUE("welfare", "3000-4000元/月，包吃住");
	rig_judge(&rig, "person", rig_fill("姓名,身份证号,老家地址\n张三,%ID1,某处\n"));
	cr_expect_str_eq(
		rig_value(&rig, 2, "hukou_addr"), "", "people's rosters are not guessed at");
}

/* ---- what hands write ------------------------------------------------------------------------ */

static void gift(const char *cell, const char *amount, const char *goods, const char *codes)
{
	char csv[512];

	snprintf(csv, sizeof csv, "慰问单位,类别,慰问金（物）,日期\n县医院,慰问金,%s,2020-02-01\n",
		cell);
	rig_judge(&rig, "aid", csv);
	cr_expect_str_eq(rig_value(&rig, 2, "amount"), amount, "%s", cell);
	cr_expect_str_eq(rig_value(&rig, 2, "goods"), goods, "%s", cell);
	cr_expect_str_eq(rig_codes(&rig, 2), codes, "%s: %s", cell, rig_codes(&rig, 2));
}

Test(mixed, under_money_and_goods_a_figure_alone_is_money)
{
	gift("500", "50000", "", "");
	gift("\"1,000\"", "100000", "", "");
	gift("￥500", "50000", "", "");
	gift("500+大米1袋", "50000", "大米1袋", "");
	gift("大米1袋+500", "50000", "大米1袋", "");
	gift("500、大米1袋", "50000", "大米1袋", "");
	gift("500/大米1袋", "50000", "大米1袋", "");
	gift("500元1桶油", "50000", "1桶油", "");
	gift("1000元（含米、油）", "100000", "米、油", "");
	gift("500元（现金）", "50000", "", "");
	gift("大米1袋", "", "大米1袋", "");
	gift("大米20斤、500", "50000", "大米20斤", "amount:amount-unparsable");
	gift("无", "", "", "amount:amount-missing");
	gift("", "", "", "amount:amount-missing");
}

Test(mixed, ditto_marks_repeat_what_stands_above)
{
	rig_judge(&rig, "post",
		"公司,岗位,性质,人数\n甲公司,保安,公益性岗位,3\n同上,保洁,〃,2\n〃,厨师,同前,″\n");
	cr_assert_str_eq(rig_value(&rig, 4, "employer.name"), "甲公司");
	cr_assert_str_eq(rig_value(&rig, 3, "kind"), "公益性岗位");
	cr_assert_str_eq(rig_value(&rig, 4, "kind"), "公益性岗位");
	cr_assert_str_eq(rig_value(&rig, 4, "vacancies"), "2");
	rig_judge(&rig, "visit",
		"日期,走访单位,走访人\n2022-09-01,县医院,王军\n同上,县中学,〃\n2022-09-03,县小学,"
		"\n");
	cr_assert_str_eq(rig_value(&rig, 3, "by"), "王军");
	cr_assert_str_eq(rig_value(&rig, 3, "date"), "2022-09-01");
	cr_assert_str_eq(rig_value(&rig, 4, "by"), "", "a blank says nothing");
}

Test(mixed, what_says_there_is_no_want)
{
	static const char *const words[] = {
		"无任何诉求", "目前无困难", "暂无，", "／", "none", "否", "没有诉求", "无困难"};
	char csv[256];

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		snprintf(csv, sizeof csv, "日期,走访单位,诉求\n2022-09-01,县医院,%s\n", words[i]);
		rig_judge(&rig, "visit", csv);
		cr_expect_str_eq(rig_value(&rig, 2, "wants"), "", "%s", words[i]);
	}
	rig_judge(&rig, "visit", "日期,走访单位,诉求\n2022-09-01,县医院,无房居住\n");
	cr_assert_str_eq(rig_value(&rig, 2, "wants"), "无房居住");
}

Test(mixed, a_range_of_days_is_told_as_one)
{
	static const char *const ranges[] = {
		"2022年3月5日—6日", "2022年3月5日至3月8日", "2020.1.15-1.17", "2020.1.15-17"};
	char csv[256];

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		snprintf(csv, sizeof csv, "日期,走访单位\n%s,县医院\n", ranges[i]);
		rig_judge(&rig, "visit", csv);
		cr_expect(strstr(rig_codes(&rig, 2), "date:date-range"), "%s: %s", ranges[i],
			rig_codes(&rig, 2));
	}
	rig_judge(&rig, "visit", "2022年走访台账,\n日期,走访单位\n7.31日,县医院\n");
	cr_assert_str_eq(rig_value(&rig, 3, "date"), "2022-07-31");
}

Test(mixed, a_struck_name_leaves_the_unit)
{
	rig_judge(&rig, "visit", "日期,姓名,走访单位\n2022-09-01,/,县医院\n2022-09-01,无,县中学\n");
	cr_assert_str_eq(rig_codes(&rig, 2), "");
	cr_assert_str_eq(rig_codes(&rig, 3), "");
	cr_assert_str_eq(rig_value(&rig, 3, "other_name"), "县中学");
}

Test(mixed, the_lower_line_of_a_heading_goes_before_its_group)
{
	rig_judge(&rig, "visit",
		"序号,被走访情况,,走访情况,,\n,单位,,走访日期,走访人员,走访内容\n"
		"1,县医院,,2022-03-01,罗军,好\n");
	cr_assert_str_eq(rig_value(&rig, 3, "date"), "2022-03-01");
	cr_assert_str_eq(rig_value(&rig, 3, "by"), "罗军");
	cr_assert_str_eq(rig_value(&rig, 3, "content"), "好");
	rig_judge(&rig, "aid",
		"镇,人员信息,发放情况,,\n,单位名称,发放日期,金额,类别\n城关镇,县医院,2022-03-01,"
		"500,慰问金\n");
	cr_assert_str_eq(rig_value(&rig, 3, "town"), "610927100000");
}
