#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
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

TestSuite(cli, .init = open_shell, .fini = close_shell);

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))
#define SAYS_NOT(text)                                                                             \
	cr_assert_not(shell_says(&s, text), "“%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

#define LI_SI "name=李四 id_no=610927198611029013 village=610927100200"

Test(cli, tells_what_it_can_do)
{
	RUN(0, "--help");
	SAYS("binggui import");
	SAYS("--dry-run");
	RUN(0, "--version");
	SAYS("binggui 0.1.0");
}

Test(cli, wrong_usage_is_exit_code_2)
{
	RUN(2, "frobnicate");
	SAYS("没有命令");
	RUN(2, "--frobnicate");
	RUN(2, "list --today yesterday");
	RUN(2, "show person");
	SAYS("用法");
}

Test(cli, a_missing_store_is_told_and_not_made)
{
	RUN(66, "list person");
	SAYS("binggui init");
	RUN(66, "");
	cr_assert_neq(shell_do(&s, "test -e $DIR/data"), 0);
}

Test(cli, init_makes_the_county_once)
{
	RUN(0, "init");
	SAYS("行政区划 70 个");
	SAYS("服务中心和服务站 70 个");
	cr_assert_neq(shell_run(&s, "init"), 0);
	RUN(0, "list station --format csv --columns name,level");
	SAYS("县中心");
	RUN(0, "list area 610927100200 --json");
	SAYS("蔬菜村");
	RUN(0, "");
	SAYS("行政区划：70");
	RUN(0, "check");
	SAYS("完好");
}

Test(cli, set_show_history)
{
	RUN(0, "init");
	RUN(0, "set person " LI_SI " phone1=19900000008 --json");
	SAYS("\"result\":\"saved\"");
	RUN(0, "list person ls --json --columns name,sex,birth,village");
	SAYS("\"name\":\"李四\"");
	SAYS("\"sex\":\"男\"");
	SAYS("\"birth\":\"1986-11-02\"");
	SAYS("\"village\":\"610927100200\"");
	RUN(0, "set person 1-1 phone1=19900000009");
	RUN(0, "set person 1-1 phone1=19900000009");
	SAYS("没有变化");
	RUN(0, "history person 1-1");
	SAYS("测试员");
	RUN(0, "show person 1-1");
	SAYS_NOT("610927198611029013");
	RUN(0, "show person 1-1 --reveal");
	SAYS("610927198611029013");
	RUN(0, "journal --limit 1");
	SAYS("查看保密内容");
	SAYS("1-1");
}

Test(cli, refuses_what_breaks_the_definition)
{
	RUN(0, "init");
	RUN(65, "set person name=李四 id_no=610927198611029011 village=610927100200");
	SAYS("校验码");
	RUN(0, "set person " LI_SI);
	RUN(65, "set person " LI_SI);
	RUN(2, "set person 1-1 colour=red");
	RUN(65, "show person 1-99");
	RUN(2, "list horse");
	RUN(65, "list person --where 'sex ='");
	SAYS("列");
}

Test(cli, where_and_sort)
{
	RUN(0, "init");
	RUN(0, "set person " LI_SI);
	RUN(0, "set person name=王五 id_no=610927195011029024 village=曾家镇宏伟村");
	RUN(0, "list person --where 'age >= 60' --columns name");
	SAYS("王五");
	SAYS_NOT("李四");
	RUN(0, "list person --where '性别 ＝ 女' --columns name");
	SAYS("王五");
	SAYS_NOT("李四");
	RUN(0, "list person --where 'village = 610927100200' --columns name");
	SAYS("李四");
	SAYS_NOT("王五");
	RUN(0, "list person --sort -birth --columns name --format tsv");
	cr_assert_lt(strstr(s.out.at, "李四"), strstr(s.out.at, "王五"));
}

/* What is kept of the definitions is never taken for what they say now. */
Test(cli, a_change_of_the_definitions_is_seen_at_the_next_start)
{
	char cache[96];

	snprintf(cache, sizeof cache, "%s/cache", s.dir);
	setenv("XDG_CACHE_HOME", cache, 1);
	shell_do(&s, "cp -r screens $DIR/screens");
	RUN(0, "init --screens $DIR/screens");
	RUN(0, "set person " LI_SI " --screens $DIR/screens");
	cr_assert_eq(shell_do(&s, "test -s $DIR/cache/binggui/definitions"), 0);
	shell_do(&s, "cp $DIR/cache/binggui/definitions $DIR/before");
	RUN(0, "show person 1-1 --screens $DIR/screens");
	SAYS("姓名");
	cr_assert_eq(shell_do(&s, "cmp $DIR/before $DIR/cache/binggui/definitions"), 0);
	shell_do(&s, "sed -i 's/label: 姓名/label: 尊姓/' $DIR/screens/person.yaml");
	RUN(0, "show person 1-1 --screens $DIR/screens");
	SAYS("尊姓");
	cr_assert_neq(shell_do(&s, "cmp $DIR/before $DIR/cache/binggui/definitions"), 0);
	shell_do(&s, "cp $DIR/before $DIR/cache/binggui/definitions");
	RUN(0, "show person 1-1 --screens $DIR/screens");
	SAYS("尊姓");
	shell_do(&s, "truncate -s -9 $DIR/cache/binggui/definitions");
	RUN(0, "show person 1-1 --screens $DIR/screens");
	SAYS("尊姓");
	shell_do(&s, "rm -r $DIR/cache; touch $DIR/cache"); /* nothing can be kept */
	RUN(0, "show person 1-1 --screens $DIR/screens");
	SAYS("尊姓");
}

Test(cli, a_wrong_screens_folder_is_told_with_places_and_the_last_good_one_serves)
{
	RUN(0, "init");
	cr_assert_eq(
		shell_do(&s,
			"cp -r screens $DIR/screens; echo 'oops: 1' >> $DIR/screens/person.yaml"),
		0);
	cr_assert_eq(shell_run(&s, "screens $DIR/screens"), 78);
	SAYS("person.yaml:");
	RUN(0, "list person --screens $DIR/screens");
	SAYS("person.yaml:");
}

Test(cli, backup_and_restore)
{
	RUN(0, "init");
	RUN(0, "set person " LI_SI);
	RUN(0, "backup $DIR/copy");
	cr_assert_neq(shell_run(&s, "restore $DIR/copy"), 0);
	cr_assert_eq(shell_do(&s, "mv $DIR/data $DIR/old"), 0);
	RUN(0, "restore $DIR/copy");
	RUN(0, "check");
	RUN(0, "list person --columns name");
	SAYS("李四");
}

Test(cli, names_cannot_steer_the_terminal)
{
	RUN(0, "init");
	RUN(0, "set person name=$(printf '李\\033[2J四') id_no=610927198611029013 "
	       "village=610927100200");
	RUN(0, "list person");
	cr_assert_null(strchr(s.out.at, 0x1b));
}
