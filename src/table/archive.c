#include <binggui/table/archive.h>

#include <binggui/table/counter.h>
#include <binggui/table/space.h>

bool archive_sync(struct archive *a, struct err *e)
{
	return kv_admin(a->kv, KV_SYNC, NULL, e);
}

uint64_t archive_tick(struct archive *a)
{
	struct kv_stat stat;

	return kv_stat(a->kv, &stat, NULL) ? stat.last_txn : 0;
}

struct setting {
	const char *name, *value;
	struct str *out;
};

static enum kv_status read_setting(struct kv_txn *txn, void *context)
{
	struct setting *s = context;
	struct kv_bytes value;
	struct key k;

	space_meta2(&k, "set", s->name);
	enum kv_status status = kv_get(txn, key_of(&k), &value);
	str_clear(s->out);
	if (status == KV_OK)
		str_addn(s->out, value.at, value.n);
	return status == KV_NOTFOUND ? KV_OK : status;
}

bool archive_setting(struct archive *a, const char *name, struct str *out, struct err *e)
{
	struct setting s = {.name = name, .out = out};

	return kv_run(a->kv, false, read_setting, &s, e);
}

static enum kv_status write_setting(struct kv_txn *txn, void *context)
{
	const struct setting *s = context;
	struct span value = span_of(s->value);
	struct key k;

	space_meta2(&k, "set", s->name);
	if (value.n)
		return kv_put(txn, key_of(&k), (struct kv_bytes){value.at, value.n});
	enum kv_status status = kv_del(txn, key_of(&k));
	return status == KV_NOTFOUND ? KV_OK : status;
}

bool archive_set(struct archive *a, const char *name, const char *value, struct err *e)
{
	struct setting s = {.name = name, .value = value};

	return kv_run(a->kv, true, write_setting, &s, e);
}

struct counting {
	const struct def_table *table;
	uint64_t live;
};

static enum kv_status read_count(struct kv_txn *txn, void *context)
{
	struct counting *c = context;
	struct counter counter;
	enum kv_status s = counter_read(&counter, txn, c->table);

	c->live = counter.live;
	return s;
}

uint64_t archive_count(struct archive *a, const struct def_table *t)
{
	struct counting c = {.table = t};

	return kv_run(a->kv, false, read_count, &c, NULL) ? c.live : 0;
}
