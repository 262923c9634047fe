#include <binggui/table/draft.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/table/space.h>

/* time 8 | base 8 | what was typed as a record's bytes */
enum { HEAD = 16 };

void draft_free(struct draft *d)
{
	if (!d)
		return;
	record_free(&d->typed);
	*d = (struct draft){0};
}

static void key_for(struct key *k, const struct archive *a, const struct def_table *t,
	uint64_t record, uint32_t slot)
{
	space_draft(k, a->user, t->number, record, slot);
}

struct drafting {
	struct archive *archive;
	const struct def_table *table;
	uint64_t record;
	uint32_t slot;
	struct str bytes;
	struct draft *out;
	bool found, damaged;
};

static enum kv_status put_draft(struct kv_txn *txn, void *context)
{
	const struct drafting *d = context;
	struct key k;

	key_for(&k, d->archive, d->table, d->record, d->slot);
	return kv_put(txn, key_of(&k), (struct kv_bytes){d->bytes.at, d->bytes.n});
}

bool draft_put(struct archive *a, const struct draft *d, struct err *e)
{
	struct drafting it = {
		.archive = a, .table = d->table, .record = d->record, .slot = d->slot};
	uint8_t head[HEAD];

	space_number(head, (uint64_t)(d->time_ms ? d->time_ms : a->now_ms()));
	space_number(head + 8, d->base);
	str_addn(&it.bytes, head, HEAD);
	record_encode(&it.bytes, &d->typed);
	bool ok = it.bytes.n <= KV_VALUE_MAX ||
		  err_set(e, ERR_CHECK, "录入的内容太长，不能暂存；请先删减或保存");
	ok = ok && kv_run(a->kv, true, put_draft, &it, e);
	str_free(&it.bytes);
	return ok;
}

static bool decode(struct draft *d, const struct def_table *t, uint64_t record, uint32_t slot,
	struct kv_bytes value)
{
	const uint8_t *at = value.at;

	*d = (struct draft){.table = t, .record = record, .slot = slot};
	if (value.n < HEAD || !record_decode(&d->typed, record, at + HEAD, value.n - HEAD))
		return false;
	d->time_ms = (int64_t)space_number_of((struct kv_bytes){at, 8});
	d->base = (uint32_t)space_number_of((struct kv_bytes){at + 8, 8});
	return true;
}

static enum kv_status get_draft(struct kv_txn *txn, void *context)
{
	struct drafting *d = context;
	struct kv_bytes value;
	struct key k;

	key_for(&k, d->archive, d->table, d->record, d->slot);
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	d->found = s == KV_OK;
	if (d->found)
		d->damaged = !decode(d->out, d->table, d->record, d->slot, value);
	return s == KV_NOTFOUND ? KV_OK : s;
}

bool draft_get(struct archive *a, const struct def_table *t, uint64_t record, uint32_t slot,
	struct draft *out, struct err *e)
{
	struct drafting it = {.archive = a, .table = t, .record = record, .slot = slot, .out = out};

	*out = (struct draft){0};
	if (!kv_run(a->kv, false, get_draft, &it, e))
		return false;
	if (it.damaged)
		return err_set(e, ERR_STORE, "《%s》的暂存内容已损坏，不能恢复", t->title);
	return it.found || err_set(e, ERR_NOTFOUND, "《%s》没有暂存的内容", t->title);
}

static enum kv_status del_draft(struct kv_txn *txn, void *context)
{
	const struct drafting *d = context;
	struct key k;

	key_for(&k, d->archive, d->table, d->record, d->slot);
	enum kv_status s = kv_del(txn, key_of(&k));
	return s == KV_NOTFOUND ? KV_STOP : s; /* nothing to write */
}

bool draft_drop(
	struct archive *a, const struct def_table *t, uint64_t record, uint32_t slot, struct err *e)
{
	struct drafting it = {.archive = a, .table = t, .record = record, .slot = slot};
	struct err mine;

	return kv_run(a->kv, true, del_draft, &it, e ? e : &mine);
}

/* ---- all of a user ------------------------------------------------------------------------------ */

struct listing {
	struct archive *archive;
	struct draft_list *out;
};

static const struct def_table *table_numbered(const struct archive *a, uint16_t number)
{
	for (size_t i = 0; number && i < a->defs->n; i++)
		if (a->defs->tables[i]->number == number)
			return a->defs->tables[i];
	return NULL;
}

static enum kv_status see_draft(void *context, struct kv_bytes key, struct kv_bytes value)
{
	const struct listing *l = context;
	struct key_reader r = key_read(key);
	char user[sizeof l->archive->user];
	uint8_t space;
	uint16_t number;
	uint64_t record;
	uint32_t slot;
	struct draft d;
	size_t n;

	if (!key_get_u8(&r, &space) || !key_get_bytes(&r, user, sizeof user, &n) ||
		!key_get_u16(&r, &number) || !key_get_u64(&r, &record) || !key_get_u32(&r, &slot))
		return KV_OK;
	const struct def_table *t = table_numbered(l->archive, number);
	if (t && decode(&d, t, record, slot, value))
		vec_push(l->out, d);
	return KV_OK;
}

static enum kv_status list_drafts(struct kv_txn *txn, void *context)
{
	const struct listing *l = context;
	struct key low, high;

	draft_list_free(l->out);
	key_start(&low, SPACE_DRAFT);
	key_text(&low, l->archive->user);
	key_after(&high, &low);
	return kv_scan(txn, key_of(&low), key_of(&high), 0, false, see_draft, context);
}

static int newest_first(const void *a, const void *b)
{
	const struct draft *x = a, *y = b;

	return (x->time_ms < y->time_ms) - (x->time_ms > y->time_ms);
}

bool draft_list(struct archive *a, struct draft_list *out, struct err *e)
{
	struct listing l = {a, out};
	bool ok = kv_run(a->kv, false, list_drafts, &l, e);

	if (ok && out->n)
		qsort(out->at, out->n, sizeof *out->at, newest_first);
	return ok;
}

void draft_list_free(struct draft_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		draft_free(&l->at[i]);
	vec_free(l);
}
