#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/text/utf8.h>
#include <binggui/ui/keymap.h>
#include <lib/scenes.h>

/*
 * Every command of every screen is reached by somebody whose input method swallows letters and
 * gives １ for 1: by its key, and from the palette by its number.  The keys are the program's own
 * (screens/keys.yaml): what is added there is tried too.
 */

static struct world w;
static char home[] = "/tmp/binggui-reach-XXXXXX";

static void open_world(void)
{
	cr_assert(mkdtemp(home));
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	scenes_open(&w, 24, 80);
}

static void close_world(void)
{
	char remove_it[64];

	world_close(&w);
	snprintf(remove_it, sizeof remove_it, "rm -r %s", home);
	cr_assert_eq(system(remove_it), 0);
}

TestSuite(reach, .init = open_world, .fini = close_world, .timeout = 300);

/* ---- the screens with keys -------------------------------------------------------------------- */

static void show_context(struct world *own, struct seen *seen, const void *x)
{
	const char *context;

	scene_show(own, x);
	context = stack_top_ops(own->app.stack)->context;
	snprintf(seen->text, sizeof seen->text, "%s", context ? context : "common");
	seen->top = stack_top_ops(own->app.stack);
}

/* Whether it is the first scene of its screen; the context of its keys. */
static bool is_first(const struct scene *s, char *context, size_t room)
{
	static const void *had[128];
	static size_t n;
	const struct seen *seen = scene_apart(&w, show_context, s);

	snprintf(context, room, "%.31s", seen->text);
	for (size_t i = 0; i < n; i++)
		if (had[i] == seen->top)
			return false;
	had[n++] = seen->top;
	return true;
}

/* ---- one key ---------------------------------------------------------------------------------- */

struct way {
	const struct scene *scene;
	const struct binding *key; /* NULL = none is pressed */
	bool palette;              /* by the palette instead of by the key */
};

/* The number that the palette gives to what has that label and key; 0 if it is not there. */
static int number_of(struct world *own, const struct binding *b)
{
	char script[128], line[512], key[48];

	snprintf(script, sizeof script, "F12 <text %s>", b->label);
	snprintf(key, sizeof key, " %s ", b->key);
	world_keys(own, script);
	for (const char *at = world_text(own), *end; (end = strchr(at, '\n')); at = end + 1) {
		snprintf(line, sizeof line, "%.*s", (int)(end - at), at);
		char *label = strstr(line, b->label);
		if (!label || !strstr(label, key))
			continue;
		while (label > line && !(label[-1] >= '0' && label[-1] <= '9'))
			label--;
		while (label > line && label[-1] >= '0' && label[-1] <= '9')
			label--;
		return atoi(label);
	}
	return 0;
}

/* １２ */
static void type_wide(struct world *own, int number)
{
	char digits[16], script[64] = "";

	snprintf(digits, sizeof digits, "%d", number);
	for (const char *d = digits; *d; d++)
		snprintf(script + strlen(script), sizeof script - strlen(script), "\xef\xbc%c",
			0x90 + *d - '0');
	world_keys(own, script);
}

static void go(struct world *own, struct seen *seen, const void *x)
{
	const struct way *way = x;

	scene_show(own, way->scene);
	if (way->palette) {
		int number = number_of(own, way->key);
		if (!number) {
			snprintf(seen->text, sizeof seen->text, "not in the palette:\n%s",
				world_text(own));
			return;
		}
		world_keys(own, "Ctrl-U");
		type_wide(own, number);
		world_keys(own, "Enter");
	} else if (way->key) {
		world_keys(own, way->key->key);
	}
	if (replay_ended(own->replay))
		snprintf(seen->text, sizeof seen->text, "ended");
	else
		seen_screen(seen, own);
}

/* What is nothing by itself: the screen painted again, and Esc where nothing is to be left. */
static bool may_do_nothing(const char *context, const struct binding *b)
{
	return strcmp(b->command, "redraw") == 0 ||
	       (strcmp(context, "home") == 0 && strcmp(b->command, "back") == 0);
}

static void try_key(
	const struct scene *s, const char *context, const struct binding *b, const char *before)
{
	static char after[sizeof((struct seen *)NULL)->text];

	snprintf(after, sizeof after, "%s", scene_apart(&w, go, &(struct way){s, b, false})->text);
	if (!may_do_nothing(context, b))
		cr_expect(strcmp(before, after) != 0, "%s: %s (%s) does nothing on\n%s", context,
			b->key, b->command, before);
	/* Questions come first; over home the counting has gone on meanwhile. */
	if (!*b->label || strcmp(b->command, "palette") == 0 || strcmp(context, "picker") == 0 ||
		strcmp(context, "prompt") == 0 ||
		(strcmp(context, "home") == 0 && strcmp(b->command, "help") == 0))
		return;
	const struct seen *seen = scene_apart(&w, go, &(struct way){s, b, true});
	cr_expect_str_eq(seen->text, after, "%s: %s from the palette:\n%s\nby its key:\n%s",
		context, b->label, seen->text, after);
}

Test(reach, every_key_does_something_and_the_palette_the_same)
{
	static char before[sizeof((struct seen *)NULL)->text];
	const struct binding *b;
	char context[32];
	size_t tried = 0;

	for (const struct scene *s = scenes; s < scenes + n_scenes; s++) {
		if (!*s->screen || !is_first(s, context, sizeof context))
			continue;
		snprintf(before, sizeof before, "%s",
			scene_apart(&w, go, &(struct way){s, NULL, false})->text);
		for (size_t i = 0; (b = keymap_at(w.app.keymap, context, i)); i++, tried++)
			try_key(s, context, b, before);
	}
	cr_expect_gt(tried, 200);
}

/* ---- what needs no letter --------------------------------------------------------------------- */

static bool swallowed(const struct binding *b)
{
	return b->press.kind == PRESS_CHAR;
}

Test(reach, no_command_has_nothing_but_a_letter)
{
	const struct defs *d = w.app.archive->defs;
	const struct binding *b, *other;

	for (size_t k = 0; k < d->n_keys; k++)
		for (size_t i = 0; (b = keymap_at(w.app.keymap, d->keys[k].context, i)); i++) {
			bool way = !swallowed(b);
			for (size_t j = 0;
				!way && (other = keymap_at(w.app.keymap, d->keys[k].context, j));
				j++)
				way = strcmp(other->command, b->command) == 0 && !swallowed(other);
			cr_expect(way, "%s: %s alone gives %s", d->keys[k].context, b->key,
				b->command);
		}
}

/* Every command can be called by a name: it has a label, its own or that of another key. */
Test(reach, every_command_is_named)
{
	const struct defs *d = w.app.archive->defs;
	const struct binding *b, *other;

	for (size_t k = 0; k < d->n_keys; k++)
		for (size_t i = 0; (b = keymap_at(w.app.keymap, d->keys[k].context, i)); i++) {
			bool named = *b->label || strcmp(b->context, "common") == 0 ||
				     strncmp(b->command, "due-", 4) == 0;
			for (size_t j = 0;
				!named && (other = keymap_at(w.app.keymap, d->keys[k].context, j));
				j++)
				named = strcmp(other->command, b->command) == 0 && *other->label;
			cr_expect(named, "%s: nothing says what %s (%s) is", d->keys[k].context,
				b->command, b->key);
		}
}

Test(reach, the_screens_with_keys_are_all_among_the_scenes)
{
	const struct defs *d = w.app.archive->defs;
	char context[32], all[4096] = " common ";

	for (const struct scene *s = scenes; s < scenes + n_scenes; s++)
		if (*s->screen && is_first(s, context, sizeof context))
			snprintf(all + strlen(all), sizeof all - strlen(all), "%s ", context);
	for (size_t k = 0; k < d->n_keys; k++) {
		snprintf(context, sizeof context, " %s ", d->keys[k].context);
		cr_expect(strstr(all, context), "keys.yaml has keys for%s, which no scene shows",
			context);
	}
}
