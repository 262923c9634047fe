#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/wait.h>

#include <criterion/criterion.h>

#include <lib/vt.h>
#include <term/demo.h>

/* What goes over the line, in bytes: on a slow one that is the time a clerk waits. */

static const char *const terms[] = {"xterm-256color", "linux", "putty", "vt100", "screen"};

static bool marked(struct vt *v, void *x)
{
	size_t n;
	const char *raw = vt_raw(v, &n);
	(void)x;
	return memchr(raw, '\0', n) != NULL;
}

/*
 * The bytes since the last count, to the last of them: what a key made the program paint is before
 * the second of two marks, whenever it comes.
 */
static size_t counted(struct vt *v)
{
	size_t n = 0;
	for (int i = 0; i < 2; i++) {
		vt_key(v, "Ctrl-Y");
		cr_assert(vt_until(v, marked, NULL, VT_PATIENCE), "%s", vt_text(v));
		n += vt_bytes(v) - 1;
	}
	return n;
}

static struct vt *start(const char *term, struct demo *demo)
{
	struct vt *v = vt_start(&(struct vt_options){.term = term, .child = demo_list, .x = demo});
	cr_assert(vt_wait(v, "F1帮助 F2打开 F10返回", VT_PATIENCE), "%s", vt_text(v));
	return v;
}

static size_t cost(struct vt *v, const char *keys, const char *wanted, int row, int col)
{
	vt_keys(v, keys);
	if (wanted)
		cr_assert(vt_wait(v, wanted, VT_PATIENCE), "%s\n%s", wanted, vt_text(v));
	cr_assert(vt_wait_cursor(v, row, col, VT_PATIENCE));
	return counted(v);
}

/* The text that a new page shows, in bytes. */
static size_t page_text(struct vt *v)
{
	size_t n = 0;
	for (int row = 3; row < 21; row++)
		n += strlen(vt_row(v, row));
	return n;
}

Test(wire, bytes)
{
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct demo demo = {0};
		struct vt *v = start(terms[i], &demo);
		size_t first = counted(v);
		size_t down = cost(v, "Down", "2/1,326", 4, 0);
		size_t up = cost(v, "Up", "   1/1,326", 3, 0);
		size_t page = cost(v, "PgDn", "19/1,326", 3, 0);
		size_t text = page_text(v);
		size_t same = cost(v, "Ctrl-S", NULL, 3, 0);
		size_t find = cost(v, "7", "1/7", 3, 0);
		cost(v, "Ctrl-U", "1/1,326", 3, 0);
		size_t form = cost(v, "F2", "公民身份号码", 2, 21);
		size_t field = cost(v, "Enter", NULL, 2, 68);
		size_t typed = cost(v, "x", NULL, 2, 69);
		if (getenv("BINGGUI_WIRE")) /* the figures, for a bench */
			printf("%-14s first %zu, down %zu, up %zu, page %zu (new text %zu), "
			       "nothing %zu, "
			       "find %zu, "
			       "form %zu, field %zu, letter %zu\n",
				terms[i], first, down, up, page, text, same, find, form, field,
				typed);
		cr_assert_leq(first, 2800, "%s: first %zu", terms[i], first);
		cr_assert_leq(down, 40, "%s: down %zu", terms[i], down);
		cr_assert_leq(up, 40, "%s: up %zu", terms[i], up);
		cr_assert_leq(same, 0, "%s: nothing new costs %zu", terms[i], same);
		cr_assert_leq(page * 10, text * 11, "%s: page %zu of %zu", terms[i], page, text);
		cr_assert_leq(form, 2500, "%s: form %zu", terms[i], form);
		cr_assert_leq(typed, 40, "%s: letter %zu", terms[i], typed);
		vt_close(v);
	}
}

/* Nothing is sent while nobody does anything. */
Test(wire, silence)
{
	struct demo demo = {0};
	struct vt *v = start(NULL, &demo);
	counted(v);
	vt_settle(v, 1200); /* two ticks of the loop */
	cr_assert_eq(vt_bytes(v), 0);
	vt_close(v);
}

/* Keys typed ahead are handled before anything is painted. */
Test(wire, typed_ahead)
{
	struct demo demo = {0};
	struct vt *v = start(NULL, &demo);
	char keys[3 * 200 + 1] = "";
	struct timespec from, to;
	counted(v);
	for (int i = 0; i < 200; i++)
		strcat(keys, "\033[B");
	clock_gettime(CLOCK_MONOTONIC, &from);
	vt_send(v, keys);
	cr_assert(vt_wait(v, "201/1,326", VT_PATIENCE));
	size_t bytes = counted(v);
	clock_gettime(CLOCK_MONOTONIC, &to);
	/* Two pages, and one more for every fifth of a second: so often something is to be seen. */
	size_t fifths =
		(size_t)((to.tv_sec - from.tv_sec) * 5 + (to.tv_nsec - from.tv_nsec) / 200000000);
	cr_assert_leq(bytes, 4000 + 2500 * fifths);
	vt_close(v);
}
