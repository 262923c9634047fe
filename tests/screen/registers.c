#include <criterion/criterion.h>
#include <stdio.h>

#include <lib/golden.h>
#include <lib/world.h>

/* Registers of honours, party and employment by keyboard: what a clerk keys is what is stored. */

static struct world w;
static const uint64_t FIRST = UINT64_C(1) << 40 | 1;

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(registers, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert(!world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))
#define HOLDS(table, field, text)                                                                  \
	cr_assert_str_eq(world_value(&w, table, FIRST, field), text, "\n%s", world_text(&w))

/* Opens a register from the palette with an empty form on it. */
static void new_in(const char *title)
{
	char script[128];

	snprintf(script, sizeof script, "Ctrl-P <text %s> Enter F7", title);
	world_keys(&w, script);
}

static void fill(const char *label, const char *text)
{
	char script[256];

	snprintf(script, sizeof script, "F6 <text %s> Enter Ctrl-U <text %s>", label, text);
	world_keys(&w, script);
}

/* It is not saved, and the list of problems says why. */
static void refuses(const char *why)
{
	world_keys(&w, "F2");
	SEES("*未存盘");
	SEES_NOT("已存盘 1-");
	if (!world_sees(&w, "必须改正"))
		world_keys(&w, "Ctrl-G");
	SEES(why);
	world_keys(&w, "Esc");
}

Test(registers, a_donation_of_cash_needs_its_amount)
{
	new_in("捐赠");
	fill("捐赠人或单位", "镇坪县某茶业公司");
	fill("是退役军人", "否");
	fill("捐赠用途", "疫情防控");
	refuses("现金捐赠要写金额");
	fill("现金金额", "1.2万");
	world_keys(&w, "F2");
	SEES("已存盘");
	HOLDS("donation", "amount", "1200000");
	HOLDS("donation", "date", "2020-04-30");
	HOLDS("donation", "is_veteran", "否");
}

Test(registers, a_post_is_keyed_as_the_advert_writes_it)
{
	new_in("用工单位");
	fill("单位名称", "镇坪县某茶业有限公司");
	world_keys(&w, "F2");
	SEES("已存盘");
	world_keys(&w, "Esc Esc Esc");
	new_in("招聘岗位");
	fill("用工单位", "镇坪县某茶业有限公司");
	fill("岗位名称", "茶园管理员");
	fill("岗位工种", "茶园工");
	fill("招聘人数", "5");
	fill("薪资下限", "3000");
	fill("薪资上限", "2500");
	fill("计薪单位", "元/月");
	fill("学历要求", "高中及以上");
	refuses("薪资上限小于下限");
	fill("薪资上限", "4500");
	world_keys(&w, "F2");
	SEES("已存盘");
	HOLDS("post", "trade", "种植");
	HOLDS("post", "pay_unit", "月");
	HOLDS("post", "edu_min", "高中");
	HOLDS("post", "state", "招聘中");
}

Test(registers, a_seeker_brings_age_and_village_from_the_file)
{
	new_in("求职登记");
	fill("对象", "张三丰");
	fill("意向工种", "司机");
	fill("最低月薪", "3500");
	world_keys(&w, "F2");
	SEES("已存盘");
	SEES("有 1 处提醒");
	SEES("蔬菜村");
	HOLDS("seeker", "want_trade", "驾驶");
	HOLDS("seeker", "state", "求职");
	golden("register-seeker", world_text(&w));
}

Test(registers, a_party_member_settled_needs_branch_and_date)
{
	new_in("党员台账");
	fill("对象", "张三丰");
	fill("关系所在", "在本地");
	fill("失联", "是");
	fill("已落地", "是");
	refuses("已落地的要写落到了哪个支部");
	refuses("已落地的要写落地日期");
}

Test(registers, a_confirmation_that_ends_payment_needs_the_last_month)
{
	new_in("年度确认");
	fill("对象", "张三丰");
	fill("确认年度", "2020");
	fill("确认结果", "死亡");
	refuses("请写已发至哪个月");
	fill("已发至月份", "2020-03");
	world_keys(&w, "F2");
	SEES("已存盘");
	HOLDS("yearly_confirm", "result", "去世");
	HOLDS("yearly_confirm", "stop_month", "2020-03");
}
