#ifndef BINGGUI_TESTS_SCENES_H
#define BINGGUI_TESTS_SCENES_H

#include <stddef.h>

#include <lib/world.h>

/*
 * Every screen of the program, and the keys that lead there from the home screen on a small
 * invented world.  What is shown of all screens is tried on this table: golden files at both
 * sizes, the encodings of terminals, texts that try to steer them.  tests/scenes.sh holds it against
 * src: a screen without a line here is a fault.
 */
struct scene {
	const char *name;   /* of its golden files */
	const char *screen; /* the screen_ops it is there for, as src calls it */
	const char *keys;   /* as a replay script */
	/* What no key leads to: does it instead, after the keys.  NULL = the keys alone. */
	void (*open)(struct world *w);
};
extern const struct scene scenes[];
extern const size_t n_scenes;

/*
 * Six people, one of them twice, one with everything filled in; staff, pairs, a campaign that goes
 * on, posts and seekers, a frozen sheet, an import, drafts; of every other register the record that
 * the examples of its fields make.
 */
void scenes_fill(struct archive *a);

/* A world with these; at the home screen. */
void scenes_open(struct world *w, int rows, int cols);

/* From the home screen, which must be the one on top. */
void scene_show(struct world *w, const struct scene *s);

/* What a process of its own has seen of its world: all that its parent gets. */
struct seen {
	const void *top, *base; /* the screens_ops on top, and of the one an overlay lies over */
	char text[64 * 1024];
};

/*
 * Runs `show` in a process of its own, on a copy of the world at its home screen; valid until the
 * next call.  It writes into the struct it is given; seen_screen() adds the screen and where its
 * cursor stands.
 */
const struct seen *scene_apart(struct world *w,
	void (*show)(struct world *w, struct seen *seen, const void *x), const void *x);
void seen_screen(struct seen *s, struct world *w);

#endif
