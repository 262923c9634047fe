#ifndef BINGGUI_TABLE_READING_H
#define BINGGUI_TABLE_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/* Records as they are stored; everything is copied. */

/* ERR_NOTFOUND if there is none (voided ones are found: look at out->voided), ERR_STORE if its checksum fails. */
bool table_get(struct archive *a, const struct def_table *t, uint64_t id, struct record *out,
	struct err *e);

/* The live record with that canonical value in a unique field; false without an error if there is none. */
bool table_by_unique(struct archive *a, const struct def_table *t, const struct def_field *f,
	const char *value, uint64_t *id, struct err *e);

/* The record a stored reference means (natural key or "3-1027"). */
bool table_by_reference(struct archive *a, const struct def_table *target, const char *reference,
	struct record *out, struct err *e);

/* What a reference to r holds: its natural key or its id text; replaces out. */
void table_reference(const struct def_table *t, const struct record *r, struct str *out);

/* r as `shows:` says, references and codes in words, secrets masked; replaces out. */
void table_title(
	struct archive *a, const struct def_table *t, const struct record *r, struct str *out);

/* A text with {fields} of the register in it, filled in likewise; appends. */
void table_words(struct archive *a, const struct def_table *t, const char *text,
	const struct record *r, struct str *out);

/* Ids of live records whose indexed (or owner) field has that canonical value, ascending; at most max (0 = all). */
struct ids {
	uint64_t *at;
	size_t n, cap;
};
bool table_by_index(struct archive *a, const struct def_table *t, const struct def_field *f,
	const char *value, size_t max, struct ids *out, struct err *e);

/* Walks live records by id; the callback sees bytes valid only during the call (record_peek) and may not save. False stops. */
typedef bool table_row(void *context, uint64_t id, const void *bytes, size_t n);
bool table_scan(
	struct archive *a, const struct def_table *t, table_row *row, void *context, struct err *e);

/* The same from this id on, for a walk in pieces. */
bool table_scan_from(struct archive *a, const struct def_table *t, uint64_t id, table_row *row,
	void *context, struct err *e);

#endif
