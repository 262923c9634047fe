#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <binggui/app/browse.h>
#include <binggui/app/run.h>
#include <binggui/domain/demo.h>
#include <binggui/ui/term.h>
#include <lib/world.h>

/*
 * What the list and the form of every register cost on the line, in bytes, on a practice county.  The
 * terminal's other end is in this process: nothing is waited for but the line itself.  BINGGUI_WIRE=1 prints the dearest.
 */

static struct world w;
static int line, own; /* the terminal's end, the program's */
static char home[] = "/tmp/binggui-bytes-XXXXXX";

static void open_line(void)
{
	struct demo_options options = {.areas = "screens/areas", .people = 200};
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct demo_result made;
	struct err e = {0};

	cr_assert(mkdtemp(home));
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	world_open(&w, 24, 80);
	cr_assert(demo_make(w.app.archive, &options, &made, &e), "%s", e.text);
	world_restart(&w);
	stack_free(w.app.stack);
	keymap_free(w.app.keymap);
	w.app.keymap = NULL;
	cr_assert_eq(openpty(&line, &own, NULL, NULL, &size), 0);
	fcntl(line, F_SETFL, O_NONBLOCK);
	w.app.term = term_open(
		&(struct term_options){.term = "xterm-256color", .in = own, .out = own}, &e);
	cr_assert(w.app.term, "%s", e.text);
	cr_assert(run_prepare(&w.app, &e), "%s", e.text);
}

TestSuite(bytes, .init = open_line, .timeout = 300);

/* What has come since the last call, all of it: a byte of 0 is sent behind and waited for. */
static size_t came(void)
{
	static char bytes[65536];
	struct pollfd there = {.fd = line, .events = POLLIN};
	size_t n = 0;

	cr_assert_eq(write(own, "", 1), 1);
	for (bool last = false; !last;) {
		cr_assert_geq(poll(&there, 1, -1), 0);
		ssize_t k = read(line, bytes, sizeof bytes);
		n += k > 0 ? (size_t)k : 0;
		last = k > 0 && memchr(bytes, 0, (size_t)k);
	}
	return n - 1;
}

/* Until the keys have reached the program's end: what was written need not be there yet. */
static void wait_for_keys(int n)
{
	struct timespec tick = {.tv_nsec = 1000000};

	for (int there = 0; ioctl(own, FIONREAD, &there) == 0 && there < n;)
		nanosleep(&tick, NULL);
}

static size_t painted(void)
{
	stack_paint(w.app.stack);
	return came();
}

static size_t pressed(const char *keys)
{
	cr_assert_eq(write(line, keys, strlen(keys)), (ssize_t)strlen(keys));
	wait_for_keys((int)strlen(keys));
	stack_drain(w.app.stack);
	return came();
}

/* The text of the rows of a page. */
static size_t page_text(void)
{
	struct str row = {0};
	size_t n = 0;

	for (int i = 3; i < 21; i++) {
		canvas_row(term_canvas(w.app.term), i, &row);
		n += row.n;
	}
	str_free(&row);
	return n;
}

static struct worst {
	const char *what, *where;
	double cost, goal;
} worst[] = {{"first list", "", 0, 2800}, {"cursor down", "", 0, 40}, {"page", "", 0, 1.1},
	{"form", "", 0, 2500}};

static void count(size_t which, const char *where, double cost)
{
	cr_expect_leq(cost, worst[which].goal, "%s of %s: %.2f", worst[which].what, where, cost);
	if (cost > worst[which].cost) {
		worst[which].cost = cost;
		worst[which].where = where;
	}
}

static void measure(const struct def_table *t)
{
	uint64_t n = archive_count(w.app.archive, t);

	browse_push(&w.app, t, NULL);
	count(0, t->name, (double)painted());
	if (n > 1)
		count(1, t->name, (double)pressed("\033[B"));
	if (n >= 40) {
		size_t page = pressed("\033[6~"), text = page_text();
		count(2, t->name, (double)page / (double)text);
	}
	if (n > 0)
		count(3, t->name, (double)pressed("\r"));
	while (stack_depth(w.app.stack) > 1)
		stack_pop(w.app.stack);
	painted();
}

Test(bytes, of_every_list_and_form)
{
	painted();
	for (size_t i = 0; i < w.app.archive->defs->n; i++)
		measure(w.app.archive->defs->tables[i]);
	for (size_t i = 0; getenv("BINGGUI_WIRE") && i < sizeof worst / sizeof *worst; i++)
		printf("%s: at most %.2f of %.2f (%s)\n", worst[i].what, worst[i].cost,
			worst[i].goal, worst[i].where);
}
