#include <criterion/criterion.h>
#include <string.h>

#include <lib/shell.h>

/* binggui move: the flows of the registers from the command line. */

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(move, .init = open_shell, .fini = close_shell);

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

static void one_person(void)
{
	RUN(0, "init");
	RUN(0, "set person name=李四 id_no=610927198611029013 village=610927100200");
	RUN(0, "set card person=1-1 kind=退役军人 state=已发 issued_date=2020-01-02");
}

Test(move, does_it_with_all_that_follows)
{
	one_person();
	RUN(65, "move person 1-1 去世");
	SAYS("“去世”要填“去世日期”");
	RUN(2, "move person 1-1 飞升");
	SAYS("能办的有：去世、迁出、注销");
	RUN(2, "move person 1-1 去世 wrong=1");
	RUN(0, "move person 610927198611029013 去世 去世日期=2020-04-01 reason=病故 --json");
	SAYS("\"result\":\"moved\"");
	SAYS("\"state\":\"去世\"");
	SAYS("{\"table\":\"person_change\",\"id\":\"1-1\",\"kind\":\"log\"}");
	SAYS("{\"table\":\"card\",\"id\":\"1-1\",\"kind\":\"move\",\"move\":\"停用\"}");
	RUN(0, "show person_change 1-1 --json");
	SAYS("病故");
	RUN(0, "history person 1-1");
	SAYS("办理");
	RUN(0, "check");
}

Test(move, set_goes_through_the_same_gate)
{
	one_person();
	RUN(65, "set card 1-1 state=申请");
	SAYS("不能从“已发”改为“申请”");
	RUN(65, "set card 1-1 state=");
	SAYS("不能清空");
	RUN(65, "set person 1-1 life_state=去世");
	SAYS("要填“去世日期”");
	RUN(0, "set person 1-1 life_state=去世 death_date=2020-04-01");
	RUN(0, "show card 1-1 --json");
	SAYS("停用");
}

Test(move, a_register_without_a_flow_has_none)
{
	one_person();
	RUN(2, "move area 610927100200 撤并");
	SAYS("没有要办理的动作");
}

/* Eight programs at once would each pay 40 out of 100. */
Test(move, several_programs_together_do_not_overdraw_a_fund)
{
	struct str command = {0};

	RUN(0, "init");
	RUN(0, "set fund year=2020 source=县");
	RUN(0, "set fund_move fund=1-1 in_out=收入 kind=拨入 amount=100");
	for (int i = 0; i < 8; i++)
		str_addf(&command,
			"'%s' --data \"$DIR\"/data --screens screens --user 测试员 --today "
			"2020-04-30 set fund_move fund=1-1 in_out=支出 kind=支出 amount=40 "
			">/dev/null 2>&1 & ",
			shell_program());
	str_add(&command, "wait");
	cr_assert_eq(shell_do(&s, str_c(&command)), 0);
	str_free(&command);
	RUN(0, "show fund 1-1 --json");
	SAYS("\"spent\":\"80\",\"balance\":\"20\"");
	RUN(65, "set fund_move fund=1-1 in_out=支出 kind=支出 amount=20.01");
	SAYS("基金余额不足");
	RUN(0, "check");
}
