#ifndef BINGGUI_DOMAIN_DEMO_COUNTY_H
#define BINGGUI_DOMAIN_DEMO_COUNTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/domain/demo_maker.h>

/*
 * One county while it is made: its areas, people and staff, by number, and the decks from which
 * the registers draw.  Every part of it (demo_people, demo_visits …) adds the records of its registers.
 */
enum {
	DEMO_PEOPLE = 1326,
	DEMO_ON_FILE = 1310, /* those before are on file at the end of April 2020 */
	DEMO_HOMES = 1306,   /* who comes after lives in one of these */
	DEMO_LEADERS = 8,    /* of the county, the first of the staff */
	DEMO_OFFICE = 28,    /* staff of the county with them */
	DEMO_TOWN_STAFF = 4,
	DEMO_FUNDS = 8, /* of the care fund, one book for all counties of a store */
};

/* What somebody is above all; in the order of demo_kinds. */
enum demo_kind {
	KIND_SOLDIER,
	KIND_RURAL,  /* 60岁以上农村籍 */
	KIND_CADRE,  /* 转业 */
	KIND_ARMY,   /* 军休 */
	KIND_WORKER, /* 无军籍 */
	KIND_OLD,    /* 在乡复员 */
	KIND_DISABLED,
	KIND_MILITIA,
	KIND_WAR,
	KIND_NUCLEAR,
	KIND_SICK,
	KIND_MARTYR,
	KIND_FALLEN,
	KIND_DECEASED,
	KIND_FAMILY,
	DEMO_KINDS,
};
struct demo_kind_def {
	const char *class12, *bpt, *placement;
	uint16_t count, born, until; /* how many; years of birth */
	uint8_t women;               /* in a hundred */
	bool veteran;
};
extern const struct demo_kind_def demo_kinds[DEMO_KINDS];

struct demo_person {
	uint64_t id;
	uint16_t index, home, village;
	uint8_t kind;
	bool male, party, gone;
	struct date birth;
	char name[16];
};

struct demo_area {
	char code[16], name[48], full[96];
	uint16_t town; /* of a village */
	bool community;
};
struct demo_areas {
	struct demo_area *at;
	size_t n, cap;
};

struct demo_staff {
	uint64_t id;
	char name[16];
	uint16_t person; /* who is also on file; DEMO_PEOPLE = nobody */
};

struct demo_deck {
	uint16_t at[DEMO_PEOPLE];
	size_t n;
};

struct demo_county {
	struct demo_maker *maker;
	size_t number, n; /* 0 is the first; its people */
	struct demo_area county;
	struct demo_areas towns, villages;
	struct demo_person people[DEMO_PEOPLE];
	uint64_t homes[DEMO_HOMES], funds[DEMO_FUNDS];
	struct {
		struct demo_staff *at;
		size_t n, cap;
	} staff;
	struct demo_deck on_file, veterans, kinds[DEMO_KINDS];
	struct demo_deck ladder; /* veterans, those of working age first */
	uint8_t *taken;          /* numbers given out, kept over counties; demo_names */
};

/* The k-th of a walk through the deck in steps: nobody twice; NULL if it has not that many. */
struct demo_person *demo_draw(
	struct demo_county *c, const struct demo_deck *d, size_t from, size_t step, size_t k);

/* Staff by place; the k-th of those there, round and round. */
struct demo_staff *demo_office(struct demo_county *c, size_t k);
struct demo_staff *demo_town_staff(struct demo_county *c, size_t town, size_t k);
struct demo_staff *demo_village_staff(struct demo_county *c, size_t village, size_t k);

/* References for values. */
const char *demo_who(struct demo_county *c, const struct demo_person *p); /* "" for NULL */
const char *demo_home(struct demo_county *c, const struct demo_person *p);
const char *demo_village(struct demo_county *c, const struct demo_person *p);

/* The areas of the first county from the store, or of a further one after the model of the first. */
bool demo_areas_read(struct demo_county *c, struct err *e);
void demo_areas_next(struct demo_county *c, size_t number);
void demo_areas_free(struct demo_county *c);

void demo_stations(struct demo_county *c); /* staff, stations, grids */

#endif
