#ifndef BINGGUI_APP_COUNTING_H
#define BINGGUI_APP_COUNTING_H

#include <stdbool.h>

#include <binggui/domain/comparison.h>
#include <binggui/domain/figure.h>
#include <binggui/domain/figure_text.h>
#include <binggui/table/archive.h>

/*
 * A sheet of figures with what was asked of it, for the command line and the screens: which
 * sheet, which period, which area, and the values once they were counted.
 */
struct counting {
	struct archive *archive;
	const struct def_sheet *sheet;
	struct date since, until;
	struct str area, area_name; /* a reference and its name; empty = everywhere */
	struct figures figures;
	bool counted;
};

/* The sheet of that key or title, the first one if NULL; its own period until today. */
bool counting_open(struct counting *c, struct archive *a, const char *sheet, struct err *e);
void counting_close(struct counting *c); /* in any state */

/* As it is typed; NULL or "" leaves it as it is, and for an area means everywhere. */
bool counting_period(struct counting *c, const char *typed, struct err *e);
bool counting_area(struct counting *c, const char *typed, struct err *e);

bool counting_run(struct counting *c, bool (*progress)(void *context, size_t done, size_t all),
	void *context, struct err *e);

/* Keeps what was counted (counting_run first); *id is the frozen sheet's. */
bool counting_freeze(struct counting *c, const char *note, uint64_t *id, struct err *e);

/*
 * The sheet beside another one: `with` is the id of a frozen sheet ("1-5"), which is then compared
 * with now for its own period and area, a period, or an area.  Counts what it needs.
 */
bool counting_compare(struct counting *c, const char *with, struct comparison *out,
	bool (*progress)(void *context, size_t done, size_t all), void *context, struct err *e);

/* What figure_text writes of; borrows from c. */
struct figure_sheet counting_sheet(const struct counting *c);

/* The table of that number; NULL if there is none. */
const struct def_table *counting_table(const struct archive *a, uint32_t number);

#endif
