#include <unit/domain/rig.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/record.h>
#include <binggui/table/table.h>

/* Whom a row of a ledger is about, way by way. */

static struct rig rig;

static void open(void)
{
	rig_open(&rig);
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,村,电话\n张三丰,%ID1,城关镇文彩村,19900000001\n"
			 "张三丰,%ID2,曾家镇琉璃村,19900000002\n王五,%ID3,城关镇新华村,\n"
			 "刘军,%ID4,城关镇文彩村,19900000004\n刘军,%ID5,城关镇文彩村,"
			 "19900000005\n"));
	rig_apply(&rig);
}

static void close(void)
{
	rig_close(&rig);
}

TestSuite(owner_found, .init = open, .fini = close);

/* The codes of a row with these columns; who was found then stands in person.id_no. */
static const char *row(const char *header, const char *cells)
{
	static char csv[1024];

	snprintf(csv, sizeof csv, "日期,走访人,%s\n2019-08-01,李卫国,%s\n", header, cells);
	rig_judge(&rig, "visit", rig_fill(csv));
	return rig_codes(&rig, 2);
}

#define FOUND(digit, header, cells)                                                                \
	do {                                                                                       \
		cr_expect_str_eq(row(header, cells), "", "%s: %s", cells, rig_codes(&rig, 2));     \
		cr_expect_str_eq(                                                                  \
			rig_value(&rig, 2, "person.id_no"), rig_fill("%ID" digit), "%s", cells);   \
	} while (0)
#define TOLD(code, header, cells)                                                                  \
	do {                                                                                       \
		cr_expect_str_eq(row(header, cells), code, "%s", cells);                           \
		cr_expect_str_eq(rig_outcome(&rig, 2), "report", "%s", cells);                     \
		cr_expect_str_eq(rig_value(&rig, 2, "person"), "", "%s", cells);                   \
	} while (0)

Test(owner_found, by_the_number)
{
	FOUND("2", "姓名,身份证号", "张三丰,%ID2");
	FOUND("2", "证件号", "%ID2");
	FOUND("2", "走访对象", "张三丰(%ID2)");
	TOLD("person:person-mismatch", "姓名,身份证号", "王五,%ID2");
	TOLD("person:person-unknown", "姓名,身份证号", "王五,%ID9");
	TOLD("person:id-length", "姓名,身份证号", "王五,61092719861101");
}

Test(owner_found, by_name_and_last_digits)
{
	char tail[5], cells[128];

	snprintf(tail, sizeof tail, "%s", rig_fill("%ID1") + 14);
	snprintf(cells, sizeof cells, "张三丰,%s", tail);
	FOUND("1", "姓名,身份证后四位", cells);
	FOUND("1", "姓名,身份证号", cells);
	snprintf(cells, sizeof cells, "张三丰（%s）", tail);
	FOUND("1", "走访对象", cells);
	snprintf(cells, sizeof cells, "张三丰%s", tail);
	FOUND("1", "走访对象", cells);
	snprintf(cells, sizeof cells, "张三丰,610927********%s", tail);
	FOUND("1", "姓名,身份证号", cells);
	TOLD("person:person-mismatch", "姓名,身份证后四位", "张三丰,0000");
	TOLD("person:person-unknown", "姓名,身份证后四位", "赵六,0000");
}

Test(owner_found, of_namesakes_by_what_the_row_says_besides)
{
	FOUND("2", "姓名,村", "张三丰,琉璃村");
	FOUND("2", "姓名,镇", "张三丰,曾家镇");
	FOUND("2", "姓名,联系电话", "张三丰,19900000002");
	FOUND("2", "走访对象", "张三丰（曾家镇琉璃村）");
	FOUND("5", "姓名,村,电话", "刘军,文彩村,19900000005");
	TOLD("person:person-ambiguous", "姓名,村", "张三丰,新华村");
	TOLD("person:person-ambiguous", "姓名,村", "刘军,文彩村");
	TOLD("person:person-ambiguous", "姓名", "张三丰");
}

Test(owner_found, by_a_name_that_only_one_has)
{
	FOUND("3", "户主", "王五");
	FOUND("3", "走访对象", "王五同志");
	cr_expect_str_eq(row("姓名,村", "王五,文彩村"), "person:village-town-mismatch");
	cr_expect_str_eq(rig_outcome(&rig, 2), "warn", "found, and told");
}

Test(owner_found, what_is_nobody_on_file)
{
	TOLD("person:person-unknown", "走访对象", "赵六");
	TOLD("person:person-ambiguous", "走访对象", "王五、刘军");
	TOLD("person:target-missing", "走访对象", "");
	cr_expect_str_eq(row("走访对象", "县人武部官兵"), "");
	cr_expect_str_eq(rig_value(&rig, 2, "other_name"), "县人武部官兵");
	cr_expect_str_eq(row("姓名,走访单位", ",民政局"), "");
	cr_expect_str_eq(rig_value(&rig, 2, "other_name"), "民政局");
}

Test(owner_found, the_title_decides_last)
{
	rig_judge(&rig, "visit",
		"曾家镇走访台账,,\n日期,姓名,走访人\n2019-08-01,张三丰,李卫国\n"
		"城关镇,,\n2019-08-01,张三丰,李卫国\n");
	cr_expect_str_eq(rig_value(&rig, 3, "person.id_no"), rig_fill("%ID2"));
	cr_expect_str_eq(rig_value(&rig, 5, "person.id_no"), rig_fill("%ID1"), "the section");
}
