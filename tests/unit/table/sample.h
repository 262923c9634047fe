#ifndef TESTS_UNIT_TABLE_SAMPLE_H
#define TESTS_UNIT_TABLE_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * A small county for the tests of this layer: area (natural key, places above
 * places), person (unique number, derived fields, references, several tags) and
 * visit (owned by person).  A fixed clock that moves one second a save.
 */
struct sample {
	char url[300];
	char dir[256]; /* "" for a store in memory */
	struct defs *defs;
	struct archive *a;
	const struct def_table *area, *person, *visit;
};

extern const char *const sample_engines[2]; /* "mem", "lmdb" */

void sample_make(struct sample *s, const char *engine); /* a new store, opened by 王五 */
void sample_reopen(struct sample *s,
	const char *extra); /* `extra`: another text for person.yaml, NULL = the same */
bool sample_try_reopen(
	struct sample *s, const char *extra, struct err *e); /* s->a is NULL if it fails */
void sample_free(struct sample *s);

/* The same store opened a second time by somebody else (mem only, or after a fork). */
struct archive *sample_other(struct sample *s, const char *user, struct defs **defs);

extern const char sample_person_yaml[];

/* An invented number: order 900-999, right check digit; n tells them apart. */
void sample_idno(unsigned n, char out[19]);

/* Saves a new record of `field, value, ..., NULL`; the test fails if it cannot. */
uint64_t sample_add(struct archive *a, const struct def_table *t, ...);
void sample_set(const struct def_table *t, struct record *r, const char *field, const char *value);
/* The stored value of a field; a static copy. */
const char *sample_value(
	struct archive *a, const struct def_table *t, uint64_t id, const char *field);
/* Reads, sets one field, saves; what became of it. */
enum change_result sample_edit(struct archive *a, const struct def_table *t, uint64_t id,
	const char *field, const char *value, struct err *e);
void sample_areas(struct sample *s); /* 镇坪县, 城关镇, 曙坪镇 and villages */

/* The test fails, with every finding told, if check finds anything. */
void sample_sound(struct archive *a);

#endif
