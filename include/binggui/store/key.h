#ifndef BINGGUI_STORE_KEY_H
#define BINGGUI_STORE_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/store/kv.h>

/*
 * Building and reading keys whose memcmp order is the order of their parts.
 * A key lives in the struct; no memory is allocated.  Parts beyond KV_KEY_MAX
 * are cut and `cut` is set (for texts in indexes that is harmless: the record
 * id behind keeps them apart, so reserve room for it with key_room()).  A number
 * that does not fit is left out whole.
 */
struct key {
	size_t n;
	size_t room; /* kept free by key_room() */
	bool cut;
	uint8_t at[KV_KEY_MAX];
};

void key_start(struct key *k, uint8_t space); /* one byte that says what kind of entry it is */
void key_u8(struct key *k, uint8_t v);
void key_u16(struct key *k, uint16_t v); /* big-endian */
void key_u32(struct key *k, uint32_t v);
void key_u64(struct key *k, uint64_t v);
void key_i64(struct key *k, int64_t v); /* negative before positive */

/* Bytes of any value, escaped (00 -> 00 FF) and closed with 00 00, so that a shorter one sorts before its extensions. */
void key_bytes(struct key *k, const void *at, size_t n);
void key_text(struct key *k, const char *text);
/* Bytes as they are, at the end of a key or where the length is fixed. */
void key_raw(struct key *k, const void *at, size_t n);

/* Limits what key_bytes/key_text/key_raw may fill, keeping `bytes` free for what follows. */
void key_room(struct key *k, size_t bytes);

/* The first key behind all that start with k: the high end of a scan.  False if there is none (all FF). */
bool key_after(struct key *out, const struct key *k);

struct kv_bytes key_of(const struct key *k); /* valid while k lives unchanged */

/* Reading, from a position; false if the key is too short or malformed, the position is then unchanged. */
struct key_reader {
	const uint8_t *at, *end;
};
struct key_reader key_read(struct kv_bytes key);
bool key_get_u8(struct key_reader *r, uint8_t *v);
bool key_get_u16(struct key_reader *r, uint16_t *v);
bool key_get_u32(struct key_reader *r, uint32_t *v);
bool key_get_u64(struct key_reader *r, uint64_t *v);
bool key_get_i64(struct key_reader *r, int64_t *v);
bool key_get_bytes(
	struct key_reader *r, void *out, size_t cap, size_t *n); /* unescaped; false if over cap */

#endif
