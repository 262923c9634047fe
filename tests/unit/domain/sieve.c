#include <unit/domain/rig.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/domain/sieve.h>

static struct rig rig;

static void open(void)
{
	rig_open(&rig);
}

static void close(void)
{
	rig_close(&rig);
}

TestSuite(sieve, .init = open, .fini = close);

#define HEAD "序号,姓名,身份证号,村,联系电话\n"

/* Why the row was skipped; "" if it is a record. */
static const char *kind(const char *row)
{
	char csv[1024];

	snprintf(csv, sizeof csv, HEAD "%s\n", row);
	rig_judge(&rig, "person", csv);
	const struct plan_row *r = rig_row(&rig, 2);
	cr_assert_eq(r->kind == SIEVE_RECORD, r->outcome != OUTCOME_SKIP);
	return sieve_label(r->kind);
}

static void all(const char *want, const char *const *rows)
{
	for (; *rows; rows++)
		cr_expect_str_eq(kind(*rows), want, "%s: %s", *rows, kind(*rows));
}

Test(sieve, blank_rows_hold_no_record)
{
	all("空行", (const char *const[]){",,,,", "13,,,,", "　,\xC2\xA0,,,", " ", NULL});
}

Test(sieve, totals_do_not)
{
	all("合计",
		(const char *const[]){"小计,12人,,,", "合 计,,,,12", ",总计,,,", "合计：12人,,,,",
			"城关镇合计,,,,", "共12人,,,,", "5,合计,,文彩村,", "文彩村小计：,2人,,,",
			",文彩村小计：,,,3", "男,2,女,1,", "党员,12人,,,", NULL});
}

Test(sieve, signatures_do_not)
{
	all("落款", (const char *const[]){"制表人：张三,,审核人：李四,,", "填表人,张三,,,",
			    "单位负责人（签字）：,,,,", ",,,审核：,",
			    "填报日期：2019年10月31日,,,,", "联系电话：0915-8822001,,,,", NULL});
}

Test(sieve, notes_and_page_numbers_do_not)
{
	all("说明", (const char *const[]){"注：此表一式三份,,,,", "备注：略,,,,", "第1页 共3页,,,,",
			    "填表说明,,,,", "注,以上属实,,,", "以下空白,,,,", "（以下空白）,,,,",
			    "例,张三,610927198611029013,文彩村,",
			    "（示例）,张三,610927198611029013,,", NULL});
}

Test(sieve, headers_of_further_pages_do_not)
{
	all("表头", (const char *const[]){
			    "序号,姓  名,身份证号,村,联系电话", "甲,乙,1,2,3", "1,2,3,4,5", NULL});
}

Test(sieve, sections_do_not)
{
	all("标题", (const char *const[]){"文彩村,,,,", "一、城关镇,,,,", ",二、曾家镇,,,",
			    ",文彩村,,,", "镇坪县退役军人花名册,,,,", NULL});
}

Test(sieve, everything_else_does)
{
	all("", (const char *const[]){"1,张三,610927198611029013,文彩村,", "1,张三,,,", ",张三,,,",
			"1,,610927198611029013,,", "1,,,文彩村,19900000001",
			"5,合计明,,文彩村,19900000001", "合计,,610927198611029013,,",
			"1,张三,610927********9013,,", NULL});
}

Test(sieve, beside_a_name_a_word_is_no_signature)
{
	rig_judge(&rig, "person", "工作单位,姓名,身份证号\n统计局,李四,\n统计：,李四,\n");
	cr_assert_eq(rig_row(&rig, 2)->kind, SIEVE_RECORD);
	cr_assert_eq(rig_row(&rig, 3)->kind, SIEVE_SIGNATURE);
}

Test(sieve, a_section_says_where_the_people_below_it_live)
{
	rig_judge(&rig, "person",
		rig_fill("序号,姓名,身份证号\n曾家镇,,\n宏伟村,,\n1,张三,%ID1\n星明村,,\n2,李四,%"
			 "ID2\n"));
	cr_assert_str_eq(rig_value(&rig, 4, "village"), "610927101200");
	cr_assert_str_eq(rig_value(&rig, 6, "village"), "610927101202");
	cr_assert_str_eq(rig_outcome(&rig, 6), "accept");
}

Test(sieve, a_row_with_its_own_figures_is_no_signature)
{
	rig_judge(&rig, "post",
		"企业,岗位,人数,薪资,地点\n甲公司,钳工,1,3000,西安\n,电话销售,2,4000-5000元/"
		"月,西安\n"
		",审核员,1,,\n审核,李四,,,\n有意者请到县就业局报名,,,,\n二〇二二年一月二日,,,,\n");
	cr_assert_eq(rig_row(&rig, 3)->kind, SIEVE_RECORD);
	cr_assert_eq(rig_row(&rig, 4)->kind, SIEVE_RECORD);
	cr_assert_str_eq(rig_value(&rig, 4, "title"), "审核员");
	cr_assert_eq(rig_row(&rig, 6)->kind, SIEVE_NOTE);
	cr_assert_eq(rig_row(&rig, 7)->kind, SIEVE_SIGNATURE);
}

Test(sieve, a_subtotal_may_count_the_people_in_brackets)
{
	rig_judge(&rig, "aid",
		rig_fill("乡镇,姓名,类别,金额,日期\n城关镇,张三,慰问金,500,2022-01-20\n"
			 "城关镇小计（1人）,,,500,\n其中：城关镇1人,,,500,\n"));
	cr_assert_eq(rig_row(&rig, 3)->kind, SIEVE_TOTAL);
	cr_assert_eq(rig_row(&rig, 4)->kind, SIEVE_TOTAL);
}

Test(sieve, a_numbered_section_says_the_town_too)
{
	rig_judge(&rig, "aid",
		"序号,单位名称,类别,金额,日期\n一、城关镇,,,,\n1,县医院,慰问金,500,2022-01-20\n"
		"（二）曾家镇,,,,\n1,县中学,慰问金,500,2022-01-20\n");
	cr_assert_str_eq(rig_value(&rig, 3, "town"), "610927100000");
	cr_assert_str_eq(rig_value(&rig, 5, "town"), "610927101000");
}

Test(sieve, the_end_of_a_number_is_no_count)
{
	rig_judge(&rig, "visit", "日期,姓名,走访人,内容\n2019-11-18,0131,王军,好\n,12人,,\n");
	cr_assert_eq(rig_row(&rig, 2)->kind, SIEVE_RECORD);
	cr_assert_eq(rig_row(&rig, 3)->kind, SIEVE_TOTAL);
}
