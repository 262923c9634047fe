#include <binggui/table/words.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/chain.h>
#include <binggui/table/entry.h>
#include <binggui/table/space.h>
#include <binggui/text/fold.h>
#include <binggui/text/pinyin.h>

struct word {
	uint64_t hash;
	uint64_t id;
};

struct words {
	const struct def_table *table;
	struct {
		struct word *at;
		size_t n, cap;
	} ranks[WORDS_RANKS];
	bool made;
	uint64_t tick, seq; /* the store and its journal as they were */
};

struct words *words_new(const struct def_table *t)
{
	struct words *w = mem_new0(struct words);

	w->table = t;
	return w;
}

static void clear(struct words *w)
{
	for (size_t i = 0; i < WORDS_RANKS; i++)
		vec_free(&w->ranks[i]);
	w->made = false;
}

void words_free(struct words *w)
{
	if (w)
		clear(w);
	mem_free(w);
}

/* ---- what counts as a word ----------------------------------------------------------------- */

const struct def_field *words_parent(const struct def_table *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i]->target == t && !t->fields[i]->multiple)
			return t->fields[i];
	return NULL;
}

static bool shown(const struct def_table *t, const struct def_field *f)
{
	const char *at = t->shows ? t->shows : "";
	size_t n = strlen(f->name);

	while ((at = strchr(at, '{'))) {
		at++;
		if (!strncmp(at, f->name, n) && at[n] == '}')
			return true;
	}
	return false;
}

bool words_has(const struct def_table *t, const struct def_field *f)
{
	if (f == t->key || (!text_eq(f->type_name, "text") && !text_eq(f->type_name, "name")))
		return false;
	if (shown(t, f) || f->find == FIND_TEXT || f->find == FIND_PINYIN)
		return true;
	return t->key &&
	       f->class == CLASS_OPEN; /* a list of names: its short and long forms as well */
}

/* Longest first. */
static const struct {
	const char *ending, *kind;
} offices[] = {
	{"村民委员会", "村"},
	{"居民委员会", "社区"},
	{"街道办事处", "街道"},
	{"人民政府", ""},
	{"村委会", "村"},
	{"居委会", "社区"},
	{"街道办", "街道"},
};
static const char *const kinds[] = {"社区", "街道", "村", "镇", "乡", "县", "市", "省", "区"};

static bool ends_in(struct span s, const char *ending)
{
	size_t n = strlen(ending);

	return s.n > n && !memcmp(s.at + s.n - n, ending, n);
}

void words_fold(struct str *out, const struct def_table *t, const char *text)
{
	fold_find(out, text);
	if (!words_parent(t))
		return;
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
		if (!ends_in((struct span){str_c(out), out->n}, offices[i].ending))
			continue;
		str_cut(out, out->n - strlen(offices[i].ending));
		if (!text_ends(str_c(out), offices[i].kind))
			str_add(out, offices[i].kind);
		return;
	}
}

struct span words_short(const struct def_table *t, struct span folded)
{
	enum { LEAST = 6 }; /* two hanzi */

	if (!words_parent(t))
		return folded;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t n = strlen(kinds[i]);
		if (ends_in(folded, kinds[i]) && folded.n - n >= LEAST)
			return (struct span){folded.at, folded.n - n};
	}
	return folded;
}

/* ---- making them --------------------------------------------------------------------------- */

/* FNV-1a: it only narrows down, who asks compares. */
static uint64_t hash_of(struct span s)
{
	uint64_t h = 1469598103934665603u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.at[i]) * 1099511628211u;
	return h;
}

static void add(struct words *w, enum words_rank rank, struct span s, uint64_t id)
{
	struct word word = {hash_of(s), id};

	if (s.n)
		vec_push(&w->ranks[rank], word);
}

static void add_value(struct words *w, struct span value, uint64_t id)
{
	struct str text = {0}, folded = {0}, code = {0};

	str_addn(&text, value.at, value.n);
	words_fold(&folded, w->table, str_c(&text));
	struct span full = {str_c(&folded), folded.n}, part = words_short(w->table, full);
	add(w, WORDS_FULL, full, id);
	if (part.n != full.n)
		add(w, WORDS_SHORT, part, id);
	pinyin_code(&code, str_c(&folded));
	if (code.n > 1)
		add(w, WORDS_INITIALS, (struct span){code.at, code.n}, id);
	str_free(&text);
	str_free(&folded);
	str_free(&code);
}

static bool see_record(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct words *w = context;

	if (!record_sound(id, bytes, n))
		return true; /* found by check, never meant by anybody */
	for (size_t i = 0; i < w->table->n; i++) {
		const struct def_field *f = w->table->fields[i];
		if (words_has(w->table, f))
			add_value(w, record_peek(bytes, n, f->number), id);
	}
	return true;
}

static int by_hash(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static bool make(struct words *w, struct archive *a, struct err *e)
{
	clear(w);
	if (archive_count(a, w->table) > WORDS_RECORDS_MAX)
		return err_set(e, ERR_DATA, "《%s》记录太多，不能只写名称，请写号码或编号",
			w->table->title);
	if (!table_scan(a, w->table, see_record, w, e))
		return false;
	for (size_t i = 0; i < WORDS_RANKS; i++)
		if (w->ranks[i].n)
			qsort(w->ranks[i].at, w->ranks[i].n, sizeof *w->ranks[i].at, by_hash);
	w->made = true;
	return true;
}

/* ---- keeping them up to date --------------------------------------------------------------- */

enum { LOOK_BACK = 20000 }; /* more new entries than this are not looked through */

struct news {
	struct words *words;
	uint16_t station;
	uint64_t last;
	bool touched;
};

static enum kv_status see_entry(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct news *news = context;
	uint8_t hash[HASH_BYTES];
	struct kv_bytes bytes;
	struct entry_peek p;

	(void)key;
	news->touched = !chain_split(value, hash, &bytes) || !entry_peek(&p, bytes.at, bytes.n) ||
			p.table == news->words->table->number;
	return news->touched ? KV_STOP : KV_OK;
}

static enum kv_status read_news(struct kv_txn *txn, void *context)
{
	struct news *news = context;
	struct chain_head head;
	struct key low, high;
	enum kv_status s = chain_head(txn, news->station, &head);

	if (s != KV_OK)
		return s;
	news->last = head.seq;
	news->touched = !news->words->made || head.seq < news->words->seq ||
			head.seq - news->words->seq > LOOK_BACK;
	if (news->touched || head.seq == news->words->seq)
		return KV_OK;
	space_journal(&low, news->station, news->words->seq + 1);
	space_journal(&high, news->station, head.seq + 1);
	return kv_scan(txn, key_of(&low), key_of(&high), 0, false, see_entry, news);
}

bool words_refresh(struct words *w, struct archive *a, struct err *e)
{
	struct news news = {.words = w, .station = a->station};
	uint64_t tick = archive_tick(a);

	if (w->made && w->tick == tick)
		return true;
	if (!kv_run(a->kv, false, read_news, &news, e))
		return false;
	if (news.touched && !make(w, a, e))
		return false;
	w->tick = tick; /* both as they were before the walk: what came since is looked at again */
	w->seq = news.last;
	return true;
}

void words_find(const struct words *w, enum words_rank rank, struct span word, struct ids *out)
{
	uint64_t hash = hash_of(word);
	const struct word *at = w->ranks[rank].at;
	size_t low = 0, high = w->ranks[rank].n, n = high;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (at[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < n && at[low].hash == hash; low++)
		vec_push(out, at[low].id);
}
