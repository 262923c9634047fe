#include <binggui/store/key.h>

#include <string.h>

void key_start(struct key *k, uint8_t space)
{
	k->n = 1;
	k->room = 0;
	k->cut = false;
	k->at[0] = space;
}

static void add_number(struct key *k, uint64_t v, size_t bytes)
{
	if (k->n + bytes > KV_KEY_MAX) {
		k->cut = true;
		return;
	}
	for (size_t i = bytes; i-- > 0;)
		k->at[k->n++] = (uint8_t)(v >> (8 * i));
}

void key_u8(struct key *k, uint8_t v)
{
	add_number(k, v, 1);
}

void key_u16(struct key *k, uint16_t v)
{
	add_number(k, v, 2);
}

void key_u32(struct key *k, uint32_t v)
{
	add_number(k, v, 4);
}

void key_u64(struct key *k, uint64_t v)
{
	add_number(k, v, 8);
}

void key_i64(struct key *k, int64_t v)
{
	add_number(k, (uint64_t)v ^ (UINT64_C(1) << 63), 8);
}

void key_room(struct key *k, size_t bytes)
{
	k->room = bytes < KV_KEY_MAX ? bytes : KV_KEY_MAX;
}

/* How many bytes a part of any length may still take. */
static size_t left(const struct key *k)
{
	size_t limit = KV_KEY_MAX - k->room;

	return k->n < limit ? limit - k->n : 0;
}

void key_bytes(struct key *k, const void *at, size_t n)
{
	const uint8_t *in = at;
	size_t room = left(k);

	if (room < 2) {
		k->cut = true;
		return;
	}
	room -= 2;
	for (size_t i = 0; i < n; i++) {
		size_t need = in[i] ? 1 : 2;
		if (need > room) {
			k->cut = true;
			break;
		}
		k->at[k->n++] = in[i];
		if (!in[i])
			k->at[k->n++] = 0xFF;
		room -= need;
	}
	k->at[k->n++] = 0;
	k->at[k->n++] = 0;
}

void key_text(struct key *k, const char *text)
{
	key_bytes(k, text, text ? strlen(text) : 0);
}

void key_raw(struct key *k, const void *at, size_t n)
{
	size_t room = left(k);

	if (n > room) {
		k->cut = true;
		n = room;
	}
	if (n)
		memcpy(k->at + k->n, at, n);
	k->n += n;
}

bool key_after(struct key *out, const struct key *k)
{
	size_t n = k->n;

	while (n && k->at[n - 1] == 0xFF)
		n--;
	if (!n)
		return false;
	memmove(out->at, k->at, n);
	out->at[n - 1]++;
	out->n = n;
	out->room = 0;
	out->cut = k->cut;
	return true;
}

struct kv_bytes key_of(const struct key *k)
{
	return (struct kv_bytes){k->at, k->n};
}

struct key_reader key_read(struct kv_bytes key)
{
	const uint8_t *at = key.at;

	return (struct key_reader){at, key.n ? at + key.n : at};
}

static bool get_number(struct key_reader *r, size_t bytes, uint64_t *v)
{
	if ((size_t)(r->end - r->at) < bytes)
		return false;
	*v = 0;
	for (size_t i = 0; i < bytes; i++)
		*v = *v << 8 | *r->at++;
	return true;
}

bool key_get_u8(struct key_reader *r, uint8_t *v)
{
	uint64_t wide;

	if (!get_number(r, 1, &wide))
		return false;
	*v = (uint8_t)wide;
	return true;
}

bool key_get_u16(struct key_reader *r, uint16_t *v)
{
	uint64_t wide;

	if (!get_number(r, 2, &wide))
		return false;
	*v = (uint16_t)wide;
	return true;
}

bool key_get_u32(struct key_reader *r, uint32_t *v)
{
	uint64_t wide;

	if (!get_number(r, 4, &wide))
		return false;
	*v = (uint32_t)wide;
	return true;
}

bool key_get_u64(struct key_reader *r, uint64_t *v)
{
	return get_number(r, 8, v);
}

bool key_get_i64(struct key_reader *r, int64_t *v)
{
	uint64_t wide;

	if (!get_number(r, 8, &wide))
		return false;
	*v = (int64_t)(wide ^ (UINT64_C(1) << 63));
	return true;
}

bool key_get_bytes(struct key_reader *r, void *out, size_t cap, size_t *n)
{
	uint8_t *to = out;
	size_t got = 0;

	for (const uint8_t *p = r->at; r->end - p >= 1; p++) {
		if (*p == 0) {
			if (r->end - p < 2 || (p[1] != 0 && p[1] != 0xFF))
				return false;
			if (p[1] == 0) {
				r->at = p + 2;
				*n = got;
				return true;
			}
		}
		if (got == cap)
			return false;
		to[got++] = *p;
		p += *p == 0;
	}
	return false;
}
