#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <binggui/app/browse.h>
#include <lib/golden.h>
#include <lib/scenes.h>

/*
 * Every screen at both sizes, and the first page of every register's form under its list.  Each is
 * shown by a process of its own, so that none sees what another left.  BINGGUI_SCENE=NAME shows one.
 */

static struct world w;
static char home[] = "/tmp/binggui-scenes-XXXXXX";

enum { ROOM = 64 * 1024 };

static struct shown {
	const void *top, *base; /* the screens, and the one an overlay lies over */
	char text[ROOM];
} * shown; /* shared with the processes */

static void open_world(void)
{
	cr_assert(mkdtemp(home));
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	shown = mmap(
		NULL, sizeof *shown, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert(shown != MAP_FAILED);
	scenes_open(&w, 24, 80);
}

static void close_world(void)
{
	world_close(&w);
	munmap(shown, sizeof *shown);
	rmdir(home);
}

TestSuite(scenes, .init = open_world, .fini = close_world, .timeout = 300);

/* The screen as text, and where its cursor stands. */
static void keep(void)
{
	size_t n = strlen(shown->text);
	int row, col;

	replay_cursor(w.replay, &row, &col);
	shown->top = stack_top_ops(w.app.stack);
	shown->base = stack_base_ops(w.app.stack);
	snprintf(shown->text + n, sizeof shown->text - n, "%s@ %d,%d\n", world_text(&w), row, col);
}

/* Runs in a process of its own. */
static void apart(void (*show)(const void *x), const void *x)
{
	int status;

	memset(shown, 0, sizeof *shown);
	fflush(NULL);
	pid_t child = fork();
	cr_assert_geq(child, 0);
	if (child == 0) {
		world_apart(&w);
		show(x);
		_exit(0);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %x", (unsigned)status);
}

static bool wanted(const char *name)
{
	const char *only = getenv("BINGGUI_SCENE");

	return !only || strcmp(only, name) == 0;
}

static void compare(const char *size, const char *name)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", size, name);
	golden(path, shown->text);
}

/* ---- screens ---------------------------------------------------------------------------------- */

static void show_scene(const void *x)
{
	scene_show(&w, x);
	keep();
}

/* The name says which screen it is: the same name, the same screen; another one, another. */
static void is_that_screen(const struct scene *s)
{
	static const void *ops[256];
	const struct scene *other = scenes;

	if (!s->screen[0])
		return;
	while (other < s && ops[other - scenes] != shown->top)
		other++;
	/* A screen that is only seen below its question. */
	bool below = other < s && strcmp(other->screen, s->screen) != 0;
	ops[s - scenes] = below ? shown->base : shown->top;
	for (other = scenes; other < s; other++)
		cr_expect((strcmp(other->screen, s->screen) == 0) ==
				  (ops[other - scenes] == ops[s - scenes]),
			"%s and %s:\n%s", other->name, s->name, shown->text);
}

static void all_scenes(const char *size)
{
	for (const struct scene *s = scenes; s < scenes + n_scenes; s++) {
		if (!wanted(s->name))
			continue;
		apart(show_scene, s);
		is_that_screen(s);
		compare(size, s->name);
	}
}

Test(scenes, every_screen)
{
	all_scenes("80x24");
}

Test(scenes, every_screen_on_a_small_terminal)
{
	w.rows = 16;
	w.cols = 60;
	all_scenes("60x16");
}

/* ---- registers -------------------------------------------------------------------------------- */

static void show_register(const void *x)
{
	const struct def_table *t = x;

	browse_push(&w.app, t, NULL);
	stack_paint(w.app.stack);
	keep();
	world_keys(&w, "Enter");
	keep();
}

static void all_registers(const char *size)
{
	char name[64];

	for (size_t i = 0; i < w.app.archive->defs->n; i++) {
		const struct def_table *t = w.app.archive->defs->tables[i];
		snprintf(name, sizeof name, "register-%s", t->name);
		if (!wanted(name))
			continue;
		apart(show_register, t);
		compare(size, name);
	}
}

Test(scenes, every_register)
{
	all_registers("80x24");
}

Test(scenes, every_register_on_a_small_terminal)
{
	w.rows = 16;
	w.cols = 60;
	all_registers("60x16");
}

/* ---- too small -------------------------------------------------------------------------------- */

Test(scenes, too_small_a_window_says_so_and_forgets_nothing)
{
	world_keys(&w, "1 <text zsf> <size 10x40>");
	keep();
	golden("too-small", shown->text);
	world_keys(&w, "<size 1x1> <size 24x80>");
	cr_assert(world_sees(&w, "查找：zsf"), "%s", world_text(&w));
}
