#include <criterion/criterion.h>
#include <string.h>

#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

Test(width, of_characters)
{
	cr_assert_eq(width_char('a', 1), 1);
	cr_assert_eq(width_char(0x5F20, 1), 2);
	cr_assert_eq(width_char(0x2CB69, 1), 2);
	cr_assert_eq(width_char(0x31350, 1), 2);
	cr_assert_eq(width_char(0xFF21, 1), 2);
	cr_assert_eq(width_char(0x1F600, 1), 2);
	cr_assert_eq(width_char(0xE863, 1), 2);
	cr_assert_eq(width_char(0x301, 1), 0);
	cr_assert_eq(width_char(0x200B, 1), 0);
	cr_assert_eq(width_char(0xFEFF, 1), 0);
	cr_assert_eq(width_char(0x00, 1), -1);
	cr_assert_eq(width_char(0x1B, 1), -1);
	cr_assert_eq(width_char(0x7F, 1), -1);
	cr_assert_eq(width_char(0x9B, 1), -1);
	cr_assert_eq(width_char(0x2028, 1), -1);
	cr_assert_eq(width_char(0xD800, 1), -1);
	cr_assert_eq(width_char(UTF8_BAD | 0xC4, 1), -1);
	cr_assert_eq(width_char(0x110000, 1), -1);
	cr_assert_eq(width_char(0x10FFFF, 1), 2);
}

Test(width, ambiguous_ones_follow_the_setting)
{
	static const uint32_t some[] = {
		0xB7, 0x2014, 0x2026, 0x201C, 0x2460, 0x2605, 0x3B1, 0x2500};
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		cr_expect_eq(width_char(some[i], 1), 1, "U+%04X", some[i]);
		cr_expect_eq(width_char(some[i], 2), 2, "U+%04X", some[i]);
	}
	cr_assert_eq(width_char(0x300, 2), 0);
}

Test(width, of_texts)
{
	cr_assert_eq(width_text("张三丰 abc", 1), 10);
	cr_assert_eq(width_text("买买提·吐尔逊", 1), 13);
	cr_assert_eq(width_text("买买提·吐尔逊", 2), 14);
	cr_assert_eq(width_text("\x1B\xFF", 1), 2);
	cr_assert_eq(width_text("", 1), 0);
	cr_assert_eq(width_text(NULL, 1), 0);
}

Test(width, clip_never_cuts_a_character)
{
	size_t used = 9;
	cr_assert_eq(width_clip("张三丰", 5, 1, &used), 6);
	cr_assert_eq(used, 4);
	cr_assert_eq(width_clip("e\xCC\x81"
				"a",
			     1, 1, &used),
		3);
	cr_assert_eq(width_clip("张", 1, 1, &used), 0);
	cr_assert_eq(used, 0);
	cr_assert_eq(width_clip("张", 9, 1, NULL), 3);
	cr_assert_eq(width_clip(NULL, 9, 1, &used), 0);
	cr_assert_eq(used, 0);
}

Test(width, fit_is_exactly_that_wide)
{
	static const char *const texts[] = {"", "张三丰", "a张b三c", "·—…“”", "㛃䶮𬭩",
		"e\xCC\x81", "\x1B[2J\xFF\xE5\xBC", "\t\n", "￣", "\xEF\xBF\xBD"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t columns = 0; columns < 12; columns++)
			for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
				struct str out = {0};
				width_fit(&out, texts[i], columns, ambiguous);
				cr_expect_eq(width_text(str_c(&out), ambiguous), columns);
				cr_expect(utf8_valid(str_c(&out), out.n));
				cr_expect_null(strpbrk(str_c(&out), "\x1B\t\n"));
				str_free(&out);
			}
}

Test(width, fit_adds_and_blanks_half_characters)
{
	struct str out = {0};
	str_set(&out, ">");
	width_fit(&out, "张三丰", 5, 1);
	cr_assert_str_eq(str_c(&out), ">张三 ");
	width_fit(&out, NULL, 2, 1);
	cr_assert_str_eq(str_c(&out), ">张三   ");
	str_clear(&out);
	width_fit(&out, "a\x1B\xFF", 4, 1);
	cr_assert_str_eq(str_c(&out), "a\xEF\xBF\xBD\xEF\xBF\xBD ");
	str_free(&out);
}
