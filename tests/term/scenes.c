#include <criterion/criterion.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/domain/county.h>
#include <binggui/domain/visiting.h>
#include <binggui/schema/load.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>
#include <binggui/ui/canvas.h>
#include <binggui/ui/term.h>
#include <lib/scenes.h>
#include <lib/shell.h>
#include <lib/vt.h>

/*
 * Every screen through the transcoder, on terminals of other encodings and widths.  The same keys go
 * to the program in the emulator and to one in memory (whose screens the golden files hold): after
 * each the same must stand there, with the cursor at the same place.  What an encoding has no
 * character for is one substitute of the same width.
 */

static struct shell s;
static struct world w;

enum { PATIENCE = 30000 };

/* The same store as the world's, on the disk. */
static void make_store(void)
{
	struct str url = {0};
	struct faults faults = {0};
	struct county_result made;
	struct err e = {0};
	struct archive_options o = {.user = "测试员", .today = {2020, 4, 30}, .create = true};

	o.defs = load_dir("screens", &faults, &e);
	str_addf(&url, "lmdb:%s/data", s.dir);
	struct archive *a = archive_open(str_c(&url), &o, &e);
	cr_assert(a, "%s", e.text);
	a->now_ms = w.app.archive->now_ms;
	cr_assert(county_load(a, "screens/areas", &made, &e), "%s", e.text);
	cr_assert(archive_set(a, "mode", "练习库", &e));
	visiting_follow(a);
	scenes_fill(a);
	archive_close(a);
	defs_free(o.defs);
	faults_free(&faults);
	str_free(&url);
}

static void open_both(void)
{
	shell_open(&s);
	setenv("HOME", s.dir, 1);
	setenv("XDG_CONFIG_HOME", s.dir, 1);
	scenes_open(&w, 24, 80);
	make_store();
}

static void close_both(void)
{
	world_close(&w);
	shell_close(&s);
}

TestSuite(scenes_term, .init = open_both, .fini = close_both, .timeout = 600);

/* ---- one terminal ----------------------------------------------------------------------------- */

struct kind {
	const char *terminal, *encoding; /* as we and as iconv call it */
	int ambiguous;
};

struct sight {
	iconv_t to;
	int ambiguous;
};

static bool has_place(const struct sight *k, const char *from, size_t n)
{
	char out[1024], *in = (char *)from, *at = out;
	size_t room = sizeof out;

	iconv(k->to, NULL, NULL, NULL, NULL);
	return iconv(k->to, &in, &n, &at, &room) == 0;
}

/* Lines that are no characters of the terminal's line set are drawn with - | +. */
static bool is_line(uint32_t wanted, uint32_t shown)
{
	return wanted >= 0x2500 && wanted < 0x2580 &&
	       (shown == wanted || shown == '-' || shown == '|' || shown == '+');
}

/* Passes a blank that fills up what stands for a wide character. */
static const char *filled(const char *shown, const char *end)
{
	return shown < end && (*shown == ' ' || *shown == '-') ? shown + 1 : shown;
}

/* Whether the emulator shows what the row in memory says. */
static bool row_is(const struct sight *k, const char *wanted, const char *end, const char *shown)
{
	const char *shown_end = shown + strlen(shown);

	while (wanted < end && shown < shown_end) {
		const char *from = wanted;
		uint32_t a = utf8_next(&wanted, end), b = utf8_next(&shown, shown_end);
		int width = width_char(a, k->ambiguous);
		if (is_line(a, b)) {
			if (b != a && width == 2)
				shown = filled(shown, shown_end);
		} else if (has_place(k, from, (size_t)(wanted - from))) {
			if (b != a)
				return false;
		} else if (width != 2 || b != 0x25A1) {
			if (b != '?' || width != 1)
				return false;
		} else if (width_char(b, k->ambiguous) == 1) {
			shown = filled(shown, shown_end);
		}
	}
	return wanted == end && shown == shown_end;
}

static bool is_there(struct vt *v, void *x)
{
	const struct sight *k = x;
	const char *at = world_text(&w);
	int row, col, own_row, own_col;

	for (int i = 0; i < w.rows; i++) {
		const char *end = strchr(at, '\n');
		if (!row_is(k, at, end, vt_row(v, i)))
			return false;
		at = end + 1;
	}
	vt_cursor(v, &row, &col);
	replay_cursor(w.replay, &own_row, &own_col);
	return row == own_row && col == own_col;
}

/* Home counts while nothing is pressed: on the screen it goes on at its own speed. */
static bool counting(void)
{
	const char *context = stack_base_ops(w.app.stack)->context;

	return context && strcmp(context, "home") == 0;
}

static void same(struct vt *v, struct sight *k, const char *name, const char *word)
{
	int row, col;

	if (vt_until(v, is_there, k, PATIENCE))
		return;
	replay_cursor(w.replay, &row, &col);
	cr_assert_fail("%s, after %s: wanted, cursor %d,%d\n%s\nshown\n%s", name, word, row, col,
		world_text(&w), vt_text(v));
}

/* One word of a script to both. */
static void press(struct vt *v, const char *word, size_t n)
{
	char text[256];

	snprintf(text, sizeof text, "%.*s", (int)n, word);
	world_keys(&w, text);
	if (strncmp(text, "<text ", 6) == 0) {
		text[n - 1] = '\0';
		vt_send(v, text + 6);
	} else if (text[0] != '<' && !vt_key(v, text)) {
		vt_send(v, text);
	}
}

static void play(struct vt *v, struct sight *k, const struct scene *scene)
{
	for (const char *at = scene->keys; *at; at += strspn(at, " ")) {
		size_t n = *at == '<' ? strcspn(at, ">") + 1 : strcspn(at, " ");
		press(v, at, n);
		at += n;
		if (!counting())
			same(v, k, scene->name, at - n);
	}
	same(v, k, scene->name, "all keys");
}

/* To the home screen again: what was typed is given up, nothing else is agreed to. */
static void go_home(struct vt *v)
{
	for (int i = 0; i < 20 && stack_depth(w.app.stack) > 1; i++) {
		bool leaving = world_sees(&w, "放弃没有存盘的修改") ||
			       world_sees(&w, "放弃正在录的") || world_sees(&w, "不办了？") ||
			       world_sees(&w, "不登记了？");
		bool asked = world_sees(&w, "1 是（y）");
		press(v, !asked ? "F10" : leaving ? "1" : "0", asked ? 1 : 3);
	}
	cr_assert_eq(stack_depth(w.app.stack), 1, "no way out of\n%s", world_text(&w));
}

/* Those that save tell the time of day; some are of the machine, or no key leads there. */
static bool of_the_moment(const struct scene *scene)
{
	static const char *const names[] = {"home", "home-owed", "menu", "backup", "drafts",
		"change-failed", "import-done", "import-rejects"};
	bool found = scene->open != NULL;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		found = found || strcmp(scene->name, names[i]) == 0;
	return found;
}

/* The program names the machine it runs on. */
static void same_title(void)
{
	char host[64] = "", right[128];

	gethostname(host, sizeof host - 1);
	snprintf(right, sizeof right, "测试员  1号站%s%s", *host ? "  " : "", host);
	stack_set_title(w.app.stack, "兵归 练习库", right);
}

static void all_scenes(const struct kind *kind)
{
	char data[128], ambiguous[2] = {(char)('0' + kind->ambiguous)};
	const char *argv[] = {shell_program(), "--data", data, "--screens", "screens", "--user",
		"测试员", "--today", "2020-04-30", "--terminal", kind->terminal, "--ambiguous",
		ambiguous, NULL};
	struct sight k = {iconv_open(kind->encoding, "UTF-8"), kind->ambiguous};
	struct canvas *c = term_canvas(w.app.term);
	size_t n = 0;

	snprintf(data, sizeof data, "%s/data", s.dir);
	cr_assert(k.to != (iconv_t)-1);
	same_title();
	c->ambiguous = kind->ambiguous;
	if (strcmp(kind->terminal, "utf-8") != 0)
		c->lines = CANVAS_ACS;
	stack_paint(w.app.stack);
	struct vt *v = vt_start(&(struct vt_options){
		.encoding = kind->encoding, .ambiguous = kind->ambiguous, .argv = argv});
	cr_assert(vt_wait(v, "F1帮助", PATIENCE), "%s", vt_text(v));
	for (const struct scene *scene = scenes; scene < scenes + n_scenes; scene++)
		if (!of_the_moment(scene) && has_place(&k, scene->keys, strlen(scene->keys))) {
			play(v, &k, scene);
			go_home(v);
			n++;
		}
	/* On a Big5 terminal half of what is looked for by characters cannot be typed. */
	cr_assert_gt(n, n_scenes / 3, "%zu screens", n);
	cr_assert_eq(vt_bad(v), 0);
	vt_close(v);
	iconv_close(k.to);
}

Test(scenes_term, gbk)
{
	all_scenes(&(struct kind){"gbk", "GBK", 1});
}

Test(scenes_term, gb18030)
{
	all_scenes(&(struct kind){"gb18030", "GB18030", 1});
}

Test(scenes_term, big5)
{
	all_scenes(&(struct kind){"big5", "BIG5-HKSCS", 1});
}

Test(scenes_term, gbk_with_wide_marks)
{
	all_scenes(&(struct kind){"gbk", "GBK", 2});
}

Test(scenes_term, utf8_with_wide_marks)
{
	all_scenes(&(struct kind){"utf-8", "UTF-8", 2});
}
