#include <criterion/criterion.h>
#include <stdio.h>

#include <lib/shell.h>
#include <lib/vt.h>

/* Somebody is in a form while another program saves the same record, and one beside it. */

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
	cr_assert_eq(shell_run(&s, "init"), 0, "%s", str_c(&s.err));
	cr_assert_eq(shell_run(&s, "set person name=张三丰 id_no=610927198611029013 "
				   "village=610927100200"),
		0, "%s", str_c(&s.err));
	cr_assert_eq(shell_run(&s, "set person name=单田芳 id_no=610927196202039027 "
				   "village=610927100201"),
		0, "%s", str_c(&s.err));
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(two_programs, .init = open_shell, .fini = close_shell, .timeout = 1800);

#define WAIT(text) cr_assert(vt_wait(v, text, VT_PATIENCE), "no “%s” in\n%s", text, vt_text(v))
#define SET(words)                                                                                 \
	cr_assert_eq(shell_run(&s, "set person " words), 0, "%s%s", str_c(&s.out), str_c(&s.err))

static struct vt *start(void)
{
	static char data[96];
	const char *argv[] = {shell_program(), "--data", data, "--screens", "screens", "--user",
		"李四", "--today", "2020-04-30", NULL};

	snprintf(data, sizeof data, "%s/data", s.dir);
	return vt_start(&(struct vt_options){.argv = argv});
}

Test(two_programs, a_form_merges_and_the_list_follows)
{
	struct vt *v = start();
	int status;

	WAIT("主菜单");
	vt_send(v, "zsf");
	WAIT("张三丰");
	vt_key(v, "Enter");
	WAIT("曾用名"); /* in the form alone: what is saved beside it must come after it has read */
	vt_key(v, "F6");
	vt_send(v, "曾用名");
	vt_key(v, "Enter");
	vt_send(v, "张君宝");
	SET("1-1 note=长子在外");
	SET("1-2 name=单小芳");
	vt_key(v, "F2");
	WAIT("已合在一起");
	vt_key(v, "F10");
	vt_keys(v, "Ctrl-U");
	vt_send(v, "sxf");
	WAIT("单小芳");
	SET("1-2 name=单晓芳");
	WAIT("单晓芳");
	vt_keys(v, "F10 F10 F10 F10 F10");
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status), "still there:\n%s", vt_text(v));
	cr_assert_eq(status, 0);
	vt_close(v);
	cr_assert_eq(shell_run(&s, "show person 1-1"), 0);
	cr_assert(shell_says(&s, "张君宝") && shell_says(&s, "长子在外"), "%s", str_c(&s.out));
	cr_assert_eq(shell_run(&s, "check"), 0, "%s", str_c(&s.out));
}
