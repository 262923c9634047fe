#ifndef BINGGUI_SCHEMA_RECORD_H
#define BINGGUI_SCHEMA_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>

/*
 * A record: (field number, canonical text) pairs without a schema, so that
 * adding or renaming a field needs no migration, and values of fields that no
 * definition knows any more survive every save.
 */
struct record_value {
	uint16_t field;
	char *text;
};
struct record {
	uint64_t id;             /* station << 40 | sequence; 0 = new */
	uint32_t version;        /* grows with every save; 0 = never saved */
	uint64_t entry;          /* sequence number of its newest journal entry */
	bool voided;             /* 作废: kept, shown only in history */
	struct record_value *at; /* ascending field numbers, no empty texts */
	size_t n, cap;
};

void record_free(struct record *r);
void record_copy(struct record *to, const struct record *from); /* `to` is replaced */
/* "" if absent; valid until the next change of the record. */
const char *record_get(const struct record *r, uint16_t field);
const char *record_field(const struct record *r, const struct def_field *f);
/* "" or NULL removes; text may come from the record itself. */
void record_set(struct record *r, uint16_t field, const char *text);

/* Bytes of a record as the store keeps it: header, pairs, CRC-32 (zlib) of the id, unless it is 0, and of these at the end.  The id itself is in the key. */
void record_encode(struct str *out, const struct record *r); /* appends */
/* False if the bytes are damaged (the checksum differs): then r is empty. */
bool record_decode(struct record *r, uint64_t id, const void *bytes, size_t n);

/*
 * For walks: one record after the other, without an allocation for each value.  `record` lives until
 * the next one is read and is only to be read: record_copy() makes one that stays.  Zero-filled is empty.
 */
struct record_reader {
	struct record record; /* its texts stand in `bytes` */
	unsigned char *bytes;
	size_t size;
};
bool record_read(
	struct record_reader *w, uint64_t id, const void *bytes, size_t n); /* as record_decode() */
void record_reader_free(struct record_reader *w);

/* One value without building a record, for scans: NULL-free span inside bytes; empty if absent.  Does not verify the checksum. */
struct span record_peek(const void *bytes, size_t n, uint16_t field);
/* Several values in one walk: `out` gets n_fields spans; the numbers are ascending. */
void record_pick(
	const void *bytes, size_t n, const uint16_t *fields, size_t n_fields, struct span *out);
bool record_sound(uint64_t id, const void *bytes, size_t n); /* the checksum holds */
uint32_t record_peek_version(const void *bytes, size_t n);
uint64_t record_peek_entry(const void *bytes, size_t n); /* 0 if there is none */
bool record_peek_voided(const void *bytes, size_t n);

enum { RECORD_STATION_SHIFT = 40 };
void record_id_text(uint64_t id, char out[32]);       /* "3-1027" */
bool record_id_parse(const char *text, uint64_t *id); /* "3-1027"; a bare number is refused */

#endif
