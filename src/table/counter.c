#include <binggui/table/counter.h>

#include <binggui/table/space.h>

enum kv_status counter_read(struct counter *c, struct kv_txn *txn, const struct def_table *t)
{
	struct key k;
	struct kv_bytes value;

	*c = (struct counter){.table = t};
	space_meta2(&k, "id", t->name);
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	if (s == KV_OK && value.n == 16) {
		const uint8_t *at = value.at;
		c->last = space_number_of((struct kv_bytes){at, 8});
		c->live = space_number_of((struct kv_bytes){at + 8, 8});
	}
	return s == KV_NOTFOUND ? KV_OK : s;
}

enum kv_status counter_write(struct counter *c, struct kv_txn *txn)
{
	struct key k;
	uint8_t value[16];

	if (!c->changed)
		return KV_OK;
	space_meta2(&k, "id", c->table->name);
	space_number(value, c->last);
	space_number(value + 8, c->live);
	c->changed = false;
	return kv_put(txn, key_of(&k), (struct kv_bytes){value, sizeof value});
}
