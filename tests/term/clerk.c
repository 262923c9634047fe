#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lib/shell.h>
#include <lib/vt.h>
#include <lib/world.h>

/* What a clerk does all day, on the terminals clerks have: both encodings, two sizes. */

static struct shell s;

static void open_shell(void)
{
	char id[19], words[256];

	shell_open(&s);
	cr_assert_eq(shell_run(&s, "init --mode 练习库"), 0, "%s", str_c(&s.err));
	world_id(id, "61092719861102", 901);
	snprintf(words, sizeof words, "set person name=张三丰 id_no=%s village=610927100200", id);
	cr_assert_eq(shell_run(&s, words), 0, "%s", str_c(&s.err));
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(clerk, .init = open_shell, .fini = close_shell, .timeout = 1800);

static const struct seat {
	const char *encoding; /* NULL = UTF-8 */
	int rows, cols;
} seats[] = {{NULL, 24, 80}, {NULL, 16, 60}, {"GBK", 24, 80}, {"GBK", 16, 60}};
enum { SEATS = sizeof seats / sizeof *seats };

static struct vt *start(const struct seat *seat)
{
	static char data[96];
	static const char *const remote[] = {"SSH_CONNECTION=192.0.2.1 1 192.0.2.2 22", NULL};
	const char *argv[] = {shell_program(), "--data", data, "--screens", "screens", "--user",
		"测试员", "--today", "2020-04-30", "--ascii", "--terminal",
		seat->encoding ? seat->encoding : "utf-8", NULL};

	snprintf(data, sizeof data, "%s/data", s.dir);
	return vt_start(&(struct vt_options){.rows = seat->rows,
		.cols = seat->cols,
		.encoding = seat->encoding,
		.env = remote,
		.argv = argv});
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

Test(clerk, finds_and_opens_a_person_with_four_keys)
{
	for (size_t i = 0; i < SEATS; i++) {
		struct vt *v = start(&seats[i]);
		WAIT("主菜单");
		vt_keys(v, "z s f Enter"); /* six at most are allowed */
		WAIT("曾用名");
		WAIT("张三丰");
		ends(v);
	}
}

/* An input method in full-width mode gives ｚ for z and １ for 1, and takes bare letters for itself. */
Test(clerk, corrects_a_record_with_full_width_input)
{
	for (size_t i = 0; i < SEATS; i++) {
		char phone[64], told[32];
		struct vt *v = start(&seats[i]);
		WAIT("主菜单");
		vt_send(v, "１");
		WAIT("查找");
		vt_send(v, "ｚｓｆ");
		WAIT("张三丰");
		vt_key(v, "Enter");
		WAIT("曾用名");
		vt_key(v, "F6");
		vt_send(v, "联系电话");
		vt_key(v, "Enter");
		vt_key(v, "Ctrl-U");
		snprintf(phone, sizeof phone, "１９９ ００００ ０００%s",
			(const char *[]){"１", "２", "３", "４"}[i]);
		snprintf(told, sizeof told, "1990000000%zu", i + 1);
		vt_send(v, phone);
		vt_key(v, "F2");
		WAIT("已存盘");
		WAIT(told);
		ends(v);
	}
}

/* More than a field can hold is told, and what was there before the paste is not lost. */
Test(clerk, pastes_six_thousand_characters)
{
	static char text[6000 * 3 + 1];

	for (size_t i = 0; i < 6000; i++)
		memcpy(text + 3 * i, i % 50 == 0 ? "段" : "字", 3);
	for (size_t i = 0; i < SEATS; i++) {
		struct vt *v = start(&seats[i]);
		WAIT("主菜单");
		vt_send(v, "zsf\r");
		WAIT("曾用名");
		vt_key(v, "F6");
		vt_send(v, "备注");
		vt_key(v, "Enter");
		vt_paste(v, text);
		WAIT("最多2000字");
		WAIT("4000字没有收下");
		vt_key(v, "Ctrl-Z");
		cr_assert(vt_wait_gone(v, "段字字字", VT_PATIENCE), "%s", vt_text(v));
		ends(v);
	}
}

/* However the line drops, what stood on the screen is offered again. */
Test(clerk, hang_up_at_any_key_loses_nothing)
{
	const char *many = getenv("BINGGUI_HANGUPS");
	int n = many ? atoi(many) : 100;
	unsigned seed = 20200430;

	for (int i = 0; i < n; i++) {
		const struct seat *seat = &seats[i % SEATS];
		struct vt *v = start(seat);
		/* Begins with what no screen shows by itself, nor the round before: WAIT must mean that it was read. */
		char typed[64];
		int status;
		snprintf(typed, sizeof typed, "第%d巷", i);
		WAIT("主菜单");
		vt_send(v, "zsf\r");
		WAIT("曾用名");
		if (i > 0) { /* what the round before typed */
			WAIT("接着填吗");
			vt_keys(v, "n y");
		}
		vt_key(v, "F6");
		vt_send(v, "现住址");
		vt_key(v, "Enter");
		vt_key(v, "Ctrl-U");
		seed = seed * 1103515245 + 12345;
		unsigned keys = (seed >> 16) % 12;
		for (unsigned k = 0; k < keys; k++) {
			strcat(typed,
				(const char *[]){"东", "南", "7", "A"}[(seed >> (k % 8)) % 4]);
		}
		vt_send(v, typed);
		WAIT(typed);
		if (i % 2)
			vt_hang_up(v);
		else
			kill(vt_pid(v), SIGHUP);
		cr_assert(vt_wait_exit(v, VT_PATIENCE, &status), "%s", vt_text(v));
		vt_close(v);
		v = start(seat);
		WAIT("主菜单");
		vt_send(v, "zsf\r");
		WAIT("接着填吗");
		vt_send(v, "y");
		vt_key(v, "F6");
		vt_send(v, "现住址");
		vt_key(v, "Enter");
		WAIT(typed);
		kill(vt_pid(v), SIGHUP);
		cr_assert(vt_wait_exit(v, VT_PATIENCE, &status));
		vt_close(v);
	}
}
