#ifndef BINGGUI_DOMAIN_DEMO_H
#define BINGGUI_DOMAIN_DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>

/*
 * The practice county: made-up people in a county of the size of 镇坪, with everything a station
 * keeps since 2019, the same for the same seed.  The records are such that the annual sheet of
 * 2019-01-01 to 2020-04-30 says what the county really reported; that is the work of the records
 * alone.  More people are more such counties, made one after the other, so that memory does not
 * grow with their number; fewer are the first so many of one.
 */
struct demo_options {
	const char *areas; /* as for county_load() */
	size_t people;     /* 0 = those of one county */
	uint64_t seed;     /* 0 = the usual one */
	/* After each county, or NULL; false stops (ERR_STOPPED). */
	bool (*progress)(void *context, size_t people, size_t all);
	void *context;
};
struct demo_result {
	size_t people, areas, stations, staff, records;
};

enum { DEMO_COUNTY = 1326, DEMO_MOST = 1000000 };

/* Into a store just made; on failure what was made stays. */
bool demo_make(struct archive *a, const struct demo_options *options, struct demo_result *result,
	struct err *e);

#endif
