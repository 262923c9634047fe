#include <binggui/ui/paint.h>

#include <string.h>

#include <criterion/criterion.h>

static const char *row(const struct canvas *c, int i)
{
	static struct str s;
	canvas_row(c, i, &s);
	return str_c(&s);
}

Test(paint, frame_of_every_height)
{
	struct canvas c;
	for (int rows = 1; rows < 30; rows++) {
		canvas_init(&c, rows, 80);
		struct frame f = paint_frame(&c);
		int used = f.body.rows + (f.title >= 0) + (f.message >= 0) + (f.bar >= 0);
		cr_assert_eq(used, rows, "%d rows", rows);
		cr_assert(f.body.rows >= 1 && f.body.row + f.body.rows <= rows);
		if (rows >= 5)
			cr_assert(f.title == 0 && f.message == rows - 2 && f.bar == rows - 1);
		canvas_free(&c);
	}
}

Test(paint, title)
{
	struct canvas c;
	canvas_init(&c, 1, 30);
	paint_title(&c, 0, "兵归 人员", "正式库 王五");
	cr_assert_str_eq(row(&c, 0), " 兵归 人员        正式库 王五");
	cr_assert_eq(canvas_at(&c, 0, 29)->role, ROLE_TITLE);
	canvas_resize(&c, 1, 16);
	paint_title(&c, 0, "兵归 人员", "正式库 王五");
	cr_assert_str_eq(row(&c, 0), " 兵归 人员");
	canvas_resize(&c, 1, 1);
	paint_title(&c, 0, "兵归", NULL);
	canvas_free(&c);
}

Test(paint, message_and_keys)
{
	struct canvas c;
	struct keymap *m = keymap_new();
	keymap_bind(m, "common", "F1", "help", "帮助", NULL);
	canvas_init(&c, 2, 10);
	paint_message(&c, 0, ROLE_PROBLEM, "身份证号不对");
	cr_assert_str_eq(row(&c, 0), "身份证号…", "the last cell stays free");
	paint_keys(&c, 1, m, "form");
	cr_assert_str_eq(row(&c, 1), "F1帮助");
	paint_keys(&c, 1, NULL, NULL);
	cr_assert_str_eq(row(&c, 1), "");
	keymap_free(m);
	canvas_free(&c);
}

Test(paint, dialog)
{
	struct canvas c;
	canvas_init(&c, 7, 20);
	struct rect in = paint_dialog(&c, 3, 10, "标题");
	cr_assert_eq(in.rows, 3);
	cr_assert_eq(in.cols, 10);
	cr_assert_str_eq(row(&c, 1), "   ┌ 标题 ──────┐");
	cr_assert_str_eq(row(&c, 5), "   └────────────┘");
	in = paint_dialog(&c, 99, 99, NULL);
	cr_assert_eq(in.rows, 5);
	cr_assert_eq(in.cols, 16);
	for (int i = 1; i < 6; i++) {
		canvas_resize(&c, i, i);
		in = paint_dialog(&c, 3, 10, "标题");
		cr_assert(in.row >= 0 && in.rows >= 1 && in.row + in.rows <= i);
		cr_assert(in.col >= 0 && in.cols >= 1 && in.col + in.cols <= i);
	}
	canvas_free(&c);
}

Test(paint, text_is_broken_into_lines)
{
	struct canvas c;
	canvas_init(&c, 4, 8);
	struct rect r = {0, 1, 3, 6};
	cr_assert_eq(paint_text(&c, r, ROLE_NORMAL, "张三丰李四\n\nab\n", 0), 4);
	cr_assert_str_eq(row(&c, 0), " 张三丰");
	cr_assert_str_eq(row(&c, 1), " 李四");
	cr_assert_str_eq(row(&c, 2), "");
	cr_assert_str_eq(row(&c, 3), "");
	paint_text(&c, r, ROLE_NORMAL, "张三丰李四\n\nab\n", 2);
	cr_assert_str_eq(row(&c, 1), " ab");
	cr_assert_eq(
		paint_text_lines("张三丰\n李四", 6, 1), 2, "a break where the line is full is one");
	cr_assert_eq(paint_text_lines("", 6, 1), 0);
	cr_assert_eq(paint_text_lines("张三", 1, 1), 2, "too narrow for anything");
	cr_assert_eq(paint_text_lines("张三", 0, 1), 2);
	canvas_free(&c);
}

Test(paint, counts)
{
	char out[PAINT_COUNT];
	paint_count(0, out);
	cr_assert_str_eq(out, "0");
	paint_count(999, out);
	cr_assert_str_eq(out, "999");
	paint_count(1326, out);
	cr_assert_str_eq(out, "1,326");
	paint_count(UINT64_MAX, out);
	cr_assert_str_eq(out, "18,446,744,073,709,551,615");
}

Test(paint, progress)
{
	struct canvas c;
	canvas_init(&c, 1, 40);
	paint_progress(&c, 0, 0, 40, 663, 1326);
	cr_assert_str_eq(row(&c, 0), "[###########...........]  50%  663/1,326");
	paint_progress(&c, 0, 0, 40, 2000, 1326);
	cr_assert(strstr(row(&c, 0), "100%"));
	paint_progress(&c, 0, 0, 40, 5000, 0);
	cr_assert_str_eq(row(&c, 0), "5,000");
	canvas_clear(&c);
	paint_progress(&c, 0, 0, 14, 1, 2);
	cr_assert_str_eq(row(&c, 0), " 50%  1/2");
	canvas_free(&c);
}
