#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/app/probe.h>

static void answers(const char *read, bool found, int column, const char *rest)
{
	struct str s = {0};
	int got = -1;
	str_set(&s, read);
	cr_expect_eq(probe_take_answer(&s, &got), found, "“%s”", read);
	if (found)
		cr_expect_eq(got, column, "“%s”: %d", read, got);
	cr_expect_str_eq(str_c(&s), rest, "“%s” leaves “%s”", read, str_c(&s));
	str_free(&s);
}

Test(probe, an_answer_is_taken_out_of_what_was_typed)
{
	answers("\033[24;5R", true, 5, "");
	answers("ab\033[1;80Rcd", true, 80, "abcd");
	answers("\033[A\033[12;7R\033[12;2R", true, 7, "\033[A\033[12;2R");
	answers("\033\033[2;3R", true, 3, "\033");
	answers("李\xC0\033[2;3R\xEE", true, 3, "李\xC0\xEE");
}

Test(probe, what_is_no_answer_stays)
{
	static const char *const others[] = {"", "R", "\033[24;5", "\033[;5R", "\033[24;R",
		"\033[24R", "\033[?24;5R", "\033[123456;1R", "\033OR", "\033[1;2;3R", "\033[",
		"\033"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		answers(others[i], false, 0, others[i]);
}

Test(probe, nothing_read_is_no_answer)
{
	struct str s = {0};
	int column;
	cr_expect_not(probe_take_answer(&s, &column));
	str_free(&s);
}

Test(probe, without_a_terminal_nothing_is_told)
{
	struct probe p = {.utf8 = 9};
	FILE *in = freopen("/dev/null", "r", stdin);
	cr_assert_not_null(in);
	probe_terminal(&p, 0);
	cr_expect_eq(p.utf8, 0);
	cr_expect_eq(p.typed.n, 0);
	cr_expect_not(p.hung);
	probe_free(&p);
}
