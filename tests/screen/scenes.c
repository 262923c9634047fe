#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static const struct seen *shown;

static void open_world(void)
{
	cr_assert(mkdtemp(home));
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	scenes_open(&w, 24, 80);
}

static void close_world(void)
{
	world_close(&w);
	rmdir(home);
}

TestSuite(scenes, .init = open_world, .fini = close_world, .timeout = 300);

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

static void show_scene(struct world *own, struct seen *seen, const void *x)
{
	scene_show(own, x);
	seen_screen(seen, own);
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
		shown = scene_apart(&w, show_scene, s);
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

static void show_register(struct world *own, struct seen *seen, const void *x)
{
	browse_push(&own->app, x, NULL);
	stack_paint(own->app.stack);
	seen_screen(seen, own);
	world_keys(own, "Enter");
	seen_screen(seen, own);
}

static void all_registers(const char *size)
{
	char name[64];

	for (size_t i = 0; i < w.app.archive->defs->n; i++) {
		const struct def_table *t = w.app.archive->defs->tables[i];
		snprintf(name, sizeof name, "register-%s", t->name);
		if (!wanted(name))
			continue;
		shown = scene_apart(&w, show_register, t);
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
	struct seen seen = {0};

	world_keys(&w, "1 <text zsf> <size 10x40>");
	seen_screen(&seen, &w);
	golden("too-small", seen.text);
	world_keys(&w, "<size 1x1> <size 24x80>");
	cr_assert(world_sees(&w, "查找：zsf"), "%s", world_text(&w));
}
