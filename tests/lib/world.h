#ifndef BINGGUI_TESTS_WORLD_H
#define BINGGUI_TESTS_WORLD_H

#include <binggui/app/app.h>
#include <binggui/ui/replay.h>

/*
 * The whole program on a store in memory: the real screens/, the county's
 * areas, a fixed clock (2020-04-30 10:20), the user 测试员, and keys in, text out.
 */
struct world {
	struct app app;
	struct replay *replay;
	char name[32];    /* of the memory store */
	const char *more; /* a folder of definitions besides screens/; NULL = none */
	int rows, cols;
};

void world_open(struct world *w, int rows, int cols); /* at the home screen */
/* With the files of another folder too; one of the same name stands for that of screens/. */
void world_open_with(struct world *w, int rows, int cols, const char *more);
void world_close(struct world *w);
void world_restart(
	struct world *w); /* the program ends without a word and starts again on the same store */

/*
 * In a process that was forked off: the program begins at the home screen on a copy of the store,
 * which the parent's world does not see.  Such a process ends by _exit().
 */
void world_apart(struct world *w);

/* Saves a person; returns the id.  Empty texts are left out. */
uint64_t world_person(struct world *w, const char *name, const char *id_no, const char *village,
	const char *phone);

/* A handful of people with names that are hard to find. */
void world_people(struct world *w);

void world_keys(struct world *w, const char *script); /* asserts that the script is right */
const char *world_text(struct world *w);
bool world_sees(struct world *w, const char *text);

/* A field of a stored record. */
const char *world_value(struct world *w, const char *table, uint64_t id, const char *field);

/* order number 900..999 -> a right 18-digit number; out has room for 19. */
void world_id(char out[19], const char *region_and_birth, int order);

#endif
