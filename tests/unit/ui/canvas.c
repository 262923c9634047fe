#include <binggui/ui/canvas.h>

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/text/width.h>

static const char *row(const struct canvas *c, int i)
{
	static struct str s;
	canvas_row(c, i, &s);
	return str_c(&s);
}

Test(canvas, text_is_clipped)
{
	struct canvas c;
	canvas_init(&c, 2, 10);
	cr_assert_eq(canvas_text(&c, 0, 0, 10, ROLE_BOLD, "张三丰abcdef"), 10);
	cr_assert_str_eq(row(&c, 0), "张三丰abc…", "what is cut says so");
	cr_assert_eq(canvas_at(&c, 0, 0)->role, ROLE_BOLD);
	cr_assert_eq(canvas_at(&c, 0, 0)->width, 2);
	cr_assert_eq(canvas_at(&c, 0, 1)->width, 0);
	cr_assert_eq(canvas_text(&c, 1, 7, 10, ROLE_NORMAL, "张三"), 3, "no half of a character");
	cr_assert_eq(canvas_text(&c, 1, 0, 3, ROLE_NORMAL, "张三"), 3);
	cr_assert_str_eq(row(&c, 1), "张…    张…");
	canvas_free(&c);
}

Test(canvas, what_is_cut_ends_in_a_sign)
{
	struct canvas c;
	canvas_init(&c, 8, 10);
	canvas_text(&c, 0, 0, 6, ROLE_NORMAL, "张三丰李");
	cr_assert_str_eq(row(&c, 0), "张三…", "all of a wide character makes room");
	canvas_text(&c, 1, 0, 6, ROLE_NORMAL, "张三丰   ");
	cr_assert_str_eq(row(&c, 1), "张三丰", "blanks are no loss");
	canvas_text(&c, 2, 0, 2, ROLE_NORMAL, "张三");
	cr_assert_str_eq(row(&c, 2), "张", "too narrow for a sign");
	canvas_text(&c, 3, 4, 5, ROLE_NORMAL, "##########");
	canvas_text(&c, 3, 0, 4, ROLE_NORMAL, "张三丰");
	cr_assert_str_eq(row(&c, 3), "张… ####…", "nothing behind it is touched");
	c.lines = CANVAS_ASCII;
	canvas_text(&c, 4, 0, 5, ROLE_NORMAL, "张三丰");
	cr_assert_str_eq(row(&c, 4), "张三~");
	c.lines = CANVAS_UNICODE;
	c.ambiguous = 2;
	canvas_text(&c, 5, 0, 5, ROLE_NORMAL, "张三丰");
	cr_assert_str_eq(row(&c, 5), "张三~");
	canvas_text(&c, 6, -1, 9, ROLE_NORMAL, "ab张三丰李四");
	cr_assert_str_eq(row(&c, 6), "b张三丰~");
	canvas_free(&c);
}

Test(canvas, outside_is_harmless)
{
	struct canvas c;
	canvas_init(&c, 1, 4);
	cr_assert_eq(canvas_text(&c, -1, 0, 4, ROLE_NORMAL, "x"), 0);
	cr_assert_eq(canvas_text(&c, 1, 0, 4, ROLE_NORMAL, "x"), 0);
	cr_assert_eq(canvas_text(&c, 0, 4, 4, ROLE_NORMAL, "x"), 0);
	cr_assert_eq(canvas_text(&c, 0, 0, -3, ROLE_NORMAL, "x"), 0);
	cr_assert_eq(canvas_text(&c, 0, 0, 4, ROLE_NORMAL, NULL), 0);
	canvas_text(&c, 0, -3, 9, ROLE_NORMAL, "张三丰");
	cr_assert_str_eq(row(&c, 0), " 丰", "half of 三 would stick in");
	canvas_clear(&c);
	canvas_text(&c, 0, -2, 9, ROLE_NORMAL, "ab张");
	cr_assert_str_eq(row(&c, 0), "张");
	canvas_fill(&c, 0, -5, 7, ROLE_NORMAL, '#');
	cr_assert_str_eq(row(&c, 0), "##");
	canvas_box(&c, (struct rect){-1, -1, 9, 9});
	canvas_blank(&c, (struct rect){-5, -5, 50, 50}, ROLE_NORMAL);
	cr_assert_str_eq(row(&c, 0), "");
	cr_assert_null(canvas_at(&c, 0, 4));
	cr_assert_str_eq(row(&c, 7), "");
	canvas_free(&c);
}

Test(canvas, halves_vanish)
{
	struct canvas c;
	canvas_init(&c, 1, 6);
	canvas_text(&c, 0, 0, 6, ROLE_NORMAL, "张三丰");
	canvas_text(&c, 0, 1, 1, ROLE_NORMAL, "x");
	cr_assert_str_eq(row(&c, 0), " x三丰");
	canvas_text(&c, 0, 3, 2, ROLE_NORMAL, "李");
	cr_assert_str_eq(row(&c, 0), " x 李");
	canvas_free(&c);
}

Test(canvas, nothing_harmful_gets_in)
{
	struct canvas c;
	canvas_init(&c, 1, 40);
	canvas_text(&c, 0, 0, 40, ROLE_NORMAL, "a\x1b[31m\tb\xff\x7f\xc2\x9b");
	cr_assert_str_eq(row(&c, 0), "a\uFFFD[31m\uFFFDb\uFFFD\uFFFD\uFFFD");
	canvas_clear(&c);
	/* Direction marks, zero-width space, BOM: no columns, and not sent. */
	canvas_text(&c, 0, 0, 40, ROLE_NORMAL, "a\u202E\u200B\uFEFFb");
	cr_assert_str_eq(row(&c, 0), "ab");
	canvas_clear(&c);
	c.ambiguous = 2;
	canvas_text(&c, 0, 0, 40, ROLE_NORMAL, "a\x1b");
	cr_assert_str_eq(row(&c, 0), "a?");
	canvas_free(&c);
}

Test(canvas, marks_stay_with_their_character)
{
	struct canvas c;
	canvas_init(&c, 1, 10);
	cr_assert_eq(canvas_text(&c, 0, 0, 10, ROLE_NORMAL, "e\u0301\u0302\u0303x"), 2);
	cr_assert_str_eq(row(&c, 0), "e\u0301\u0302x");
	canvas_clear(&c);
	canvas_text(&c, 0, 0, 10, ROLE_NORMAL, "\u0301x");
	cr_assert_str_eq(row(&c, 0), "x");
	canvas_free(&c);
}

Test(canvas, alignment)
{
	struct canvas c;
	canvas_init(&c, 4, 12);
	canvas_text(&c, 0, 0, 12, ROLE_NORMAL, "------------");
	canvas_fit(&c, 0, 2, 6, ROLE_NORMAL, "张三");
	cr_assert_str_eq(row(&c, 0), "--张三  ----");
	canvas_right(&c, 1, 0, 8, ROLE_NORMAL, "张三");
	cr_assert_str_eq(row(&c, 1), "    张三");
	canvas_center(&c, 2, 0, 8, ROLE_NORMAL, "张三");
	cr_assert_str_eq(row(&c, 2), "  张三");
	canvas_right(&c, 3, 0, 3, ROLE_NORMAL, "张三");
	cr_assert_str_eq(row(&c, 3), "张…", "too long: clipped at its end");
	canvas_free(&c);
}

Test(canvas, boxes)
{
	struct canvas c;
	canvas_init(&c, 3, 5);
	canvas_box(&c, (struct rect){0, 0, 3, 5});
	cr_assert_str_eq(row(&c, 0), "┌───┐");
	cr_assert_str_eq(row(&c, 1), "│   │");
	cr_assert_str_eq(row(&c, 2), "└───┘");
	cr_assert_eq(canvas_pointer(&c), 0x25B8);
	c.ambiguous = 2; /* lines of two columns are no lines */
	canvas_box(&c, (struct rect){0, 0, 3, 5});
	cr_assert_str_eq(row(&c, 0), "+---+");
	c.lines = CANVAS_ACS; /* but the terminal's own have one */
	canvas_box(&c, (struct rect){0, 0, 3, 5});
	cr_assert_str_eq(row(&c, 0), "┌───┐");
	c.lines = CANVAS_ASCII;
	canvas_box(&c, (struct rect){0, 0, 1, 1});
	canvas_box(&c, (struct rect){0, 0, 0, 4});
	cr_assert_eq(canvas_pointer(&c), '>');
	canvas_free(&c);
}

Test(canvas, a_rule_in_a_text_is_drawn_like_the_boxes)
{
	struct canvas c;
	canvas_init(&c, 1, 8);
	c.lines = CANVAS_ASCII;
	canvas_fit(&c, 0, 0, 8, ROLE_NORMAL, "── 缺");
	cr_assert_str_eq(row(&c, 0), "-- 缺");
	c.ambiguous = 2;
	canvas_fit(&c, 0, 0, 8, ROLE_NORMAL, "── 缺");
	cr_assert_str_eq(row(&c, 0), "---- 缺");
	canvas_free(&c);
}

Test(canvas, blank_and_cursor)
{
	struct canvas c;
	canvas_init(&c, 1, 6);
	cr_assert(canvas_is_blank(&c, 0, 0, 6));
	cr_assert_not(canvas_is_blank(&c, 0, 0, 7));
	canvas_fill(&c, 0, 2, 1, ROLE_VALUE, ' ');
	cr_assert_not(canvas_is_blank(&c, 0, 0, 6), "an empty field is not nothing");
	cr_assert_eq(c.cursor_row, -1);
	canvas_cursor(&c, 99, -4);
	cr_assert_eq(c.cursor_row, 0);
	cr_assert_eq(c.cursor_col, 0);
	canvas_resize(&c, 0, -1);
	cr_assert_eq(c.rows, 1);
	cr_assert_eq(c.cols, 1);
	canvas_free(&c);
	canvas_free(&c);
}

Test(canvas, roles_have_names)
{
	cr_assert_str_eq(role_name(ROLE_PROBLEM), "problem");
	cr_assert_str_eq(role_name(ROLE_COUNT), "normal");
}

/* Random drawing: every cell is whole, and its width is the character's. */
Test(canvas, always_whole)
{
	static const char *const texts[] = {
		"张三", "a", "", "e\u0301", "Ａ１", "\xff\xfe", "x\x1by", "𬭩㛃䶮", "·—★"};
	struct canvas c;
	srand(5);
	for (int width = 1; width <= 2; width++) {
		canvas_init(&c, 3, 17);
		c.ambiguous = width;
		for (int i = 0; i < 20000; i++) {
			const char *text = texts[rand() % 9];
			int r = rand() % 5 - 1;
			int col = rand() % 24 - 4;
			int n = rand() % 20 - 2;
			if (rand() % 4)
				canvas_fit(&c, r, col, n, ROLE_NORMAL, text);
			else
				canvas_box(&c, (struct rect){r, col, n / 2, n});
			for (int k = 0; k < c.rows * c.cols; k++) {
				const struct canvas_cell *at = &c.at[k];
				bool last = k % c.cols == c.cols - 1;
				cr_assert(at->width <= 2);
				cr_assert(at->width != 2 || (!last && at[1].width == 0));
				cr_assert(at->width != 0 || (k % c.cols && at[-1].width == 2));
			}
		}
		canvas_free(&c);
	}
}
