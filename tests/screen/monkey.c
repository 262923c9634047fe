#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/app/home.h>
#include <binggui/base/file.h>
#include <binggui/domain/demo.h>
#include <binggui/table/verify.h>
#include <lib/world.h>

/*
 * Random keys over the whole program, on a small practice county: it stays up, can always be
 * left, and the store is whole afterwards.  $BINGGUI_MONKEY steps, $BINGGUI_MONKEY_SEED; the last
 * keys before a fall are in the file $BINGGUI_MONKEY_LOG.
 */

static struct world w;
static unsigned seed;
static FILE *trace;
static char home[] = "/tmp/binggui-monkey-XXXXXX";

static unsigned dice(size_t sides)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % (unsigned)sides;
}

static void open_world(void)
{
	struct demo_options options = {.areas = "screens/areas", .people = 40};
	struct demo_result made;
	struct err e = {0};

	cr_assert(mkdtemp(home));
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	world_open(&w, 24, 80);
	cr_assert(demo_make(w.app.archive, &options, &made, &e), "%s", e.text);
	world_restart(&w);
}

static void close_world(void)
{
	char remove_it[64];

	world_close(&w);
	snprintf(remove_it, sizeof remove_it, "rm -r %s", home);
	cr_assert_eq(system(remove_it), 0);
}

TestSuite(monkey, .init = open_world, .fini = close_world, .timeout = 3600);

static void keys(const char *script)
{
	int row, col;

	if (trace)
		fprintf(trace, "%s\n", script), fflush(trace);
	world_keys(&w, script);
	if (replay_ended(w.replay))
		world_restart(&w);
	replay_cursor(w.replay, &row, &col);
	cr_assert(row >= -1 && col >= -1, "%s: cursor %d,%d", script, row, col);
}

static void resize(void)
{
	static const char *const usual[] = {"<size 24x80>", "<size 24x80>", "<size 16x60>"};
	char script[32];

	snprintf(script, sizeof script, "<size %ux%u>", 1 + dice(100), 1 + dice(300));
	keys(dice(2) ? usual[dice(3)] : script);
}

/* Anything the menu opens. */
static void jump(void)
{
	static const char *const commands[] = {"run", "campaigns", "coverage", "owed", "board",
		"area-change", "match", "figures", "cross", "import", "batches", "settings",
		"drafts"};
	const struct defs *defs = w.app.archive->defs;
	size_t n = sizeof commands / sizeof *commands, i = dice(n + defs->n);
	const char *what = i < n ? commands[i] : defs->tables[i - n]->name;

	if (trace)
		fprintf(trace, "go %s\n", what), fflush(trace);
	home_go(&w.app, what);
	stack_paint(w.app.stack);
}

/* The way out is always open: what is asked about is let go of. */
static void leave(void)
{
	keys("<size 24x80>");
	for (size_t i = 0; i < 200 && stack_depth(w.app.stack) > 1; i++) {
		keys("Esc");
		if (world_sees(&w, "放弃没有存盘的修改") || world_sees(&w, "放弃正在录的") ||
			world_sees(&w, "不办了？") || world_sees(&w, "不登记了？"))
			keys("1");
	}
	cr_assert_eq(stack_depth(w.app.stack), 1, "no way out of\n%s", world_text(&w));
}

static void step(unsigned i)
{
	static const char *const often[] = {"Up", "Down", "Down", "Left", "Right", "Home", "End",
		"PgUp", "PgDn", "Enter", "Enter", "Enter", "Esc", "Tab", "BackTab", "Space", "F1",
		"F2", "F3", "F4", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "1", "2", "3", "0",
		"y", "="};
	static const char *const seldom[] = {"Ins", "Del", "Backspace", "Ctrl-A", "Ctrl-B",
		"Ctrl-C", "Ctrl-D", "Ctrl-E", "Ctrl-F", "Ctrl-G", "Ctrl-K", "Ctrl-L", "Ctrl-N",
		"Ctrl-O", "Ctrl-P", "Ctrl-R", "Ctrl-S", "Ctrl-T", "Ctrl-U", "Ctrl-V", "Ctrl-W",
		"Ctrl-X", "Ctrl-Y", "Ctrl-Z", "Ctrl-Home", "Ctrl-End", "F11", "F12", "张", "１",
		"ｗ", "　", "（", "t", "zs", "\"", "2020-04-30", "<text 城关镇 广场社区>",
		"<paste a\\nb = (男>", "<paste \x1b[31m\t\xff>", "<bad FF>", "<wait 600>",
		"<wait 3000>"};

	if (i % 40 == 39)
		jump();
	else if (i % 200 == 150)
		leave();
	else if (i % 500 == 250)
		keys(dice(2) ? "<hangup>" : "<wait 3000>");
	else if (dice(12) == 0)
		resize();
	else if (dice(3) == 0)
		keys(seldom[dice(sizeof seldom / sizeof *seldom)]);
	else
		keys(often[dice(sizeof often / sizeof *often)]);
}

Test(monkey, the_whole_program_survives_random_keys)
{
	const char *n = getenv("BINGGUI_MONKEY"), *from = getenv("BINGGUI_MONKEY_SEED"),
		   *log = getenv("BINGGUI_MONKEY_LOG");
	struct verify v = {0};
	struct err e = {0};

	seed = from ? (unsigned)strtoul(from, NULL, 10) : 20200430;
	trace = log ? fopen(log, "w") : NULL;
	for (unsigned i = 0; i < (n ? strtoul(n, NULL, 10) : 2000); i++)
		step(i);
	leave();
	cr_assert(verify_run(w.app.archive, false, NULL, NULL, &v, &e), "%s", e.text);
	cr_assert_eq(v.n, 0, "%s", v.n ? v.at[0].text : "");
	verify_free(&v);
	if (trace)
		fclose(trace);
}
