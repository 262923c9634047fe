#include <binggui/table/chain.h>

#include <stdio.h>
#include <string.h>

#include <binggui/table/space.h>

enum { ANCHOR_EVERY = 64 }; /* entries */

static void head_key(struct key *k, uint16_t station)
{
	char number[8];

	snprintf(number, sizeof number, "%u", (unsigned)station);
	space_meta2(k, "head", number);
}

void chain_hash(uint8_t out[HASH_BYTES], const uint8_t before[HASH_BYTES], uint16_t station,
	uint64_t seq, struct kv_bytes bytes)
{
	uint8_t place[10] = {(uint8_t)(station >> 8), (uint8_t)station};

	space_number(place + 2, seq);
	const struct span parts[] = {
		{(const char *)before, HASH_BYTES},
		{(const char *)place, sizeof place},
		{bytes.at, bytes.n},
	};
	hash_parts(out, parts, 3);
}

bool chain_split(struct kv_bytes value, uint8_t hash[HASH_BYTES], struct kv_bytes *bytes)
{
	if (value.n < HASH_BYTES)
		return false;
	memcpy(hash, value.at, HASH_BYTES);
	*bytes = (struct kv_bytes){(const uint8_t *)value.at + HASH_BYTES, value.n - HASH_BYTES};
	return true;
}

static enum kv_status take_last(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct chain_head *head = context;
	struct kv_bytes bytes;

	if (chain_split(value, head->hash, &bytes))
		head->seq = space_last_id(key);
	return KV_OK;
}

enum kv_status chain_head(struct kv_txn *txn, uint16_t station, struct chain_head *out)
{
	struct key low, high;

	*out = (struct chain_head){0};
	space_journal(&low, station, 0);
	space_journal(&high, station, UINT64_MAX);
	return kv_scan(txn, key_of(&low), key_of(&high), 1, true, take_last, out);
}

enum kv_status chain_anchored(struct kv_txn *txn, uint16_t station, struct chain_head *out)
{
	struct key k;
	struct kv_bytes value;

	*out = (struct chain_head){0};
	head_key(&k, station);
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	if (s == KV_OK && value.n == 8 + HASH_BYTES) {
		out->seq = space_number_of((struct kv_bytes){value.at, 8});
		memcpy(out->hash, (const uint8_t *)value.at + 8, HASH_BYTES);
	}
	return s == KV_NOTFOUND ? KV_OK : s;
}

enum kv_status chain_begin(struct chain *c, struct kv_txn *txn, uint16_t station)
{
	c->txn = txn;
	c->station = station;
	c->first = 0;
	c->anchored = false;
	return chain_head(txn, station, &c->head);
}

uint64_t chain_next(const struct chain *c)
{
	return c->head.seq + 1;
}

void chain_start(struct chain *c, const struct journal_entry *head)
{
	static const char no_hash[HASH_BYTES];

	str_clear(&c->bytes);
	str_addn(&c->bytes, no_hash, HASH_BYTES);
	entry_start(&c->bytes, head);
}

enum kv_status chain_add(struct chain *c)
{
	struct key k;
	uint64_t seq = chain_next(c);
	struct kv_bytes value = {c->bytes.at, c->bytes.n};
	struct kv_bytes body = {c->bytes.at + HASH_BYTES, c->bytes.n - HASH_BYTES};

	chain_hash(c->head.hash, c->head.hash, c->station, seq, body);
	memcpy(c->bytes.at, c->head.hash, HASH_BYTES);
	c->head.seq = seq;
	if (!c->first)
		c->first = seq;
	space_journal(&k, c->station, seq);
	return kv_put(c->txn, key_of(&k), value);
}

static enum kv_status put_head(struct kv_txn *txn, uint16_t station, const struct chain_head *head)
{
	struct key k;
	uint8_t value[8 + HASH_BYTES];

	head_key(&k, station);
	space_number(value, head->seq);
	memcpy(value + 8, head->hash, HASH_BYTES);
	return kv_put(txn, key_of(&k), (struct kv_bytes){value, sizeof value});
}

void chain_anchor(struct chain *c)
{
	c->anchored = true;
}

enum kv_status chain_end(struct chain *c)
{
	bool due = c->anchored || c->head.seq / ANCHOR_EVERY != (c->first - 1) / ANCHOR_EVERY;

	return c->first && due ? put_head(c->txn, c->station, &c->head) : KV_OK;
}

void chain_free(struct chain *c)
{
	str_free(&c->bytes);
}

enum kv_status chain_sound(struct kv_txn *txn, uint16_t station, uint64_t seq,
	const uint8_t hash[HASH_BYTES], struct kv_bytes bytes, bool *sound)
{
	uint8_t before[HASH_BYTES] = {0}, right[HASH_BYTES];
	struct kv_bytes none;
	enum kv_status s = seq > 1 ? chain_get(txn, station, seq - 1, before, &none) : KV_OK;

	chain_hash(right, before, station, seq, bytes);
	*sound = s == KV_OK && !memcmp(right, hash, HASH_BYTES);
	return s == KV_NOTFOUND ? KV_OK : s;
}

enum kv_status chain_get(struct kv_txn *txn, uint16_t station, uint64_t seq,
	uint8_t hash[HASH_BYTES], struct kv_bytes *bytes)
{
	struct key k;
	struct kv_bytes value;

	space_journal(&k, station, seq);
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	if (s != KV_OK)
		return s;
	return chain_split(value, hash, bytes) ? KV_OK : KV_NOTFOUND;
}
