#include <binggui/table/index.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/type.h>
#include <binggui/table/hash.h>

enum {
	VALUE_MAX = 200
}; /* of a unique value in its key; what is longer is told apart by its hash */

bool index_kept(const struct def_table *t, const struct def_field *f)
{
	if (f->formula && *f->formula)
		return false; /* never stored */
	return f->index || f == t->owner || f == t->list.sort;
}

static void unique_key(
	struct key *k, const struct def_table *t, const struct def_field *f, struct span value)
{
	uint8_t hash[HASH_BYTES];

	key_start(k, SPACE_UNIQUE);
	key_u16(k, t->number);
	key_u16(k, f->number);
	if (value.n <= VALUE_MAX) {
		key_raw(k, value.at, value.n);
		return;
	}
	hash_parts(hash, &value, 1);
	key_raw(k, value.at, VALUE_MAX);
	key_raw(k, hash, sizeof hash);
}

void index_unique(
	struct key *k, const struct def_table *t, const struct def_field *f, const char *value)
{
	unique_key(k, t, f, span_of(value));
}

void index_field(struct key *k, const struct def_table *t, const struct def_field *f)
{
	key_start(k, SPACE_INDEX);
	key_u16(k, t->number);
	key_u16(k, f->number);
}

void index_value(
	struct key *k, const struct def_table *t, const struct def_field *f, const char *value)
{
	struct str bytes = {0};

	if (*value)
		type_key(f, value, &bytes);
	index_field(k, t, f);
	key_room(k, 8);
	key_bytes(k, bytes.at, bytes.n);
	key_room(k, 0);
	str_free(&bytes);
}

bool index_id(struct kv_bytes key, uint64_t *id)
{
	*id = space_last_id(key);
	return *id != 0;
}

bool index_exact(const struct def_field *f, const char *value)
{
	struct str bytes = {0};

	type_key(f, value, &bytes);
	bool same = bytes.n == strlen(value) && bytes.n < VALUE_MAX &&
		    !memcmp(str_c(&bytes), value, bytes.n);
	str_free(&bytes);
	return same;
}

/* The lines of a value, one after the other; that of no value is one empty line if `empty`. */
struct lines {
	const char *at;
	struct span line;
	bool empty;
};

static bool next_line(struct lines *l)
{
	while (*l->at == '\n')
		l->at++;
	size_t n = strcspn(l->at, "\n");
	bool got = n > 0 || l->empty;
	l->line = (struct span){l->at, n};
	l->at += n;
	l->empty = false;
	return got;
}

/* NULL if the record is not alive: then it stands in no index at all. */
static const char *live_value(const struct record *r, const struct def_field *f)
{
	return r && !r->voided ? record_field(r, f) : NULL;
}

/* One field's entries of one kind, for one record. */
struct entries {
	const struct def_table *table;
	const struct def_field *field;
	uint64_t id;
	bool unique;
};

static struct lines lines_of(const struct entries *n, const char *value)
{
	return (struct lines){value ? value : "", {0}, value && !*value && !n->unique};
}

static bool has_line(const struct entries *n, const char *value, struct span line)
{
	struct lines l = lines_of(n, value);

	while (next_line(&l))
		if (span_eq(l.line, line))
			return true;
	return false;
}

static void entry_key(struct key *k, const struct entries *n, struct span line)
{
	if (n->unique) {
		unique_key(k, n->table, n->field, line);
		return;
	}
	if (line.at[line.n] == '\0') {
		index_value(k, n->table, n->field, line.at);
	} else { /* one of several lines */
		char *copy = mem_strndup(line.at, line.n);
		index_value(k, n->table, n->field, copy);
		mem_free(copy);
	}
	key_u64(k, n->id);
}

static enum kv_status put_entry(struct kv_txn *txn, const struct entries *n, const struct key *k)
{
	uint8_t number[8];

	if (!n->unique)
		return kv_put(txn, key_of(k), (struct kv_bytes){"", 0});
	space_number(number, n->id);
	return kv_put(txn, key_of(k), (struct kv_bytes){number, sizeof number});
}

/* Puts or removes the lines of `of` that are not in `but`. */
static enum kv_status write_lines(
	struct kv_txn *txn, const struct entries *n, const char *of, const char *but, bool put)
{
	struct lines l = lines_of(n, of);
	struct key k;

	while (next_line(&l)) {
		if (has_line(n, but, l.line))
			continue;
		entry_key(&k, n, l.line);
		enum kv_status s = put ? put_entry(txn, n, &k) : kv_del(txn, key_of(&k));
		if (s != KV_OK && s != KV_NOTFOUND) /* an entry already gone is what check finds */
			return s;
	}
	return KV_OK;
}

static enum kv_status change_entries(
	struct kv_txn *txn, const struct entries *n, const char *was, const char *is)
{
	enum kv_status s = write_lines(txn, n, was, is, false);

	return s == KV_OK ? write_lines(txn, n, is, was, true) : s;
}

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

enum kv_status index_change(struct kv_txn *txn, const struct def_table *t, const struct record *old,
	const struct record *new)
{
	struct entries n = {.table = t, .id = new->id};
	enum kv_status s = KV_OK;

	for (size_t i = 0; s == KV_OK && i < t->n; i++) {
		n.field = t->fields[i];
		bool plain = index_kept(t, n.field);
		if (!n.field->unique && !plain)
			continue;
		const char *was = live_value(old, n.field), *is = live_value(new, n.field);
		if (same(was, is))
			continue;
		n.unique = true;
		if (n.field->unique)
			s = change_entries(txn, &n, was, is);
		n.unique = false;
		if (s == KV_OK && plain)
			s = change_entries(txn, &n, was, is);
	}
	return s;
}

static enum kv_status taken_by(
	struct kv_txn *txn, const struct entries *n, const char *value, uint64_t *other)
{
	struct lines l = lines_of(n, value);
	struct kv_bytes found;
	struct key k;

	*other = 0;
	while (!*other && next_line(&l)) {
		entry_key(&k, n, l.line);
		enum kv_status s = kv_get(txn, key_of(&k), &found);
		if (s == KV_OK && space_number_of(found) != n->id)
			*other = space_number_of(found);
		else if (s != KV_OK && s != KV_NOTFOUND)
			return s;
	}
	return KV_OK;
}

enum kv_status index_clash(struct kv_txn *txn, const struct def_table *t, const struct record *old,
	const struct record *new, size_t *from, struct index_clash *clash)
{
	*clash = (struct index_clash){0};
	while (*from < t->n && !clash->id) {
		const struct def_field *f = t->fields[(*from)++];
		const struct entries n = {t, f, new->id, true};
		const char *is = f->unique ? live_value(new, f) : NULL;
		if (!is || same(is, live_value(old, f)))
			continue;
		enum kv_status s = taken_by(txn, &n, is, &clash->id);
		if (s != KV_OK)
			return s;
		clash->field = f;
	}
	if (!clash->id)
		clash->field = NULL;
	return KV_OK;
}

static bool tell_lines(const struct entries *n, const char *value, index_row *row, void *context)
{
	struct lines l = lines_of(n, value);
	struct key k;

	while (next_line(&l)) {
		entry_key(&k, n, l.line);
		if (!row(context, n->field, &k, n->unique))
			return false;
	}
	return true;
}

void index_entries(const struct def_table *t, const struct record *r, index_row *row, void *context)
{
	struct entries n = {.table = t, .id = r->id};

	for (size_t i = 0; i < t->n; i++) {
		n.field = t->fields[i];
		const char *value = live_value(r, n.field);
		n.unique = true;
		if (n.field->unique && !tell_lines(&n, value, row, context))
			return;
		n.unique = false;
		if (index_kept(t, n.field) && !tell_lines(&n, value, row, context))
			return;
	}
}

void index_signature(struct str *out, const struct def_table *t)
{
	str_set(out, "1;"); /* of this way to make keys */
	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		bool plain = index_kept(t, f);
		if (!f->unique && !plain)
			continue;
		str_add_u64(out, f->number);
		str_add(out, f->unique ? plain ? "ui " : "u " : "i ");
		str_add(out, f->type_name);
		str_addc(out, ';');
	}
}
