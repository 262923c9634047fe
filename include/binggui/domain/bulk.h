#ifndef BINGGUI_DOMAIN_BULK_H
#define BINGGUI_DOMAIN_BULK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>

/*
 * One field of many records changed to the same value, each through the checks
 * a form makes.  What fails stays as it was and is listed with the reason; the rest
 * is saved in small transactions under one batch, so that it can be undone whole.
 */
enum bulk_how {
	BULK_SET,    /* the value replaces what is there; "" empties it */
	BULK_ADD,    /* of a field with several values: joins them */
	BULK_REMOVE, /* of a field with several values: goes from them */
};

struct bulk {
	struct archive *archive;
	const struct def_table *table;
	const struct def_field *field;
	enum bulk_how how;
	const char *value; /* canonical */
	const uint64_t *ids;
	size_t n;
	bool (*progress)(void *context, size_t done, size_t all); /* NULL; false stops */
	void *context;
};

struct bulk_failure {
	uint64_t id;
	char *title; /* as table_title says; "" if it cannot be read */
	char *why;
};

struct bulk_result {
	size_t changed, unchanged;
	struct {
		struct bulk_failure *at;
		size_t n, cap;
	} failures;
	uint64_t batch;
	bool stopped; /* what was not reached yet is in none of the counts */
};
void bulk_result_free(struct bulk_result *r);

/*
 * Whether a field may be changed in bulk: not one that is computed, read-only,
 * or unique.
 */
bool bulk_allowed(const struct def_field *f);

/* False only if the store fails; what was saved before is in `out` all the same. */
bool bulk_run(const struct bulk *b, struct bulk_result *out, struct err *e);

#endif
