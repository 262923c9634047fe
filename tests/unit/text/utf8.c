#include <criterion/criterion.h>
#include <string.h>

#include <binggui/text/utf8.h>

static uint32_t first(const char *text)
{
	return utf8_next(&text, text + strlen(text));
}

Test(utf8, next_reads_characters_of_every_length)
{
	const char text[] = "aé张𬭩";
	const char *at = text, *end = text + strlen(text);
	cr_assert_eq(utf8_next(&at, end), 'a');
	cr_assert_eq(utf8_next(&at, end), 0xE9);
	cr_assert_eq(utf8_next(&at, end), 0x5F20);
	cr_assert_eq(utf8_next(&at, end), 0x2CB69);
	cr_assert_eq(at, end);
}

Test(utf8, next_refuses_what_is_not_strict)
{
	static const char *const bad[] = {"\xC0\x80", "\xE0\x9F\xBF", "\xED\xA0\x80",
		"\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xFF",
		"\xE5\xBC", "\xF0\xA0\xA0"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		cr_expect_eq(first(bad[i]), UTF8_BAD | (unsigned char)bad[i][0], "case %zu", i);
		cr_expect_not(utf8_valid(bad[i], strlen(bad[i])), "case %zu", i);
	}
	cr_assert_eq(first("\xEF\xBF\xBF"), 0xFFFF);
	cr_assert_eq(first("\xF4\x8F\xBF\xBF"), 0x10FFFF);
	cr_assert_eq(first("\xED\x9F\xBF"), 0xD7FF);
	cr_assert_eq(first("\xEE\x80\x80"), 0xE000);
}

Test(utf8, any_bytes_survive_the_trip)
{
	uint32_t seed = 7;
	for (int round = 0; round < 2000; round++) {
		char bytes[24];
		struct str back = {0};
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] =
				(char)("\xE5\xBC\xA0\xF0\xAC\xAD\xA9\x41\xC2\x80\xFF\x1B\0\xED\xA0"
						[seed >> 28]);
		}
		for (const char *at = bytes; at < bytes + sizeof bytes;)
			utf8_add(&back, utf8_next(&at, bytes + sizeof bytes));
		cr_assert_eq(back.n, sizeof bytes);
		cr_assert_arr_eq(back.at, bytes, sizeof bytes);
		str_free(&back);
	}
}

Test(utf8, backwards_meets_the_same_characters)
{
	const char text[] = "a\xE5\xBC张\xA0\xFF𬭩\xF0\xA0\xA0";
	const char *end = text + sizeof text - 1;
	uint32_t forward[16];
	size_t n = 0;
	for (const char *at = text; at < end;)
		forward[n++] = utf8_next(&at, end);
	for (const char *at = end; at > text;)
		cr_assert_eq(utf8_prev(&at, text), forward[--n]);
	cr_assert_eq(n, 0);
}

Test(utf8, put_never_writes_what_next_refuses)
{
	char out[4];
	cr_assert_eq(utf8_put(out, 0x7F), 1);
	cr_assert_eq(utf8_put(out, 0x80), 2);
	cr_assert_eq(utf8_put(out, 0x800), 3);
	cr_assert_eq(utf8_put(out, 0x10000), 4);
	cr_assert_eq(utf8_put(out, 0xD800), 3);
	cr_assert_arr_eq(out, "\xEF\xBF\xBD", 3);
	cr_assert_eq(utf8_put(out, 0x110000), 3);
	cr_assert_arr_eq(out, "\xEF\xBF\xBD", 3);
	cr_assert_eq(utf8_put(out, UTF8_BAD | 0xC4), 1);
	cr_assert_eq((unsigned char)out[0], 0xC4);
}

Test(utf8, counts_and_cuts_by_characters)
{
	cr_assert_eq(utf8_count("张三a"), 3);
	cr_assert_eq(utf8_count("\xFF张\xE5"), 3);
	cr_assert_eq(utf8_count(""), 0);
	cr_assert_eq(utf8_count(NULL), 0);
	cr_assert_eq(utf8_bytes("张三a", 2), 6);
	cr_assert_eq(utf8_bytes("张三a", 9), 7);
	cr_assert_eq(utf8_bytes("张三a", 0), 0);
	cr_assert_eq(utf8_bytes(NULL, 3), 0);
	cr_assert(utf8_valid("", 0));
	cr_assert(utf8_valid("a\0张", 5));
}
