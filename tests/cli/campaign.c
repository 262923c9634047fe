#include <criterion/criterion.h>
#include <string.h>

#include <lib/shell.h>

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(cli_campaign, .init = open_shell, .fini = close_shell);

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define DO(command) cr_assert_eq(shell_do(&s, command), 0, "%s\n%s", command, str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))
#define SAYS_NOT(text)                                                                             \
	cr_assert_not(shell_says(&s, text), "“%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

static void a_campaign(void)
{
	RUN(0, "init");
	RUN(0, "set person name=李四 id_no=610927198611029013 village=610927100200 "
	       "phone1=19900000001");
	RUN(0, "set person name=王五 id_no=610927195011029024 village=曾家镇宏伟村");
	RUN(0, "set campaign no=2020-1 name=八一走访 kind=八一 from=2020-04-01 to=2020-05-31 "
	       "area=610927000000 who='age >= 20'");
}

Test(cli_campaign, from_its_start_to_its_end)
{
	a_campaign();
	RUN(0, "campaign list --json");
	SAYS("\"state\":\"筹备\"");
	RUN(0, "campaign start 2020-1 --json");
	SAYS("\"added\":2");
	RUN(0, "campaign undone 八一走访");
	SAYS("李四");
	SAYS("王五");
	RUN(0, "set visit person=李四 campaign=八一走访 date=2020-04-20 by=李卫国 --today "
	       "2020-04-30");
	RUN(0, "campaign progress 2020-1 --json");
	SAYS("\"level\":\"all\",\"code\":\"\",\"name\":\"全部\",\"people\":2,\"done\":1");
	SAYS("\"level\":\"village\",\"code\":\"610927100200\"");
	RUN(0, "campaign undone 2020-1 --json");
	SAYS("王五");
	SAYS_NOT("李四");
	RUN(0, "campaign finish 2020-1");
	RUN(0, "campaign list");
	SAYS("结束");
	SAYS("1/2");
	RUN(0, "check");
}

Test(cli_campaign, later_arrivals_are_listed_and_added)
{
	a_campaign();
	RUN(65, "campaign late 2020-1 add");
	RUN(0, "campaign start 2020-1");
	RUN(0, "set person name=赵六 id_no=610927196003059033 village=610927100200");
	RUN(0, "campaign late 2020-1");
	SAYS("赵六");
	RUN(0, "campaign late 2020-1 add --json");
	SAYS("\"added\":1");
	RUN(0, "campaign progress 2020-1 --json");
	SAYS("\"people\":3");
	SAYS("\"late\":1");
}

Test(cli_campaign, the_roster_as_text_and_as_a_workbook)
{
	a_campaign();
	RUN(0, "campaign start 2020-1");
	RUN(0, "campaign roster 2020-1");
	SAYS("李四");
	SAYS("19900000001");
	SAYS("签字");
	RUN(0, "campaign roster 2020-1 -o $DIR/r.txt --encoding GB18030");
	DO("iconv -f GB18030 -t UTF-8 $DIR/r.txt");
	SAYS("王五");
	RUN(0, "campaign roster 2020-1 610927100000 -o $DIR/r.xlsx --json");
	SAYS("\"people\":1");
	DO("test -s $DIR/r.xlsx && test ! -e $DIR/r.xlsx.part");
	RUN(0, "journal");
	SAYS("走访名单");
}

Test(cli_campaign, wrong_calls_say_what_is_wrong)
{
	a_campaign();
	RUN(2, "campaign dance 2020-1");
	RUN(2, "campaign start");
	RUN(65, "campaign start 2019-9");
	RUN(65, "set campaign 1-1 who='nonsense = 1'");
	SAYS("第1列");
	RUN(2, "campaign roster 2020-1 123");
}

Test(cli_campaign, owed_visits)
{
	a_campaign();
	RUN(0, "set visit_plan name=老人 who='age >= 60' every=1 unit=季 times=1");
	RUN(0, "owed --json --today 2020-04-30");
	SAYS("\"name\":\"王五\"");
	SAYS("\"owed\":true");
	SAYS_NOT("李四");
	RUN(0, "owed --area 城关镇 --today 2020-04-30");
	SAYS("欠访 0 人");
	RUN(0, "owed --area 曾家镇 --today 2020-04-30");
	SAYS("王五");
	RUN(0, "owed --where 'name = 王五' --today 2020-04-30");
	SAYS("欠访 1 人");
	RUN(2, "owed --area 不存在镇");
	RUN(0, "set visit person=王五 date=2020-04-20 by=李卫国 --today 2020-04-30");
	RUN(0, "owed --today 2020-04-30");
	SAYS("欠访 0 人");
}

/* The list and the start are one batch: taken back, the campaign can be started anew. */
Test(cli_campaign, a_start_taken_back_can_be_made_again)
{
	a_campaign();
	RUN(0, "campaign start 2020-1");
	RUN(0, "undo 1");
	RUN(0, "campaign list --json");
	SAYS("\"state\":\"筹备\"");
	SAYS("\"people\":0");
	RUN(0, "campaign start 2020-1 --json");
	SAYS("\"added\":2");
}

/* No campaign runs without its list. */
Test(cli_campaign, does_not_start_without_its_list)
{
	a_campaign();
	RUN(65, "set campaign 1-1 state=进行");
	SAYS("还没有定名单");
	RUN(65, "move campaign 2020-1 开始");
	SAYS("还没有定名单");
}
