#ifndef BINGGUI_TABLE_CHAIN_H
#define BINGGUI_TABLE_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>
#include <binggui/store/kv.h>
#include <binggui/table/entry.h>
#include <binggui/table/hash.h>

/*
 * Entries one behind the other.  The value of an entry is its hash (over the
 * hash before it, station, number and bytes) and its bytes.
 *
 * A chain cut off at its end still fits together, so something outside must say
 * how far it went: a record names its newest entry; for entries that made no
 * record, and now and then, number and hash stand in the settings
 * ("head/STATION").  The save of one record does not write there: it is one page less.
 */
struct chain_head {
	uint64_t seq; /* 0 = no entry yet */
	uint8_t hash[HASH_BYTES];
};

/* Appending within one transaction; the head is read and written once however many entries there are. */
struct chain {
	struct kv_txn *txn;
	uint16_t station;
	uint64_t first; /* the number the first entry appended here got, 0 = none */
	bool anchored;  /* write the head as well */
	struct chain_head head;
	struct str bytes; /* of the entry being made; kept from one to the next */
};
enum kv_status chain_begin(
	struct chain *c, struct kv_txn *txn, uint16_t station); /* keeps c->bytes */
uint64_t chain_next(const struct chain *c); /* the number the next entry will get */
/* entry_start, then entry_field on c->bytes by the caller, then chain_add. */
void chain_start(struct chain *c, const struct journal_entry *head);
enum kv_status chain_add(struct chain *c);
void chain_anchor(struct chain *c); /* the head is written at the end */
enum kv_status chain_end(struct chain *c);
void chain_free(struct chain *c);

/* The newest entry; and the head written last, zeros if there is none. */
enum kv_status chain_head(struct kv_txn *txn, uint16_t station, struct chain_head *out);
enum kv_status chain_anchored(struct kv_txn *txn, uint16_t station, struct chain_head *out);

/* One entry's hash and bytes, valid as kv_get says; KV_NOTFOUND if there is none or it is too short. */
enum kv_status chain_get(struct kv_txn *txn, uint16_t station, uint64_t seq,
	uint8_t hash[HASH_BYTES], struct kv_bytes *bytes);

/* Whether what chain_get yielded has the hash that the entry before it asks for. */
enum kv_status chain_sound(struct kv_txn *txn, uint16_t station, uint64_t seq,
	const uint8_t hash[HASH_BYTES], struct kv_bytes bytes, bool *sound);

/* Takes a value apart; false if it is too short.  And the hash it should have. */
bool chain_split(struct kv_bytes value, uint8_t hash[HASH_BYTES], struct kv_bytes *bytes);
void chain_hash(uint8_t out[HASH_BYTES], const uint8_t before[HASH_BYTES], uint16_t station,
	uint64_t seq, struct kv_bytes bytes);

#endif
