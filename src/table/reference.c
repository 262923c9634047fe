#include <binggui/table/reference.h>

#include <binggui/table/index.h>

void reference_make(struct str *out, const struct def_table *t, const struct record *r)
{
	char id[32];

	if (t->key) {
		str_set(out, record_field(r, t->key));
		return;
	}
	record_id_text(r->id, id);
	str_set(out, r->id ? id : "");
}

enum kv_status reference_id(
	struct kv_txn *txn, const struct def_table *target, const char *reference, uint64_t *id)
{
	struct kv_bytes value;
	struct key k;

	*id = 0;
	if (target->key && *reference) {
		index_unique(&k, target, target->key, reference);
		enum kv_status s = kv_get(txn, key_of(&k), &value);
		if (s == KV_OK)
			*id = space_number_of(value);
		if (s != KV_NOTFOUND)
			return s;
	}
	return record_id_parse(reference, id) ? KV_OK : KV_NOTFOUND;
}
