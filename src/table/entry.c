#include <binggui/table/entry.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

/*
 * time user action reason table record base version batch previous undoes (field old new)*
 * Numbers are varints, low bits first; texts are their length and their bytes.
 */

void journal_entry_free(struct journal_entry *j)
{
	if (!j)
		return;
	for (size_t i = 0; i < j->n; i++) {
		mem_free(j->at[i].old);
		mem_free(j->at[i].new);
	}
	vec_free(j);
	mem_free(j->user);
	mem_free(j->action);
	mem_free(j->reason);
	*j = (struct journal_entry){0};
}

static void put_number(struct str *out, uint64_t v)
{
	char bytes[10];
	size_t n = 0;

	for (; v >= 0x80; v >>= 7)
		bytes[n++] = (char)(v | 0x80);
	bytes[n++] = (char)v;
	str_addn(out, bytes, n);
}

static void put_text(struct str *out, const char *text)
{
	size_t n = text ? strlen(text) : 0;

	put_number(out, n);
	str_addn(out, text, n);
}

void entry_field(struct str *out, uint16_t field, const char *old, const char *new)
{
	put_number(out, field);
	put_text(out, old);
	put_text(out, new);
}

void entry_start(struct str *out, const struct journal_entry *head)
{
	put_number(out, (uint64_t)head->time_ms);
	put_text(out, head->user);
	put_text(out, head->action);
	put_text(out, head->reason);
	put_number(out, head->table);
	put_number(out, head->record);
	put_number(out, head->base);
	put_number(out, head->version);
	put_number(out, head->batch);
	put_number(out, head->previous);
	put_number(out, head->undoes);
	if (head->save) {
		char number[24];
		snprintf(number, sizeof number, "%" PRIu64, head->save);
		entry_field(out, FIELD_SAVE, "", number);
	}
}

struct reader {
	const uint8_t *at, *end;
	bool bad;
};

static uint64_t get_number(struct reader *r)
{
	uint64_t v = 0;

	for (unsigned shift = 0; r->at < r->end && shift < 64; shift += 7) {
		uint8_t c = *r->at++;
		v |= (uint64_t)(c & 0x7F) << shift;
		if (!(c & 0x80))
			return v;
	}
	r->bad = true;
	return 0;
}

static struct span get_text(struct reader *r)
{
	uint64_t n = get_number(r);

	if (r->bad || n > (uint64_t)(r->end - r->at)) {
		r->bad = true;
		return (struct span){"", 0};
	}
	struct span s = {(const char *)r->at, (size_t)n};
	r->at += n;
	return s;
}

static uint64_t get_at_most(struct reader *r, uint64_t max)
{
	uint64_t v = get_number(r);

	if (v > max)
		r->bad = true;
	return v;
}

/* Everything before the fields. */
static struct reader read_head(struct entry_peek *out, int64_t *time_ms, struct span *reason,
	uint32_t *base, const void *bytes, size_t n)
{
	const uint8_t *at = bytes;
	struct reader r = {at, n ? at + n : at, false};

	*time_ms = (int64_t)get_number(&r);
	out->user = get_text(&r);
	out->action = get_text(&r);
	*reason = get_text(&r);
	out->table = (uint16_t)get_at_most(&r, UINT16_MAX);
	out->record = get_number(&r);
	*base = (uint32_t)get_at_most(&r, UINT32_MAX);
	out->version = (uint32_t)get_at_most(&r, UINT32_MAX);
	out->batch = get_number(&r);
	out->previous = get_number(&r);
	out->undoes = get_number(&r);
	out->save = 0;
	return r;
}

/* The first field, if it says what the entry followed from. */
static void take_save(struct reader *r, uint64_t *save)
{
	struct reader ahead = *r;

	if (ahead.bad || ahead.at >= ahead.end || get_number(&ahead) != FIELD_SAVE)
		return;
	get_text(&ahead);
	struct span number = get_text(&ahead);
	*save = 0;
	for (size_t i = 0; i < number.n && number.at[i] >= '0' && number.at[i] <= '9'; i++)
		*save = *save * 10 + (uint64_t)(number.at[i] - '0');
	*r = ahead;
}

bool entry_peek(struct entry_peek *out, const void *bytes, size_t n)
{
	int64_t time_ms;
	struct span reason;
	uint32_t base;

	struct reader r = read_head(out, &time_ms, &reason, &base, bytes, n);
	take_save(&r, &out->save);
	return !r.bad;
}

static char *dup_span(struct span s)
{
	return mem_strndup(s.at, s.n);
}

bool entry_read(struct journal_entry *j, uint64_t seq, const void *bytes, size_t n)
{
	struct entry_peek p;
	struct span reason;

	*j = (struct journal_entry){.seq = seq};
	struct reader r = read_head(&p, &j->time_ms, &reason, &j->base, bytes, n);
	if (r.bad) {
		*j = (struct journal_entry){0};
		return false;
	}
	j->user = dup_span(p.user);
	j->action = dup_span(p.action);
	j->reason = dup_span(reason);
	j->table = p.table;
	j->record = p.record;
	j->version = p.version;
	j->batch = p.batch;
	j->previous = p.previous;
	j->undoes = p.undoes;
	take_save(&r, &j->save);
	while (!r.bad && r.at < r.end) {
		struct journal_field f = {.field = (uint16_t)get_at_most(&r, UINT16_MAX)};
		struct span old = get_text(&r), new = get_text(&r);
		f.old = dup_span(old);
		f.new = dup_span(new);
		vec_push(j, f);
	}
	if (r.bad)
		journal_entry_free(j);
	return !r.bad;
}
