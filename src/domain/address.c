#include <binggui/domain/address.h>

#include <string.h>

#include <binggui/text/utf8.h>

const char *address_skip_marks(const char *at)
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

static void keep_word(struct address *s, const char *at, size_t n)
{
	n = n < sizeof s->word - 1 ? n : sizeof s->word - 1;
	while (n && ((unsigned char)at[n] & 0xC0) == 0x80)
		n--;
	memcpy(s->word, at, n);
	s->word[n] = '\0';
}

static bool skip_above(struct address *s)
{
	static const char *const ours[] = {"本县", "我县", "县"};
	const struct area_words *w = &s->areas->above;

	for (size_t i = 0; i < w->n; i++)
		if (strncmp(s->at, w->at[i].text, w->at[i].n) == 0) {
			s->at = address_skip_marks(s->at + w->at[i].n);
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
static void look_outside(struct address *s)
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

static bool skip_town(struct address *s)
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
		s->at = address_skip_marks(s->at);
		return true;
	}
	return false;
}

/* 长安镇: some town, but none of ours. */
static bool skip_unknown_town(struct address *s)
{
	static const char *const ends[] = {"街道办事处", "街道", "镇", "乡"};
	const char *at = s->at, *end = at + strlen(at);

	for (size_t chars = 0; at < end && chars < 6; chars++) {
		for (size_t i = 0; chars && i < sizeof ends / sizeof *ends; i++)
			if (text_starts(at, ends[i])) {
				at += strlen(ends[i]);
				keep_word(s, s->at, (size_t)(at - s->at));
				s->at = address_skip_marks(at);
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
bool address_is_group(const char *at)
{
	static const char *const units[] = {"组", "村民小组", "村小组", "小组", "社", "队", "号",
		"院", "栋", "幢", "单元", "村民组"};

	if (starts_one(at, units + 1, 2))
		return true;
	at += text_starts(at, "第") ? strlen("第") : 0;
	size_t n = numeral(at);
	return n && starts_one(at + n, units, sizeof units / sizeof *units);
}

static void hit(struct address *s, size_t area)
{
	for (size_t i = 0; i < s->n_hits; i++)
		if (s->hits[i] == area)
			return;
	if (s->n_hits < sizeof s->hits / sizeof *s->hits)
		s->hits[s->n_hits++] = area;
}

/* An abolished village stands for what became of it, if that is known. */
static void hit_living(struct address *s, size_t area)
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
	return !*after || areas_ending(after) || address_is_group(after) ||
	       address_skip_marks(after) > after;
}

static void find_hits(struct address *s)
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

static void read_above(struct address *s)
{
	while (skip_above(s))
		;
	if (!*s->at)
		return;
	struct address trial = *s;
	find_hits(&trial);
	if (!trial.n_hits && !skip_town(&trial))
		look_outside(s);
}

static void read_said(struct address *s)
{
	s->at = address_skip_marks(s->at);
	read_above(s);
	find_hits(s);
	if (s->n_hits || s->outside)
		return;
	struct address before = *s;
	while (skip_town(s))
		;
	find_hits(s);
	if (!s->n_hits && s->town >= 0 && s->town_short && *s->at) {
		long town = s->town;
		struct address whole = before;
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

bool address_is_code(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

/* 12, 9 or 6 digits. */
static bool read_code(struct address *s)
{
	size_t n = strlen(s->at);
	char code[13] = "000000000000";

	if (!address_is_code(s->at) || (n != 12 && n != 9 && n != 6))
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

/* Another village behind the first: 文彩村/联盟村. */
static void look_further(struct address *s, const char *text)
{
	struct address next = {.areas = s->areas, .at = address_skip_marks(text), .town = -1};

	if (next.at == text || !*next.at)
		return;
	while (skip_town(&next))
		;
	find_hits(&next);
	for (size_t i = 0; i < next.n_hits; i++)
		hit(s, next.hits[i]);
}

static void look_in_brackets(struct address *s, const char *text)
{
	struct address next = {.areas = s->areas, .at = text, .town = -1};

	if (text_starts(text, "原") || text_starts(text, "曾") || text_starts(text, "旧"))
		return;
	find_hits(&next);
	for (size_t i = 0; i < next.n_hits; i++)
		hit(s, next.hits[i]);
}

void address_read(struct address *out, const struct areas *a, struct str *main, const char *text)
{
	struct str folded = {0}, inner = {0};

	*out = (struct address){.areas = a, .town = -1};
	str_clear(main);
	areas_fold(&folded, text);
	unbracket(main, &inner, str_c(&folded));
	out->at = out->rest = str_c(main);
	out->more = inner.n > 0;
	if (*address_skip_marks(out->at)) {
		if (!read_code(out))
			read_said(out);
		if (out->n_hits) {
			look_further(out, out->rest);
			look_in_brackets(out, str_c(&inner));
		}
	}
	str_free(&folded);
	str_free(&inner);
}

/* ---- the towns of other columns -------------------------------------------------------------- */

void address_town(struct address *out, const struct areas *a, const char *text)
{
	struct str folded = {0};

	*out = (struct address){.areas = a, .town = -1};
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
