#include <binggui/table/writer.h>

#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/table/index.h>
#include <binggui/table/space.h>

enum kv_status writer_begin(struct writer *w, struct archive *a, struct kv_txn *txn)
{
	w->archive = a;
	w->txn = txn;
	find_drop(&w->find);
	find_begin(&w->find, a, txn);
	vec_clear(&w->counters);
	return chain_begin(&w->chain, txn, a->station);
}

void writer_free(struct writer *w)
{
	find_drop(&w->find);
	chain_free(&w->chain);
	vec_free(&w->counters);
	str_free(&w->bytes);
}

static enum kv_status counter_of(struct writer *w, const struct def_table *t, struct counter **out)
{
	struct counter fresh;

	vec_each (*out, &w->counters)
		if ((*out)->table == t)
			return KV_OK;
	enum kv_status s = counter_read(&fresh, w->txn, t);
	vec_push(&w->counters, fresh);
	*out = vec_last(&w->counters);
	return s;
}

static enum kv_status see_last(void *context, struct kv_bytes key, struct kv_bytes value)
{
	(void)value;
	*(uint64_t *)context = space_last_id(key);
	return KV_OK;
}

/* A damaged counter must not put a new record over an old one: looked at once, before the first number is given out. */
static enum kv_status go_past_last(struct writer *w, const struct def_table *t, struct counter *c)
{
	uint64_t prefix = (uint64_t)w->archive->station << RECORD_STATION_SHIFT, last = prefix;
	struct key low, high;

	if (c->sure)
		return KV_OK;
	space_record(&low, t->number, prefix);
	space_record(&high, t->number, prefix + ((uint64_t)1 << RECORD_STATION_SHIFT));
	enum kv_status s = kv_scan(w->txn, key_of(&low), key_of(&high), 1, true, see_last, &last);
	if (s == KV_OK && last - prefix > c->last)
		c->last = last - prefix;
	c->sure = s == KV_OK;
	return s;
}

enum kv_status writer_new_id(struct writer *w, const struct def_table *t, uint64_t *id)
{
	struct counter *c;
	enum kv_status s = counter_of(w, t, &c);

	if (s == KV_OK)
		s = go_past_last(w, t, c);
	if (s != KV_OK)
		return s;
	c->last++;
	c->changed = true;
	*id = (uint64_t)w->archive->station << RECORD_STATION_SHIFT | c->last;
	return KV_OK;
}

static enum kv_status count(struct writer *w, const struct def_table *t, bool was, bool is)
{
	struct counter *c;

	if (was == is)
		return KV_OK;
	enum kv_status s = counter_of(w, t, &c);
	if (s != KV_OK)
		return s;
	c->live += is ? 1 : c->live ? (uint64_t)-1 : 0;
	c->changed = true;
	return KV_OK;
}

/* Every field in which the two differ; both are in the order of field numbers. */
static void journal_fields(struct str *out, const struct record *old, const struct record *new)
{
	size_t i = 0, k = 0, n = old ? old->n : 0;

	while (i < n || k < new->n) {
		const struct record_value *was = i < n ? &old->at[i] : NULL;
		const struct record_value *is = k < new->n ? &new->at[k] : NULL;
		if (!is || (was && was->field < is->field)) {
			entry_field(out, was->field, was->text, "");
			i++;
		} else if (!was || is->field < was->field) {
			entry_field(out, is->field, "", is->text);
			k++;
		} else {
			if (strcmp(was->text, is->text))
				entry_field(out, is->field, was->text, is->text);
			i++;
			k++;
		}
	}
}

static struct journal_entry head_of(const struct writer *w, const struct def_table *t, uint64_t id,
	const struct writer_note *note)
{
	return (struct journal_entry){
		.time_ms = note->time_ms,
		.user = w->archive->user,
		.action = (char *)note->action, /* only read */
		.reason = (char *)note->reason,
		.table = t ? t->number : 0,
		.record = id,
		.base = note->base,
		.batch = note->batch,
		.undoes = note->undoes,
		.save = note->save,
	};
}

static enum kv_status journal(struct writer *w, const struct def_table *t, const struct record *old,
	const struct record *new, const struct writer_note *note)
{
	struct journal_entry head = head_of(w, t, new->id, note);
	bool was_void = old && old->voided;

	head.version = new->version;
	head.previous = old ? old->entry : 0;
	chain_start(&w->chain, &head);
	if (was_void != new->voided)
		entry_field(&w->chain.bytes, FIELD_VOIDED, was_void ? FIELD_VOIDED_YES : "",
			new->voided ? FIELD_VOIDED_YES : "");
	journal_fields(&w->chain.bytes, old, new);
	return chain_add(&w->chain);
}

enum kv_status writer_put(struct writer *w, const struct def_table *t, const struct record *old,
	struct record *new, const struct writer_note *note)
{
	struct key k;

	new->version = old ? old->version + 1 : 1;
	new->entry = chain_next(&w->chain);
	str_clear(&w->bytes);
	record_encode(&w->bytes, new);
	if (w->bytes.n > WRITER_RECORD_MAX)
		return KV_LIMIT;
	space_record(&k, t->number, new->id);
	enum kv_status s = kv_put(w->txn, key_of(&k), (struct kv_bytes){w->bytes.at, w->bytes.n});
	if (s == KV_OK)
		s = journal(w, t, old, new, note);
	if (s == KV_OK)
		s = index_change(w->txn, t, old, new);
	if (s == KV_OK)
		s = find_change(&w->find, t, old, new);
	if (s == KV_OK)
		s = count(w, t, old && !old->voided, !new->voided);
	return s;
}

enum kv_status writer_note(
	struct writer *w, const struct def_table *t, uint64_t id, const struct writer_note *note)
{
	struct journal_entry head = head_of(w, t, id, note);

	chain_start(&w->chain, &head);
	chain_anchor(&w->chain);
	return chain_add(&w->chain);
}

enum kv_status writer_end(struct writer *w)
{
	enum kv_status s = find_end(&w->find);

	for (size_t i = 0; s == KV_OK && i < w->counters.n; i++)
		s = counter_write(&w->counters.at[i], w->txn);
	return s == KV_OK ? chain_end(&w->chain) : s;
}
