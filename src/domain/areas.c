#include <binggui/domain/areas.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/record.h>
#include <binggui/table/table.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

/* ---- words ----------------------------------------------------------------------------------- */

/* Traditional and simplified, in pairs: characters that fold_simplified leaves alone since they have several. */
static const char variants[] =
	"乾干幹干榦干鍾钟鐘钟臺台檯台颱台後后裏里裡里麵面於于餘余髮发發发復复複复"
	"曆历歷历雲云徵征鬆松闆板穀谷鬥斗甯宁寧宁嶽岳峯峰邨村壩坝垻坝埧坝岡冈崗岗窯窑窰窑"
	"製制葉叶係系範范廠厂團团彙汇匯汇獲获穫获闢辟薑姜鹹咸衝冲醜丑佈布綵彩採采";

static uint32_t plain_variant(uint32_t c)
{
	const char *at = variants, *end = variants + sizeof variants - 1;

	while (c >= 0x4E00 && at < end) {
		uint32_t from = utf8_next(&at, end), to = utf8_next(&at, end);
		if (from == c)
			return to;
	}
	return c;
}

void areas_fold(struct str *out, const char *text)
{
	struct str folded = {0};

	fold_find(&folded, text);
	str_clear(out);
	const char *at = str_c(&folded), *end = at + folded.n;
	while (at < end)
		utf8_add(out, plain_variant(utf8_next(&at, end)));
	str_free(&folded);
}

static const char *const endings[] = {"社区居民委员会", "社区居委会", "居民委员会", "村村民委员会",
	"村民委员会", "村委会", "居委会", "社区村", "社区", "行政村", "自然村", "生产大队", "大队",
	"村委", "村居", "村"};

size_t areas_ending(const char *text)
{
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (text_starts(text, endings[i]))
			return strlen(endings[i]);
	return 0;
}

/* Bytes of a name without its ending; all of it if less than two characters would be left. */
static size_t stem_of(const char *name, const char *const *tails, size_t n_tails)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < n_tails; i++)
		if (text_ends(name, tails[i])) {
			size_t left = n - strlen(tails[i]);
			char *stem = mem_strndup(name, left);
			size_t chars = utf8_count(stem);
			mem_free(stem);
			return chars >= 2 ? left : n;
		}
	return n;
}

static void add_word(struct area_words *w, const char *text, size_t n, size_t area, bool whole)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->at[i].n == n && w->at[i].area == area && memcmp(w->at[i].text, text, n) == 0)
			return;
	if (n)
		vec_push(w, ((struct area_word){mem_strndup(text, n), n, area, whole}));
}

static void add_names(struct area_words *w, const char *name, size_t area, const char *const *tails,
	size_t n_tails)
{
	struct str folded = {0};

	areas_fold(&folded, name);
	size_t n = folded.n, stem = stem_of(str_c(&folded), tails, n_tails);
	add_word(w, str_c(&folded), n, area, stem < n);
	if (stem < n)
		add_word(w, str_c(&folded), stem, area, false);
	str_free(&folded);
}

static void add_village(struct areas *a, const char *name, size_t area)
{
	add_names(&a->villages, name, area, endings, sizeof endings / sizeof *endings);
}

static void add_town(struct areas *a, const char *name, size_t area)
{
	static const char *const tails[] = {"街道办事处", "街道", "镇", "乡"};

	add_names(&a->towns, name, area, tails, sizeof tails / sizeof *tails);
}

static void add_older_name(struct areas *a, const char *word, size_t area)
{
	static const char *const before[] = {
		"原名", "原为", "曾用名", "曾名", "旧名", "旧称", "又名", "原"};

	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (text_starts(word, before[i])) {
			word += strlen(before[i]);
			break;
		}
	if (stem_of(word, endings, sizeof endings / sizeof *endings) < strlen(word) &&
		utf8_count(word) <= 10)
		add_village(a, word, area);
}

/* 原名新华大队、曾用名红旗村: each name by itself; what is no name of a village is left out. */
static void add_older(struct areas *a, const char *note, size_t area)
{
	struct str folded = {0}, word = {0};
	uint32_t c;

	areas_fold(&folded, note);
	const char *at = str_c(&folded), *end = at + folded.n;
	do {
		c = at < end ? utf8_next(&at, end) : 0;
		char utf8[5] = {0};
		utf8_put(utf8, c ? c : ' ');
		if (c && !strstr("，,；;、。：:（）()/“”", utf8)) {
			utf8_add(&word, c);
			continue;
		}
		add_older_name(a, str_c(&word), area);
		str_clear(&word);
	} while (c);
	str_free(&folded);
	str_free(&word);
}

/* 陕西省安康市镇坪县: each part with and without its last character. */
static void add_above(struct areas *a, const char *full_name)
{
	static const char *const ends[] = {"自治区", "自治州", "地区", "省", "市", "县", "区"};
	struct str folded = {0};

	areas_fold(&folded, full_name);
	const char *start = str_c(&folded), *at = start;
	while (*at) {
		size_t n = 0;
		for (size_t i = 0; i < sizeof ends / sizeof *ends && !n; i++)
			if (at > start && text_starts(at, ends[i]))
				n = strlen(ends[i]);
		if (n) {
			add_word(&a->above, start, (size_t)(at + n - start), 0, true);
			if ((size_t)(at - start) >= strlen("一二"))
				add_word(&a->above, start, (size_t)(at - start), 0, false);
			start = at + n;
		}
		at += n ? n : 1;
	}
	str_free(&folded);
}

static int longer_first(const void *x, const void *y)
{
	const struct area_word *a = x, *b = y;

	if (a->n != b->n)
		return a->n < b->n ? 1 : -1;
	if (a->whole != b->whole)
		return a->whole ? -1 : 1;
	return a->area < b->area ? -1 : a->area > b->area;
}

static void sort_words(struct area_words *w)
{
	if (w->n)
		qsort(w->at, w->n, sizeof *w->at, longer_first);
}

static void words_free(struct area_words *w)
{
	for (size_t i = 0; i < w->n; i++)
		mem_free(w->at[i].text);
	vec_free(w);
}

/* ---- loading --------------------------------------------------------------------------------- */

struct loading {
	struct areas *areas;
	const struct def_table *table;
	struct record record;
};

static const char *value(const struct loading *l, const char *field)
{
	const struct def_field *f = def_field(l->table, field);

	return f ? record_field(&l->record, f) : "";
}

static bool load_row(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct loading *l = context;

	if (!record_decode(&l->record, id, bytes, n))
		return true;
	const char *code = value(l, "code");
	if (strlen(code) == 12) {
		struct area *area = vec_add(l->areas);
		memcpy(area->code, code, sizeof area->code);
		area->level = text_ends(code, "000000") ? AREA_COUNTY
			      : text_ends(code, "000")  ? AREA_TOWN
							: AREA_VILLAGE;
		area->name = mem_strdup(value(l, "name"));
		area->full_name = mem_strdup(value(l, "full_name"));
		area->succ = mem_strdup(value(l, "succ"));
		area->abolished = *value(l, "valid_to") || *area->succ;
		area->town = -1;
		map_put(&l->areas->by_code, code, (void *)(uintptr_t)l->areas->n);
		if (area->level == AREA_VILLAGE) {
			add_village(l->areas, value(l, "short"), l->areas->n - 1);
			add_older(l->areas, value(l, "note"), l->areas->n - 1);
		}
	}
	return true;
}

static void connect(struct areas *a)
{
	for (size_t i = 0; i < a->n; i++) {
		struct area *area = &a->at[i];
		char town[13];
		memcpy(town, area->code, 9);
		memcpy(town + 9, "000", 4);
		if (area->level == AREA_VILLAGE) {
			area->town = areas_by_code(a, town);
			add_village(a, area->name, i);
		} else if (area->level == AREA_TOWN) {
			add_town(a, area->name, i);
		} else {
			add_above(a, *area->full_name ? area->full_name : area->name);
		}
	}
	sort_words(&a->towns);
	sort_words(&a->villages);
	sort_words(&a->above);
}

bool areas_load(struct areas *out, struct archive *a, struct err *e)
{
	struct loading l = {.areas = out, .table = defs_table(a->defs, "area")};
	bool ok = true;

	*out = (struct areas){0};
	if (l.table)
		ok = table_scan(a, l.table, load_row, &l, e);
	record_free(&l.record);
	if (!ok) {
		areas_free(out);
		return false;
	}
	connect(out);
	return true;
}

void areas_free(struct areas *a)
{
	for (size_t i = 0; i < a->n; i++) {
		mem_free(a->at[i].name);
		mem_free(a->at[i].full_name);
		mem_free(a->at[i].succ);
	}
	vec_free(a);
	map_free(&a->by_code);
	words_free(&a->towns);
	words_free(&a->villages);
	words_free(&a->above);
	*a = (struct areas){0};
}

long areas_by_code(const struct areas *a, const char *code)
{
	return (long)(uintptr_t)map_get(&a->by_code, code) - 1;
}
