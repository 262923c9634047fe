#ifndef BINGGUI_TESTS_COUNTY_H
#define BINGGUI_TESTS_COUNTY_H

#include <binggui/domain/demo.h>
#include <binggui/domain/figure.h>
#include <binggui/schema/load.h>
#include <binggui/table/archive.h>

/* The practice county in memory, on 2020-06-30, and its annual sheet from 2019-01-01 to 2020-04-30. */
struct county {
	struct defs *defs;
	struct archive *archive;
	struct demo_result made;
	struct figures figures;
};

void county_open(struct county *c, size_t people, size_t seed);
void county_close(struct county *c);

void county_count(struct county *c); /* again; what was counted before is gone */
int64_t county_value(const struct county *c, const char *key);

/* As the sheet prints it; valid until the next call. */
const char *county_text(const struct county *c, const char *key);

/* Saves fields ("name", "value", … NULL): of a new record (id 0) or of that one, by that move or none. */
uint64_t county_save(struct county *c, const char *table, uint64_t id, const char *move, ...);
void county_void(struct county *c, const char *table, uint64_t id);

/* The first record (from the n-th on, from 0) for which a condition holds; it must be there. */
uint64_t county_find(struct county *c, const char *table, size_t n, const char *where);
const char *county_get(struct county *c, const char *table, uint64_t id, const char *field);
const char *county_ref(uint64_t id); /* valid until the fourth call from now */

#endif
