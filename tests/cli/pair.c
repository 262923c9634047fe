#include <criterion/criterion.h>

#include <lib/shell.h>

static struct shell s;

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

static void open_shell(void)
{
	shell_open(&s);
	RUN(0, "init");
	RUN(0, "set person name=李四 id_no=610927198611029013 village=610927100201");
	RUN(0, "set person name=王五 id_no=61092719861102903X village=610927103200");
	RUN(0, "set staff name=陈县 unit=局 tier=县 kind=科级");
	RUN(0, "set staff name=赵镇 unit=站 tier=镇 kind=专干 station=610927100000 max_pairs=1");
	RUN(0, "set staff name=孙镇 unit=站 tier=镇 kind=专干 station=610927100000");
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(pair, .init = open_shell, .fini = close_shell);

Test(pair, gaps_say_who_lacks_whom_and_whether_there_is_somebody)
{
	RUN(0, "pair gaps");
	SAYS("李四\t新华村\t县\t可以结对");
	SAYS("李四\t新华村\t村\t当地没有这一级的人");
	SAYS("缺 6 处");
	RUN(0, "pair gaps --area 城关镇 --json");
	SAYS("{\"gaps\":[{\"person\":\"1-1\",\"name\":\"李四\",\"village\":\"610927100201\","
	     "\"tier\":\"县\",\"why\":\"fine\",\"text\":\"可以结对\",\"candidates\":1}");
	SAYS("\"people\":1,\"lacking\":1}");
}

Test(pair, fill_shows_first_writes_on_consent_and_is_undone_in_one_step)
{
	RUN(1, "pair fill");
	SAYS("李四\t新华村\t镇\t赵镇");
	SAYS("请加 --yes");
	RUN(0, "list pairing --json");
	SAYS("[]");
	RUN(1, "pair fill --yes --dry-run --json");
	SAYS("{\"applied\":false,\"batch\":null,\"pairs\":[{\"person\":\"1-1\"");
	RUN(1, "pair fill --yes --json");
	SAYS("\"applied\":true,\"batch\":1,");
	SAYS("\"staff\":\"1-2\",\"staff_name\":\"赵镇\"");
	SAYS("\"left\":[{\"person\":\"1-1\",\"name\":\"李四\",\"village\":\"610927100201\","
	     "\"tier\":\"村\",\"staff\":null,\"why\":\"no-staff\"");
	SAYS("{\"staff\":\"1-1\",\"name\":\"陈县\",\"tier\":\"县\",\"before\":0,\"after\":2,"
	     "\"limit\":null}");
	RUN(0, "pair load --json");
	SAYS("\"load\":2,\"limit\":null,\"over\":false");
	RUN(0, "undo 1");
	RUN(0, "pair gaps");
	SAYS("缺 6 处");
}

Test(pair, handover_moves_everything_and_says_what_it_cannot)
{
	RUN(1, "pair fill --yes");
	RUN(0, "pair handover 赵镇 孙镇 --yes --reason 退休 --json");
	SAYS("\"from\":\"1-2\",\"from_name\":\"赵镇\",\"staff\":\"1-3\",\"staff_name\":\"孙镇\"");
	RUN(0, "list pairing --where 'to != \"\"' --columns staff,to,end_reason --format csv");
	SAYS("2020-04-30,退休");
	RUN(1, "pair handover 孙镇 陈县 --yes");
	SAYS("李四\t新华村\t镇\t不是这一级的人");
	RUN(1, "pair handover 陈县 --yes");
	SAYS("当地没有这一级的人");
}

Test(pair, load_tells_what_is_wrong)
{
	RUN(1, "pair fill --yes");
	RUN(0, "set staff 1-2 max_pairs=0");
	RUN(1, "pair load");
	SAYS("赵镇\t站\t镇\t1\t0\t超过上限");
	RUN(0, "set person 1-1 village=610927103200");
	RUN(1, "pair load --json");
	SAYS("\"why\":\"outside\"");
	SAYS("\"overloaded\":1}");
}

Test(pair, wrong_usage_is_exit_code_2)
{
	RUN(2, "pair");
	RUN(2, "pair frobnicate");
	RUN(2, "pair fill 李四");
	RUN(2, "pair gaps --area 没有的镇");
	RUN(2, "pair handover");
	RUN(2, "pair handover 赵镇 赵镇");
	RUN(65, "pair handover 没有的人");
	RUN(2, "pair handover 赵镇 --reason 不知道");
}
