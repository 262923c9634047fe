#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>
#include <lib/rows.h>

static void expect(void (*fold)(struct str *, const char *), const char *text, const char *wanted)
{
	struct str out = {0};
	str_set(&out, "before");
	fold(&out, text);
	cr_expect_str_eq(str_c(&out), wanted, "%s: '%s', not '%s'", text, str_c(&out), wanted);
	str_free(&out);
}

Test(fold, clean_takes_blanks_and_invisible_characters_away)
{
	expect(fold_clean, " \t张　\xC2\xA0 三\r\n丰 \xEF\xBB\xBF", "张 三 丰");
	expect(fold_clean, "\xE2\x80\x8B张\xC2\xAD三\xE2\x80\xAE丰\xE2\x81\xA0", "张三丰");
	expect(fold_clean,
		"a\x01\x1B[31m\x7F\xC2\x9B"
		"b",
		"a[31mb");
	expect(fold_clean, "\xEE\xA1\xA3强", "䶮强");
	expect(fold_clean, "Ａ１", "Ａ１");
	expect(fold_clean, "a\xFF张\xE5\xBC", "a\xFF张\xE5\xBC");
	expect(fold_clean, "", "");
	expect(fold_clean, " ", "");
	expect(fold_clean, NULL, "");
}

Test(fold, clean_lines_keeps_line_breaks)
{
	expect(fold_clean_lines, "\n一 \r\n\t二\r三\n\n四\xE2\x80\xA8五\n", "一\n二\n三\n\n四\n五");
	expect(fold_clean_lines, NULL, "");
}

Test(fold, ascii)
{
	expect(fold_ascii, "Ａｂ１２：（　）张\xFF", "Ab12:( )张\xFF");
	expect(fold_ascii, NULL, "");
	cr_assert_eq(fold_ascii_char(0xFF5E), '~');
	cr_assert_eq(fold_ascii_char(0xFF5F), 0xFF5F);
	cr_assert_eq(fold_ascii_char('a'), 'a');
}

Test(fold, names_get_one_kind_of_dot_and_no_blanks_between_hanzi)
{
	expect(fold_name, "买买提 • 吐尔逊", "买买提·吐尔逊");
	expect(fold_name, "买买提．·吐尔逊", "买买提·吐尔逊");
	expect(fold_name, " 张　三 ", "张三");
	expect(fold_name, "John  Smith", "John Smith");
	expect(fold_name, "张三 A", "张三 A");
	expect(fold_name, "张三.", "张三.");
	expect(fold_name, "A.B-C", "A.B-C");
	expect(fold_name, "𬭩・㛃", "𬭩·㛃");
	expect(fold_name, NULL, "");
}

Test(fold, names_lose_pinyin_in_brackets)
{
	expect(fold_name, "7個(gè)鄉(xiāng)鎮(zhèn)、4個（gè）", "7個鄉鎮、4個");
	expect(fold_name, "張(zhang)三(sa\xCC\x84n)", "張三");
	expect(fold_name, "呂(lǚ)布(bù)", "呂布");
	expect(fold_name, "张三(A)", "张三(A)");
	expect(fold_name, "张三(wang)", "张三(wang)");
	expect(fold_name, "张三(zhang", "张三(zhang");
	expect(fold_name, "张三()", "张三()");
	expect(fold_name, "(gè)", "(gè)");
	expect(fold_name, "张(一)", "张(一)");
	expect(fold_name, "社區(qū))", "社區)");
}

Test(fold, find_keys_meet)
{
	expect(fold_find, "張三豐", "张三丰");
	expect(fold_find, "蘭州 ＡＢ", "兰州ab");
	expect(fold_find, "买买提・吐尔逊", "买买提吐尔逊");
	expect(fold_find, "A・b", "ab");
	expect(fold_find, "著乾", "著乾");
	expect(fold_find, "3-1027.5", "3-1027.5");
	expect(fold_find, "葛\xF3\xA0\x84\x80", "葛");
	expect(fold_find, "⼀⽅", "一方");
	expect(fold_find, "\xFF", "\xFF");
	expect(fold_find, NULL, "");
}

Test(fold, simplified_is_single_or_nothing)
{
	cr_assert_eq(fold_simplified(0x570B), 0x56FD);
	cr_assert_eq(fold_simplified(0x56FD), 0x56FD);
	cr_assert_eq(fold_simplified(0x8457), 0x8457);
	cr_assert_eq(fold_simplified(0x4E7E), 0x4E7E);
	cr_assert_eq(fold_simplified(0x7459), 0x7459);
	cr_assert_eq(fold_simplified(0xF90A), 0x91D1);
	cr_assert_eq(fold_simplified('a'), 'a');
	cr_assert_eq(fold_simplified(UTF8_BAD | 0xC4), UTF8_BAD | 0xC4);
	for (uint32_t c = 0; c < 0x33000; c++)
		cr_assert_eq(fold_simplified(fold_simplified(c)), fold_simplified(c), "U+%04X", c);
}

Test(fold, hanzi)
{
	static const uint32_t yes[] = {
		0x4E00, 0x9FFF, 0x3400, 0x4DAE, 0x36C3, 0x2CB69, 0x31350, 0x3007, 0xF900};
	static const uint32_t no[] = {
		'a', 0x3001, 0x3042, 0xB7, 0xE863, 0xFF21, 0x33000, UTF8_BAD | 0xE4};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(fold_is_hanzi(yes[i]), "U+%04X", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect_not(fold_is_hanzi(no[i]), "U+%04X", no[i]);
}

Test(fold, controls)
{
	static const uint32_t yes[] = {0, '\n', '\t', 0x1B, 0x7F, 0x80, 0x9F, 0xAD, 0x200B, 0x200D,
		0x202E, 0x2028, 0x2066, 0xFEFF};
	static const uint32_t no[] = {
		' ', '~', 0xA0, 0x301, 0x2010, 0x3000, 0x4E00, UTF8_BAD | 0x80};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(fold_is_control(yes[i]), "U+%04X", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect_not(fold_is_control(no[i]), "U+%04X", no[i]);
}

Test(fold, private_use_characters_of_old_fonts)
{
	struct rows r;
	cr_assert_eq(fold_pua(0xE814), 0xE814);
	cr_assert_eq(fold_pua(0xE865), 0xE865);
	cr_assert_eq(fold_pua(0x5F20), 0x5F20);
	for (rows_open(&r, "gbk_pua_map"); rows_next(&r);)
		cr_expect_eq(fold_pua((uint32_t)strtoul(r.cell[0], NULL, 16)),
			strtoul(r.cell[1], NULL, 16), "%s", r.cell[0]);
}

Test(fold, every_dot_people_type)
{
	struct rows r;
	for (rows_open(&r, "middle_dot_variants"); rows_next(&r);) {
		char text[64];
		uint32_t dot = (uint32_t)strtoul(r.cell[0], NULL, 16);
		if (dot <= ' ')
			continue;
		int n = snprintf(text, sizeof text, "买买提");
		n += (int)utf8_put(text + n, dot);
		snprintf(text + n, sizeof text - (size_t)n, "吐尔逊");
		expect(fold_name, text, "买买提·吐尔逊");
		expect(fold_find, text, "买买提吐尔逊");
	}
}

Test(fold, names_of_all_peoples_stay_themselves)
{
	struct rows r;
	for (rows_open(&r, "minority_and_odd_names"); rows_next(&r);)
		expect(fold_name, r.cell[0], r.cell[0]);
}

Test(fold, what_web_pages_leave_behind_hanzi)
{
	struct rows r;
	for (rows_open(&r, "article_artefacts"); rows_next(&r);) {
		char text[64];
		snprintf(text, sizeof text, "%s(%s)坪", r.cell[0], r.cell[1]);
		struct str out = {0}, wanted = {0};
		str_addf(&wanted, "%s坪", r.cell[0]);
		fold_name(&out, text);
		cr_expect_str_eq(str_c(&out), str_c(&wanted), "%s", text);
		str_free(&out);
		str_free(&wanted);
	}
}
