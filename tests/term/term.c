#include <binggui/ui/term.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include <lib/vt.h>
#include <term/demo.h>

static const char *const terms[] = {"xterm-256color", "xterm", "linux", "putty", "vt100", "screen",
	"tmux-256color", "rxvt-unicode", "no-such-terminal", "dumb"};
#define TERMS (sizeof terms / sizeof *terms)

static struct vt *start(
	const char *term, int (*child)(void *x), struct demo *demo, int rows, int cols)
{
	return vt_start(&(struct vt_options){
		.rows = rows, .cols = cols, .term = term, .child = child, .x = demo});
}

static void finish(struct vt *v, int wanted)
{
	int status;
	vt_send(v, "q");
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status));
	cr_assert(WIFEXITED(status), "status %x", (unsigned)status);
	cr_assert_eq(WEXITSTATUS(status), wanted);
	vt_close(v);
}

Test(term, the_first_screen_on_every_terminal)
{
	for (size_t i = 0; i < TERMS; i++) {
		struct demo demo = {0};
		struct vt *v = start(terms[i], demo_list, &demo, 24, 80);
		cr_assert(vt_wait(v, "F1帮助 F2打开 F10返回", VT_PATIENCE), "%s\n%s", terms[i],
			vt_text(v));
		cr_assert_str_eq(vt_row(v, 1), "查找：");
		cr_assert_str_eq(vt_row(v, 3), "▸ 张建国       20 城关镇文彩社区                   "
					       "     复员军人     19900000000");
		cr_assert_str_eq(vt_row(v, 21), "      1/1,326");
		cr_assert(vt_wait_cursor(v, 3, 0, VT_PATIENCE), "%s", terms[i]);
		finish(v, 0);
	}
}

/* Function keys as each terminal sends them, whatever $TERM says. */
Test(term, keys_on_every_terminal)
{
	static const struct {
		const char *bytes, *seen;
	} keys[] = {{"\033OP", "[F1]"}, {"\033[11~", "[F1]"}, {"\033[[A", "[F1]"},
		{"\033[24~", "[F12]"}, {"\033[A", "[Up]"}, {"\033OB", "[Down]"},
		{"\033[1~", "[Home]"}, {"\033OF", "[End]"}, {"\033[5~", "[PgUp]"},
		{"\177", "[Backspace]"}, {"\r", "[Enter]"}, {"\b", "[Backspace]"},
		{"\0332", "[F2]"}, {"\0330", "[F10]"}, {"\023", "[Ctrl-S]"}, {"\003", "[Ctrl-C]"},
		{"\032", "[Ctrl-Z]"}, {"\021", "[Ctrl-Q]"}, {"\034", "[Ctrl-\\]"}, {"张", "[张]"},
		{"𬭩", "[𬭩]"}, {"\033[Z", "[BackTab]"}, {"\t", "[Tab]"},
		{"\033[200~一行\033[201~", "[paste 6 一行]"}, {"\xff", "[bad FF]"}};
	for (size_t i = 0; i < TERMS; i++) {
		struct demo demo = {.escape_ms = 40};
		struct vt *v = start(terms[i], demo_keys, &demo, 24, 80);
		cr_assert(vt_wait(v, "按键", VT_PATIENCE));
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			vt_send(v, keys[k].bytes);
			cr_assert(vt_wait(v, keys[k].seen, VT_PATIENCE), "%s: %s, not %s", terms[i],
				vt_row(v, 2), keys[k].seen);
			vt_send(v, ".");
			cr_assert(vt_wait(v, "[.]", VT_PATIENCE));
		}
		finish(v, 0);
	}
}

Test(term, a_lone_escape_waits_for_a_digit)
{
	struct demo quick = {.escape_ms = 200}, patient = {.escape_ms = VT_PATIENCE};
	struct vt *v = start(NULL, demo_keys, &quick, 24, 80);
	cr_assert(vt_wait(v, "按键", VT_PATIENCE));
	vt_send(v, "\033");
	cr_assert(vt_wait(v, "[Esc]", VT_PATIENCE));
	finish(v, 0);
	v = start(NULL, demo_keys, &patient, 24, 80);
	cr_assert(vt_wait(v, "按键", VT_PATIENCE));
	vt_send(v, "\033");
	vt_settle(v, 20); /* typed by hand: mostly two reads */
	vt_send(v, "2");
	cr_assert(vt_wait(v, "[F2]", VT_PATIENCE));
	finish(v, 0);
}

Test(term, characters_cut_between_reads)
{
	struct demo demo = {.line_ms = VT_PATIENCE};
	struct vt *v = start(NULL, demo_keys, &demo, 24, 80);
	cr_assert(vt_wait(v, "按键", VT_PATIENCE));
	vt_send(v, "\xe5\xbc");
	vt_settle(v, 50);
	vt_send(v, "\xa0");
	cr_assert(vt_wait(v, "[张]", VT_PATIENCE));
	vt_send(v, "\xe5\xbcx");
	cr_assert(vt_wait(v, "[x]", VT_PATIENCE));
	finish(v, 0);
}

Test(term, a_long_paste)
{
	struct demo demo = {.line_ms = VT_PATIENCE};
	char *text = malloc(18001);
	for (int i = 0; i < 6000; i++)
		memcpy(text + i * 3, i ? "汉" : "首", 3);
	text[18000] = '\0';
	struct vt *v = start(NULL, demo_keys, &demo, 24, 80);
	cr_assert(vt_wait(v, "按键", VT_PATIENCE));
	vt_paste(v, text);
	cr_assert(vt_wait(v, "[paste 18000 首汉", VT_PATIENCE), "%s", vt_row(v, 2));
	free(text);
	finish(v, 0);
}

static bool is_left(struct vt *v, void *x)
{
	size_t n;
	const char *raw = vt_raw(v, &n);
	(void)x;
	return memmem(raw, n, "\033[?2004l", 8) && !vt_alternate(v);
}

/* However it ends, the terminal is as it was. */
Test(term, is_put_back)
{
	static const struct {
		const char *key;
		int status;
	} ends[] = {{"q", 0}, {"t", 5 << 8}, {"x", SIGABRT}};
	for (size_t i = 0; i < 3; i++) {
		struct demo demo = {0};
		struct termios before = {0};
		int status;
		/* The slave is kept open here so that its modes can still be read. */
		struct vt *v = start("xterm", demo_list, &demo, 24, 80);
		int slave = open(ptsname(vt_fd(v)), O_RDWR | O_NOCTTY);
		cr_assert_geq(slave, 0);
		cr_assert(vt_wait(v, "帮助", VT_PATIENCE));
		cr_assert(vt_alternate(v));
		tcgetattr(slave, &before);
		cr_assert_not(before.c_lflag & (ICANON | ECHO | ISIG));
		cr_assert_not(before.c_iflag & IXON);
		vt_bytes(v);
		vt_send(v, ends[i].key);
		cr_assert(vt_wait_exit(v, VT_PATIENCE, &status));
		cr_assert_eq(
			status & 0xFF7F, ends[i].status, "%s: %x", ends[i].key, (unsigned)status);
		cr_assert(vt_until(v, is_left, NULL, VT_PATIENCE),
			"%s: bracketed paste or the other screen is still on", ends[i].key);
		struct termios after;
		tcgetattr(slave, &after);
		cr_assert(after.c_lflag & ICANON && after.c_lflag & ECHO && after.c_lflag & ISIG);
		close(slave);
		vt_close(v);
	}
}

static void expect_note(int fd)
{
	char note[16] = "";
	cr_assert_eq(read(fd, note, sizeof note - 1), 6);
	cr_assert_str_eq(note, "hangup");
}

Test(term, hang_up_keeps_what_is_to_be_kept)
{
	int note[2];
	cr_assert_eq(pipe(note), 0);
	struct demo demo = {.notify = note[1]};
	struct vt *v = start(NULL, demo_list, &demo, 24, 80);
	cr_assert(vt_wait(v, "帮助", VT_PATIENCE));
	close(note[1]);
	kill(vt_pid(v), SIGHUP);
	expect_note(note[0]);
	int status;
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status));
	cr_assert_eq(WEXITSTATUS(status), 4);
	close(note[0]);
	vt_close(v);
}

Test(term, a_line_that_drops)
{
	int note[2];
	cr_assert_eq(pipe(note), 0);
	struct demo demo = {.notify = note[1]};
	struct vt *v = start(NULL, demo_list, &demo, 24, 80);
	cr_assert(vt_wait(v, "帮助", VT_PATIENCE));
	close(note[1]);
	vt_hang_up(v);
	expect_note(note[0]);
	int status;
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status));
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 4, "%x", (unsigned)status);
	close(note[0]);
	vt_close(v);
}

Test(term, terminate_is_a_hang_up)
{
	struct demo demo = {0};
	struct vt *v = start(NULL, demo_list, &demo, 24, 80);
	int status;
	cr_assert(vt_wait(v, "帮助", VT_PATIENCE));
	kill(vt_pid(v), SIGTERM);
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status));
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 4);
	cr_assert(vt_until(v, is_left, NULL, VT_PATIENCE));
	vt_close(v);
}

static bool bar_stands_in(struct vt *v, void *row)
{
	return vt_find_row(v, "F1帮助") == *(int *)row;
}

Test(term, resize)
{
	struct demo demo = {0};
	struct vt *v = start(NULL, demo_list, &demo, 24, 80);
	cr_assert(vt_wait(v, "1/1,326", VT_PATIENCE));
	int last = 15;
	vt_resize(v, 16, 60);
	cr_assert(vt_until(v, bar_stands_in, &last, VT_PATIENCE), "%s", vt_text(v));
	cr_assert(vt_wait_cursor(v, 3, 0, VT_PATIENCE));
	vt_resize(v, 10, 40);
	cr_assert(vt_wait(v, "窗口太小", VT_PATIENCE));
	vt_resize(v, 1, 1);
	vt_settle(v, 50); /* mostly it is seen by the program; one size is as good as two */
	vt_resize(v, 100, 300);
	last = 99;
	cr_assert(vt_until(v, bar_stands_in, &last, VT_PATIENCE), "%s", vt_text(v));
	vt_resize(v, 24, 80);
	last = 23;
	cr_assert(vt_until(v, bar_stands_in, &last, VT_PATIENCE), "%s", vt_text(v));
	cr_assert(vt_wait_cursor(v, 3, 0, VT_PATIENCE));
	cr_assert(vt_wait(v, "      1/1,326", VT_PATIENCE));
	finish(v, 0);
}

/* The environment's LINES and COLUMNS, which the test runner sets, are not the terminal's size. */
Test(term, environment_does_not_freeze_the_size)
{
	struct demo demo = {0};
	const char *const env[] = {"LINES=40", "COLUMNS=90", NULL};
	struct vt *v = vt_start(&(struct vt_options){
		.rows = 20, .cols = 70, .env = env, .child = demo_list, .x = &demo});
	cr_assert(vt_wait(v, "F1帮助", VT_PATIENCE));
	cr_assert_eq(vt_find_row(v, "F1帮助"), 19);
	finish(v, 0);
}

Test(term, no_color)
{
	const char *const env[] = {"NO_COLOR=1", NULL};
	for (int plain = 0; plain < 2; plain++) {
		struct demo demo = {0};
		struct vt *v = vt_start(&(struct vt_options){
			.env = plain ? env : NULL, .child = demo_list, .x = &demo});
		cr_assert(vt_wait(v, "F1帮助", VT_PATIENCE));
		size_t n;
		const char *raw = vt_raw(v, &n);
		bool colour = memmem(raw, n, "\033[1m\033[37m\033[44m", 13) ||
			      memmem(raw, n, "[37m", 4) || memmem(raw, n, "44m", 3);
		cr_assert_eq(colour, !plain);
		cr_assert(!plain || vt_reversed(v, 0, 79), "the title is still a bar");
		finish(v, 0);
	}
}

Test(term, ascii_lines)
{
	struct demo demo = {.ascii = 1};
	struct vt *v = start(NULL, demo_list, &demo, 24, 80);
	cr_assert(vt_wait(v, "F1帮助", VT_PATIENCE));
	cr_assert_eq(vt_find_row(v, "> 张建国"), 3);
	cr_assert_eq(vt_find_row(v, "▸"), -1);
	finish(v, 0);
}

/* A box over the list, by Unicode, by the terminal's own line set and by ASCII. */
Test(term, lines_of_three_kinds)
{
	for (int kind = 0; kind < 3; kind++) {
		struct demo demo = {.legacy_lines = kind == 1, .ascii = kind == 2};
		struct vt *v = start("xterm", demo_list, &demo, 24, 80);
		cr_assert(vt_wait(v, "F1帮助", VT_PATIENCE));
		vt_bytes(v);
		vt_send(v, "p");
		cr_assert(vt_wait(v, kind == 2 ? "+ 请确认 -" : "┌ 请确认 ─", VT_PATIENCE), "%s",
			vt_text(v));
		cr_assert(vt_wait(v, "作废张建国的档案？", VT_PATIENCE));
		size_t n;
		const char *raw = vt_raw(v, &n);
		bool by_set = memmem(raw, n, "\033(0", 3) != NULL;
		cr_assert_eq(by_set, kind == 1);
		cr_assert_eq(memmem(raw, n, "─", 3) != NULL, kind == 0);
		vt_key(v, "Esc");
		cr_assert(vt_wait_gone(v, "作废张建国的档案？", VT_PATIENCE));
		cr_assert(vt_wait(v, "城关镇文彩社区", VT_PATIENCE));
		finish(v, 0);
	}
}

/*
 * What is in the data stays in the data: every control byte that comes out is one of ncurses's own.
 */
static void only_our_controls(const char *raw, size_t n, const char *what)
{
	for (size_t i = 0; i < n; i++) {
		uint8_t b = (uint8_t)raw[i];
		if (b == 0x1B) {
			char next = i + 1 < n ? raw[i + 1] : '[';
			cr_assert(strchr("[()=>78M", next), "%s: ESC %c", what, next);
		} else {
			cr_assert(b >= 0x20 || strchr("\r\n\b\t\017\016", b), "%s: byte %02X", what,
				b);
			cr_assert(b != 0x7F &&
					  !(b == 0xC2 && i + 1 < n && (uint8_t)raw[i + 1] < 0xA0),
				"%s: %02X", what, b);
		}
	}
	cr_assert_not(memmem(raw, n, "\xe2\x80\xae", 3), "%s: direction override", what);
	cr_assert_not(memmem(raw, n, "\xe2\x80\x8b", 3), "%s: zero-width space", what);
	cr_assert_not(memmem(raw, n, "EVIL", 4) && memmem(raw, n, "\033]", 2), "%s", what);
}

Test(term, hostile_text_stays_text)
{
	static const char *const texts[] = {"\033]0;EVIL\a", "\033[2J\033[31m",
		"\x9b"
		"31m",
		"\xc2\x9b"
		"2J",
		"\033P1$r\033\\", "\x07\x08\x0b\x0c\x0e\x0f\x7f", "\xff\xfe\xe5\xbc",
		"\u202Eabc\u200B\uFEFF", "\033", "\r\n\t", "\xed\xa0\x80\xf5", "\u2028\u2029\u00AD",
		"\033(0lqk"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct demo demo = {.hostile = texts[i]};
		struct vt *v = start(NULL, demo_list, &demo, 24, 80);
		cr_assert(vt_wait(v, "F1帮助", VT_PATIENCE), "%zu", i);
		vt_keys(v, "Down Down Up");
		cr_assert(vt_wait_cursor(v, 4, 0, VT_PATIENCE));
		cr_assert_str_eq(vt_row(v, 2), "  姓名       年龄 户籍村                           "
					       "     类别         电话");
		size_t n;
		const char *raw = vt_raw(v, &n);
		only_our_controls(raw, n, texts[i]);
		finish(v, 0);
	}
}

/* Ctrl-S does not freeze: the next key is still seen. */
Test(term, ctrl_s_does_not_freeze)
{
	struct demo demo = {0};
	struct vt *v = start(NULL, demo_list, &demo, 24, 80);
	cr_assert(vt_wait(v, "F1帮助", VT_PATIENCE));
	vt_keys(v, "Ctrl-S Down");
	cr_assert(vt_wait_cursor(v, 4, 0, VT_PATIENCE));
	finish(v, 0);
}
