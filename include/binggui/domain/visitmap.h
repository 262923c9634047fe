#ifndef BINGGUI_DOMAIN_VISITMAP_H
#define BINGGUI_DOMAIN_VISITMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/domain/areas.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * How far the visits reach: for each village and each of twelve months, how many people
 * of those on file were visited (somebody was met).  Also twelve months at once.
 * Those visited who are no longer on file are in neither number.
 */
enum { VISITMAP_MONTHS = 12, VISITMAP_YEAR = 12 }; /* a month's index, or all of them */

struct visitmap_person {
	uint64_t id;
	long area;       /* index into areas; -1 = village not told */
	uint16_t months; /* a bit each */
};

struct visitmap_place {
	long area; /* -1 = village not told */
	size_t people;
	size_t visited[VISITMAP_MONTHS + 1];
};

struct visitmap {
	struct areas areas;
	struct date first; /* of the first month */
	struct {
		struct visitmap_person *at; /* by id */
		size_t n, cap;
	} people;
	struct {
		struct visitmap_place *at; /* villages by code, -1 last */
		size_t n, cap;
	} places;
};

/* The twelve months up to and with the month of `last`. */
bool visitmap_load(struct visitmap *m, struct archive *a, struct date last, struct err *e);
void visitmap_free(struct visitmap *m);

struct date visitmap_month(const struct visitmap *m, size_t month);

/* Ids of the people on file of a place that were (or were not) visited in a month; replaces out. */
void visitmap_people(
	const struct visitmap *m, size_t place, size_t month, bool visited, struct ids *out);

const char *visitmap_name(const struct visitmap *m, size_t place); /* 文彩村 */
const char *visitmap_town(const struct visitmap *m, size_t place); /* 城关镇; "" */

#endif
