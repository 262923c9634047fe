#include <binggui/domain/village.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/address.h>
#include <binggui/domain/areas.h>
#include <binggui/text/utf8.h>

enum { MEMO_MOST = 50000 }; /* answers kept: rosters say the same few places again and again */

struct villages {
	struct areas areas;
	struct map memo; /* text, town, title -> struct village * */
};

struct villages *villages_load(struct archive *a, struct err *e)
{
	struct villages *v = mem_new0(struct villages);

	if (areas_load(&v->areas, a, e))
		return v;
	mem_free(v);
	return NULL;
}

static void forget(struct villages *v)
{
	const char *key;
	void *value;

	for (size_t i = 0; map_each(&v->memo, &i, &key, &value);)
		mem_free(value);
	map_free(&v->memo);
}

void villages_free(struct villages *v)
{
	if (!v)
		return;
	forget(v);
	areas_free(&v->areas);
	mem_free(v);
}

size_t villages_count(const struct villages *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->areas.n; i++)
		n += v->areas.at[i].level == AREA_VILLAGE;
	return n;
}

/* ---- judging --------------------------------------------------------------------------------- */

static const char *town_name(const struct areas *a, long town)
{
	return town >= 0 ? a->at[town].name : "";
}

static void put_code(char out[13], const struct areas *a, long area)
{
	memcpy(out, area >= 0 ? a->at[area].code : "", area >= 0 ? 13 : 1);
}

static void fail(struct village *out, enum village_fault fault, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static void fail(struct village *out, enum village_fault fault, const char *format, ...)
{
	struct str text = {0};
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	out->fault = fault;
	str_cut(&text, utf8_bytes(str_c(&text), 60));
	snprintf(out->why, sizeof out->why, "%s", str_c(&text));
	str_free(&text);
}

/* Keeps the villages that lie in a town; false and all of them if none does. */
static bool narrow(struct address *s, long town)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->n_hits; i++)
		if (s->areas->at[s->hits[i]].town == town) {
			size_t area = s->hits[i];
			s->hits[i] = s->hits[kept];
			s->hits[kept++] = area;
		}
	if (!kept)
		return false;
	s->n_hits = kept;
	return true;
}

static void tell_several(struct village *out, const struct address *s)
{
	struct str names = {0};

	for (size_t i = 0; i < s->n_hits; i++) {
		const struct area *a = &s->areas->at[s->hits[i]];
		str_addf(&names, "%s%s%s", i ? "、" : "", town_name(s->areas, a->town), a->name);
	}
	fail(out, VILLAGE_SEVERAL, "可能是%s，没有说清是哪一个", str_c(&names));
	str_free(&names);
}

static void tell_elsewhere(struct village *out, const struct address *s, const char *said_town)
{
	const struct area *a = &s->areas->at[s->hits[0]];

	if (s->town_unknown)
		fail(out, VILLAGE_ELSEWHERE, "没有“%s”这个乡镇，%s在%s", s->word, a->name,
			town_name(s->areas, a->town));
	else
		fail(out, VILLAGE_ELSEWHERE, "%s在%s，与所写的%s不符", a->name,
			town_name(s->areas, a->town), said_town);
}

/* No village was found. */
static void tell_none(struct village *out, const struct address *s)
{
	bool spot = strpbrk(s->at, "0123456789") || strstr(s->at, "路") || strstr(s->at, "街") ||
		    address_is_group(s->at);
	bool named = strstr(s->at, "村") || strstr(s->at, "社区") || strstr(s->at, "居委");

	if (s->outside)
		fail(out, VILLAGE_OUTSIDE, "“%s”不在本县", s->word);
	else if (address_is_code(s->at))
		fail(out, VILLAGE_NOT_KNOWN, "没有“%s”这个区划代码", s->at);
	else if (s->town_unknown && s->town < 0)
		fail(out, VILLAGE_NOT_KNOWN, "本县没有“%s”", s->word);
	else if (!*s->at || (spot && !named && (s->town >= 0 || s->county)))
		fail(out, VILLAGE_NOT_SAID, "只写到%s，没有写村或社区",
			s->town >= 0 ? town_name(s->areas, s->town) : "县");
	else
		fail(out, VILLAGE_NOT_KNOWN, "%s没有“%.60s”这个村或社区",
			s->town >= 0 ? town_name(s->areas, s->town) : "本县", s->at);
}

static void judge(struct villages *v, struct address *s, const char *town, const char *title_town,
	struct village *out)
{
	struct address column;
	long title = title_town && *title_town ? areas_by_code(&v->areas, title_town) : -1;
	bool unknown = s->town_unknown;

	address_town(&column, &v->areas, town ? town : "");
	if (!s->n_hits && s->town < 0) {
		s->town = column.town;
		s->outside |= column.outside;
		if (column.outside)
			memcpy(s->word, column.word, sizeof s->word);
	}
	long wanted = s->town >= 0 ? s->town : column.town;
	if (wanted < 0 && !unknown && !column.town_unknown)
		wanted = title;
	put_code(out->town, &v->areas, wanted);
	if (!s->n_hits) {
		tell_none(out, s);
		return;
	}
	if (s->town < 0 && column.town_unknown && !unknown) {
		s->town_unknown = unknown = true;
		memcpy(s->word, column.word, sizeof s->word);
	}
	if (column.outside && s->town < 0)
		fail(out, VILLAGE_OUTSIDE, "“%s”不在本县", column.word);
	else if (unknown || (wanted >= 0 && !narrow(s, wanted)))
		tell_elsewhere(out, s, town_name(&v->areas, wanted));
	else if (s->town >= 0 && column.town >= 0 && column.town != s->town)
		fail(out, VILLAGE_ELSEWHERE, "乡镇一栏是%s，村却写在%s",
			town_name(&v->areas, column.town), town_name(&v->areas, s->town));
	else if (column.town < 0 && title >= 0 && s->town >= 0 && s->town != title)
		fail(out, VILLAGE_ELSEWHERE, "这是%s的名册，村却写在%s",
			town_name(&v->areas, title), town_name(&v->areas, s->town));
	else if (s->n_hits > 1)
		tell_several(out, s);
	else {
		const struct area *found = &v->areas.at[s->hits[0]];
		put_code(out->code, &v->areas, (long)s->hits[0]);
		put_code(out->town, &v->areas, found->town);
		out->detail = s->more || *address_skip_marks(s->rest);
	}
}

static void find(struct villages *v, const char *text, const char *town, const char *title_town,
	struct village *out)
{
	struct str main = {0};
	struct address s;

	*out = (struct village){.fault = VILLAGE_OK};
	address_read(&s, &v->areas, &main, text);
	if (*address_skip_marks(str_c(&main)))
		judge(v, &s, town, title_town, out);
	else
		fail(out, VILLAGE_EMPTY, "没有写村或社区");
	str_free(&main);
}

void village_find(struct villages *v, const char *text, const char *town, const char *title_town,
	struct village *out)
{
	struct str key = {0};

	str_addf(&key, "%s\t%s\t%s", text ? text : "", town ? town : "",
		title_town ? title_town : "");
	struct village *known = map_getn(&v->memo, key.at, key.n);
	if (!known) {
		if (v->memo.n >= MEMO_MOST)
			forget(v);
		known = mem_new0(struct village);
		find(v, text ? text : "", town, title_town, known);
		map_putn(&v->memo, key.at, key.n, known);
	}
	*out = *known;
	str_free(&key);
}

/* ---- titles ---------------------------------------------------------------------------------- */

bool village_town_in(struct villages *v, const char *text, char out[13])
{
	const struct areas *a = &v->areas;
	struct str folded = {0};
	long town = -1;
	bool several = false;

	areas_fold(&folded, text);
	for (size_t i = 0; i < a->towns.n; i++) {
		const struct area_word *w = &a->towns.at[i];
		if (!w->whole || !strstr(str_c(&folded), w->text))
			continue;
		several |= town >= 0 && town != (long)w->area;
		town = (long)w->area;
	}
	str_free(&folded);
	put_code(out, a, several ? -1 : town);
	return town >= 0 && !several;
}

bool village_in(struct villages *v, const char *text, const char *town, char out[13])
{
	const struct areas *a = &v->areas;
	long in = *town ? areas_by_code(a, town) : -1, found = -1;
	struct str folded = {0};
	bool several = false;

	areas_fold(&folded, text);
	for (size_t i = 0; i < a->villages.n; i++) {
		const struct area_word *w = &a->villages.at[i];
		const struct area *area = &a->at[w->area];
		if (!w->whole || area->abolished || (in >= 0 && area->town != in) ||
			!strstr(str_c(&folded), w->text))
			continue;
		several |= found >= 0 && found != (long)w->area;
		found = (long)w->area;
	}
	str_free(&folded);
	put_code(out, a, several ? -1 : found);
	return found >= 0 && !several;
}

const char *village_name(const struct villages *v, const char *code)
{
	long area = areas_by_code(&v->areas, code);

	return area >= 0 ? v->areas.at[area].name : "";
}
