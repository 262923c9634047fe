#include <criterion/criterion.h>
#include <string.h>

#include <lib/shell.h>

/* binggui merge: two numbers, one person, and two again. */

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(merge, .init = open_shell, .fini = close_shell);

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

#define TAKEN "id_no=610927198611029013"

Test(merge, keeps_the_first_moves_what_the_second_has_and_is_undone)
{
	RUN(0, "init");
	RUN(0, "set person name=李四 " TAKEN " village=610927100200 phone1=19900000001");
	RUN(0, "set person name=李四 id_type=无证 phone1=19900000002 nation=汉族");
	RUN(0, "set service person=1-2 unit=某部");
	RUN(2, "merge person 1-1");
	RUN(65, "merge person 1-1 1-9");
	RUN(2, "merge person 1-1 610927198611029013"); /* itself */
	RUN(0, "merge person 610927198611029013 1-2");
	SAYS("1-2 合并到 1-1");
	SAYS("转来服役经历 1");
	SAYS("binggui undo");
	RUN(0, "show person 1-1");
	SAYS("19900000001");
	SAYS("汉族");
	RUN(0, "show person 1-2");
	SAYS("已作废");
	RUN(0, "history person 1-2");
	SAYS("合并到 1-1");
	RUN(0, "check");
	RUN(0, "batches");
	SAYS("合并 李四 1-2 → 1-1");
	RUN(2, "merge person 1-1 1-2");
	SAYS("已经作废");
	RUN(65, "move person 1-2 去世 death_date=2020-01-01");
	SAYS("已经作废，不能办理“去世”");
	RUN(65, "set person 1-2 note=x");
	SAYS("已经作废，不能修改");
	RUN(0, "undo 1");
	RUN(0, "show service 1-1 --json");
	SAYS("\"1-2\"");
	RUN(0, "merge person 1-2 1-1 --json");
	SAYS("\"result\":\"merged\"");
	RUN(0, "check");
}
