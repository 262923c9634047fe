#include <criterion/criterion.h>
#include <string.h>

#include <lib/shell.h>

/* The registers of visits, cases, hardship and aid: what they refuse, and the sentence they say. */

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(cli_work, .init = open_shell, .fini = close_shell);

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define REFUSED(words)                                                                             \
	cr_assert_neq(shell_run(&s, words), 0, "%s\n%s%s", words, str_c(&s.out), str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

#define SAYS_NOT(text)                                                                             \
	cr_assert_not(shell_says(&s, text), "“%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

#define ANSWERED "answer=自四月起发放 answer_date=2020-03-02 solved=是"

static void a_case(void)
{
	RUN(0, "init");
	RUN(0, "set case case_no=2020-0001 other_name=赵大牛 kind=优待抚恤 content=申请补助 "
	       "accept_date=2020-03-02");
}

Test(cli_work, a_case_is_due_sixty_days_on_and_closed_only_with_the_rights_told)
{
	a_case();
	RUN(0, "show case 1-1");
	SAYS("到期日：2020-05-01");
	REFUSED("set case 1-1 state=办结");
	RUN(0, "set case 1-1 state=受理");
	RUN(0, "set case 1-1 state=办理");
	REFUSED("set case 1-1 state=办结 told_rights=否 " ANSWERED);
	SAYS("还没有告知当事人救济权利，不能办结");
	RUN(0, "set case 1-1 state=办结 told_rights=是 " ANSWERED);
	RUN(0, "show case 1-1");
	SAYS("办结日期：");
	RUN(0, "list case_step");
	SAYS("受理");
	SAYS("自办");
	SAYS("办结");
}

Test(cli_work, a_visit_needs_somebody_and_a_day_that_has_been)
{
	RUN(0, "init");
	REFUSED("set visit date=2020-01-15");
	SAYS("没有写走访了谁");
	REFUSED("set visit other_name=县人武部官兵 date=2020-06-01");
	SAYS("走访日期在今天以后");
	RUN(0, "set visit other_name=县人武部官兵 date=2020-01-15 by=王建军");
}

Test(cli_work, aid_paid_needs_a_day_a_source_and_something_given)
{
	RUN(0, "init");
	REFUSED("set aid other_name=县人武部官兵 kind=慰问金 state=已发放");
	SAYS("已发放的要填发放日期");
	SAYS("已发放的要填发放金额或实物");
	SAYS("已发放的要选资金来源");
	REFUSED("set aid other_name=赵大牛 kind=救助资金 state=公示");
	RUN(0, "set aid other_name=赵大牛 kind=救助资金 reason=医疗 asked=5000");
	REFUSED("set aid 1-1 state=不通过");
	SAYS("原因");
	REFUSED("set aid 1-1 state=已发放 date=2020-01-15 amount=5000 source=县");
}

Test(cli_work, the_fund_is_never_overspent)
{
	RUN(0, "init");
	RUN(0, "set fund year=2026 source=县");
	REFUSED("set fund year=2026 source=县");
	SAYS("这一年这个来源的基金已经有了");
	RUN(0, "set fund_move fund=1-1 date=2020-01-15 in_out=收入 kind=拨入 amount=1000");
	REFUSED("set fund_move fund=1-1 date=2020-01-15 in_out=支出 kind=支出 amount=1500");
	SAYS("基金余额不足");
	REFUSED("set fund_move fund=1-1 date=2020-01-15 in_out=支出 kind=拨入 amount=100");
	SAYS("捐入、拨入应是收入");
	RUN(0, "list fund");
	SAYS("1,000.00");
}

Test(cli_work, hardship_is_verified_before_it_is_on_file)
{
	RUN(0, "init");
	RUN(0, "set person name=李四 id_no=610927198611029013 village=610927100200");
	RUN(0, "set hardship person=1-1 found_date=2020-01-15");
	REFUSED("set hardship person=1-1 found_date=2020-02-15");
	SAYS("此人已在困难台账里");
	REFUSED("set hardship 1-1 state=在册");
	SAYS("困难类型");
	REFUSED("set hardship 1-1 state=脱困");
}

/* One record for each of many is one step: all of it goes back, but for what somebody has worked on since. */
Test(cli_work, what_was_entered_for_each_is_taken_back_at_once)
{
	RUN(0, "init");
	RUN(0, "set person name=王五 id_no=610927195002139010 village=610927100200 "
	       "hukou_kind=农村");
	RUN(0, "set person name=赵六 id_no=610927195102139018 village=610927100200 "
	       "hukou_kind=农村");
	RUN(0, "each person insurance --where 'hukou_kind = 农村' year=2020 amount=300 "
	       "paid_date=2020-02-01 eligible=60岁以上农村籍退役士兵");
	SAYS("登记了 2 条");
	RUN(0, "set insurance 1-2 amount=320");
	RUN(0, "batches");
	SAYS("逐条登记：医保代缴");
	RUN(0, "undo 1"); /* one of them stays, and is told */
	SAYS("保留《医保代缴》 1-2");
	RUN(0, "list insurance --columns person,amount");
	SAYS_NOT("王五");
	SAYS("赵六");
	RUN(0, "each person insurance --where 'name = 王五' year=2020 amount=300 "
	       "paid_date=2020-02-01 eligible=60岁以上农村籍退役士兵"); /* it may be entered again */
	RUN(0, "check");
}
