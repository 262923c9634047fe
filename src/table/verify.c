#include <binggui/table/verify.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/table/chain.h>
#include <binggui/table/counter.h>
#include <binggui/table/find.h>
#include <binggui/table/index.h>
#include <binggui/table/journal.h>
#include <binggui/table/rebuild.h>
#include <binggui/table/space.h>

enum { FINDINGS_MAX = 10000 }; /* who has more needs the backup, not a longer list */

void verify_free(struct verify *v)
{
	for (size_t i = 0; i < v->n; i++)
		mem_free(v->at[i].text);
	vec_free(v);
	*v = (struct verify){0};
}

struct checking {
	struct archive *archive;
	struct kv_txn *txn;
	const struct def_table *table;
	struct verify *out;
	bool (*progress)(void *context, size_t done, size_t all);
	void *context;
	size_t done, all;
	bool stopped;
	unsigned broken; /* parts of the table to be made again */
	uint64_t live, last, indexes;
	const struct record *record; /* whose index entries are looked up */
	char id[32];
	enum kv_status status;
};

__attribute__((format(printf, 3, 4))) static void tell(
	struct checking *c, bool repairable, const char *format, ...)
{
	struct verify_finding f = {.repairable = repairable};
	struct str text = {0};
	va_list args;

	if (c->out->n >= FINDINGS_MAX)
		return;
	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	f.text = str_take(&text);
	vec_push(c->out, f);
}

static void tell_part(struct checking *c, unsigned part, const char *what)
{
	c->broken |= part;
	tell(c, true, "《%s》记录 %s 的%s与记录不符", c->table->title, c->id, what);
}

static bool go_on(struct checking *c)
{
	enum { EVERY = 256 };

	if (c->done++ % EVERY == 0 && c->progress && !c->progress(c->context, c->done, c->all))
		c->stopped = true;
	return !c->stopped;
}

/* ---- one record -------------------------------------------------------------------------------- */

static void check_values(struct checking *c, const struct record *r)
{
	struct str why = {0};

	for (size_t i = 0; i < c->table->n; i++) {
		const struct def_field *f = c->table->fields[i];
		const char *value = record_field(r, f);
		str_clear(&why);
		if (*value && !type_check(f, &c->archive->types, value, &why))
			tell(c, false, "《%s》记录 %s 的“%s”：%s", c->table->title, c->id, f->label,
				str_c(&why));
	}
	str_free(&why);
}

static bool look_up(void *context, const struct def_field *f, const struct key *k, bool unique)
{
	struct checking *c = context;
	struct kv_bytes value;
	enum kv_status s = kv_get(c->txn, key_of(k), &value);
	bool right = s == KV_OK && (!unique || space_number_of(value) == c->record->id);
	char what[200];

	c->indexes++;
	if (s != KV_OK && s != KV_NOTFOUND) {
		c->status = s;
		return false;
	}
	snprintf(what, sizeof what, "“%s”索引", f->label);
	if (!right)
		tell_part(c, REBUILD_INDEX, what);
	return true;
}

static bool entry_fits(
	const struct journal_entry *j, const struct def_table *t, const struct record *r)
{
	if (j->table != t->number || j->record != r->id || j->version != r->version)
		return false;
	for (size_t i = 0; i < j->n; i++) {
		const struct journal_field *f = &j->at[i];
		if (f->field == FIELD_VOIDED ? r->voided != (*f->new != '\0')
					     : strcmp(record_get(r, f->field), f->new) != 0)
			return false;
	}
	return true;
}

static void check_entry(struct checking *c, const struct record *r)
{
	struct journal_entry j = {0};
	uint8_t hash[HASH_BYTES];
	struct kv_bytes bytes;
	enum kv_status s = chain_get(c->txn, c->archive->station, r->entry, hash, &bytes);

	if (s != KV_OK && s != KV_NOTFOUND)
		c->status = s;
	else if (s != KV_OK || !entry_read(&j, r->entry, bytes.at, bytes.n))
		tell(c, false, "《%s》记录 %s 最近一次保存在流水里找不到（第 %llu 条）",
			c->table->title, c->id, (unsigned long long)r->entry);
	else if (!entry_fits(&j, c->table, r))
		tell(c, false, "《%s》记录 %s 与它最近一次保存的流水（第 %llu 条）不符",
			c->table->title, c->id, (unsigned long long)r->entry);
	journal_entry_free(&j);
}

static void check_sound(struct checking *c, const struct record *r)
{
	check_entry(c, r);
	if (r->voided)
		return;
	c->live++;
	check_values(c, r);
	c->record = r;
	index_entries(c->table, r, look_up, c);
	if (find_has(c->table) && !find_holds(c->archive, c->txn, c->table, r))
		tell_part(c, REBUILD_FIND, "查找数据");
}

static enum kv_status see_record(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct checking *c = context;
	struct record r = {0};
	uint64_t id = space_last_id(key);
	uint64_t sequence = id & (((uint64_t)1 << RECORD_STATION_SHIFT) - 1);

	record_id_text(id, c->id);
	if (id >> RECORD_STATION_SHIFT == c->archive->station && sequence > c->last)
		c->last = sequence;
	c->out->records++;
	if (record_decode(&r, id, value.at, value.n))
		check_sound(c, &r);
	else
		tell(c, false, "《%s》记录 %s 已损坏，请从备份中找回", c->table->title, c->id);
	record_free(&r);
	if (c->status != KV_OK)
		return c->status;
	return go_on(c) ? KV_OK : KV_STOP;
}

/* ---- one table --------------------------------------------------------------------------------- */

static enum kv_status see_key(void *context, struct kv_bytes key, struct kv_bytes value)
{
	(void)key, (void)value;
	++*(uint64_t *)context;
	return KV_OK;
}

/* All that must be there was found; what is there beyond that belongs to no live record. */
static enum kv_status count_indexes(struct checking *c)
{
	uint64_t there = 0;
	struct space_range r;
	enum kv_status s = KV_OK;

	for (size_t i = 0; s == KV_OK && i < 2; i++) {
		space_of_table(&r, i ? SPACE_UNIQUE : SPACE_INDEX, c->table->number);
		s = kv_scan(c->txn, key_of(&r.low), key_of(&r.high), 0, false, see_key, &there);
	}
	c->out->indexes += there;
	if (s != KV_OK || there <= c->indexes)
		return s;
	c->broken |= REBUILD_INDEX;
	tell(c, true, "《%s》的索引多出 %llu 项", c->table->title,
		(unsigned long long)(there - c->indexes));
	return s;
}

static enum kv_status check_counter(struct checking *c)
{
	struct counter counter;
	enum kv_status s = counter_read(&counter, c->txn, c->table);

	if (s != KV_OK || (counter.live == c->live && counter.last >= c->last))
		return s;
	c->broken |= REBUILD_COUNTER;
	tell(c, true, "《%s》的计数是 %llu，实有 %llu 条", c->table->title,
		(unsigned long long)counter.live, (unsigned long long)c->live);
	return s;
}

static enum kv_status check_table(struct kv_txn *txn, void *context)
{
	struct checking *c = context;
	struct space_range r;

	c->txn = txn;
	c->broken = 0;
	c->live = c->last = c->indexes = 0;
	c->status = KV_OK;
	space_of_table(&r, SPACE_RECORD, c->table->number);
	enum kv_status s = kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_record, c);
	if (s == KV_OK && !c->stopped)
		s = count_indexes(c);
	if (s == KV_OK && !c->stopped)
		s = check_counter(c);
	return s;
}

static bool repair_table(struct checking *c, struct err *e)
{
	if (rebuild_table(c->archive, c->table, c->broken, e))
		return true;
	if (e->code != ERR_CHECK)
		return false;
	tell(c, false, "%s", e->text);
	err_clear(e);
	return true;
}

static bool check_tables(struct checking *c, bool repair, struct err *e)
{
	const struct defs *d = c->archive->defs;

	for (size_t i = 0; i < d->n && !c->stopped; i++) {
		c->table = d->tables[i];
		if (!kv_run(c->archive->kv, false, check_table, c, e))
			return false;
		if (repair && c->broken && !c->stopped && !repair_table(c, e))
			return false;
	}
	return true;
}

/* ---- journal, drafts, batches ------------------------------------------------------------------ */

static bool check_journal(struct checking *c, struct err *e)
{
	uint64_t bad;

	if (!journal_verify(c->archive, &c->out->entries, &bad, e))
		return false;
	if (bad)
		tell(c, false,
			"流水从第 %llu "
			"条起对不上：有人绕过程序改动过，或磁盘出错；请保留现场并核对备份",
			(unsigned long long)bad);
	return true;
}

static enum kv_status see_draft(void *context, struct kv_bytes key, struct kv_bytes value)
{
	enum { DRAFT_HEAD = 16 };
	struct checking *c = context;
	uint64_t id = key.n > 4 ? space_last_id((struct kv_bytes){key.at, key.n - 4}) : 0;

	if (value.n < DRAFT_HEAD ||
		!record_sound(id, (const char *)value.at + DRAFT_HEAD, value.n - DRAFT_HEAD))
		tell(c, false, "有一份暂存的录入内容已损坏");
	return KV_OK;
}

static enum kv_status see_batch(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct checking *c = context;

	if (!record_sound(0, value.at, value.n))
		tell(c, false, "第 %llu 批导入的登记已损坏",
			(unsigned long long)space_last_id(key));
	return KV_OK;
}

static enum kv_status check_rest(struct kv_txn *txn, void *context)
{
	struct space_range r;

	space_all(&r, SPACE_DRAFT);
	enum kv_status s =
		kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_draft, context);
	space_all(&r, SPACE_BATCH);
	return s == KV_OK
		       ? kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, see_batch, context)
		       : s;
}

/* Whether the rest can be looked at: on pages that lead astray it may never end. */
static bool check_engine(struct checking *c, struct err *e)
{
	if (kv_admin(c->archive->kv, KV_CHECK, NULL, e))
		return true;
	tell(c, false, "%s", e->text);
	tell(c, false, "数据文件的结构已损坏，没有再逐条核对");
	err_clear(e);
	return false;
}

bool verify_run(struct archive *a, bool repair,
	bool (*progress)(void *context, size_t done, size_t all), void *context, struct verify *out,
	struct err *e)
{
	struct err mine;
	struct checking c = {.archive = a, .out = out, .progress = progress, .context = context};

	e = e ? e : &mine;
	err_clear(e);
	verify_free(out);
	for (size_t i = 0; i < a->defs->n; i++)
		c.all += (size_t)archive_count(a, a->defs->tables[i]);
	if (!check_engine(&c, e))
		return true;
	bool ok = check_tables(&c, repair, e) && check_journal(&c, e) &&
		  kv_run(a->kv, false, check_rest, &c, e);
	if (ok && c.stopped)
		return err_set(e, ERR_STOPPED, "检查已停下，没有查完");
	return ok;
}
