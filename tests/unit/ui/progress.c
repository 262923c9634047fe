#include <binggui/ui/progress.h>

#include <string.h>

#include <criterion/criterion.h>

static bool sees(struct term *t, const char *text)
{
	struct str s = {0};
	bool seen = false;
	for (int i = 0; i < term_canvas(t)->rows; i++) {
		canvas_row(term_canvas(t), i, &s);
		seen |= strstr(str_c(&s), text) != NULL;
	}
	str_free(&s);
	return seen;
}

Test(progress, short_work_is_not_seen)
{
	struct term *t = term_memory(24, 80);
	struct progress p;
	progress_begin(&p, t, "导入");
	for (int i = 0; i < 49; i++) {
		term_pass(t, 10);
		cr_assert(progress_step(&p, (uint64_t)i, 100));
	}
	cr_assert_eq(term_commits(t), 0);
	term_close(t);
}

Test(progress, long_work_is)
{
	struct term *t = term_memory(24, 80);
	struct progress p;
	progress_begin(&p, t, "导入名册");
	for (int i = 0; i < 1000; i++) {
		term_pass(t, 2);
		cr_assert(progress_step(&p, (uint64_t)i, 1326));
	}
	cr_assert(sees(t, "导入名册"));
	cr_assert(sees(t, "/1,326"));
	cr_assert(sees(t, "Esc 中止"));
	cr_assert_leq(term_commits(t), 16, "ten times a second at most");
	term_close(t);
}

Test(progress, escape_stops_for_good)
{
	struct term *t = term_memory(24, 80);
	struct progress p;
	struct press k = press_char('x');
	progress_begin(&p, t, "导入");
	term_feed(t, &k);
	term_pass(t, 600);
	cr_assert(progress_step(&p, 1, 2));
	cr_assert(term_pending(t), "typed before anything was seen: not dropped");
	k = press_of(PRESS_ESC);
	term_feed(t, &k);
	cr_assert(progress_step(&p, 1, 2), "not asked at every step");
	term_pass(t, 100);
	cr_assert_not(progress_step(&p, 1, 2));
	cr_assert_not(progress_step(&p, 2, 2));
	term_close(t);
}

Test(progress, without_a_terminal)
{
	struct progress p;
	progress_begin(&p, NULL, "导入");
	cr_assert(progress_step(&p, 1, 0));
}
