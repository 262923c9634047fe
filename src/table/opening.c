#include <binggui/table/opening.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/catalog.h>
#include <binggui/table/counter.h>
#include <binggui/table/rebuild.h>
#include <binggui/table/resolver.h>
#include <binggui/table/writer.h>
#include <binggui/text/utf8.h>

struct archive_inner {
	struct resolver *resolver;
};

struct opening {
	struct archive *archive;
	bool create;
	uint16_t station;
	uint64_t format;
	bool missing; /* numbers */
	bool kept;    /* the texts of the definitions */
	bool damaged; /* numbers of fields are */
	struct {
		unsigned *at; /* by table, what has to be made again */
		size_t n, cap;
	} stale;
	bool any_stale;
};

/* ---- looking ----------------------------------------------------------------------------------- */

static enum kv_status get_number(struct kv_txn *txn, const char *name, uint64_t *out)
{
	struct kv_bytes value;
	struct key k;

	*out = 0;
	space_meta(&k, name);
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	if (s == KV_OK)
		*out = space_number_of(value);
	return s == KV_NOTFOUND ? KV_OK : s;
}

static enum kv_status put_number(struct kv_txn *txn, const char *name, uint64_t v)
{
	struct key k;
	uint8_t value[8];

	space_meta(&k, name);
	space_number(value, v);
	return kv_put(txn, key_of(&k), (struct kv_bytes){value, sizeof value});
}

static enum kv_status look_format(struct kv_txn *txn, void *context)
{
	struct opening *o = context;
	uint64_t station = 0;
	enum kv_status s = get_number(txn, "format", &o->format);

	if (s == KV_OK)
		s = get_number(txn, "station", &station);
	o->archive->station = (uint16_t)station;
	return s;
}

static enum kv_status look_stale(struct kv_txn *txn, struct opening *o)
{
	const struct defs *d = o->archive->defs;
	enum kv_status s = KV_OK;

	vec_clear(&o->stale);
	o->any_stale = false;
	for (size_t i = 0; s == KV_OK && i < d->n; i++) {
		unsigned parts = 0;
		s = rebuild_needed(txn, d->tables[i], &parts);
		vec_push(&o->stale, parts);
		o->any_stale |= parts != 0;
	}
	return s;
}

static enum kv_status look(struct kv_txn *txn, void *context)
{
	struct opening *o = context;
	enum kv_status s = catalog_read(txn, o->archive->defs, &o->missing);

	o->damaged = s == KV_STOP;
	if (s == KV_OK)
		s = catalog_kept(txn, o->archive->defs, &o->kept);
	return s == KV_OK ? look_stale(txn, o) : s;
}

/* ---- what is new ------------------------------------------------------------------------------- */

static enum kv_status begin_store(struct kv_txn *txn, struct opening *o)
{
	enum kv_status s = put_number(txn, "format", ARCHIVE_FORMAT);

	if (s == KV_OK)
		s = put_number(txn, "station", o->station);
	o->archive->station = o->station;
	return s;
}

static enum kv_status see_any(void *context, struct kv_bytes key, struct kv_bytes value)
{
	(void)key, (void)value;
	*(bool *)context = true;
	return KV_STOP;
}

/* Tables without records have nothing to be made again. */
static enum kv_status mark_empty(struct kv_txn *txn, const struct def_table *t)
{
	struct space_range r;
	bool any = false;

	space_of_table(&r, SPACE_RECORD, t->number);
	enum kv_status s = kv_scan(txn, key_of(&r.low), key_of(&r.high), 1, false, see_any, &any);
	return s == KV_OK && !any ? rebuild_mark(txn, t) : s;
}

static enum kv_status note_definitions(struct kv_txn *txn, struct archive *a)
{
	const struct writer_note note = {.action = "definitions", .time_ms = a->now_ms()};
	struct writer w = {0};
	enum kv_status s = writer_begin(&w, a, txn);

	if (s == KV_OK)
		s = writer_note(&w, NULL, 0, &note);
	if (s == KV_OK)
		s = writer_end(&w);
	writer_free(&w);
	return s;
}

static enum kv_status settle(struct kv_txn *txn, void *context)
{
	struct opening *o = context;
	struct archive *a = o->archive;
	enum kv_status s = o->create ? begin_store(txn, o) : KV_OK;

	if (s == KV_OK)
		s = look(txn, o); /* somebody else may have been first */
	if (s == KV_OK && o->missing)
		s = catalog_number(txn, a->defs);
	if (s == KV_OK)
		s = look_stale(txn, o);
	for (size_t i = 0; s == KV_OK && i < a->defs->n; i++)
		if (o->stale.at[i])
			s = mark_empty(txn, a->defs->tables[i]);
	if (s == KV_OK)
		s = look_stale(txn, o);
	if (s == KV_OK && !o->kept) {
		s = catalog_keep(txn, a->defs);
		if (s == KV_OK)
			s = note_definitions(txn, a);
	}
	return s;
}

static bool rebuild_stale(struct opening *o, struct err *e)
{
	const struct defs *d = o->archive->defs;

	for (size_t i = 0; o->any_stale && i < d->n; i++)
		if (o->stale.at[i] && !rebuild_table(o->archive, d->tables[i], o->stale.at[i], e))
			return false;
	return true;
}

/* ---- opening ----------------------------------------------------------------------------------- */

static bool check_format(const struct opening *o, struct err *e)
{
	const char *place = o->archive->place;

	if (o->create)
		return !o->format || err_set(e, ERR_USAGE, "%s 里已经有档案库，不能再新建", place);
	if (!o->format)
		return err_set(e, ERR_STORE, "%s 不是兵归的档案库", place);
	if (o->format > ARCHIVE_FORMAT)
		return err_set(e, ERR_STORE,
			"档案库 %s 是由更新版本的程序建立的，请升级程序后再打开", place);
	return true;
}

static bool load_definitions(
	struct archive *a, const struct archive_options *options, struct err *e)
{
	a->defs = options->defs;
	if (a->defs)
		return true;
	a->defs = catalog_load(a->kv, e);
	a->owns_defs = a->defs != NULL;
	return a->owns_defs;
}

static bool prepare(struct archive *a, const struct archive_options *options, struct err *e)
{
	struct opening o = {
		.archive = a,
		.create = options->create,
		.station = options->station ? options->station : 1,
	};
	bool ok = kv_run(a->kv, false, look_format, &o, e) && check_format(&o, e) &&
		  load_definitions(a, options, e) && kv_run(a->kv, false, look, &o, e);
	bool new = o.create || o.missing || !o.kept || o.any_stale;

	/* Nobody asked for this write: it must not go into a damaged file, where it does harm or never ends. */
	if (ok && new && !o.damaged && !options->read_only)
		ok = (o.create || kv_admin(a->kv, KV_CHECK, NULL, e)) &&
		     kv_run(a->kv, true, settle, &o, e) && (o.damaged || rebuild_stale(&o, e));
	if (ok && o.damaged)
		ok = err_set(e, ERR_STORE,
			"数据库 %s 里字段的编号已损坏，请停止使用，从最近的备份恢复", a->place);
	vec_free(&o.stale);
	return ok;
}

/* A text that was cut may end in a part of a character. */
static void cut_character(char *text)
{
	size_t n = strlen(text), whole = n;

	while (whole && n - whole < 4 && !utf8_valid(text, whole))
		whole--;
	if (utf8_valid(text, whole))
		text[whole] = '\0';
}

static struct archive *new_archive(const char *url, const struct archive_options *options)
{
	struct archive *a = mem_new0(struct archive);
	const char *path = url ? strchr(url, ':') : NULL;

	snprintf(a->user, sizeof a->user, "%s", options->user ? options->user : "?");
	cut_character(a->user);
	a->place = mem_strdup(path ? path + 1 : url);
	a->now_ms = date_now_ms;
	a->types.today = date_none(options->today) ? date_today() : options->today;
	a->inner = mem_new0(struct archive_inner);
	a->inner->resolver = resolver_new(a);
	return a;
}

struct archive *archive_open(const char *url, const struct archive_options *options, struct err *e)
{
	static const struct archive_options plain;
	struct err mine;

	e = e ? e : &mine;
	options = options ? options : &plain;
	struct archive *a = new_archive(url, options);
	const struct kv_options how = {
		.read_only = options->read_only, .create = options->create, .lazy = options->lazy};
	a->kv = kv_open(url, &how, e);
	if (a->kv && prepare(a, options, e))
		return a;
	archive_close(a);
	return NULL;
}

void archive_within(struct archive *a, struct kv_txn *txn)
{
	kv_within(a->kv, txn);
	resolver_forget(a->inner->resolver);
}

void archive_hold(struct archive *a, bool held)
{
	resolver_hold(a->inner->resolver, held);
}

bool archive_trouble(struct archive *a, struct err *e)
{
	return resolver_trouble(a->inner->resolver, e);
}

void archive_close(struct archive *a)
{
	if (!a)
		return;
	resolver_free(a->inner->resolver);
	mem_free(a->inner);
	kv_close(a->kv);
	if (a->owns_defs)
		defs_free(a->defs);
	mem_free(a->place);
	mem_free(a);
}
