#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include <binggui/app/transcode.h>
#include <binggui/base/mem.h>
#include <binggui/text/recode.h>
#include <lib/shell.h>
#include <lib/vt.h>
#include <lib/world.h>

/* Terminals that do not speak UTF-8: the program itself behind its transcoder. */

static struct shell s;

static void add_person(const char *name, int order)
{
	char id[19], words[256];
	world_id(id, "61092719861102", order);
	snprintf(words, sizeof words, "set person name=%s id_no=%s village=610927100200", name, id);
	cr_assert_eq(shell_run(&s, words), 0, "%s", str_c(&s.err));
}

static void open_shell(void)
{
	shell_open(&s);
	cr_assert_eq(shell_run(&s, "init --mode 练习库"), 0, "%s", str_c(&s.err));
	add_person("张三丰", 901);
	add_person("买买提·吐尔逊", 903);
	add_person("李𬭩", 905);
	add_person("㛃丂", 907);
	add_person("䶮兵", 909);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(transcode, .init = open_shell, .fini = close_shell, .timeout = 1800);

struct how {
	const char *encoding, *term, *const *env, *const *words;
	int rows, cols;
	bool silent;
};

static struct vt *start(struct how how)
{
	static char data[96];
	const char *argv[20] = {shell_program(), "--data", data, "--screens", "screens", "--user",
		"测试员", "--today", "2020-04-30"};
	size_t n = 9;
	/* where the locale does not speak for the terminal */
	static const char *const remote[] = {"SSH_CONNECTION=192.0.2.1 1 192.0.2.2 22", NULL};
	snprintf(data, sizeof data, "%s/data", s.dir);
	for (; how.words && *how.words; how.words++)
		argv[n++] = *how.words;
	return vt_start(&(struct vt_options){.rows = how.rows,
		.cols = how.cols,
		.term = how.term,
		.encoding = how.encoding,
		.silent = how.silent,
		.env = how.env ? how.env : remote,
		.argv = argv});
}

#define WAIT(text) cr_assert(vt_wait(v, text, VT_PATIENCE), "no “%s” in\n%s", text, vt_text(v))

static void leave(struct vt *v)
{
	int status;
	vt_keys(v, "F10 F10 F10 F10");
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status), "still there:\n%s", vt_text(v));
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %x", (unsigned)status);
	vt_close(v);
}

/* The process that another one has started; 0 if there is none. */
static pid_t child_of(int parent)
{
	char path[64];
	int child = 0;
	snprintf(path, sizeof path, "/proc/%d/task/%d/children", parent, parent);
	FILE *f = fopen(path, "r");
	if (f && fscanf(f, "%d", &child) != 1)
		child = 0;
	if (f)
		fclose(f);
	return child;
}

/* Gone, or ended and left to a parent that does not ask: in a container nobody may. */
static bool is_gone(pid_t pid)
{
	char path[64], state = 'Z';
	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	FILE *f = fopen(path, "r");
	if (f && fscanf(f, "%*d (%*[^)]) %c", &state) != 1)
		state = 'Z';
	if (f)
		fclose(f);
	return state == 'Z' || state == 'X';
}

/* Without a terminal there is nothing to wait for but time. */
static bool ends(pid_t pid)
{
	struct timespec tick = {.tv_nsec = 5000000};
	for (int i = 0; i < VT_PATIENCE / 5; i++) {
		if (is_gone(pid))
			return true;
		nanosleep(&tick, NULL);
	}
	return false;
}

/* ---- what is shown ---- */

/* What must stand on the screen where `text` is meant: an old encoding has marks for some characters. */
static char *as_shown(const char *encoding, const char *text)
{
	struct str bytes = {0}, out = {0};
	bool told;
	enum charset c;
	cr_assert(transcode_named(encoding, &told, &c) && told);
	if (c == CHARSET_UTF8)
		return mem_strdup(text);
	struct recode *r = recode_new(c, 2, NULL);
	recode_out(r, text, strlen(text), &bytes);
	recode_in(r, str_c(&bytes), bytes.n, &out);
	recode_free(r);
	str_free(&bytes);
	return str_take(&out);
}

static void wait_meant(struct vt *v, const char *encoding, const char *text)
{
	char *wanted = as_shown(encoding, text);
	WAIT(wanted);
	mem_free(wanted);
}

static bool shows_all(struct vt *v, void *text)
{
	return strcmp(vt_text(v), text) == 0;
}

/* The list on a terminal of UTF-8 where ambiguous characters are wide, and the same in the old encodings. */
static void same_list(int rows, int cols)
{
	static const char *const encodings[] = {"UTF-8", "GBK", "GB18030", "BIG5-HKSCS"};
	char *wide = NULL;
	for (size_t i = 0; i < 4; i++) {
		const char *encoding = encodings[i];
		const char *words[] = {"--ascii", "--terminal", encoding, NULL};
		struct vt *v = start((struct how){
			.encoding = encoding, .words = words, .rows = rows, .cols = cols});
		wait_meant(v, encoding, "主菜单");
		vt_send(v, "1");
		wait_meant(v, encoding, "买买提·");
		/* The last row, which no other screen has. */
		wait_meant(v, encoding, "F10返回");
		wide = wide ? wide : mem_strdup(vt_text(v));
		char *wanted = as_shown(encoding, wide);
		cr_expect(vt_until(v, shows_all, wanted, VT_PATIENCE),
			"%s %dx%d:\n%s\ninstead of\n%s", encoding, rows, cols, vt_text(v), wanted);
		cr_expect(i == 0 || vt_bad(v) == 0, "%s: %zu bytes", encoding, vt_bad(v));
		mem_free(wanted);
		leave(v);
	}
	mem_free(wide);
}

Test(transcode, a_list_stands_in_the_same_columns)
{
	same_list(24, 80);
	same_list(16, 60);
}

Test(transcode, gbk_as_it_is_seen)
{
	struct vt *v = start((struct how){.encoding = "GBK"});
	WAIT("主菜单");
	vt_send(v, "1");
	WAIT("买买提·");
	WAIT("李□");
	WAIT("□丂");
	WAIT("□兵");
	vt_key(v, "F1");
	WAIT("按键");
	/* The terminal's own line set, not the two-column lines of GBK. */
	WAIT("┌ 按键 ──");
	cr_expect_eq(vt_bad(v), 0);
	vt_key(v, "F10");
	leave(v);
}

Test(transcode, gb18030_has_every_character)
{
	static const char *const env[] = {"BINGGUI_TERMINAL=GB18030", NULL};
	struct vt *v = start((struct how){.encoding = "GB18030", .env = env});
	WAIT("主菜单");
	vt_send(v, "1");
	WAIT("李𬭩");
	WAIT("㛃丂");
	WAIT("䶮兵");
	cr_expect_eq(vt_bad(v), 0);
	leave(v);
}

Test(transcode, an_old_terminal_draws_lines_with_ascii)
{
	struct vt *v = start((struct how){.encoding = "GBK", .term = "ansi"});
	/*
	 * A terminal of that kind goes to the next row behind the last column, this emulator stays:
	 * what is written under the title stands in it.  The keys are put into their row by its number.
	 */
	WAIT("F10退出");
	vt_key(v, "F1");
	WAIT("+ 按键 --");
	cr_expect_eq(vt_bad(v), 0);
	vt_key(v, "F10");
	leave(v);
}

/* ---- what is typed ---- */

Test(transcode, keys_arrive_whole_or_in_pieces)
{
	struct vt *v = start((struct how){.encoding = "GBK"});
	WAIT("主菜单");
	vt_send(v, "1");
	WAIT("买买提");
	vt_sendn(v, "\xC0\xEE\x81\x40", 4);
	WAIT("查找：李丂");
	vt_keys(v, "Esc Esc");
	WAIT("主菜单");
	vt_send(v, "1");
	WAIT("买买提");
	vt_sendn(v, "\x81", 1);
	vt_settle(v, 20);
	vt_sendn(v, "\x40", 1);
	WAIT("查找：丂");
	WAIT("1/1");
	vt_key(v, "Enter");
	WAIT("公民身份号码");
	vt_key(v, "F10");
	WAIT("查找：丂");
	vt_key(v, "Esc");
	leave(v);
}

static bool z_or_character(struct vt *v, void *x)
{
	(void)x;
	return vt_sees(v, "查找：z") || vt_sees(v, "查找：纙");
}

Test(transcode, a_stray_lead_byte_swallows_nothing)
{
	/* Told, so that the terminal need not be asked: its answers would have no more time than the byte. */
	const char *words[] = {"--terminal", "gbk", "--ambiguous", "2", NULL};
	static const char *const env[] = {"BINGGUI_LINE_MS", NULL};
	struct vt *v = start((struct how){.encoding = "GBK", .words = words, .env = env});
	WAIT("主菜单");
	vt_send(v, "1");
	WAIT("买买提");
	/* On a busy machine both bytes can arrive as one character: then they were not far enough apart. */
	for (int ms = 600; !vt_sees(v, "查找：z"); ms *= 2) {
		cr_assert_lt(ms, VT_PATIENCE, "%s", vt_text(v));
		vt_keys(v, "Ctrl-U");
		vt_sendn(v, "\xC0", 1);
		vt_settle(v, ms);
		vt_send(v, "z");
		cr_assert(vt_until(v, z_or_character, NULL, VT_PATIENCE), "%s", vt_text(v));
	}
	vt_send(v, "sf");
	WAIT("查找：zsf");
	WAIT("1/1");
	vt_sendn(v, "\xC0\033[200~q\033[201~", 14);
	WAIT("查找：zsfq");
	vt_key(v, "Esc");
	leave(v);
}

Test(transcode, what_was_typed_before_the_screen_is_not_lost)
{
	static const char *const encodings[] = {NULL, "GBK"};
	for (size_t i = 0; i < 2; i++) {
		struct vt *v = start((struct how){.encoding = encodings[i]});
		vt_send(v, "张三");
		WAIT("查找：张三");
		WAIT("1/1");
		vt_key(v, "Esc");
		leave(v);
	}
}

Test(transcode, a_long_paste_does_not_jam)
{
	struct vt *v = start((struct how){.encoding = "GBK"});
	struct str text = {0};
	for (int i = 0; i < 6000; i++)
		str_add(&text, i % 2 ? "归" : "兵");
	WAIT("主菜单");
	vt_send(v, "1");
	WAIT("买买提");
	vt_send(v, str_c(&text));
	WAIT("兵归兵归");
	vt_key(v, "Esc");
	WAIT("买买提");
	str_free(&text);
	leave(v);
}

Test(transcode, noise_on_the_line_harms_nothing)
{
	struct vt *v = start((struct how){.encoding = "GBK"});
	uint64_t state = 0x9E3779B97F4A7C15u;
	WAIT("主菜单");
	vt_send(v, "1");
	WAIT("买买提");
	for (int round = 0; round < 500; round++) {
		char bytes[16];
		size_t n = 0;
		for (int i = 0; i < 12; i++) {
			state = state * 6364136223846793005u + 1442695040888963407u;
			unsigned char b = (unsigned char)(state >> 56);
			bytes[n++] = (char)(b < 0x20 ? b + '@' : b);
		}
		vt_sendn(v, bytes, n);
		if (round % 25 == 0)
			vt_resize(v, 16 + round % 30, 60 + round % 70);
	}
	vt_settle(v, 300);
	cr_expect_eq(vt_bad(v), 0);
	pid_t child = child_of(vt_pid(v));
	vt_hang_up(v);
	cr_expect(vt_wait_exit(v, VT_PATIENCE, NULL));
	cr_expect(child == 0 || ends(child));
	vt_close(v);
}

/* ---- sizes and ends ---- */

static bool keys_stand_in_row(struct vt *v, void *row)
{
	return vt_find_row(v, "F1帮助") == *(int *)row;
}

Test(transcode, a_resize_reaches_the_program)
{
	struct vt *v = start((struct how){.encoding = "GBK", .rows = 16, .cols = 60});
	WAIT("主菜单");
	vt_send(v, "1");
	WAIT("买买提");
	static const int sizes[][2] = {{40, 100}, {24, 80}, {16, 60}, {24, 80}};
	for (size_t i = 0; i < 4; i++) {
		int last = sizes[i][0] - 1;
		vt_resize(v, sizes[i][0], sizes[i][1]);
		cr_assert(vt_until(v, keys_stand_in_row, &last, VT_PATIENCE), "%d rows:\n%s",
			sizes[i][0], vt_text(v));
		WAIT("买买提·");
	}
	leave(v);
}

/* The program within a shell that looks at the terminal before and after. */
static struct vt *start_watched(const char *end)
{
	static char script[512];
	const char *argv[] = {"sh", "-c", script, NULL};
	snprintf(script, sizeof script,
		"trap '' TERM; export SSH_CONNECTION=x; stty -g >%s/before; %s --data %s/data "
		"--screens screens --user t; "
		"code=$?; stty -g >%s/after; cmp %s/before %s/after && echo same code=$code; %s",
		s.dir, shell_program(), s.dir, s.dir, s.dir, s.dir, end);
	return vt_start(&(struct vt_options){.encoding = "GBK", .argv = argv});
}

/* The process in front, which the shell has started. */
static pid_t front(struct vt *v)
{
	return child_of(vt_pid(v));
}

Test(transcode, the_terminal_is_put_back)
{
	struct vt *v = start_watched("");
	WAIT("主菜单");
	vt_keys(v, "F10 F10");
	WAIT("same code=0");
	cr_expect_not(vt_alternate(v));
	vt_close(v);

	v = start_watched("");
	WAIT("主菜单");
	cr_assert(front(v) && child_of(front(v)));
	kill(child_of(front(v)), SIGKILL);
	WAIT("same code=137");
	cr_expect_not(vt_alternate(v));
	vt_close(v);

	v = start_watched("");
	WAIT("主菜单");
	kill(front(v), SIGTERM);
	WAIT("same code=129");
	cr_expect_not(vt_alternate(v));
	vt_close(v);
}

Test(transcode, the_exit_code_is_passed_on)
{
	struct vt *v = start((struct how){.encoding = "GBK"});
	int status;
	WAIT("主菜单");
	kill(child_of(vt_pid(v)), SIGHUP);
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status));
	cr_expect(WIFEXITED(status));
	cr_expect_eq(WEXITSTATUS(status), 129);
	vt_close(v);
}

static void type_into_a_form(struct vt *v, const char *text)
{
	WAIT("主菜单");
	vt_send(v, "zsf\r");
	WAIT("曾用名");
	vt_key(v, "F6");
	vt_send(v, "曾用名");
	vt_key(v, "Enter");
	vt_send(v, text);
	WAIT(text);
}

Test(transcode, a_hang_up_ends_both_and_keeps_what_was_typed)
{
	struct vt *v = start((struct how){.encoding = "GBK"});
	type_into_a_form(v, "张君宝");
	pid_t child = child_of(vt_pid(v));
	cr_assert(child);
	vt_hang_up(v);
	cr_expect(vt_wait_exit(v, VT_PATIENCE, NULL));
	cr_expect(ends(child));
	vt_close(v);

	v = start((struct how){.encoding = "GBK"});
	WAIT("草稿");
	vt_send(v, "zsf\r");
	WAIT("接着填吗");
	vt_send(v, "y");
	WAIT("张君宝");
	/* Killed, it cannot say good-bye; its end closes the other one's terminal. */
	child = child_of(vt_pid(v));
	kill(vt_pid(v), SIGKILL);
	cr_expect(ends(child));
	vt_close(v);

	v = start((struct how){.encoding = "GBK"});
	WAIT("草稿");
	leave(v);
}

/* ---- which encoding ---- */

static bool recoded(struct vt *v, void *x)
{
	(void)x;
	return child_of(vt_pid(v)) != 0;
}

static void decides(const char *terminal, const char *const *env, const char *option, bool recodes)
{
	const char *words[] = {option ? "--terminal" : NULL, option, NULL};
	struct vt *v = start((struct how){
		.encoding = terminal, .env = env, .words = words, .term = env ? "dumb" : NULL});
	WAIT("主菜单");
	cr_expect_eq(recoded(v, NULL), recodes, "%s, %s, %s", terminal, env ? env[0] : "-",
		option ? option : "-");
	leave(v);
}

Test(transcode, the_encoding_is_told_or_seen)
{
	/* Seen. */
	decides(NULL, NULL, NULL, false);
	decides("GBK", NULL, NULL, true);
	decides("GBK", NULL, "auto", true);
	/* Told: the option outweighs the setting. */
	decides(NULL, NULL, "utf-8", false);
	decides("GB18030", NULL, "gb18030", true);
	/* Not asked (TERM=dumb): the setting, then the locale. */
	decides("GBK", (const char *[]){"BINGGUI_TERMINAL=gbk", NULL}, NULL, true);
	decides(NULL, (const char *[]){"BINGGUI_TERMINAL=gbk", NULL}, "utf8", false);
	decides("GBK", (const char *[]){"LC_ALL=zh_CN.GBK", NULL}, NULL, true);
	decides("GB18030", (const char *[]){"LC_ALL", "LANG=zh_CN.gb18030@x", NULL}, NULL, true);
	decides(NULL, (const char *[]){"LC_ALL=zh_CN.UTF-8", NULL}, NULL, false);
	decides(NULL, (const char *[]){"LC_ALL=C", "LANG=zh_CN.GBK", NULL}, NULL, false);
}

Test(transcode, a_terminal_that_does_not_answer_is_not_waited_for_long)
{
	static const char *const env[] = {"LC_ALL=zh_CN.GBK", NULL};
	static const char *const encodings[] = {NULL, "GBK"};
	for (size_t i = 0; i < 2; i++) {
		struct vt *v = start((struct how){
			.encoding = encodings[i], .env = i ? env : NULL, .silent = true});
		vt_send(v, "1");
		WAIT("买买提·");
		/* Answers that come too late are nothing that was typed. */
		vt_send(v, "\033[24;7R\033[24;3Rzsf");
		WAIT("查找：zsf");
		WAIT("1/1");
		cr_expect_eq(child_of(vt_pid(v)) != 0, i == 1);
		vt_key(v, "Esc");
		leave(v);
	}
}

Test(transcode, what_is_told_must_be_known)
{
	const char *words[] = {"--terminal", "ebcdic", NULL};
	struct vt *v = start((struct how){.words = words});
	int status;
	WAIT("不认识终端编码“ebcdic”");
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status));
	cr_expect_eq(WEXITSTATUS(status), 2);
	vt_close(v);
	cr_expect_eq(shell_run(&s, "--ambiguous 3"), 2);
}

Test(transcode, without_a_terminal_nothing_is_asked)
{
	cr_expect_eq(shell_run(&s, "--terminal gbk"), 0);
	cr_expect(shell_says(&s, "对象档案"));
	cr_expect_not(shell_says(&s, "\033"));
}

Test(transcode, ambiguous_characters_have_the_width_that_is_seen_or_told)
{
	/* This emulator of UTF-8 gives them one column, the other two. */
	struct vt *v = start((struct how){0});
	WAIT("主菜单");
	vt_send(v, "1");
	WAIT("▸");
	leave(v);
	const char *words[] = {"--ambiguous", "1", "--terminal", "gbk", NULL};
	v = start((struct how){.encoding = "GBK", .words = words});
	WAIT("主菜单");
	leave(v);
}
