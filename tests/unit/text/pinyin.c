#include <criterion/criterion.h>
#include <string.h>

#include <binggui/text/fold.h>
#include <binggui/text/pinyin.h>
#include <binggui/text/utf8.h>
#include <lib/rows.h>

static uint32_t character(const char *text)
{
	return utf8_next(&text, text + strlen(text));
}

static bool has_reading(uint32_t c, const char *wanted)
{
	const char *readings[PINYIN_MAX];
	for (size_t n = pinyin_of(c, readings); n > 0; n--)
		if (strcmp(readings[n - 1], wanted) == 0)
			return true;
	return false;
}

/* "zhǎng" -> "zhang" */
static void toneless(const char *toned, char out[16])
{
	static const char *const letters[] = {
		"aāáǎà", "eēéěè", "iīíǐì", "oōóǒò", "uūúǔù", "vǖǘǚǜü"};
	const char *end = toned + strlen(toned);
	size_t n = 0;
	while (toned < end) {
		char one[5] = {0};
		size_t k = 0;
		one[utf8_put(one, utf8_next(&toned, end))] = '\0';
		while (k < 6 && !strstr(letters[k], one))
			k++;
		out[n++] = k < 6 ? letters[k][0] : one[0];
	}
	out[n] = '\0';
}

Test(pinyin, readings)
{
	const char *out[PINYIN_MAX];
	cr_assert_eq(pinyin_of(0x5F20, out), 1);
	cr_assert_str_eq(out[0], "zhang");
	cr_assert_gt(pinyin_of(0x5355, out), 2);
	cr_assert_str_eq(out[0], "dan");
	cr_assert_str_eq((pinyin_of(0x5415, out), out[0]), "lv");
	cr_assert_str_eq((pinyin_of(0x36C3, out), out[0]), "jie");
	cr_assert_str_eq((pinyin_of(0x4DAE, out), out[0]), "yan");
	cr_assert_str_eq((pinyin_of(0x2CB69, out), out[0]), "weng");
	cr_assert_str_eq((pinyin_of(0x3007, out), out[0]), "ling");
	cr_assert_eq(pinyin_of('a', out), 0);
	cr_assert_eq(pinyin_of(0x10FFFF, out), 0);
	cr_assert_eq(pinyin_of(UTF8_BAD | 0xE5, out), 0);
}

Test(pinyin, no_character_has_more_readings_than_promised)
{
	for (uint32_t c = 0; c < 0x110000; c++) {
		const char *out[PINYIN_MAX];
		size_t n = pinyin_of(c, out);
		uint32_t mask = 0;
		cr_assert_leq(n, PINYIN_MAX);
		for (size_t i = 0; i < n; i++)
			mask |= 1u << (out[i][0] - 'a');
		if (n)
			cr_assert_eq(mask, pinyin_initials(c), "U+%04X", c);
	}
}

Test(pinyin, initials)
{
	cr_assert_eq(pinyin_initials(0x5F20), 1u << 25);
	cr_assert_eq(pinyin_initials('b'), 2);
	cr_assert_eq(pinyin_initials('Z'), 1u << 25);
	cr_assert_eq(pinyin_initials(0xFF21), 1);
	cr_assert_eq(pinyin_initials('1'), 0);
	cr_assert_eq(pinyin_initials(0xB7), 0);
	cr_assert_eq(pinyin_initials(UTF8_BAD | 'a'), 0);
}

Test(pinyin, surnames_and_their_other_readings)
{
	static const struct {
		const char *name, *surname, *other;
	} cases[] = {
		{"单强", "shan", "dan"},
		{"單強", "shan", "dan"},
		{"曾强", "zeng", "ceng"},
		{"解强", "xie", "jie"},
		{"仇强", "qiu", "chou"},
		{"区强", "ou", "qu"},
		{"區強", "ou", "qu"},
		{"查强", "zha", "cha"},
		{"盖强", "ge", "gai"},
		{"乐强", "yue", "le"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *out[4];
		cr_expect_eq(pinyin_surname(cases[i].name, out), 1, "%s", cases[i].name);
		cr_expect_str_eq(out[0], cases[i].surname);
		cr_expect(pinyin_match(cases[i].name, cases[i].surname, NULL));
		cr_expect(pinyin_match(cases[i].name, cases[i].other, NULL));
	}
}

Test(pinyin, surnames_of_two_characters)
{
	const char *out[4];
	cr_assert_eq(pinyin_surname("尉迟敬军", out), 2);
	cr_assert_str_eq(out[0], "yu");
	cr_assert_str_eq(out[1], "chi");
	cr_assert_eq(pinyin_surname("万俟卫东", out), 2);
	cr_assert_str_eq(out[0], "mo");
	cr_assert_str_eq(out[1], "qi");
	cr_assert_eq(pinyin_surname("萬俟衛東", out), 2);
	cr_assert_eq(pinyin_surname("单于志强", out), 2);
	cr_assert_str_eq(out[0], "chan");
	cr_assert_eq(pinyin_surname("张三丰", out), 0);
	cr_assert_eq(pinyin_surname("", out), 0);
	cr_assert_eq(pinyin_surname(NULL, out), 0);
	cr_assert_eq(pinyin_surname("\xFF单", out), 0);
}

static void expect_match(const char *name, const char *typed, size_t wanted)
{
	size_t at = 99;
	cr_expect(pinyin_match(name, typed, &at), "%s does not find %s", typed, name);
	cr_expect_eq(at, wanted, "%s in %s at %zu", typed, name, at);
}

Test(pinyin, match_by_initials_starts_and_syllables)
{
	expect_match("张三丰", "zsf", 0);
	expect_match("张三丰", "zhangsf", 0);
	expect_match("张三丰", "zhsf", 0);
	expect_match("张三丰", "sanf", 1);
	expect_match("张三丰", "zhangsanfeng", 0);
	expect_match("张三丰", "f", 2);
	expect_match("欧阳建国", "jg", 2);
	expect_match("万俟卫东", "moqiwd", 0);
	expect_match("万俟卫东", "wanwd" + 3, 2);
	expect_match("买买提·吐尔逊", "mmttex", 0);
	expect_match("买买提·吐尔逊", "titu", 2);
	expect_match("吕布", "lvbu", 0);
	expect_match("吕布", "lubu", 0);
	expect_match("西安", "xian", 0);
	expect_match("先锋", "xianf", 0);
	expect_match("李A3", "la3", 0);
	expect_match("Ｌ三", "ls", 0);
	expect_match("𬭩㛃䶮", "wjy", 0);
	expect_match("张三丰", "", 0);
	expect_match("张三丰", NULL, 0);
}

Test(pinyin, match_refuses_what_does_not_spell)
{
	size_t at;
	cr_assert_not(pinyin_match("张三丰", "zf", &at));
	cr_assert_not(pinyin_match("张三丰", "hsf", &at));
	cr_assert_not(pinyin_match("张三丰", "zsfx", &at));
	cr_assert_not(pinyin_match("张三丰", "zhangg", &at));
	cr_assert_not(pinyin_match("", "z", &at));
	cr_assert_not(pinyin_match(NULL, "z", &at));
	cr_assert_not(pinyin_match("张三丰", "Z S", NULL));
	cr_assert_not(pinyin_match("\xFF\x1B", "z", &at));
	char longer[100];
	memset(longer, 'z', sizeof longer);
	longer[99] = '\0';
	cr_assert_not(pinyin_match("张三丰", longer, &at));
}

Test(pinyin, match_stays_quick_where_everything_fits)
{
	char name[3 * 40 + 1], typed[64];
	for (size_t i = 0; i < 40; i++)
		memcpy(name + 3 * i, "阿", 4);
	memset(typed, 'a', sizeof typed);
	typed[40] = 'b';
	typed[41] = '\0';
	cr_assert_not(pinyin_match(name, typed, NULL));
	typed[40] = '\0';
	cr_assert(pinyin_match(name, typed, NULL));
}

static void expect_code(const char *name, const char *wanted)
{
	struct str out = {0};
	str_set(&out, "before");
	pinyin_code(&out, name);
	cr_expect_str_eq(str_c(&out), wanted, "%s: %s, not %s", name, str_c(&out), wanted);
	str_free(&out);
}

Test(pinyin, code)
{
	expect_code("张三丰", "zsf");
	expect_code("尉迟敬军", "ycjj");
	expect_code("单雄信", "sxx");
	expect_code("买买提·吐尔逊", "mmttex");
	expect_code("李 B3", "lb3");
	expect_code("", "");
	expect_code(NULL, "");
}

static int order(const char *a, const char *b)
{
	struct str x = {0}, y = {0};
	pinyin_sort_key(&x, a, 20);
	pinyin_sort_key(&y, b, 20);
	size_t n = x.n < y.n ? x.n : y.n;
	int cmp = n ? memcmp(x.at, y.at, n) : 0;
	if (cmp == 0)
		cmp = (x.n > y.n) - (x.n < y.n);
	str_free(&x);
	str_free(&y);
	return cmp;
}

Test(pinyin, sort_key_is_dictionary_order)
{
	static const char *const sorted[] = {"", " ", "1", "2", "A", "b", "B3", "C", "阿", "安",
		"单于强", "陈一", "陈一丁", "重九", "李", "区强", "仇强", "任强", "单强", "尉强",
		"解强", "尉迟强", "乐强", "曾强", "张强", "张三", "张三丰", "\U0002A6D6"};
	for (size_t i = 1; i < sizeof sorted / sizeof *sorted; i++)
		cr_expect_leq(
			order(sorted[i - 1], sorted[i]), 0, "%s %s", sorted[i - 1], sorted[i]);
	cr_assert_lt(order("单强", "尚强"), 0);
	cr_assert_lt(order("山强", "单强"), 0);
	cr_assert_gt(order("张三", "李四"), 0);
}

Test(pinyin, sort_key_has_two_bytes_a_character_and_appends)
{
	struct str out = {0};
	str_set(&out, "x");
	pinyin_sort_key(&out, "张三丰", 2);
	cr_assert_eq(out.n, 5);
	pinyin_sort_key(&out, "\xFF", 9);
	cr_assert_eq(out.n, 7);
	pinyin_sort_key(&out, NULL, 9);
	pinyin_sort_key(&out, "张", 0);
	cr_assert_eq(out.n, 7);
	str_free(&out);
}

Test(pinyin, every_surname_of_the_list)
{
	struct rows r;
	char seen[4096] = " ";
	for (rows_open(&r, "surname_readings"); rows_next(&r);) {
		char name[64], reading[16], marked[32];
		const char *out[4] = {"", ""};
		snprintf(name, sizeof name, "%s强", r.cell[0]);
		snprintf(marked, sizeof marked, " %s ", r.cell[0]);
		if (strstr(seen, marked))
			continue; /* 覃 stands there twice */
		strcat(seen, marked + 1);
		cr_expect_eq(pinyin_surname(name, out), utf8_count(r.cell[0]), "%s", name);
		char *words = r.cell[1];
		for (size_t i = 0; words; i++) {
			char *word = strsep(&words, " ");
			toneless(word, reading);
			cr_expect_str_eq(out[i], reading, "%s", name);
			cr_expect(pinyin_match(name, reading, NULL), "%s", name);
		}
		if (*r.cell[2]) {
			toneless(r.cell[2], reading);
			cr_expect(
				has_reading(character(r.cell[0]), reading), "%s %s", name, reading);
		}
	}
}

Test(pinyin, every_place_of_the_county)
{
	struct rows r;
	for (rows_open(&r, "zhenping_place_pinyin"); rows_next(&r);) {
		expect_code(r.cell[1], r.cell[3]);
		expect_match(r.cell[1], r.cell[3], 0);
		char full[128] = "";
		for (char *words = r.cell[2], *word; (word = strsep(&words, " "));) {
			char reading[16];
			toneless(word, reading);
			strcat(full, reading);
		}
		if (strlen(full) < 60)
			expect_match(r.cell[1], full, 0);
	}
}

Test(pinyin, names_of_all_peoples_are_found_by_their_code)
{
	struct rows r;
	for (rows_open(&r, "minority_and_odd_names"); rows_next(&r);) {
		struct str code = {0};
		pinyin_code(&code, r.cell[0]);
		expect_match(r.cell[0], str_c(&code), 0);
		str_free(&code);
	}
}

Test(pinyin, old_font_characters_have_their_readings)
{
	struct rows r;
	for (rows_open(&r, "gbk_pua_map"); rows_next(&r);) {
		if (!*r.cell[3])
			continue;
		char *words = r.cell[3];
		char reading[16];
		toneless(strsep(&words, ","), reading);
		cr_expect(has_reading(character(r.cell[2]), reading), "%s %s", r.cell[2], reading);
	}
}
