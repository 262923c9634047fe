#include <binggui/table/journal.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/chain.h>
#include <binggui/table/space.h>
#include <binggui/table/writer.h>

/* ---- reading ----------------------------------------------------------------------------------- */

struct reading {
	struct archive *archive;
	uint64_t seq, record;
	uint16_t table;
	size_t max;
	bool found, damaged;
	struct journal_entry *entry;
	struct journal_list *list;
};

static enum kv_status read_one(struct kv_txn *txn, struct reading *r)
{
	uint8_t hash[HASH_BYTES];
	struct kv_bytes bytes;
	enum kv_status s = chain_get(txn, r->archive->station, r->seq, hash, &bytes);

	bool sound = false;

	r->found = s == KV_OK;
	if (s == KV_OK)
		s = chain_sound(txn, r->archive->station, r->seq, hash, bytes, &sound);
	if (s == KV_OK && r->found)
		r->damaged = !sound || !entry_read(r->entry, r->seq, bytes.at, bytes.n);
	return s == KV_NOTFOUND ? KV_OK : s;
}

static enum kv_status read_entry(struct kv_txn *txn, void *context)
{
	return read_one(txn, context);
}

static bool tell_damage(uint64_t seq, struct err *e)
{
	return err_set(e, ERR_STORE, "流水第 %llu 条已损坏，请运行 binggui check 查看",
		(unsigned long long)seq);
}

bool journal_get(struct archive *a, uint64_t seq, struct journal_entry *out, struct err *e)
{
	struct reading r = {.archive = a, .seq = seq, .entry = out};

	journal_entry_free(out);
	if (!kv_run(a->kv, false, read_entry, &r, e))
		return false;
	if (r.damaged)
		return tell_damage(seq, e);
	return r.found || err_set(e, ERR_NOTFOUND, "流水里没有第 %llu 条", (unsigned long long)seq);
}

static enum kv_status read_last(struct kv_txn *txn, void *context)
{
	struct reading *r = context;
	struct chain_head head;
	enum kv_status s = chain_head(txn, r->archive->station, &head);

	r->seq = s == KV_OK ? head.seq : 0;
	return s;
}

uint64_t journal_last(struct archive *a)
{
	struct reading r = {.archive = a};

	return kv_run(a->kv, false, read_last, &r, NULL) ? r.seq : 0;
}

void journal_list_free(struct journal_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		journal_entry_free(&l->at[i]);
	vec_free(l);
}

static enum kv_status newest_entry(struct kv_txn *txn, struct reading *r)
{
	struct key k;
	struct kv_bytes value;
	struct record stored = {0};

	space_record(&k, r->table, r->record);
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	if (s != KV_OK)
		return s;
	r->damaged = !record_decode(&stored, r->record, value.at, value.n);
	r->seq = stored.entry;
	record_free(&stored);
	return KV_OK;
}

/* Every pointer goes to a smaller number, or it is damaged: the walk ends in any case. */
static enum kv_status read_history(struct kv_txn *txn, void *context)
{
	struct reading *r = context;
	enum kv_status s = newest_entry(txn, r);

	journal_list_free(r->list);
	r->found = s == KV_OK;
	while (s == KV_OK && !r->damaged && r->seq && (!r->max || r->list->n < r->max)) {
		struct journal_entry one = {0};
		r->entry = &one;
		s = read_one(txn, r);
		if (s != KV_OK || !r->found || r->damaged) {
			r->damaged |= s == KV_OK;
			break;
		}
		vec_push(r->list, one);
		if (one.previous >= r->seq || one.record != r->record)
			r->damaged = true;
		else
			r->seq = one.previous;
	}
	return s == KV_NOTFOUND ? KV_OK : s;
}

bool journal_history(struct archive *a, const struct def_table *t, uint64_t id, size_t max,
	struct journal_list *out, struct err *e)
{
	struct reading r = {
		.archive = a, .table = t->number, .record = id, .max = max, .list = out};
	char text[32];

	if (!kv_run(a->kv, false, read_history, &r, e))
		return false;
	record_id_text(id, text);
	if (r.damaged)
		return err_set(e, ERR_STORE,
			"记录 %s 的历史在第 %llu 条处已损坏，请运行 binggui check 查看", text,
			(unsigned long long)r.seq);
	return r.found || err_set(e, ERR_NOTFOUND, "《%s》里没有记录 %s", t->title, text);
}

/* ---- what can be undone ------------------------------------------------------------------------ */

enum {
	LOOK_BACK = 10000
}; /* entries; who saved long ago looks into the record's history instead */

struct looking {
	const char *user;
	size_t max;
	struct journal_list *out;
	struct ids undone;
};

static bool can_undo(const struct entry_peek *p)
{
	return p->record && p->version && !p->batch && !p->undoes && !p->save &&
	       !span_is(p->action, "undo");
}

static bool was_undone(const struct looking *l, uint64_t seq)
{
	for (size_t i = 0; i < l->undone.n; i++)
		if (l->undone.at[i] == seq)
			return true;
	return false;
}

static enum kv_status see_entry(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct looking *l = context;
	struct journal_entry one;
	uint8_t hash[HASH_BYTES];
	struct kv_bytes bytes;
	struct entry_peek p;
	uint64_t seq = space_last_id(key);

	if (!chain_split(value, hash, &bytes) || !entry_peek(&p, bytes.at, bytes.n))
		return KV_OK;
	if (p.undoes)
		vec_push(&l->undone, p.undoes);
	if (!span_is(p.user, l->user) || !can_undo(&p) || was_undone(l, seq))
		return KV_OK;
	if (entry_read(&one, seq, bytes.at, bytes.n))
		vec_push(l->out, one);
	return l->out->n == l->max ? KV_STOP : KV_OK;
}

struct mine {
	struct archive *archive;
	struct looking looking;
};

static enum kv_status read_mine(struct kv_txn *txn, void *context)
{
	struct mine *m = context;
	struct key low, high;

	journal_list_free(m->looking.out);
	vec_clear(&m->looking.undone);
	space_journal(&low, m->archive->station, 0);
	space_journal(&high, m->archive->station, UINT64_MAX);
	return kv_scan(txn, key_of(&low), key_of(&high), LOOK_BACK, true, see_entry, &m->looking);
}

bool journal_mine(struct archive *a, size_t max, struct journal_list *out, struct err *e)
{
	struct mine m = {a, {.user = a->user, .max = max, .out = out}};
	bool ok = kv_run(a->kv, false, read_mine, &m, e);

	vec_free(&m.looking.undone);
	return ok;
}

/* ---- writing ----------------------------------------------------------------------------------- */

struct noting {
	struct archive *archive;
	const struct def_table *table;
	uint64_t id;
	struct writer_note note;
	struct writer writer;
};

static enum kv_status write_note(struct kv_txn *txn, void *context)
{
	struct noting *n = context;
	enum kv_status s = writer_begin(&n->writer, n->archive, txn);

	if (s == KV_OK)
		s = writer_note(&n->writer, n->table, n->id, &n->note);
	return s == KV_OK ? writer_end(&n->writer) : s;
}

bool journal_note(struct archive *a, const char *action, const struct def_table *t, uint64_t id,
	const char *reason, struct err *e)
{
	struct noting n = {
		.archive = a,
		.table = t,
		.id = id,
		.note = {.action = action, .reason = reason, .time_ms = a->now_ms()},
	};
	bool ok = kv_run(a->kv, true, write_note, &n, e);

	writer_free(&n.writer);
	return ok;
}

/* ---- undoing ----------------------------------------------------------------------------------- */

static const struct def_field *field_numbered(const struct def_table *t, uint16_t number)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i]->number == number)
			return t->fields[i];
	return NULL;
}

static bool revert_field(const struct def_table *t, const struct journal_field *f, struct record *r,
	struct merge_clashes *clashes)
{
	const struct def_field *known = field_numbered(t, f->field);

	if (strcmp(record_get(r, f->field), f->new) == 0) {
		record_set(r, f->field, f->old);
		return true;
	}
	if (known)
		vec_push(clashes, known);
	return false;
}

/* A record that was made goes, if it still is as it was made. */
static bool revert_making(const struct def_table *t, const struct journal_entry *j,
	struct record *r, struct merge_clashes *clashes)
{
	bool clean = r->n == j->n && !r->voided;

	for (size_t i = 0; i < j->n; i++) {
		const struct def_field *f = field_numbered(t, j->at[i].field);
		if (!strcmp(record_get(r, j->at[i].field), j->at[i].new))
			continue;
		clean = false;
		if (f)
			vec_push(clashes, f);
	}
	r->voided = true;
	return clean;
}

bool journal_revert(const struct def_table *t, const struct journal_entry *j, struct record *r,
	struct merge_clashes *clashes)
{
	bool clean = true;

	if (j->version == 1)
		return revert_making(t, j, r, clashes);
	for (size_t i = 0; i < j->n; i++) {
		const struct journal_field *f = &j->at[i];
		if (f->field != FIELD_VOIDED)
			clean &= revert_field(t, f, r, clashes);
		else if (r->voided == (*f->new != '\0'))
			r->voided = *f->old != '\0';
		else
			clean = false;
	}
	return clean;
}

static bool tell_clashes(struct archive *a, const struct def_table *t, const struct record *r,
	const struct merge_clashes *clashes, struct err *e)
{
	struct str title = {0}, fields = {0};

	table_title(a, t, r, &title);
	for (size_t i = 0; i < clashes->n; i++)
		str_addf(&fields, "%s%s", i ? "、" : "", clashes->at[i]->label);
	err_set(e, ERR_CONFLICT, "“%s”后来又改过%s%s%s，不能撤销；请在历史里查看", str_c(&title),
		fields.n ? "（" : "", str_c(&fields), fields.n ? "）" : "");
	str_free(&title);
	str_free(&fields);
	return false;
}

static const struct def_table *table_numbered(const struct archive *a, uint16_t number)
{
	for (size_t i = 0; number && i < a->defs->n; i++)
		if (a->defs->tables[i]->number == number)
			return a->defs->tables[i];
	return NULL;
}

/* One record that an undo takes back, perhaps through several entries of one save. */
struct reverted {
	const struct def_table *table;
	struct record base, record;
	uint64_t entry; /* the first of them */
};
struct undoing {
	struct archive *archive;
	struct journal_list entries; /* of one save, in their order */
	struct {
		struct reverted *at;
		size_t n, cap;
	} records;
};

static void undoing_free(struct undoing *u)
{
	for (size_t i = 0; i < u->records.n; i++) {
		record_free(&u->records.at[i].base);
		record_free(&u->records.at[i].record);
	}
	vec_free(&u->records);
	journal_list_free(&u->entries);
}

/* The entry and all that followed from the same save: they stand one behind the other. */
static bool gather(struct undoing *u, uint64_t seq, struct err *e)
{
	struct journal_entry j = {0};

	if (!journal_get(u->archive, seq, &j, e))
		return false;
	uint64_t first = j.save ? j.save : seq, last = journal_last(u->archive);
	journal_entry_free(&j);
	for (seq = first; seq <= last; seq++) {
		struct journal_entry one = {0};
		if (!journal_get(u->archive, seq, &one, e))
			return false;
		if (seq != first && one.save != first) {
			journal_entry_free(&one);
			break;
		}
		vec_push(&u->entries, one);
	}
	return true;
}

static struct reverted *record_of(struct undoing *u, const struct def_table *t, uint64_t id)
{
	for (size_t i = 0; i < u->records.n; i++)
		if (u->records.at[i].table == t && u->records.at[i].base.id == id)
			return &u->records.at[i];
	return NULL;
}

static bool revert_entry(struct undoing *u, const struct journal_entry *j, struct err *e)
{
	const struct def_table *t = table_numbered(u->archive, j->table);
	struct merge_clashes clashes = {0};

	if (!t || !j->record || !j->version)
		return err_set(e, ERR_USAGE, "流水第 %llu 条不是保存，没有什么可撤销",
			(unsigned long long)j->seq);
	struct reverted *r = record_of(u, t, j->record);
	if (!r) {
		r = vec_add(&u->records);
		r->table = t;
		if (!table_get(u->archive, t, j->record, &r->base, e))
			return false;
		record_copy(&r->record, &r->base);
	}
	r->entry = j->seq;
	bool ok = journal_revert(t, j, &r->record, &clashes) ||
		  tell_clashes(u->archive, t, &r->base, &clashes, e);
	vec_free(&clashes);
	return ok;
}

static bool save_undone(struct undoing *u, struct err *e)
{
	const struct save_options how = {.action = "undo", .skip_check = true};
	struct change *changes = mem_array(u->records.n, sizeof *changes);

	for (size_t i = 0; i < u->records.n; i++) {
		struct reverted *r = &u->records.at[i];
		changes[i] = (struct change){.table = r->table,
			.base = &r->base,
			.record = &r->record,
			.undoes = r->entry};
	}
	bool ok = table_save(u->archive, changes, u->records.n, &how, e);
	for (size_t i = 0; i < u->records.n; i++)
		change_free(&changes[i]);
	mem_free(changes);
	return ok;
}

bool journal_undo(struct archive *a, uint64_t seq, struct err *e)
{
	struct undoing u = {.archive = a};
	bool ok = gather(&u, seq, e);

	for (size_t i = u.entries.n; ok && i-- > 0;)
		ok = revert_entry(&u, &u.entries.at[i], e);
	ok = ok && save_undone(&u, e);
	undoing_free(&u);
	return ok;
}

/* ---- holding it against itself ----------------------------------------------------------------- */

struct walk {
	struct archive *archive;
	uint64_t entries, bad, next;
	uint64_t newest; /* entry named by a record */
	uint8_t before[HASH_BYTES];
};

static enum kv_status check_entry(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct walk *w = context;
	uint64_t seq = space_last_id(key);
	uint8_t hash[HASH_BYTES], right[HASH_BYTES];
	struct kv_bytes bytes;
	struct entry_peek p;
	bool fits = seq == w->next && chain_split(value, hash, &bytes);

	if (fits) {
		chain_hash(right, w->before, w->archive->station, seq, bytes);
		fits = !memcmp(hash, right, HASH_BYTES) && entry_peek(&p, bytes.at, bytes.n);
	}
	if (!fits) {
		w->bad = w->next;
		return KV_STOP;
	}
	memcpy(w->before, hash, HASH_BYTES);
	w->entries++;
	w->next++;
	return KV_OK;
}

/* How far the chain went, by what stands outside it: then it may not end before. */
static enum kv_status see_newest(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct walk *w = context;
	uint64_t entry = record_peek_entry(value.at, value.n);

	if (entry > w->newest && record_sound(space_last_id(key), value.at, value.n))
		w->newest = entry;
	return KV_OK;
}

static enum kv_status check_end(struct kv_txn *txn, struct walk *w)
{
	struct chain_head head;
	struct space_range r;
	uint8_t hash[HASH_BYTES];
	struct kv_bytes bytes;
	enum kv_status s = chain_anchored(txn, w->archive->station, &head);

	space_all(&r, SPACE_RECORD);
	if (s == KV_OK)
		s = kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_newest, w);
	if (s != KV_OK)
		return s;
	if (head.seq > w->entries || w->newest > w->entries) {
		w->bad = w->next;
		return KV_OK;
	}
	if (!head.seq)
		return KV_OK;
	s = chain_get(txn, w->archive->station, head.seq, hash, &bytes);
	if (s == KV_OK && memcmp(hash, head.hash, HASH_BYTES))
		w->bad = head.seq; /* the whole chain was written anew */
	return s;
}

static enum kv_status check_chain(struct kv_txn *txn, void *context)
{
	struct walk *w = context;
	struct key low, high;

	*w = (struct walk){.archive = w->archive, .next = 1};
	space_journal(&low, w->archive->station, 0);
	space_journal(&high, w->archive->station, UINT64_MAX);
	enum kv_status s = kv_scan(txn, key_of(&low), key_of(&high), 0, false, check_entry, w);
	return s == KV_OK && !w->bad ? check_end(txn, w) : s;
}

bool journal_verify(struct archive *a, uint64_t *entries, uint64_t *bad, struct err *e)
{
	struct walk w = {.archive = a};
	bool ok = kv_run(a->kv, false, check_chain, &w, e);

	*entries = w.entries;
	*bad = w.bad;
	return ok;
}
