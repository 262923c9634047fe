#ifndef BINGGUI_TABLE_SPACE_H
#define BINGGUI_TABLE_SPACE_H

#include <stdint.h>

#include <binggui/store/key.h>

/*
 * Where everything lies: spaces of keys, one byte each, in one store (all
 * numbers big-endian):
 *
 *	M name                        settings: format, station, county, counters
 *	S name chunk                  last good definition file (chunks of 60 KiB)
 *	T name / F table name         numbers of tables and fields
 *	R table id                    records (schema/record)
 *	U table field bytes           unique index -> id
 *	I table field bytes id        index, value empty
 *	X table first-id              find blocks (table/find)
 *	D user table id slot          drafts
 *	B batch                       import batches
 *	Z station seq                 journal entries
 */
enum {
	SPACE_META = 'M',
	SPACE_SCREENS = 'S',
	SPACE_TABLE = 'T',
	SPACE_FIELD = 'F',
	SPACE_RECORD = 'R',
	SPACE_UNIQUE = 'U',
	SPACE_INDEX = 'I',
	SPACE_FIND = 'X',
	SPACE_JOURNAL = 'Z', /* the last of all: what is appended at the end fills its pages */
	SPACE_DRAFT = 'D',
	SPACE_BATCH = 'B',
};

/* Each fills k; what is left out of a key makes it the prefix of a range. */
void space_meta(struct key *k, const char *name);
void space_meta2(struct key *k, const char *name, const char *part); /* "name/part" */
void space_source(struct key *k, const char *name, uint16_t chunk);
void space_table(struct key *k, const char *name);
void space_field(struct key *k, uint16_t table, const char *name);
void space_record(struct key *k, uint16_t table, uint64_t id);
void space_journal(struct key *k, uint16_t station, uint64_t seq);
void space_draft(struct key *k, const char *user, uint16_t table, uint64_t id, uint32_t slot);
void space_batch(struct key *k, uint64_t id);

/* All keys of a space, of a table's part of a space (R U I X F), and of one of its fields (U I). */
struct space_range {
	struct key low, high;
};
void space_all(struct space_range *r, uint8_t space);
void space_of_table(struct space_range *r, uint8_t space, uint16_t table);
void space_of_field(struct space_range *r, uint8_t space, uint16_t table, uint16_t field);

/* The id at the end of a key of R, I or B; 0 if it is too short. */
uint64_t space_last_id(struct kv_bytes key);

/* Numbers as values: 8 bytes, the high one first; 0 for bytes of another length. */
void space_number(uint8_t out[8], uint64_t v);
uint64_t space_number_of(struct kv_bytes value);

#endif
