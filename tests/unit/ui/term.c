#include <binggui/ui/term.h>

#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include <criterion/criterion.h>

/* In memory; tests/term has the real one. */
Test(term, queue)
{
	struct term *t = term_memory(24, 80);
	struct press k = press_f(2);
	term_read(t, -1, &k);
	cr_assert_eq(k.kind, PRESS_IDLE, "nothing is waited for");
	cr_assert_not(term_pending(t));
	k = press_f(2);
	term_feed(t, &k);
	k = press_of(PRESS_ENTER);
	term_feed(t, &k);
	cr_assert(term_pending(t));
	cr_assert(term_pending(t));
	term_read(t, 0, &k);
	cr_assert(k.kind == PRESS_F && k.f == 2);
	term_read(t, 0, &k);
	cr_assert_eq(k.kind, PRESS_ENTER);
	term_read(t, 0, &k);
	cr_assert_eq(k.kind, PRESS_IDLE);
	term_close(t);
	term_close(NULL);
}

Test(term, paste_is_copied)
{
	struct term *t = term_memory(1, 1);
	char text[] = "张三";
	struct press k = {.kind = PRESS_PASTE, .text = text, .n = strlen(text)};
	term_feed(t, &k);
	term_feed(t, &k);
	text[0] = 'x';
	term_read(t, 0, &k);
	cr_assert_eq(k.n, 6);
	cr_assert_arr_eq(k.text, "张三", 6);
	term_close(t);
}

Test(term, size_and_clock)
{
	struct term *t = term_memory(24, 80);
	struct press k;
	term_canvas(t)->ambiguous = 2;
	term_set_size(t, 10, 30);
	cr_assert_eq(term_canvas(t)->rows, 24);
	term_read(t, 0, &k);
	cr_assert_eq(k.kind, PRESS_RESIZE);
	cr_assert_eq(term_canvas(t)->rows, 10);
	cr_assert_eq(term_canvas(t)->cols, 30);
	cr_assert_eq(term_canvas(t)->ambiguous, 2);
	int64_t then = term_now(t);
	term_pass(t, 2000);
	cr_assert_eq(term_now(t) - then, 2000);
	cr_assert_eq(term_commits(t), 0);
	term_commit(t);
	term_redraw(t);
	term_bell(t);
	cr_assert_eq(term_commits(t), 1);
	term_close(t);
}

Test(term, a_hang_up_stays)
{
	struct term *t = term_memory(1, 1);
	struct press k = press_of(PRESS_HANGUP);
	term_feed(t, &k);
	for (int i = 0; i < 3; i++) {
		cr_assert(term_pending(t));
		term_read(t, 0, &k);
		cr_assert_eq(k.kind, PRESS_HANGUP);
	}
	term_close(t);
}

Test(term, stopped)
{
	struct term *t = term_memory(1, 1);
	struct press k = press_char('x');
	cr_assert_not(term_stopped(t));
	term_feed(t, &k);
	cr_assert_not(term_stopped(t));
	cr_assert_not(term_pending(t), "what was typed is gone");
	k = press_of(PRESS_ESC);
	term_feed(t, &k);
	cr_assert(term_stopped(t));
	term_close(t);
}

Test(term, no_terminal_is_told)
{
	int pipes[2];
	struct err e = {0};
	cr_assert_eq(pipe(pipes), 0);
	struct term_options o = {.in = pipes[0], .out = pipes[1]};
	cr_assert_null(term_open(&o, &e));
	cr_assert_eq(e.code, ERR_IO);
	cr_assert(strstr(e.text, "终端"));
	close(pipes[0]);
	close(pipes[1]);
	term_rescue();
}

Test(term, widths_are_ours)
{
	cr_assert_eq(wcwidth(0x5F20), 2);
	cr_assert_eq(wcwidth(0x31350), 2, "Extension H, which the C library does not know");
	cr_assert_eq(wcwidth('a'), 1);
	cr_assert_eq(wcwidth(0), 0);
	cr_assert_eq(wcwidth(0x1B), -1);
	cr_assert_eq(wcwidth(0x0301), 0);
}
