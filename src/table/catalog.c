#include <binggui/table/catalog.h>

#include <assert.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/load.h>
#include <binggui/schema/yaml.h>
#include <binggui/table/hash.h>
#include <binggui/table/space.h>

enum { CHUNK = 60 * 1024, NAME_MAX_BYTES = 256 };

/* ---- numbers ------------------------------------------------------------------------------- */

/*
 * A wrong number would show one field's values as another's, so it is kept with a hash of its key and
 * itself; older stores have it bare.
 */
enum { NUMBER_BYTES = 2, NUMBER_HASHED = NUMBER_BYTES + 4 };

static void number_write(uint8_t out[NUMBER_HASHED], struct kv_bytes key, uint16_t v)
{
	uint8_t hash[HASH_BYTES];

	out[0] = (uint8_t)(v >> 8);
	out[1] = (uint8_t)v;
	const struct span parts[] = {{key.at, key.n}, {(const char *)out, NUMBER_BYTES}};
	hash_parts(hash, parts, 2);
	memcpy(out + NUMBER_BYTES, hash, NUMBER_HASHED - NUMBER_BYTES);
}

/* 0 if it is damaged. */
static uint16_t number_read(struct kv_bytes key, struct kv_bytes value)
{
	uint8_t right[NUMBER_HASHED];
	const uint8_t *at = value.at;

	if (value.n != NUMBER_BYTES && value.n != NUMBER_HASHED)
		return 0;
	uint16_t v = (uint16_t)(at[0] << 8 | at[1]);
	number_write(right, key, v);
	return memcmp(right, at, value.n) ? 0 : v;
}

struct numbering {
	struct defs *defs;
	struct def_table *by_number[256]; /* tables with small numbers; others are looked for */
	uint64_t seen;
	bool damaged;
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
	uint16_t number = number_read(key, value);
	struct def_table *t = name_in_key(name, key, 1) ? defs_table(n->defs, name) : NULL;

	n->seen++;
	n->damaged |= number == 0;
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
	uint16_t number = number_read(key, value);
	char name[NAME_MAX_BYTES];

	n->seen++;
	n->damaged |= number == 0;
	if (key.n < 3 || !name_in_key(name, key, 3))
		return KV_OK;
	const uint8_t *at = key.at;
	struct def_table *t = table_numbered(n, (uint16_t)(at[1] << 8 | at[2]));
	struct def_field *f = t ? def_field(t, name) : NULL;
	if (f)
		f->number = number;
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

/* How many numbers were given out; 0 in a store made before it was kept. */
static enum kv_status read_given(struct kv_txn *txn, uint64_t *given)
{
	struct kv_bytes value;
	struct key k;

	space_meta(&k, "numbers");
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	*given = s == KV_OK ? space_number_of(value) : 0;
	return s == KV_NOTFOUND ? KV_OK : s;
}

static enum kv_status see_number(void *context, struct kv_bytes key, struct kv_bytes value)
{
	(void)key, (void)value;
	++*(uint64_t *)context;
	return KV_OK;
}

static enum kv_status write_given(struct kv_txn *txn)
{
	static const uint8_t spaces[] = {SPACE_TABLE, SPACE_FIELD};
	enum kv_status s = KV_OK;
	uint64_t given = 0;
	uint8_t value[8];
	struct key k;

	for (size_t i = 0; s == KV_OK && i < sizeof spaces; i++) {
		struct space_range r;
		space_all(&r, spaces[i]);
		s = kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_number, &given);
	}
	if (s != KV_OK)
		return s;
	space_number(value, given);
	space_meta(&k, "numbers");
	return kv_put(txn, key_of(&k), (struct kv_bytes){value, sizeof value});
}

enum kv_status catalog_read(struct kv_txn *txn, struct defs *d, bool *missing)
{
	struct numbering n = {.defs = d};
	struct space_range r;
	uint64_t given = 0;

	clear_numbers(d);
	space_all(&r, SPACE_TABLE);
	enum kv_status s = kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_table, &n);
	space_all(&r, SPACE_FIELD);
	if (s == KV_OK)
		s = kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_field, &n);
	if (s == KV_OK)
		s = read_given(txn, &given);
	*missing = s == KV_OK && any_missing(d);
	if (s == KV_OK && (n.damaged || n.seen < given))
		s = KV_STOP;
	return s;
}

static enum kv_status see_greatest(void *context, struct kv_bytes key, struct kv_bytes value)
{
	uint16_t *greatest = context, number = number_read(key, value);

	if (number > *greatest)
		*greatest = number;
	return KV_OK;
}

static enum kv_status put_next(
	struct kv_txn *txn, const struct key *k, uint16_t *last, uint16_t *out)
{
	uint8_t number[NUMBER_HASHED];

	if (*last == UINT16_MAX)
		return KV_LIMIT;
	number_write(number, key_of(k), ++*last);
	*out = *last;
	return kv_put(txn, key_of(k), (struct kv_bytes){number, sizeof number});
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
	return s == KV_OK ? write_given(txn) : s;
}

/* ---- texts --------------------------------------------------------------------------------- */

static_assert((int)HASH_BYTES == DEFS_DIGEST, "what defs keeps is such a hash");

void catalog_digest(struct defs *d)
{
	VEC(struct span) parts = {0};

	if (d->digested)
		return;

	for (size_t i = 0; i < d->n_sources; i++) {
		const struct def_source *s = &d->sources[i];
		struct span name = {s->name, strlen(s->name) + 1}, text = {s->text, s->n};
		vec_push(&parts, name);
		vec_push(&parts, text);
	}
	hash_parts(d->digest, parts.at, parts.n);
	d->digested = true;
	vec_free(&parts);
}

enum kv_status catalog_kept(struct kv_txn *txn, struct defs *d, bool *kept)
{
	struct kv_bytes value;
	struct key k;

	*kept = true;
	if (!d->n_sources)
		return KV_OK;
	catalog_digest(d);
	space_meta(&k, "definitions");
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	*kept = s == KV_OK && value.n == HASH_BYTES && !memcmp(value.at, d->digest, HASH_BYTES);
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

enum kv_status catalog_keep(struct kv_txn *txn, struct defs *d)
{
	struct key k;

	if (!d->n_sources)
		return KV_OK;
	enum kv_status s = drop_texts(txn);
	for (size_t i = 0; s == KV_OK && i < d->n_sources; i++)
		s = put_text(txn, &d->sources[i]);
	if (s != KV_OK)
		return s;
	catalog_digest(d);
	space_meta(&k, "definitions");
	return kv_put(txn, key_of(&k), (struct kv_bytes){d->digest, HASH_BYTES});
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
