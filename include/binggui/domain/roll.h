#ifndef BINGGUI_DOMAIN_ROLL_H
#define BINGGUI_DOMAIN_ROLL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/domain/areas.h>
#include <binggui/table/archive.h>

/*
 * A campaign's list in memory, in the order one walks: by village, household, name.
 * 1,300 lines take some milliseconds to read; screens then ask it without the store.
 */
enum roll_state { ROLL_OPEN, ROLL_DONE, ROLL_EXEMPT }; /* 未走访 已走访 免访 */

struct roll_line {
	uint64_t target, person;
	long area; /* the person's village: index into areas; -1 = not told */
	enum roll_state state;
	bool late; /* added after the list was frozen */
	char *name, *household;
	char *order; /* where among the names: key bytes, n_order of them */
	size_t n_order;
};

struct roll {
	struct archive *archive;
	struct areas areas;
	struct roll_line *at;
	size_t n, cap;
};

bool roll_load(struct roll *r, struct archive *a, uint64_t campaign, struct err *e);
/* Tells `step` every some hundred lines how far it is; where that says false, it ends with ERR_STOPPED and r empty. */
typedef bool roll_step(void *context, size_t done, size_t all);
bool roll_load_told(struct roll *r, struct archive *a, uint64_t campaign, roll_step *step,
	void *context, struct err *e);
void roll_free(struct roll *r);

/* Reads the state of one line again: somebody may have been there meanwhile. */
bool roll_look(struct roll *r, size_t line, struct err *e);

/* The line of a person; SIZE_MAX if he is not on the list. */
size_t roll_of(const struct roll *r, uint64_t person);

/* The next open line behind `after` (SIZE_MAX: from the start), round to the start once; SIZE_MAX if all are closed. */
size_t roll_next(const struct roll *r, size_t after);

/* Whether a line lies in a place: a village, the villages of a town; ROLL_ALL, ROLL_NOWHERE = village not told. */
enum { ROLL_ALL = -2, ROLL_NOWHERE = -1 };
bool roll_within(const struct roll *r, size_t line, long area);

struct roll_count {
	size_t all, done, exempt, late;
};
struct roll_count roll_count(const struct roll *r, long area);

/* Towns (of the whole) or villages (of a town) with anybody on the list, by code, ROLL_NOWHERE last; appended. */
struct roll_places {
	long *at;
	size_t n, cap;
};
void roll_places(const struct roll *r, long area, struct roll_places *out);

/* 文彩村; 未填户籍村; 全部. */
const char *roll_place_name(const struct roll *r, long area);

#endif
