#ifndef BINGGUI_DOMAIN_AREAPLAN_H
#define BINGGUI_DOMAIN_AREAPLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/err.h>
#include <binggui/base/map.h>
#include <binggui/base/vec.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * Villages (and towns) merge, split and get other names.  The old area gets its last day and
 * what became of it; whatever live record speaks of it speaks of the new one from then on:
 * people, households, grids, stations, areas below it, and all other registers.  Pairs hang on
 * people and staff and so follow by themselves.  All of it is one batch: batch_undo()
 * takes it back.
 *
 * An area has one station: the station of an area that goes is taken over, or, if there is one
 * already, closed, and its staff go to the other.
 */
enum areachange_kind {
	AREA_RENAMED, /* one area; under the same code, or under a new one */
	AREA_MERGED,  /* one or several into one, which may be new */
	AREA_SPLIT,   /* some people go to another area, which may be new */
};

struct areachange {
	struct archive *archive;
	enum areachange_kind kind;
	struct ids old;    /* areas that change: one unless they merge */
	const char *code;  /* of the area they become; the old one's own = in place (renamed) */
	const char *name;  /* of it if it is new or renamed; NULL otherwise */
	struct ids people; /* AREA_SPLIT: who goes */
	uint64_t rest;   /* AREA_SPLIT: where the others go, and the old one ends; 0 = it remains */
	struct date day; /* last of the old, first of the new */
};
void areachange_free(struct areachange *c); /* the lists of ids */

/* A record that will be changed. */
struct areachange_move {
	const struct def_table *table;
	uint64_t id;
};

struct areachange_plan {
	struct map seen;                   /* private: moves, each once */
	VEC(struct areachange_move) moves; /* by table; not the areas themselves */
	struct ids closing;                /* stations that close */
	uint64_t heir;                     /* station that takes over their staff; 0 = none */
	bool makes;                        /* the area they become is new */
	uint64_t batch;                    /* set by areachange_apply */
};
void areachange_plan_free(struct areachange_plan *p);

/* What will change; writes nothing (replaces out).  ERR_USAGE with the sentence if it makes no sense. */
bool areachange_make_plan(const struct areachange *c, struct areachange_plan *out, struct err *e);

/*
 * Adds to a plan only what a split takes along: its people, and the households and grids all
 * of whose people go.
 */
bool areachange_plan_split(const struct areachange *c, struct areachange_plan *p, struct err *e);

/* "对象档案 12、家庭户 5"; replaces out. */
void areachange_text(const struct areachange_plan *p, struct str *out);

#endif
