#include <binggui/table/catalog.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/load.h>
#include <binggui/schema/yaml.h>
#include <binggui/table/hash.h>
#include <binggui/table/space.h>

enum { CHUNK = 60 * 1024, NAME_MAX_BYTES = 256 };

static void put_u16(uint8_t out[2], uint16_t v)
{
	out[0] = (uint8_t)(v >> 8);
	out[1] = (uint8_t)v;
}

static uint16_t get_u16(struct kv_bytes v)
{
	const uint8_t *at = v.at;

	return v.n == 2 ? (uint16_t)(at[0] << 8 | at[1]) : 0;
}

/* ---- numbers ------------------------------------------------------------------------------- */

struct numbering {
	struct defs *defs;
	struct def_table *by_number[256]; /* tables with small numbers; others are looked for */
};

static bool name_in_key(char out[NAME_MAX_BYTES], struct kv_bytes key, size_t head)
{
	if (key.n < head || key.n - head >= NAME_MAX_BYTES)
		return false;
	memcpy(out, (const char *)key.at + head, key.n - head);
	out[key.n - head] = '\0';
	return true;
}

static enum kv_status see_table(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct numbering *n = context;
	char name[NAME_MAX_BYTES];
	uint16_t number = get_u16(value);
	struct def_table *t = name_in_key(name, key, 1) ? defs_table(n->defs, name) : NULL;

	if (t) {
		t->number = number;
		n->by_number[number & 255] = t;
	}
	return KV_OK;
}

static struct def_table *table_numbered(const struct numbering *n, uint16_t number)
{
	struct def_table *t = n->by_number[number & 255];

	if (t && t->number == number)
		return t;
	for (size_t i = 0; i < n->defs->n; i++)
		if (n->defs->tables[i]->number == number)
			return n->defs->tables[i];
	return NULL;
}

static enum kv_status see_field(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct numbering *n = context;
	char name[NAME_MAX_BYTES];

	if (key.n < 3 || !name_in_key(name, key, 3))
		return KV_OK;
	const uint8_t *at = key.at;
	struct def_table *t = table_numbered(n, (uint16_t)(at[1] << 8 | at[2]));
	struct def_field *f = t ? def_field(t, name) : NULL;
	if (f)
		f->number = get_u16(value);
	return KV_OK;
}

static void clear_numbers(struct defs *d)
{
	for (size_t i = 0; i < d->n; i++) {
		d->tables[i]->number = 0;
		for (size_t k = 0; k < d->tables[i]->n; k++)
			d->tables[i]->fields[k]->number = 0;
	}
}

static bool any_missing(const struct defs *d)
{
	for (size_t i = 0; i < d->n; i++) {
		if (!d->tables[i]->number)
			return true;
		for (size_t k = 0; k < d->tables[i]->n; k++)
			if (!d->tables[i]->fields[k]->number)
				return true;
	}
	return false;
}

enum kv_status catalog_read(struct kv_txn *txn, struct defs *d, bool *missing)
{
	struct numbering n = {.defs = d};
	struct space_range r;

	clear_numbers(d);
	space_all(&r, SPACE_TABLE);
	enum kv_status s = kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_table, &n);
	space_all(&r, SPACE_FIELD);
	if (s == KV_OK)
		s = kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_field, &n);
	*missing = s == KV_OK && any_missing(d);
	return s;
}

static enum kv_status see_greatest(void *context, struct kv_bytes key, struct kv_bytes value)
{
	uint16_t *greatest = context;

	(void)key;
	if (get_u16(value) > *greatest)
		*greatest = get_u16(value);
	return KV_OK;
}

static enum kv_status put_next(
	struct kv_txn *txn, const struct key *k, uint16_t *last, uint16_t *out)
{
	uint8_t number[2];

	if (*last == UINT16_MAX)
		return KV_LIMIT;
	put_u16(number, ++*last);
	*out = *last;
	return kv_put(txn, key_of(k), (struct kv_bytes){number, 2});
}

static enum kv_status number_fields(struct kv_txn *txn, struct def_table *t)
{
	struct space_range r;
	struct key k;
	uint16_t last = 0;

	space_of_table(&r, SPACE_FIELD, t->number);
	enum kv_status s =
		kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_greatest, &last);
	for (size_t i = 0; s == KV_OK && i < t->n; i++) {
		if (t->fields[i]->number)
			continue;
		space_field(&k, t->number, t->fields[i]->name);
		s = put_next(txn, &k, &last, &t->fields[i]->number);
	}
	return s;
}

enum kv_status catalog_number(struct kv_txn *txn, struct defs *d)
{
	struct space_range r;
	struct key k;
	uint16_t last = 0;

	space_all(&r, SPACE_TABLE);
	enum kv_status s =
		kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_greatest, &last);
	for (size_t i = 0; s == KV_OK && i < d->n; i++) {
		struct def_table *t = d->tables[i];
		space_table(&k, t->name);
		if (!t->number)
			s = put_next(txn, &k, &last, &t->number);
		if (s == KV_OK)
			s = number_fields(txn, t);
	}
	return s;
}

/* ---- texts --------------------------------------------------------------------------------- */

static void hash_sources(uint8_t out[HASH_BYTES], const struct defs *d)
{
	VEC(struct span) parts = {0};

	for (size_t i = 0; i < d->n_sources; i++) {
		const struct def_source *s = &d->sources[i];
		struct span name = {s->name, strlen(s->name) + 1}, text = {s->text, s->n};
		vec_push(&parts, name);
		vec_push(&parts, text);
	}
	hash_parts(out, parts.at, parts.n);
	vec_free(&parts);
}

enum kv_status catalog_kept(struct kv_txn *txn, const struct defs *d, bool *kept)
{
	uint8_t hash[HASH_BYTES];
	struct kv_bytes value;
	struct key k;

	*kept = true;
	if (!d->n_sources)
		return KV_OK;
	hash_sources(hash, d);
	space_meta(&k, "definitions");
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	*kept = s == KV_OK && value.n == HASH_BYTES && !memcmp(value.at, hash, HASH_BYTES);
	return s == KV_NOTFOUND ? KV_OK : s;
}

struct doomed {
	VEC(struct key) keys;
};

static enum kv_status see_doomed(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct doomed *d = context;
	struct key *k = vec_add(&d->keys);

	(void)value;
	memcpy(k->at, key.at, key.n);
	k->n = key.n;
	return KV_OK;
}

static enum kv_status drop_texts(struct kv_txn *txn)
{
	struct doomed d = {0};
	struct space_range r;

	space_all(&r, SPACE_SCREENS);
	enum kv_status s = kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_doomed, &d);
	for (size_t i = 0; s == KV_OK && i < d.keys.n; i++)
		s = kv_del(txn, key_of(&d.keys.at[i]));
	vec_free(&d.keys);
	return s;
}

static enum kv_status put_text(struct kv_txn *txn, const struct def_source *source)
{
	struct key k;
	enum kv_status s = KV_OK;
	size_t done = 0;

	for (uint16_t chunk = 0; s == KV_OK && (chunk == 0 || done < source->n); chunk++) {
		size_t n = source->n - done < CHUNK ? source->n - done : CHUNK;
		space_source(&k, source->name, chunk);
		s = kv_put(txn, key_of(&k), (struct kv_bytes){source->text + done, n});
		done += n;
	}
	return s;
}

enum kv_status catalog_keep(struct kv_txn *txn, const struct defs *d)
{
	uint8_t hash[HASH_BYTES];
	struct key k;

	if (!d->n_sources)
		return KV_OK;
	enum kv_status s = drop_texts(txn);
	for (size_t i = 0; s == KV_OK && i < d->n_sources; i++)
		s = put_text(txn, &d->sources[i]);
	if (s != KV_OK)
		return s;
	hash_sources(hash, d);
	space_meta(&k, "definitions");
	return kv_put(txn, key_of(&k), (struct kv_bytes){hash, HASH_BYTES});
}

struct texts {
	VEC(struct def_source) sources;
	struct str text; /* of the file being put together */
};

static void close_text(struct texts *t)
{
	if (!t->sources.n)
		return;
	struct def_source *last = vec_last(&t->sources);
	last->n = t->text.n;
	last->text = t->text.n ? str_take(&t->text) : mem_strdup("");
}

static enum kv_status see_text(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct texts *t = context;
	struct key_reader r = key_read(key);
	char name[NAME_MAX_BYTES];
	uint8_t space;
	size_t n;

	if (!key_get_u8(&r, &space) || !key_get_bytes(&r, name, sizeof name - 1, &n))
		return KV_OK;
	name[n] = '\0';
	if (!t->sources.n || !text_eq(vec_last(&t->sources)->name, name)) {
		close_text(t);
		struct def_source next = {.name = mem_strdup(name)};
		vec_push(&t->sources, next);
	}
	str_addn(&t->text, value.at, value.n);
	return KV_OK;
}

static enum kv_status read_texts(struct kv_txn *txn, void *context)
{
	struct space_range r;

	space_all(&r, SPACE_SCREENS);
	return kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_text, context);
}

static struct defs *load_texts(const struct texts *t, struct err *e)
{
	struct faults faults = {0};
	struct str text = {0};

	if (!t->sources.n) {
		err_set(e, ERR_CONFIG, "库里还没有台账定义，请指明 screens 目录");
		return NULL;
	}
	struct defs *d = load_sources(t->sources.at, t->sources.n, &faults);
	if (!d && faults.n)
		fault_text(&text, &faults.at[0]);
	if (!d)
		err_set(e, ERR_CONFIG, "库里保存的台账定义不能使用：%s；请指明 screens 目录",
			str_c(&text));
	str_free(&text);
	faults_free(&faults);
	return d;
}

struct defs *catalog_load(struct kv *kv, struct err *e)
{
	struct texts t = {0};
	struct defs *d = NULL;

	if (kv_run(kv, false, read_texts, &t, e)) {
		close_text(&t);
		d = load_texts(&t, e);
	}
	for (size_t i = 0; i < t.sources.n; i++) {
		mem_free(t.sources.at[i].name);
		mem_free(t.sources.at[i].text);
	}
	vec_free(&t.sources);
	str_free(&t.text);
	return d;
}
