#ifndef BINGGUI_DOMAIN_CROSSTAB_H
#define BINGGUI_DOMAIN_CROSSTAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/domain/grid.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * How many records of a register have which values of two fields.  A field is written
 * as a path, `village` or `person.sex`, with what of it counts behind a colon:
 *
 *	date:year  date:month    of a date
 *	village:town             the area of that level above it (county, town, village)
 *	age:10                   of a number: in tens
 *
 * Of several values each counts, so that cells may add up to more than the records.
 */
struct crosstab_ask {
	struct archive *archive;
	const struct def_table *table;
	const char *down, *across; /* across NULL or "" = one column */
	const char *where;         /* NULL or "" = all */
	const char *area;          /* what a reference holds; NULL or "" = everywhere */
	struct date since, until;  /* of the register's day; none = all */
	bool (*progress)(void *context, size_t done, size_t all); /* NULL; false stops */
	void *context;
};

struct crosstab_axis {
	char *title;
	struct crosstab_label {
		char *key, *text; /* as it is stored, as it is shown; "" = nothing there */
		size_t total, order;
	} * at; /* in order */
	size_t n, cap;
};
struct crosstab_hit {
	uint64_t id;
	uint32_t down, across;
};
struct crosstab {
	const struct def_table *table;
	struct crosstab_axis down, across;
	size_t *cells; /* down.n * across.n */
	struct crosstab_hit *hits;
	size_t n_hits, cap_hits;
	size_t records; /* each once */
};

bool crosstab_run(struct crosstab *out, const struct crosstab_ask *ask, struct err *e);
void crosstab_free(struct crosstab *c); /* in any state */

size_t crosstab_cell(const struct crosstab *c, size_t down, size_t across);

/* The ids of a cell, ascending and each once; CROSSTAB_ALL for a row, a column or everything; replaces out. */
#define CROSSTAB_ALL ((size_t)-1)
void crosstab_ids(const struct crosstab *c, size_t down, size_t across, struct ids *out);

/* With totals at the right and below; appends to an empty grid. */
void crosstab_grid(const struct crosstab *c, struct grid *out);

/* [{"down","across","count"}, …] of all cells that are not 0; appends. */
void crosstab_json(const struct crosstab *c, struct str *out);

#endif
