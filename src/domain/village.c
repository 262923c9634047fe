#include <binggui/domain/village.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
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

/* ---- a text taken apart ---------------------------------------------------------------------- */

/* What a text says, from the left: county, town, village, the rest. */
struct said {
	const struct areas *areas;
	const char *at;    /* what is still to be read, folded */
	bool county;       /* our county, city or province was named */
	bool outside;      /* another one was */
	bool town_unknown; /* a town was named that is none of ours */
	bool town_short;   /* the town was named without 镇 or 乡 */
	long town;         /* -1 = none */
	char word[64];     /* the foreign county or unknown town, for the sentence */
	size_t hits[8];    /* villages that the longest word means */
	size_t n_hits;
	const char *rest; /* behind the village and its ending */
};

static const char *skip_marks(const char *at)
{
	static const char *const marks[] = {"-", "—", "–", "/", "、", ",", "，", ".", "。", ">",
		":", ";", "|", "_", "~", "→", "\\"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_starts(at, marks[i])) {
			at += strlen(marks[i]);
			i = (size_t)-1;
		}
	return at;
}

static void keep_word(struct said *s, const char *at, size_t n)
{
	n = n < sizeof s->word - 1 ? n : sizeof s->word - 1;
	while (n && ((unsigned char)at[n] & 0xC0) == 0x80)
		n--;
	memcpy(s->word, at, n);
	s->word[n] = '\0';
}

static bool skip_above(struct said *s)
{
	static const char *const ours[] = {"本县", "我县", "县"};
	const struct area_words *w = &s->areas->above;

	for (size_t i = 0; i < w->n; i++)
		if (strncmp(s->at, w->at[i].text, w->at[i].n) == 0) {
			s->at = skip_marks(s->at + w->at[i].n);
			return s->county = true;
		}
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (text_starts(s->at, ours[i])) {
			s->at += strlen(ours[i]);
			return true;
		}
	return false;
}

static bool starts_one(const char *at, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text_starts(at, words[i]))
			return true;
	return false;
}

/* Whether 市 县 区 here end the name of a region: not in 社区, 市场, 县城. */
static bool ends_region(const char *text, const char *at)
{
	static const char *const inside[] = {"社区", "小区", "校区", "园区", "景区", "库区", "厂区",
		"矿区", "山区", "牧区", "城区", "林区", "片区", "市场", "区域", "城市", "集市"};
	const char *before = at - 3 >= text ? at - 3 : at;

	if (text_starts(at, "县城") && !text_starts(at, "县城关"))
		return false;
	return at > text && !starts_one(before, inside, sizeof inside / sizeof *inside) &&
	       !starts_one(at, inside, sizeof inside / sizeof *inside);
}

/* A province, city or county that is none of ours, at the start. */
static void look_outside(struct said *s)
{
	static const char *const ends[] = {"省", "自治区", "自治州", "市", "县", "区", "旗"};
	static const char *const stops[] = {"镇", "乡", "村", "组", "街", "路", "社", "队"};
	static const char *const provinces[] = {"北京", "上海", "天津", "重庆", "河北", "山西",
		"辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
		"湖北", "湖南", "广东", "广西", "海南", "四川", "贵州", "云南", "西藏", "甘肃",
		"青海", "宁夏", "新疆", "内蒙古", "香港", "澳门", "台湾", "陕西"};
	const char *at = s->at, *end = at + strlen(at);

	s->outside = starts_one(at, provinces, sizeof provinces / sizeof *provinces);
	for (size_t chars = 0; at < end && chars < 11; chars++) {
		bool ours = starts_one(at, stops, sizeof stops / sizeof *stops) &&
			    !starts_one(at + strlen("镇"), ends, sizeof ends / sizeof *ends);
		if (chars && ours)
			break; /* 新乡市 goes on */
		bool region =
			starts_one(at, ends, sizeof ends / sizeof *ends) && ends_region(s->at, at);
		s->outside |= region;
		utf8_next(&at, end);
		if (region)
			break;
	}
	if (s->outside)
		keep_word(s, s->at, (size_t)(at - s->at));
}

/* ---- towns ----------------------------------------------------------------------------------- */

static bool skip_town(struct said *s)
{
	static const char *const other_ends[] = {
		"街道办事处", "街道办", "街道", "办事处", "公社", "镇", "乡", "区"};
	const struct area_words *w = &s->areas->towns;

	for (size_t i = 0; i < w->n; i++) {
		if (strncmp(s->at, w->at[i].text, w->at[i].n) != 0)
			continue;
		s->town = (long)w->at[i].area;
		s->town_short = !w->at[i].whole;
		s->at += w->at[i].n;
		for (size_t k = 0; s->town_short && k < sizeof other_ends / sizeof *other_ends; k++)
			if (text_starts(s->at, other_ends[k])) {
				s->at += strlen(other_ends[k]);
				s->town_short = false;
			}
		s->at = skip_marks(s->at);
		return true;
	}
	return false;
}

/* 长安镇: some town, but none of ours. */
static bool skip_unknown_town(struct said *s)
{
	static const char *const ends[] = {"街道办事处", "街道", "镇", "乡"};
	const char *at = s->at, *end = at + strlen(at);

	for (size_t chars = 0; at < end && chars < 6; chars++) {
		for (size_t i = 0; chars && i < sizeof ends / sizeof *ends; i++)
			if (text_starts(at, ends[i])) {
				at += strlen(ends[i]);
				keep_word(s, s->at, (size_t)(at - s->at));
				s->at = skip_marks(at);
				return s->town_unknown = true;
			}
		if (areas_ending(at))
			return false;
		utf8_next(&at, end);
	}
	return false;
}

/* ---- villages -------------------------------------------------------------------------------- */

static size_t numeral(const char *at)
{
	static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九",
		"十", "百", "壹", "贰", "叁", "两", "〇", "零", "甲", "乙", "丙"};
	const char *start = at;

	for (;;) {
		size_t n = *at >= '0' && *at <= '9';
		for (size_t i = 0; !n && i < sizeof digits / sizeof *digits; i++)
			if (text_starts(at, digits[i]))
				n = strlen(digits[i]);
		if (!n)
			return (size_t)(at - start);
		at += n;
	}
}

/* 3组 第三村民小组 二社 12号: what may follow a village that is named without 村. */
static bool is_group(const char *at)
{
	static const char *const units[] = {"组", "村民小组", "村小组", "小组", "社", "队", "号",
		"院", "栋", "幢", "单元", "村民组"};

	if (starts_one(at, units + 1, 2))
		return true;
	at += text_starts(at, "第") ? strlen("第") : 0;
	size_t n = numeral(at);
	return n && starts_one(at + n, units, sizeof units / sizeof *units);
}

static void hit(struct said *s, size_t area)
{
	for (size_t i = 0; i < s->n_hits; i++)
		if (s->hits[i] == area)
			return;
	if (s->n_hits < sizeof s->hits / sizeof *s->hits)
		s->hits[s->n_hits++] = area;
}

/* An abolished village stands for what became of it, if that is known. */
static void hit_living(struct said *s, size_t area)
{
	const struct area *a = &s->areas->at[area];

	if (!a->abolished) {
		hit(s, area);
		return;
	}
	for (const char *at = a->succ; *at;) {
		char code[13] = {0};
		memcpy(code, at, strnlen(at, 12));
		long next = areas_by_code(s->areas, code);
		if (next >= 0 && s->areas->at[next].level == AREA_VILLAGE)
			hit(s, (size_t)next);
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
}

static bool may_follow(const char *after)
{
	return !*after || areas_ending(after) || is_group(after) || skip_marks(after) > after;
}

static void find_hits(struct said *s)
{
	const struct area_words *w = &s->areas->villages;
	size_t found = 0;
	bool whole = false;

	s->n_hits = 0;
	for (size_t i = 0; i < w->n; i++) {
		const struct area_word *word = &w->at[i];
		if (found && (word->n < found || (whole && !word->whole)))
			break;
		if (strncmp(s->at, word->text, word->n) != 0 ||
			(!word->whole && !may_follow(s->at + word->n)))
			continue;
		found = word->n;
		whole = word->whole;
		hit_living(s, word->area);
	}
	if (!found)
		return;
	s->rest = s->at + found;
	if (whole && text_starts(s->rest - strlen("村"), "村")) /* 文彩村委会 */
		s->rest -= strlen("村");
	for (size_t n; (n = areas_ending(s->rest));)
		s->rest += n;
}

/* ---- reading --------------------------------------------------------------------------------- */

static void read_above(struct said *s)
{
	while (skip_above(s))
		;
	if (!*s->at)
		return;
	struct said trial = *s;
	find_hits(&trial);
	if (!trial.n_hits && !skip_town(&trial))
		look_outside(s);
}

static void read_said(struct said *s)
{
	s->at = skip_marks(s->at);
	read_above(s);
	find_hits(s);
	if (s->n_hits || s->outside)
		return;
	struct said before = *s;
	while (skip_town(s))
		;
	find_hits(s);
	if (!s->n_hits && s->town >= 0 && s->town_short && *s->at) {
		long town = s->town;
		struct said whole = before;
		if (skip_unknown_town(&whole)) { /* 曾家坝镇 is not 曾家镇 */
			*s = whole;
			find_hits(s);
			return;
		}
		s->town = town;
	}
	if (!s->n_hits && s->town < 0 && skip_unknown_town(s))
		find_hits(s);
}

/* Takes what stands in brackets out of a text; all of it if there is nothing else. */
static void unbracket(struct str *main, struct str *inner, const char *text)
{
	int depth = 0;

	for (; *text; text++) {
		if (*text == '(')
			depth++;
		else if (*text == ')')
			depth -= depth > 0;
		else
			str_addc(depth ? inner : main, *text);
	}
	if (!main->n) {
		str_add(main, str_c(inner));
		str_clear(inner);
	}
}

static bool all_digits(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

/* 12, 9 or 6 digits. */
static bool read_code(struct said *s)
{
	size_t n = strlen(s->at);
	char code[13] = "000000000000";

	if (!all_digits(s->at) || (n != 12 && n != 9 && n != 6))
		return false;
	memcpy(code, s->at, n);
	s->rest = s->at + n;
	long area = areas_by_code(s->areas, code);
	if (area >= 0 && s->areas->at[area].level == AREA_VILLAGE)
		hit_living(s, (size_t)area);
	memcpy(code + 9, "000", 3);
	s->town = areas_by_code(s->areas, code);
	if (s->town >= 0 && s->areas->at[s->town].level != AREA_TOWN)
		s->town = -1;
	memcpy(code + 6, "000", 3);
	s->county = areas_by_code(s->areas, code) >= 0;
	s->outside = !s->county;
	if (n > 6 && area < 0 && s->town < 0)
		s->town_unknown = true;
	s->at = area >= 0 ? s->rest : s->at;
	keep_word(s, s->outside ? code : s->at, s->outside ? 6 : n);
	return true;
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
static bool narrow(struct said *s, long town)
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

static void tell_several(struct village *out, const struct said *s)
{
	struct str names = {0};

	for (size_t i = 0; i < s->n_hits; i++) {
		const struct area *a = &s->areas->at[s->hits[i]];
		str_addf(&names, "%s%s%s", i ? "、" : "", town_name(s->areas, a->town), a->name);
	}
	fail(out, VILLAGE_SEVERAL, "可能是%s，没有说清是哪一个", str_c(&names));
	str_free(&names);
}

static void tell_elsewhere(struct village *out, const struct said *s, const char *said_town)
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
static void tell_none(struct village *out, const struct said *s)
{
	bool spot = strpbrk(s->at, "0123456789") || strstr(s->at, "路") || strstr(s->at, "街") ||
		    is_group(s->at);
	bool named = strstr(s->at, "村") || strstr(s->at, "社区") || strstr(s->at, "居委");

	if (s->outside)
		fail(out, VILLAGE_OUTSIDE, "“%s”不在本县", s->word);
	else if (all_digits(s->at))
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

/* Another village behind the first: 文彩村/联盟村. */
static void look_further(struct said *s, const char *text)
{
	struct said next = {.areas = s->areas, .at = skip_marks(text), .town = -1};

	if (next.at == text || !*next.at)
		return;
	while (skip_town(&next))
		;
	find_hits(&next);
	for (size_t i = 0; i < next.n_hits; i++)
		hit(s, next.hits[i]);
}

static void look_in_brackets(struct said *s, const char *text)
{
	struct said next = {.areas = s->areas, .at = text, .town = -1};

	if (text_starts(text, "原") || text_starts(text, "曾") || text_starts(text, "旧"))
		return;
	find_hits(&next);
	for (size_t i = 0; i < next.n_hits; i++)
		hit(s, next.hits[i]);
}

/* ---- the towns of other columns -------------------------------------------------------------- */

static void town_said(struct villages *v, const char *text, struct said *out)
{
	struct str folded = {0};

	*out = (struct said){.areas = &v->areas, .town = -1};
	areas_fold(&folded, text);
	out->at = str_c(&folded);
	if (*out->at && !read_code(out)) {
		while (skip_above(out))
			;
		if (!skip_town(out) && *out->at) {
			look_outside(out);
			if (!out->outside && !skip_unknown_town(out))
				keep_word(out, out->at, strlen(out->at));
			out->town_unknown = true;
		}
	}
	out->at = out->rest = "";
	str_free(&folded);
}

static void judge(struct villages *v, struct said *s, const char *town, const char *title_town,
	struct village *out)
{
	struct said column;
	long title = title_town && *title_town ? areas_by_code(&v->areas, title_town) : -1;
	bool unknown = s->town_unknown;

	town_said(v, town ? town : "", &column);
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
	if (unknown || (wanted >= 0 && !narrow(s, wanted)))
		tell_elsewhere(out, s, town_name(&v->areas, wanted));
	else if (s->town >= 0 && column.town >= 0 && column.town != s->town)
		fail(out, VILLAGE_ELSEWHERE, "乡镇一栏是%s，村却写在%s",
			town_name(&v->areas, column.town), town_name(&v->areas, s->town));
	else if (s->n_hits > 1)
		tell_several(out, s);
	else {
		const struct area *found = &v->areas.at[s->hits[0]];
		put_code(out->code, &v->areas, (long)s->hits[0]);
		put_code(out->town, &v->areas, found->town);
		out->detail = *skip_marks(s->rest) != '\0';
	}
}

static void find(struct villages *v, const char *text, const char *town, const char *title_town,
	struct village *out)
{
	struct str folded = {0}, main = {0}, inner = {0};
	struct said s = {.areas = &v->areas, .town = -1};

	*out = (struct village){.fault = VILLAGE_OK};
	areas_fold(&folded, text);
	unbracket(&main, &inner, str_c(&folded));
	s.at = s.rest = str_c(&main);
	if (!*skip_marks(s.at)) {
		fail(out, VILLAGE_EMPTY, "没有写村或社区");
	} else {
		if (!read_code(&s))
			read_said(&s);
		if (s.n_hits) {
			look_further(&s, s.rest);
			look_in_brackets(&s, str_c(&inner));
		}
		judge(v, &s, town, title_town, out);
	}
	str_free(&folded);
	str_free(&main);
	str_free(&inner);
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
