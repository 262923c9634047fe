#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <lib/shell.h>
#include <lib/vt.h>

/*
 * The first issue's path in a real terminal: a township's GBK roster is
 * imported, a person found with three keys, a field corrected, saved, the history seen.
 */

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
	cr_assert_eq(shell_run(&s, "init --mode 练习库"), 0, "%s", str_c(&s.err));
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(journey, .init = open_shell, .fini = close_shell, .timeout = 1800);

static struct vt *start(int rows, int cols, const char *term)
{
	static char data[96];
	const char *argv[] = {shell_program(), "--data", data, "--screens", "screens", "--user",
		"测试员", "--today", "2020-04-30", NULL};

	snprintf(data, sizeof data, "%s/data", s.dir);
	return vt_start(
		&(struct vt_options){.rows = rows, .cols = cols, .term = term, .argv = argv});
}

#define WAIT(text) cr_assert(vt_wait(v, text, VT_PATIENCE), "no “%s” in\n%s", text, vt_text(v))

static void ends(struct vt *v)
{
	int status;

	vt_keys(v, "F10 F10 F10 F10 F10");
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status), "still there:\n%s", vt_text(v));
	cr_assert_eq(status, 0);
	vt_close(v);
}

Test(journey, a_roster_comes_in_a_person_is_found_corrected_and_saved)
{
	struct vt *v = start(24, 80, NULL);

	WAIT("主菜单");
	vt_keys(v, "0 1");
	WAIT("导入到哪个登记簿");
	vt_key(v, "Enter");
	WAIT("文件");
	vt_send(v, "tests/data/sample_roster_gbk.csv");
	vt_key(v, "Enter");
	WAIT("核对每一列");
	WAIT("公民身份号码");
	vt_key(v, "F2");
	WAIT("核对每一行");
	vt_keys(v, "F5 F2");
	WAIT("写入库中吗");
	vt_send(v, "y");
	WAIT("导入完成");
	vt_key(v, "Enter");
	WAIT("另存为");
	vt_key(v, "Esc");
	vt_key(v, "F10");
	WAIT("资料与设置");
	vt_key(v, "F10");
	WAIT("主菜单");
	vt_send(v, "xjc"); /* 谢杰成, row 4 of the sample */
	WAIT("谢杰成");
	vt_key(v, "Enter");
	WAIT("曾用名");
	vt_keys(v, "F6");
	vt_send(v, "曾用名");
	vt_key(v, "Enter");
	vt_send(v, "谢大成");
	vt_key(v, "F2");
	WAIT("已存盘");
	vt_key(v, "Ctrl-N");
	WAIT("的历史");
	ends(v);
	cr_assert_eq(shell_run(&s, "list person xjc --columns name,former_name"), 0);
	cr_assert(shell_says(&s, "谢大成"), "%s", str_c(&s.out));
	cr_assert_eq(shell_run(&s, "check"), 0, "%s", str_c(&s.out));
}

Test(journey, works_on_every_kind_of_terminal)
{
	static const char *const terms[] = {"linux", "xterm", "xterm-256color", "putty", "vt100",
		"screen", "tmux", "no-such-terminal"};

	cr_assert_eq(
		shell_run(
			&s, "set person name=张三丰 id_no=610927198611029013 village=610927100200"),
		0);
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct vt *v = start(24, 80, terms[i]);
		cr_assert(vt_wait(v, "主菜单", VT_PATIENCE), "TERM=%s:\n%s", terms[i], vt_text(v));
		vt_send(v, "zsf");
		cr_assert(vt_wait(v, "张三丰", VT_PATIENCE), "TERM=%s:\n%s", terms[i], vt_text(v));
		vt_send(v, "\033"
			   "0"); /* Esc 0 is F10 */
		cr_assert(vt_wait(v, "主菜单", VT_PATIENCE), "TERM=%s:\n%s", terms[i], vt_text(v));
		vt_send(v, "\033"
			   "0");
		int status;
		cr_assert(vt_wait_exit(v, VT_PATIENCE, &status), "TERM=%s", terms[i]);
		vt_close(v);
	}
}

Test(journey, a_hang_up_keeps_what_was_typed)
{
	struct vt *v = start(24, 80, NULL);
	int status;

	cr_assert_eq(
		shell_run(
			&s, "set person name=张三丰 id_no=610927198611029013 village=610927100200"),
		0);
	WAIT("主菜单");
	vt_send(v, "zsf\r");
	WAIT("曾用名");
	vt_key(v, "F6");
	vt_send(v, "曾用名");
	vt_key(v, "Enter");
	vt_send(v, "张君宝");
	WAIT("张君宝");
	kill(vt_pid(v), SIGHUP);
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status));
	vt_close(v);
	v = start(24, 80, NULL);
	WAIT("草稿");
	vt_send(v, "zsf\r");
	WAIT("接着填吗");
	vt_send(v, "y");
	WAIT("张君宝");
	vt_key(v, "F2");
	WAIT("已存盘");
	ends(v);
}

Test(journey, ten_thousand_keys_and_sizes_do_no_harm)
{
	static const char *const keys[] = {"Enter", "Esc", "Up", "Down", "PgUp", "PgDn", "Home",
		"End", "F1", "F3", "F4", "F5", "F6", "F7", "F9", "Ctrl-P", "Ctrl-Z", "Ctrl-L",
		"Tab", "z", "s", "1", "张", "Backspace", "Left", "Right", "F8", "n"};
	const char *many = getenv("BINGGUI_MONKEY");
	int steps = many ? atoi(many) : 1500;
	struct vt *v = start(24, 80, NULL);
	unsigned seed = 20200430;

	cr_assert_eq(
		shell_run(
			&s, "set person name=张三丰 id_no=610927198611029013 village=610927100200"),
		0);
	WAIT("主菜单");
	for (int i = 0; i < steps; i++) {
		seed = seed * 1103515245 + 12345;
		unsigned r = seed >> 16;
		if (r % 20 == 0)
			vt_resize(v, 1 + (int)(r / 20 % 100), 1 + (int)(r / 7 % 300));
		else
			vt_keys(v, keys[r % (sizeof keys / sizeof *keys)]);
		int status;
		if (i % 50 == 0 && vt_wait_exit(v, 0, &status)) {
			/* What an Esc means depends on how soon the next key comes: the way out can be among it. */
			cr_assert_eq(status, 0, "ended at step %d with %x:\n%s", i,
				(unsigned)status, vt_text(v));
			vt_close(v);
			v = start(24, 80, NULL);
			WAIT("主菜单");
		}
	}
	int status;
	kill(vt_pid(v), SIGHUP);
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status), "%s", vt_text(v));
	cr_assert(WIFEXITED(status), "%x", (unsigned)status);
	vt_close(v);
}
