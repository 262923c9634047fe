#include <unit/domain/rig.h>

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

TestSuite(subtotal, .init = open, .fini = close);

Test(subtotal, of_sections_of_blocks_and_of_all)
{
	rig_judge(&rig, "aid",
		"乡镇,姓名,金额,日期\n城关镇,甲某,100,2019-08-01\n,乙某,200,2019-08-01\n"
		"小计,,300,\n曾家镇,丙某,50,2019-08-01\n小计,,40,\n合计,,350,\n总计,,351,\n");
	cr_expect_str_eq(rig_codes(&rig, 4), "");
	cr_expect_str_eq(rig_codes(&rig, 6), "amount:subtotal-mismatch");
	cr_expect_str_eq(rig_codes(&rig, 7), "", "the wrong part does not spoil the whole");
	cr_expect_str_eq(rig_codes(&rig, 8), "amount:subtotal-mismatch");
	cr_expect_str_eq(rig_outcome(&rig, 6), "skip");
}

Test(subtotal, nothing_is_told_where_an_amount_cannot_be_read)
{
	rig_judge(&rig, "aid",
		"姓名,金额,日期\n甲某,一点,2019-08-01\n乙某,200,2019-08-01\n合计,300,\n");
	cr_expect_str_eq(rig_codes(&rig, 4), "");
}

Test(subtotal, in_the_unit_of_the_header)
{
	rig_judge(&rig, "aid",
		"姓名,金额(万元),日期\n甲某,0.1,2019-08-01\n乙某,500元,2019-08-01\n合计,0.15,\n");
	cr_expect_str_eq(rig_codes(&rig, 4), "");
}
