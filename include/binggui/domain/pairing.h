#ifndef BINGGUI_DOMAIN_PAIRING_H
#define BINGGUI_DOMAIN_PAIRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/err.h>
#include <binggui/base/map.h>
#include <binggui/base/vec.h>
#include <binggui/table/archive.h>

/*
 * The three-level one-to-one pairing (三级网格 一对一结对) as it stands: who is on file,
 * who works, who has whom.  A copy in memory of what the registers person, staff,
 * station, area and pairing said when it was loaded; everything in it is addressed by
 * index and stays valid until pairing_free().  Nothing here writes (pairsave does).
 *
 * A person is to have one open pair on each level.  A member of staff can take whoever
 * lives in the area of his station or in one below it; a county's (县) who has
 * no station can take everybody.
 */
#define PAIR_NONE ((size_t)-1)

enum pair_tier { PAIR_COUNTY, PAIR_TOWN, PAIR_VILLAGE, PAIR_TIERS };
const char *pair_tier_name(enum pair_tier tier); /* 县 镇 村: the codes of pairing.tier */

struct pair_area {
	char code[32];
	char *name;
	size_t parent; /* PAIR_NONE = none */
};

struct pair_person {
	uint64_t id;
	char *name;
	size_t area; /* PAIR_NONE: no village, or one that is not known */
	bool no_village;
	char *gone;              /* 去世 迁出 注销; NULL = on file */
	bool leaving;            /* on file, but a day of leaving (迁出日期) has come */
	bool focus;              /* 重点关注 */
	size_t pair[PAIR_TIERS]; /* index into opens; PAIR_NONE = a gap */
};

struct pair_staff {
	uint64_t id;
	char *name, *unit;
	enum pair_tier tier; /* PAIR_TIERS = another (其他): takes nobody */
	size_t area;         /* of the station; PAIR_NONE = none */
	bool everywhere;     /* a county's without station */
	bool on_duty;        /* today lies between 到岗 and 离岗 */
	size_t limit;        /* 结对上限; PAIR_NONE = none */
	size_t load;         /* open pairs */
};

/* An open pair. */
struct pair_open {
	uint64_t id;
	size_t person, staff; /* PAIR_NONE: voided meanwhile */
	enum pair_tier tier;
};

struct pairing {
	struct archive *archive;
	struct date today;
	VEC(struct pair_area) areas;
	VEC(struct pair_person) people; /* by id */
	VEC(struct pair_staff) staff;   /* by id */
	VEC(struct pair_open) opens;    /* by id */
	struct map area_codes;          /* code -> index + 1 as a pointer */
};

/* Replaces p (zero-filled or loaded before).  ERR_CONFIG if the registers lack a field that is needed. */
bool pairing_load(struct pairing *p, struct archive *a, struct err *e);
void pairing_free(struct pairing *p);

/* By id or code; PAIR_NONE if there is none. */
size_t pairing_person(const struct pairing *p, uint64_t id);
size_t pairing_staff(const struct pairing *p, uint64_t id);
size_t pairing_area(const struct pairing *p, const char *code);

/* Whether an area is `of` or lies in it; of PAIR_NONE = everywhere. */
bool pairing_within(const struct pairing *p, size_t area, size_t of);

/* Whether this one's area has the person, whatever the level and the limit. */
bool pairing_covers(const struct pairing *p, size_t staff, size_t person);

/* On duty, of that level and in charge of the area; the limit is not looked at. */
bool pairing_suits(const struct pairing *p, size_t staff, size_t person, enum pair_tier tier);
bool pairing_has_room(const struct pair_staff *s);

struct pair_indices {
	size_t *at;
	size_t n, cap;
};
/* Who suits, best first: room before none, then the least load, then by id.  Replaces out. */
void pairing_candidates(
	const struct pairing *p, size_t person, enum pair_tier tier, struct pair_indices *out);

/* People on file in the area (PAIR_NONE = all), by area code, then by name as it is read.  Replaces out. */
void pairing_people(const struct pairing *p, size_t area, struct pair_indices *out);

/* ---- what is wrong --------------------------------------------------------------------------- */

/* Why a place is open or a pair cannot be. */
enum pair_why {
	PAIR_FINE,
	PAIR_NO_VILLAGE, /* the person has none on file */
	PAIR_NO_AREA,    /* the village is not among the areas */
	PAIR_LEAVING,    /* the person has left */
	PAIR_GONE,       /* the person is dead, moved or struck off */
	PAIR_NO_STAFF,   /* nobody of that level is in charge there */
	PAIR_OFF_DUTY,   /* those who are in charge have all left or not yet begun */
	PAIR_FULL,       /* those who are in charge have all reached their limit */
	PAIR_OTHER_TIER, /* this one works on another level */
	PAIR_OUTSIDE,    /* this one is not in charge there */
	PAIR_NOBODY,     /* the staff record is void or missing */
};
const char *pair_why_name(enum pair_why why); /* for --json: "no-village" … */
const char *pair_why_text(enum pair_why why); /* a Chinese phrase */

/* Why nobody can be found for a gap, PAIR_FINE if somebody can. */
enum pair_why pairing_why(const struct pairing *p, size_t person, enum pair_tier tier);

/* What is wrong with an open pair: PAIR_GONE, PAIR_NOBODY, PAIR_OFF_DUTY, PAIR_OTHER_TIER, PAIR_OUTSIDE. */
enum pair_why pairing_fault(const struct pairing *p, const struct pair_open *o);
bool pair_overloaded(const struct pair_staff *s);

#endif
