#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/text/charset.h>
#include <binggui/text/utf8.h>

static void encode(struct str *out, enum charset to, const char *text)
{
	struct err e = {0};
	size_t lost = 9;
	cr_assert(charset_encode(out, to, text, strlen(text), &lost, &e), "%s", e.text);
	cr_assert_eq(lost, 0, "%s loses %zu in %s", text, lost, charset_name(to));
}

Test(charset, names)
{
	enum charset c = CHARSET_COUNT;
	static const struct {
		const char *name;
		enum charset c;
	} cases[] = {{"utf-8", CHARSET_UTF8}, {"UTF8", CHARSET_UTF8}, {"GBK", CHARSET_GB18030},
		{"gb2312", CHARSET_GB18030}, {"CP936", CHARSET_GB18030},
		{"GB 18030", CHARSET_GB18030}, {"Big5", CHARSET_BIG5}, {"cp950", CHARSET_BIG5},
		{"BIG5-HKSCS", CHARSET_BIG5}, {"UTF-16", CHARSET_UTF16LE},
		{"utf_16be", CHARSET_UTF16BE}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		cr_expect(charset_by_name(cases[i].name, &c), "%s", cases[i].name);
		cr_expect_eq(c, cases[i].c, "%s", cases[i].name);
	}
	for (int i = 0; i < CHARSET_COUNT; i++) {
		cr_expect(charset_by_name(charset_name((enum charset)i), &c));
		cr_expect_eq((int)c, i);
	}
	cr_assert_not(charset_by_name("latin1", &c));
	cr_assert_not(charset_by_name("g", &c));
	cr_assert_not(charset_by_name("gbk big5", &c));
	cr_assert_not(charset_by_name("", &c));
	cr_assert_not(charset_by_name(" - ", &c));
	cr_assert_not(charset_by_name(NULL, &c));
	cr_assert_not(
		charset_by_name("a very long name that nobody would ever give to an encoding", &c));
	cr_assert_str_eq(charset_name(CHARSET_COUNT), "?");
}

Test(charset, iconv_knows_them_here)
{
	struct err e = {0};
	cr_assert(charset_probe(&e), "%s", e.text);
}

/* ---- detection ---- */

static const char *const simple[2][2] = {
	{"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程"
	 "苏魏吕丁任沈",
		"伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文华建国志永红玉兰春梅海燕卫东晓"
		"辉"},
	{"王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林高羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭田董袁潘于蔣蔡余杜葉程"
	 "蘇魏呂丁任沈",
		"偉芳娜秀英敏靜麗強磊軍洋勇艷傑娟濤明超蘭霞平剛桂文華建國志永紅玉蘭春梅海燕衛東曉"
		"輝"},
};

static uint32_t seed;

static size_t below(size_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

static void add_one_of(struct str *out, const char *characters)
{
	const char *at = characters + utf8_bytes(characters, below(utf8_count(characters)));
	utf8_add(out, utf8_next(&at, at + strlen(at)));
}

static void roster(struct str *out, bool traditional, int rows)
{
	str_clear(out);
	for (int i = 0; i < rows; i++) {
		add_one_of(out, simple[traditional][0]);
		for (size_t n = 1 + below(2) + (rows == 1); n > 0; n--)
			add_one_of(out, simple[traditional][1]);
		str_add(out, "\r\n");
	}
}

/* How many of 200 lists of names are taken for what they are. */
static int recognised(enum charset c, bool traditional, int rows)
{
	int right = 0;
	struct str text = {0}, bytes = {0};
	seed = (uint32_t)c * 31 + (uint32_t)rows + traditional;
	for (int i = 0; i < 200; i++) {
		size_t bom;
		roster(&text, traditional, rows);
		encode(&bytes, c, str_c(&text));
		right += charset_detect(bytes.at, bytes.n, &bom) == c && bom == 0;
	}
	str_free(&text);
	str_free(&bytes);
	return right;
}

Test(charset, short_lists_of_names_are_recognised)
{
	for (int rows = 3; rows <= 20; rows += 17)
		for (int traditional = 0; traditional <= 1; traditional++)
			for (int c = 0; c < CHARSET_COUNT; c++) {
				if (c == CHARSET_BIG5 && !traditional)
					continue;
				int right = recognised((enum charset)c, traditional, rows);
				cr_expect_geq(right, 199, "%s %d rows: %d of 200",
					charset_name((enum charset)c), rows, right);
			}
	cr_expect_geq(recognised(CHARSET_GB18030, false, 1), 190);
	cr_expect_geq(recognised(CHARSET_BIG5, true, 1), 170);
}

static enum charset detect(const char *bytes, size_t n, size_t wanted_bom)
{
	size_t bom = 99;
	enum charset c = charset_detect(bytes, n, &bom);
	cr_expect_eq(bom, wanted_bom);
	return c;
}

Test(charset, byte_order_marks)
{
	cr_assert_eq(detect("\xEF\xBB\xBF"
			    "a",
			     4, 3),
		CHARSET_UTF8);
	cr_assert_eq(detect("\xFF\xFE"
			    "a\0",
			     4, 2),
		CHARSET_UTF16LE);
	cr_assert_eq(detect("\xFE\xFF\0a", 4, 2), CHARSET_UTF16BE);
	cr_assert_eq(detect("\x84\x31\x95\x33"
			    "a",
			     5, 4),
		CHARSET_GB18030);
}

Test(charset, odd_files)
{
	cr_assert_eq(detect("", 0, 0), CHARSET_UTF8);
	cr_assert_eq(detect(NULL, 0, 0), CHARSET_UTF8);
	cr_assert_eq(detect("abc,1\n", 6, 0), CHARSET_UTF8);
	cr_assert_eq(detect("\0", 1, 0), CHARSET_UTF8);
	cr_assert_eq(detect("name\0,1", 7, 0), CHARSET_UTF8);
	cr_assert_eq(detect("\xFF", 1, 0), CHARSET_GB18030);
	/* GBK with a NUL in it */
	cr_assert_eq(detect("\xD5\xC5\xC8\xFD\0\xB7\xE1\r\n", 9, 0), CHARSET_GB18030);
	/* UTF-8 that was cut, and with one byte damaged */
	cr_assert_eq(detect("张三丰\xE5\xBC", 11, 0), CHARSET_UTF8);
	cr_assert_eq(detect("张三丰，李四\xFF王五", 25, 0), CHARSET_UTF8);
	/* GBK that was cut in the middle of a character */
	cr_assert_eq(detect("\xD5\xC5\xC8\xFD\xB7", 5, 0), CHARSET_GB18030);
}

/* ---- decoding ---- */

static size_t decode(struct str *out, enum charset from, const char *bytes, size_t n,
	struct charset_faults *faults)
{
	struct err e = {0};
	cr_assert(charset_decode(out, from, bytes, n, faults, &e), "%s", e.text);
	cr_assert(utf8_valid(str_c(out), out->n));
	for (size_t i = 0; i < faults->n; i++) {
		cr_assert_lt(faults->at[i].in, n);
		cr_assert_arr_eq(out->at + faults->at[i].out, "\xEF\xBF\xBD", 3);
		if (i)
			cr_assert_lt(faults->at[i - 1].out, faults->at[i].out);
	}
	return faults->n;
}

Test(charset, decodes_rare_characters_and_the_euro_of_windows)
{
	struct str out = {0};
	struct charset_faults f = {0};
	cr_assert_eq(
		decode(&out, CHARSET_GB18030, "\xFE\x9F\x82\x30\xB7\x31\x80\xA2\xE3", 9, &f), 0);
	cr_assert_str_eq(str_c(&out), "䶮㛃€€");
	cr_assert_eq(decode(&out, CHARSET_GB18030, "\xA1\xA4\xA1\xAA", 4, &f), 0);
	cr_assert_str_eq(str_c(&out), "·—");
	cr_assert_eq(decode(&out, CHARSET_BIG5, "\xFB\x7D\x88\x62", 4, &f), 0);
	cr_assert_str_eq(str_c(&out), "㛃Ê̄");
	cr_assert_eq(decode(&out, CHARSET_UTF16LE, "\xFF\xFE\x20\x5F\x72\xD8\x69\xDF", 8, &f), 0);
	cr_assert_str_eq(str_c(&out), "张𬭩");
	cr_assert_eq(decode(&out, CHARSET_UTF16BE, "\x5F\x20", 2, &f), 0);
	cr_assert_str_eq(str_c(&out), "张");
	charset_faults_free(&f);
	str_free(&out);
}

Test(charset, every_fault_is_listed_with_its_place)
{
	struct str out = {0};
	struct charset_faults f = {0};
	cr_assert_eq(decode(&out, CHARSET_GB18030, "a\xFF\xD5\xC5\xC8\n\xB7", 7, &f), 3);
	cr_assert_str_eq(str_c(&out), "a\xEF\xBF\xBD张\xEF\xBF\xBD\n\xEF\xBF\xBD");
	cr_assert_eq(f.at[0].in, 1);
	cr_assert_eq(f.at[0].out, 1);
	cr_assert_eq(f.at[1].in, 4);
	cr_assert_eq(f.at[1].out, 7);
	cr_assert_eq(f.at[2].in, 6);
	cr_assert_eq(decode(&out, CHARSET_UTF8, "张\xE5\xBC三\xC0\x80\xE5", 11, &f), 4);
	cr_assert_str_eq(str_c(&out), "张\xEF\xBF\xBD三\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
	cr_assert_eq(f.at[0].in, 3);
	cr_assert_eq(f.at[1].in, 8);
	cr_assert_eq(decode(&out, CHARSET_UTF16LE, "\x20\x5F\x72\xD8\x09\x4E\x41", 7, &f), 2);
	cr_assert_str_eq(str_c(&out), "张\xEF\xBF\xBD三\xEF\xBF\xBD");
	cr_assert_eq(f.at[1].in, 6);
	cr_assert_eq(decode(&out, CHARSET_UTF16LE, "\x20\x5F\x72\xD8", 4, &f), 1);
	cr_assert_eq(decode(&out, CHARSET_BIG5, "\xB1\x69\xA4\x80", 4, &f), 2);
	charset_faults_free(&f);
	str_free(&out);
}

Test(charset, a_cut_tail_loses_no_ascii)
{
	struct str out = {0};
	struct charset_faults f = {0};
	cr_assert_eq(decode(&out, CHARSET_GB18030, "1\x82\x30", 3, &f), 1);
	cr_assert_str_eq(str_c(&out), "1\xEF\xBF\xBD"
				      "0");
	cr_assert_eq(decode(&out, CHARSET_GB18030, "\x82\x30\xB7", 3, &f), 2);
	cr_assert_str_eq(str_c(&out), "\xEF\xBF\xBD"
				      "0\xEF\xBF\xBD");
	charset_faults_free(&f);
	str_free(&out);
}

Test(charset, nul_is_a_fault_not_an_end)
{
	static const char *const texts[] = {"a\0b", "a\0b", "a\0b", "a\0\0\0b\0", "\0a\0\0\0b"};
	static const size_t sizes[] = {3, 3, 3, 6, 6};
	struct str out = {0};
	struct charset_faults f = {0};
	for (int c = 0; c < CHARSET_COUNT; c++) {
		cr_expect_eq(decode(&out, (enum charset)c, texts[c], sizes[c], &f), 1);
		cr_expect_str_eq(str_c(&out),
			"a\xEF\xBF\xBD"
			"b",
			"%s", charset_name((enum charset)c));
		cr_expect_eq(out.n, 5);
		cr_expect_eq(f.at[0].in, sizes[c] / 3);
	}
	charset_faults_free(&f);
	charset_faults_free(&f);
	charset_faults_free(NULL);
	str_free(&out);
}

Test(charset, degenerate_input)
{
	struct str out = {0};
	str_set(&out, "before");
	for (int c = 0; c < CHARSET_COUNT; c++) {
		cr_assert(charset_decode(&out, (enum charset)c, NULL, 0, NULL, NULL));
		cr_assert_eq(out.n, 0);
		cr_assert(charset_decode(&out, (enum charset)c, "\xFF\xFF\xFF", 3, NULL, NULL));
		cr_assert_gt(out.n, 0);
		cr_assert(charset_encode(&out, (enum charset)c, "", 0, NULL, NULL));
		cr_assert_eq(out.n, 0);
	}
	str_free(&out);
}

Test(charset, long_input_is_whole)
{
	struct str text = {0}, bytes = {0}, back = {0};
	struct charset_faults f = {0};
	for (int i = 0; i < 20000; i++)
		str_add(&text, i % 7 ? "张三丰，" : "a𬭩\r\n");
	for (int c = 0; c < CHARSET_COUNT; c++) {
		if (c == CHARSET_BIG5)
			continue;
		encode(&bytes, (enum charset)c, str_c(&text));
		cr_expect_eq(decode(&back, (enum charset)c, bytes.at, bytes.n, &f), 0);
		cr_expect_str_eq(str_c(&back), str_c(&text));
	}
	str_free(&text);
	str_free(&bytes);
	str_free(&back);
	charset_faults_free(&f);
}

/* ---- encoding ---- */

Test(charset, what_the_target_lacks_keeps_its_width)
{
	struct str out = {0};
	size_t lost = 0;
	const char text[] = "張𬭩é\xFF"
			    "a";
	cr_assert(charset_encode(&out, CHARSET_BIG5, text, strlen(text), &lost, NULL));
	cr_assert_eq(lost, 2);
	struct str back = {0};
	struct charset_faults f = {0};
	decode(&back, CHARSET_BIG5, out.at, out.n, &f);
	cr_assert_eq(f.n, 0);
	cr_assert_str_eq(str_c(&back), "張□é?a");
	cr_assert(charset_encode(&out, CHARSET_UTF8, text, strlen(text), &lost, NULL));
	cr_assert_str_eq(str_c(&out), "張𬭩é?a");
	cr_assert_eq(lost, 1);
	cr_assert(charset_encode(&out, CHARSET_GB18030, "张\xE5\xBC", 5, &lost, NULL));
	cr_assert_str_eq(str_c(&out), "\xD5\xC5??");
	cr_assert_eq(lost, 2);
	str_free(&out);
	str_free(&back);
	charset_faults_free(&f);
}
