#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

#include <binggui/base/err.h>

Test(err, says_the_reason_in_chinese)
{
	struct err e = {0};

	cr_assert_not(err_sys(&e, ENOSPC, "写文件 %s 失败", "a"));
	cr_assert_eq(e.code, ERR_FULL);
	cr_assert_str_eq(e.text, "写文件 a 失败：磁盘已满");
	cr_assert_not(err_in(&e, "备份"));
	cr_assert_str_eq(e.text, "备份：写文件 a 失败：磁盘已满");
	cr_assert_eq(err_exit_code(e.code), 74);
}

Test(err, may_be_null)
{
	cr_assert_not(err_set(NULL, ERR_DATA, "x"));
	cr_assert_not(err_sys(NULL, EIO, "x"));
	cr_assert_not(err_in(NULL, "x"));
	err_clear(NULL);
}

Test(err, a_long_text_ends_before_the_character_that_was_cut)
{
	struct err e = {0};
	char text[2000] = "";

	for (int i = 0; i < 600; i++)
		strcat(text, "张");
	for (int shift = 0; shift < 3; shift++) {
		err_set(&e, ERR_DATA, "%.*s%s", shift, "ab", text);
		size_t n = strlen(e.text);
		cr_assert_lt(n, sizeof e.text);
		cr_assert_eq(
			(n - (size_t)(shift > 2 ? 2 : shift)) % 3, 0, "cut inside a character");
	}
}
