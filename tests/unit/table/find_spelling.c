#include <string.h>

#include <criterion/criterion.h>

#include <binggui/table/find_block.h>
#include <binggui/table/find_spelling.h>
#include <binggui/text/utf8.h>

/* How letters spell texts (each ended by |), as a find block holds them. */
static enum find_quality match(const char *letters, const char *texts)
{
	struct find_spelling *s = find_spelling_new(letters, strlen(letters));
	uint16_t units[100];
	uint8_t bytes[200];
	size_t n = 0;

	for (const char *at = texts, *end = at + strlen(at); at < end;) {
		uint32_t c = utf8_next(&at, end);
		n = find_unit(units, n, c == '|' ? 0 : c);
	}
	for (size_t i = 0; i < n; i++) {
		bytes[2 * i] = (uint8_t)units[i];
		bytes[2 * i + 1] = (uint8_t)(units[i] >> 8);
	}
	enum find_quality first = find_spelling_match(s, bytes, n);
	cr_assert_eq(
		find_spelling_match(s, bytes, n), first); /* what it has learned changes nothing */
	find_spelling_free(s);
	return first;
}

Test(find_spelling, one_text)
{
	cr_assert_eq(match("zs", "张三|"), QUALITY_WHOLE);
	cr_assert_eq(match("z", "张三|"), QUALITY_BEGINS);
	cr_assert_eq(match("s", "张三|"), QUALITY_CONTAINS);
	cr_assert_eq(match("zhangsan", "张三|"), QUALITY_WHOLE);
	cr_assert_eq(match("zhangsanf", "张三|"), QUALITY_NONE);
	cr_assert_eq(match("q", "张三|"), QUALITY_NONE);
	cr_assert_eq(match("z", ""), QUALITY_NONE);
	cr_assert_eq(match("z", "|"), QUALITY_NONE);
}

Test(find_spelling, several_texts_are_apart)
{
	cr_assert_eq(match("sz", "李三|张四|"), QUALITY_NONE);
	cr_assert_eq(match("zs", "李三|张四|"), QUALITY_WHOLE);
	cr_assert_eq(match("z", "李三|张四|"), QUALITY_BEGINS);
	cr_assert_eq(match("zs", "李张三|张四五|张三|"), QUALITY_WHOLE);
	cr_assert_eq(match("zs", "李张三|张四五|"), QUALITY_BEGINS);
}

Test(find_spelling, rare_readings_and_characters)
{
	cr_assert_eq(match("ds", "丁三|"), QUALITY_WHOLE);
	cr_assert_eq(match("zs", "丁三|"), QUALITY_CONTAINS);
	cr_assert_eq(match("sd", "三丁|"), QUALITY_WHOLE);
	cr_assert_eq(match("sz", "三丁|"), QUALITY_WHOLE); /* inside a name any reading does */
	cr_assert_eq(match("ww", "王𬭩|"), QUALITY_WHOLE);
	cr_assert_eq(match("lv", "吕|"), QUALITY_WHOLE);
	cr_assert_eq(match("lu", "吕|"), QUALITY_WHOLE);
	cr_assert_eq(match("ab", "ab|"), QUALITY_WHOLE);
	find_spelling_free(NULL);
}

Test(find_spelling, as_many_letters_as_there_can_be)
{
	char letters[64] = {0};

	memset(letters, 'z', 60);
	cr_assert_eq(match(letters, "张张张|"), QUALITY_NONE);
	memset(letters, 'a', 60); /* 30 of them count */
	char text[64] = {0};
	memset(text, 'a', 30);
	strcat(text, "|");
	cr_assert_eq(match(letters, text), QUALITY_WHOLE);
}
