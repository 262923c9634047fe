#include <binggui/table/find_block.h>

#include <string.h>

#include <binggui/text/fold.h>
#include <binggui/text/pinyin.h>
#include <binggui/text/utf8.h>

enum { HEADER = 8, FIXED = 26, OF_NUMBER = 13, OF_REF = 8 /* bytes a record */ };

/* ---- what a record can be found by --------------------------------------------------------- */

static void plan_add(const struct def_field **at, size_t *n, size_t cap, const struct def_field *f)
{
	if (*n < cap)
		at[(*n)++] = f;
}

void find_plan(struct find_plan *out, const struct def_table *t)
{
	*out = (struct find_plan){0};
	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		if (f->find == FIND_TEXT || f->find == FIND_PINYIN)
			plan_add(out->texts, &out->n_texts, FIND_TEXTS, f);
		else if (f->find == FIND_TAIL)
			plan_add(out->numbers, &out->n_numbers, FIND_NUMBERS, f);
		else if (f->find == FIND_REF)
			plan_add(out->refs, &out->n_refs, FIND_REFS, f);
	}
}

uint64_t find_reference(const char *canonical)
{
	uint64_t number;

	if (!canonical || !*canonical)
		return 0;
	if (text_to_u64(canonical, &number))
		return number & ~(UINT64_C(1) << 63);
	if (record_id_parse(canonical, &number))
		return number | UINT64_C(1) << 63;
	/* A key of another shape: FNV-1a keeps them apart well enough. */
	number = 1469598103934665603u;
	for (; *canonical; canonical++)
		number = (number ^ (unsigned char)*canonical) * 1099511628211u;
	return number;
}

static unsigned nibble(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	return c == 'X' || c == 'x' ? 0xA : FIND_NO_DIGIT;
}

/* Eight digits from a place on; those before the first or behind the last are none. */
static uint32_t eight(const char *digits, size_t n, size_t from)
{
	uint32_t v = 0;

	for (size_t i = from; i != from + 8; i++)
		v = v << 4 | (i < n ? nibble(digits[i]) : FIND_NO_DIGIT);
	return v;
}

struct find_number find_number(const char *digits)
{
	size_t n = strlen(digits);

	return (struct find_number){
		.head = eight(digits, n, 0),
		.tail = eight(digits, n, n - 8), /* wraps round where there are fewer */
		.middle = eight(digits, n, n - 16),
		.length = (uint8_t)(n < UINT8_MAX ? n : UINT8_MAX),
	};
}

unsigned find_digit(const struct find_number *number, size_t place)
{
	size_t behind = number->length - place - 1;

	if (place >= number->length)
		return FIND_NO_DIGIT;
	if (place < 8)
		return number->head >> (28 - 4 * place) & 0xF;
	if (behind < 8)
		return number->tail >> 4 * behind & 0xF;
	return behind < 16 ? number->middle >> 4 * (behind - 8) & 0xF : FIND_UNKNOWN;
}

uint32_t find_tail_mask(size_t n)
{
	return n < 8 ? (1u << 4 * n) - 1 : 0xFFFFFFFFu;
}

uint32_t find_head_mask(size_t n)
{
	return n < 8 ? ~(0xFFFFFFFFu >> 4 * n) : 0xFFFFFFFFu;
}

size_t find_readings(uint32_t c, const char *out[FIND_READINGS])
{
	const char *all[PINYIN_MAX], *surname[4];
	char text[5] = {0};
	size_t n = pinyin_of(c, all) ? 1 : 0;

	if (!n)
		return 0;
	out[0] = all[0];
	utf8_put(text, c);
	if (pinyin_surname(text, surname) == 1 && strcmp(surname[0], all[0]) != 0)
		out[n++] = surname[0];
	return n;
}

static uint32_t likely_initials(uint32_t c)
{
	const char *readings[FIND_READINGS];
	size_t n = find_readings(c, readings);
	uint32_t initials = n ? 0 : pinyin_initials(c);

	for (size_t i = 0; i < n; i++)
		initials |= 1u << (readings[i][0] - 'a');
	return initials;
}

void find_mask_add(struct find_mask *m, uint32_t c, bool first)
{
	uint32_t share = c * 0x9E3779B1u >> 16;

	m->any |= c >= '0' && c <= '9' ? (uint32_t)FIND_DIGIT : pinyin_initials(c);
	if (first)
		m->first |= likely_initials(c);
	share %= 11; /* five bits are left over in one, six in the other */
	if (share < 5)
		m->any |= 1u << (27 + share);
	else
		m->first |= 1u << (21 + share);
}

size_t find_unit(uint16_t *units, size_t n, uint32_t c)
{
	if (c & UTF8_BAD)
		c = 0xFFFD;
	if (c > 0xFFFF) {
		units[n++] = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
		c = 0xDC00 + ((c - 0x10000) & 0x3FF);
	}
	units[n++] = (uint16_t)c;
	return n;
}

static void add_text(struct find_entry *e, const char *text)
{
	struct str folded = {0};
	size_t from = e->n_text;

	if (!*text)
		return;
	fold_find(&folded, text);
	const char *at = str_c(&folded), *end = at + folded.n;
	while (at < end && e->n_text + 2 < FIND_UNITS) {
		uint32_t c = utf8_next(&at, end);
		find_mask_add(&e->mask, c, e->n_text == from);
		e->n_text = find_unit(e->text, e->n_text, c);
	}
	e->text[e->n_text++] = 0;
	str_free(&folded);
}

static uint64_t rank_of(const char *text)
{
	struct str key = {0};
	uint64_t rank = 0;

	pinyin_sort_key(&key, text, 4);
	for (size_t i = 0; i < 8; i++)
		rank = rank << 8 | (i < key.n ? (unsigned char)key.at[i] : 0);
	str_free(&key);
	return rank;
}

void find_entry(struct find_entry *out, const struct find_plan *p, const struct record *r)
{
	*out = (struct find_entry){.id = r->id};
	for (size_t i = 0; i < p->n_texts; i++) {
		const char *text = record_field(r, p->texts[i]);
		if (i == 0)
			out->rank = rank_of(text);
		if (out->n_text + 2 < FIND_UNITS)
			add_text(out, text);
	}
	for (size_t i = 0; i < p->n_numbers; i++)
		out->number[i] = find_number(record_field(r, p->numbers[i]));
	for (size_t i = 0; i < p->n_refs; i++)
		out->ref[i] = find_reference(record_field(r, p->refs[i]));
}

static bool same_numbers(const struct find_entry *a, const struct find_entry *b)
{
	for (size_t i = 0; i < FIND_NUMBERS; i++) {
		const struct find_number *x = &a->number[i], *y = &b->number[i];
		if (x->head != y->head || x->tail != y->tail || x->middle != y->middle ||
			x->length != y->length)
			return false;
	}
	return true;
}

bool find_entry_same(const struct find_entry *a, const struct find_entry *b)
{
	return a->id == b->id && a->rank == b->rank && a->mask.any == b->mask.any &&
	       a->mask.first == b->mask.first && same_numbers(a, b) &&
	       memcmp(a->ref, b->ref, sizeof a->ref) == 0 && a->n_text == b->n_text &&
	       memcmp(a->text, b->text, a->n_text * sizeof a->text[0]) == 0;
}

/* ---- on disk --------------------------------------------------------------------------------- */

/* An array of `bytes` each, which ends where the next begins. */
static const uint8_t *take(const uint8_t **at, size_t count, size_t bytes)
{
	const uint8_t *array = *at;

	*at += count * bytes;
	return array;
}

bool find_page(struct find_page *out, const struct find_plan *p, const void *bytes, size_t n)
{
	const uint8_t *at = bytes;

	if (n < HEADER || at[2] != p->n_numbers || at[3] != p->n_refs)
		return false;
	size_t count = find_u16(at, 0);
	size_t fixed = count * (FIXED + OF_NUMBER * p->n_numbers + OF_REF * p->n_refs);
	if (count > FIND_BLOCK || n < HEADER + fixed)
		return false;
	at += HEADER;
	*out = (struct find_page){.n = count, .units = (n - HEADER - fixed) / 2};
	out->any = take(&at, count, 4);
	out->end = take(&at, count, 2);
	out->text = take(&at, out->units, 2);
	out->first = take(&at, count, 4);
	for (size_t i = 0; i < p->n_numbers; i++) {
		out->tail[i] = take(&at, count, 4);
		out->head[i] = take(&at, count, 4);
	}
	for (size_t i = 0; i < p->n_refs; i++)
		out->ref[i] = take(&at, count, 8);
	out->rank = take(&at, count, 8);
	out->id = take(&at, count, 8);
	for (size_t i = 0; i < p->n_numbers; i++) {
		out->middle[i] = take(&at, count, 4);
		out->length[i] = take(&at, count, 1);
	}
	return true;
}

struct find_number find_page_number(const struct find_page *p, size_t k, size_t i)
{
	return (struct find_number){
		.head = find_u32(p->head[k], i),
		.tail = find_u32(p->tail[k], i),
		.middle = find_u32(p->middle[k], i),
		.length = p->length[k][i],
	};
}

static uint8_t *put(uint8_t *at, uint64_t v, size_t bytes)
{
	for (; bytes; bytes--, v >>= 8)
		*at++ = (uint8_t)(v & 0xFF);
	return at;
}

/* One array of the block: a member of every entry. */
#define PUT_ALL(member, bytes)                                                                     \
	for (size_t i_ = 0; i_ < b->n; i_++)                                                       \
	at = put(at, b->at[i_].member, bytes)

static uint8_t *put_texts(const struct find_block *b, uint8_t *at)
{
	size_t end = 0;

	for (size_t i = 0; i < b->n; i++)
		at = put(at, end += b->at[i].n_text, 2);
	for (size_t i = 0; i < b->n; i++)
		for (size_t k = 0; k < b->at[i].n_text; k++)
			at = put(at, b->at[i].text[k], 2);
	return at;
}

static uint8_t *put_behind_texts(const struct find_block *b, uint8_t *at)
{
	PUT_ALL(mask.first, 4);
	for (size_t k = 0; k < b->plan.n_numbers; k++) {
		PUT_ALL(number[k].tail, 4);
		PUT_ALL(number[k].head, 4);
	}
	for (size_t k = 0; k < b->plan.n_refs; k++)
		PUT_ALL(ref[k], 8);
	PUT_ALL(rank, 8);
	PUT_ALL(id, 8);
	for (size_t k = 0; k < b->plan.n_numbers; k++) {
		PUT_ALL(number[k].middle, 4);
		PUT_ALL(number[k].length, 1);
	}
	return at;
}

void find_block_write(const struct find_block *b, struct str *out)
{
	str_clear(out);
	str_reserve(out, HEADER + b->n * sizeof b->at[0]);
	uint8_t *start = (uint8_t *)out->at, *at = put(start, b->n, 2);
	at = put(at, b->plan.n_numbers, 1);
	at = put(at, b->plan.n_refs, 1);
	at = put(at, 0, 4);
	PUT_ALL(mask.any, 4);
	at = put_behind_texts(b, put_texts(b, at));
	out->n = (size_t)(at - start);
}

static void entry_of(
	struct find_entry *e, const struct find_plan *plan, const struct find_page *p, size_t i)
{
	size_t units;
	const uint8_t *text = find_page_text(p, i, &units);

	*e = (struct find_entry){.id = find_u64(p->id, i), .rank = find_u64(p->rank, i)};
	e->mask = (struct find_mask){find_u32(p->any, i), find_u32(p->first, i)};
	for (size_t k = 0; k < plan->n_numbers; k++)
		e->number[k] = find_page_number(p, k, i);
	for (size_t k = 0; k < plan->n_refs; k++)
		e->ref[k] = find_u64(p->ref[k], i);
	e->n_text = units < FIND_UNITS ? units : FIND_UNITS;
	for (size_t k = 0; k < e->n_text; k++)
		e->text[k] = find_u16(text, k);
}

bool find_page_entry(const struct find_page *page, const struct find_plan *p, uint64_t id,
	struct find_entry *out)
{
	size_t low = 0, high = page->n;

	while (low < high) {
		size_t mid = (low + high) / 2;
		if (find_u64(page->id, mid) < id)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == page->n || find_u64(page->id, low) != id)
		return false;
	entry_of(out, p, page, low);
	return true;
}

bool find_block_read(struct find_block *b, uint64_t first, const void *bytes, size_t n)
{
	struct find_page page;

	if (!find_page(&page, &b->plan, bytes, n))
		return false;
	b->first = first;
	b->n = page.n;
	b->changed = false;
	for (size_t i = 0; i < page.n; i++)
		entry_of(&b->at[i], &b->plan, &page, i);
	return true;
}

/* The first entry whose id is not below. */
static size_t lower(const struct find_block *b, uint64_t id)
{
	size_t low = 0, high = b->n;

	if (b->n && b->at[b->n - 1].id < id)
		return b->n;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (b->at[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void find_block_set(struct find_block *b, const struct find_entry *entry)
{
	size_t i = lower(b, entry->id);

	if (i == b->n || b->at[i].id != entry->id) {
		memmove(&b->at[i + 1], &b->at[i], (b->n - i) * sizeof b->at[0]);
		b->n++;
	}
	b->at[i] = *entry;
	b->changed = true;
}

bool find_block_remove(struct find_block *b, uint64_t id)
{
	size_t i = lower(b, id);

	if (i == b->n || b->at[i].id != id)
		return false;
	memmove(&b->at[i], &b->at[i + 1], (b->n - i - 1) * sizeof b->at[0]);
	b->n--;
	b->changed = true;
	return true;
}

void find_block_behead(struct find_block *b, size_t part)
{
	b->n -= part;
	memmove(&b->at[0], &b->at[part], b->n * sizeof b->at[0]);
	b->first = b->at[0].id;
	b->changed = true;
}
