#include <binggui/schema/record.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/crc.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

/*
 * Layout, numbers with the high byte first:
 *	version 4 | entry 8 | flags 1 | (field 2, length varint, bytes)* | crc32 4
 */
enum { HEAD = 4 + 8 + 1, TAIL = 4, VARINT_BYTES = 10, FLAG_VOIDED = 1 };
#define SEQUENCE_MASK (((uint64_t)1 << RECORD_STATION_SHIFT) - 1)
#define STATION_MAX   (((uint64_t)1 << (64 - RECORD_STATION_SHIFT)) - 1)

static void values_free(struct record *r)
{
	for (size_t i = 0; i < r->n; i++)
		mem_free(r->at[i].text);
	vec_free(r);
}

void record_free(struct record *r)
{
	if (!r)
		return;
	values_free(r);
	*r = (struct record){0};
}

void record_copy(struct record *to, const struct record *from)
{
	if (to == from)
		return;
	struct record made = *from;
	made.at = NULL;
	made.n = made.cap = 0;
	vec_reserve(&made, from->n);
	for (; made.n < from->n; made.n++) {
		made.at[made.n].field = from->at[made.n].field;
		made.at[made.n].text = mem_strdup(from->at[made.n].text);
	}
	record_free(to);
	*to = made;
}

/* Index of the field, or of the place where it belongs. */
static size_t place(const struct record *r, uint16_t field)
{
	/* At most `field` numbers are lower; without gaps below it, it stands just there. */
	size_t low = 0, high = r->n < field ? r->n : field;

	if (high && r->at[high - 1].field <= field)
		return r->at[high - 1].field < field ? high : high - 1;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (r->at[middle].field < field)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const char *record_get(const struct record *r, uint16_t field)
{
	size_t i = place(r, field);

	return i < r->n && r->at[i].field == field ? r->at[i].text : "";
}

const char *record_field(const struct record *r, const struct def_field *f)
{
	return record_get(r, f->number);
}

void record_set(struct record *r, uint16_t field, const char *text)
{
	size_t i = place(r, field);
	bool there = i < r->n && r->at[i].field == field;

	if (!text || !*text) {
		if (there) {
			mem_free(r->at[i].text);
			vec_remove(r, i);
		}
		return;
	}
	char *copy = mem_strdup(text); /* before anything is freed: text may live in r */
	if (there) {
		mem_free(r->at[i].text);
		r->at[i].text = copy;
	} else {
		struct record_value v = {field, copy};
		vec_insert(r, i, v);
	}
}

static unsigned char *put(unsigned char *at, uint64_t value, unsigned bytes)
{
	while (bytes--)
		*at++ = (unsigned char)(value >> (8 * bytes));
	return at;
}

static uint64_t get(const unsigned char *p, unsigned bytes)
{
	uint64_t value = 0;

	while (bytes--)
		value = value << 8 | *p++;
	return value;
}

static unsigned char *put_varint(unsigned char *at, size_t value)
{
	for (; value >= 0x80; value >>= 7)
		*at++ = (unsigned char)(value | 0x80);
	*at++ = (unsigned char)value;
	return at;
}

/* Moves *at behind the number; false if it runs out or is longer than a size can be. */
static bool get_varint(const unsigned char **at, const unsigned char *end, size_t *out)
{
	size_t value = 0;

	for (unsigned shift = 0; *at < end && shift < 32; shift += 7) {
		unsigned char c = *(*at)++;
		value |= (size_t)(c & 0x7F) << shift;
		if (!(c & 0x80)) {
			*out = value;
			return true;
		}
	}
	return false;
}

/* The id is in the key, and as easily damaged there: it is summed too.  0 = none. */
static uint32_t checksum(uint64_t id, const void *bytes, size_t n)
{
	unsigned char head[8];

	put(head, id, sizeof head);
	return crc_32(id ? crc_32(0, head, sizeof head) : 0, bytes, n);
}

void record_encode(struct str *out, const struct record *r)
{
	size_t size = HEAD + TAIL;

	for (size_t i = 0; i < r->n; i++)
		size += 2 + VARINT_BYTES + strlen(r->at[i].text);
	str_reserve(out, size);
	unsigned char *start = (unsigned char *)out->at + out->n, *at = start;
	at = put(at, r->version, 4);
	at = put(at, r->entry, 8);
	at = put(at, r->voided ? FLAG_VOIDED : 0, 1);
	for (size_t i = 0; i < r->n; i++) {
		size_t n = strlen(r->at[i].text);
		at = put(at, r->at[i].field, 2);
		at = put_varint(at, n);
		memcpy(at, r->at[i].text, n);
		at += n;
	}
	at = put(at, checksum(r->id, start, (size_t)(at - start)), 4);
	*at = '\0';
	out->n += (size_t)(at - start);
}

/* One pair from *at on; false at the end or where the bytes make no sense. */
static bool next_value(
	const unsigned char **at, const unsigned char *end, uint16_t *field, struct span *value)
{
	size_t n;

	if (end - *at < 3)
		return false;
	*field = (uint16_t)get(*at, 2);
	*at += 2;
	if (!get_varint(at, end, &n) || n > (size_t)(end - *at))
		return false;
	*value = (struct span){(const char *)*at, n};
	*at += n;
	return true;
}

bool record_sound(uint64_t id, const void *bytes, size_t n)
{
	if (!bytes || n < HEAD + TAIL)
		return false;
	uint64_t sum = get((const unsigned char *)bytes + n - TAIL, 4);
	return checksum(id, bytes, n - TAIL) == sum || checksum(0, bytes, n - TAIL) == sum;
}

bool record_decode(struct record *r, uint64_t id, const void *bytes, size_t n)
{
	struct record made = {.id = id};
	const unsigned char *at = bytes;

	record_free(r);
	if (!record_sound(id, bytes, n))
		return false;
	const unsigned char *end = at + n - TAIL;
	made.version = (uint32_t)get(at, 4);
	made.entry = get(at + 4, 8);
	made.voided = at[12] & FLAG_VOIDED;
	at += HEAD;
	while (at < end) {
		uint16_t field;
		struct span v;
		bool good = next_value(&at, end, &field, &v) && v.n > 0 && !memchr(v.at, 0, v.n) &&
			    (made.n == 0 || vec_last(&made)->field < field);
		if (!good) {
			record_free(&made);
			return false;
		}
		struct record_value value = {field, mem_strndup(v.at, v.n)};
		vec_push(&made, value);
	}
	*r = made;
	return true;
}

/* ---- one after the other ------------------------------------------------------------------------- */

/* A copy of the bytes that may be written into: behind every text goes the end that C asks for. */
static const unsigned char *take_bytes(struct record_reader *w, const void *bytes, size_t n)
{
	if (n > w->size) {
		w->bytes = mem_resize(w->bytes, 2 * n);
		w->size = 2 * n;
	}
	return memcpy(w->bytes, bytes, n);
}

bool record_read(struct record_reader *w, uint64_t id, const void *bytes, size_t n)
{
	struct record *r = &w->record;
	uint16_t field, before = 0;
	struct span v;

	r->n = 0;
	if (!record_sound(id, bytes, n))
		return false;
	const unsigned char *at = take_bytes(w, bytes, n);
	const unsigned char *end = at + n - TAIL;
	char *stop = NULL; /* behind the text before */
	r->id = id;
	r->version = (uint32_t)get(at, 4);
	r->entry = get(at + 4, 8);
	r->voided = at[12] & FLAG_VOIDED;
	for (at += HEAD; at < end; before = field) {
		if (!next_value(&at, end, &field, &v) || !v.n || (r->n && field <= before)) {
			r->n = 0;
			return false;
		}
		if (stop)
			*stop = '\0'; /* what stood there has been read by now */
		char *text = (char *)w->bytes + ((const unsigned char *)v.at - w->bytes);
		struct record_value value = {field, text};
		vec_push(r, value);
		stop = text + v.n;
	}
	if (stop)
		*stop = '\0';
	return true;
}

void record_reader_free(struct record_reader *w)
{
	vec_free(&w->record);
	mem_free(w->bytes);
	*w = (struct record_reader){0};
}

/* ---- without a record ---------------------------------------------------------------------------- */

struct span record_peek(const void *bytes, size_t n, uint16_t field)
{
	const struct span none = {"", 0};
	uint16_t found;
	struct span value;

	if (!bytes || n < HEAD + TAIL)
		return none;
	const unsigned char *at = (const unsigned char *)bytes + HEAD;
	const unsigned char *end = (const unsigned char *)bytes + n - TAIL;
	while (next_value(&at, end, &found, &value))
		if (found >= field)
			return found == field ? value : none;
	return none;
}

void record_pick(
	const void *bytes, size_t n, const uint16_t *fields, size_t n_fields, struct span *out)
{
	uint16_t found;
	struct span value;
	size_t i = 0;

	for (size_t k = 0; k < n_fields; k++)
		out[k] = (struct span){"", 0};
	if (!bytes || n < HEAD + TAIL)
		return;
	const unsigned char *at = (const unsigned char *)bytes + HEAD;
	const unsigned char *end = (const unsigned char *)bytes + n - TAIL;
	while (i < n_fields && next_value(&at, end, &found, &value)) {
		while (i < n_fields && fields[i] < found)
			i++;
		if (i < n_fields && fields[i] == found)
			out[i++] = value;
	}
}

uint32_t record_peek_version(const void *bytes, size_t n)
{
	return bytes && n >= HEAD + TAIL ? (uint32_t)get(bytes, 4) : 0;
}

uint64_t record_peek_entry(const void *bytes, size_t n)
{
	return bytes && n >= HEAD + TAIL ? get((const unsigned char *)bytes + 4, 8) : 0;
}

bool record_peek_voided(const void *bytes, size_t n)
{
	return bytes && n >= HEAD + TAIL && ((const unsigned char *)bytes)[12] & FLAG_VOIDED;
}

void record_id_text(uint64_t id, char out[32])
{
	snprintf(out, 32, "%" PRIu64 "-%" PRIu64, id >> RECORD_STATION_SHIFT, id & SEQUENCE_MASK);
}

/* Digits up to `most`; false if there are none, or more than any id has. */
static bool read_digits(const char **at, uint64_t most, uint64_t *out)
{
	uint64_t value = 0;
	const char *start = *at;

	for (; **at >= '0' && **at <= '9' && value <= most; ++*at)
		value = value * 10 + (uint64_t)(**at - '0');
	*out = value;
	return *at > start && value <= most;
}

bool record_id_parse(const char *text, uint64_t *id)
{
	uint64_t station, sequence;

	if (!text || !read_digits(&text, STATION_MAX, &station) || *text++ != '-' ||
		!read_digits(&text, SEQUENCE_MASK, &sequence) || *text || sequence == 0)
		return false;
	*id = station << RECORD_STATION_SHIFT | sequence;
	return true;
}
