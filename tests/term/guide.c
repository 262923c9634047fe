#include <criterion/criterion.h>
#include <stdio.h>

#include <lib/golden.h>
#include <lib/shell.h>
#include <lib/vt.h>

/* The first run at a terminal without a store, and the settings of a user that it leaves behind. */

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(guide, .init = open_shell, .fini = close_shell, .timeout = 1800);

static struct vt *start(int rows, int cols)
{
	static char data[96], config[96], home[96];
	const char *argv[] = {shell_program(), "--data", data, "--screens", "screens", NULL};
	const char *env[] = {config, home, "BINGGUI_USER", NULL};

	snprintf(data, sizeof data, "%s/data", s.dir);
	snprintf(config, sizeof config, "XDG_CONFIG_HOME=%s/config", s.dir);
	snprintf(home, sizeof home, "HOME=%s", s.dir);
	return vt_start(&(struct vt_options){.rows = rows, .cols = cols, .argv = argv, .env = env});
}

#define WAIT(text) cr_assert(vt_wait(v, text, VT_PATIENCE), "no “%s” in\n%s", text, vt_text(v))

static void ends(struct vt *v)
{
	int status;

	vt_keys(v, "F10");
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status), "still there:\n%s", vt_text(v));
	cr_assert_eq(status, 0);
	vt_close(v);
}

Test(guide, a_store_is_made_and_the_name_kept)
{
	struct vt *v = start(24, 80);

	WAIT("第一次使用");
	WAIT("陕西省安康市镇坪县");
	vt_keys(v, "2");
	WAIT("建哪一种库");
	vt_keys(v, "2 Enter");
	WAIT("练习库");
	vt_keys(v, "Enter");
	WAIT("每次改动都记这个姓名");
	vt_keys(v, "Ctrl-U");
	vt_send(v, "李卫国");
	vt_keys(v, "Enter");
	WAIT("李卫国");
	vt_keys(v, "Enter");
	WAIT("县中心填 1");
	vt_keys(v, "Ctrl-U");
	vt_send(v, "１２");
	vt_keys(v, "Enter");
	WAIT("12");
	vt_keys(v, "F2");
	WAIT("兵归 练习库  主菜单");
	WAIT("李卫国  12号站");
	ends(v);
	v = start(16, 60);
	WAIT("李卫国  12号站");
	ends(v);
	shell_do(&s, "cat $DIR/config/binggui/settings.yaml");
	cr_assert(shell_says(&s, "name: \"李卫国\""), "%s", str_c(&s.out));
}

Test(guide, leaving_makes_nothing)
{
	struct vt *v = start(16, 60);

	WAIT("第一次使用");
	WAIT("建库");
	ends(v);
	cr_assert_neq(shell_do(&s, "test -e $DIR/data"), 0);
}

Test(guide, without_a_terminal_the_failure_stays)
{
	cr_assert_eq(shell_run(&s, ""), 66);
	cr_assert(shell_says(&s, "还没有建库"), "%s", str_c(&s.err));
}
