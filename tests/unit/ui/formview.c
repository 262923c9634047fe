#include <binggui/ui/formview.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/ui/formkeys.h>

static struct form *sample(void)
{
	struct form *f = form_new(NULL, NULL);
	size_t page = form_add_page(f, "基本");
	form_add_text(f, page, 0, 1, "姓名");
	form_add_field(f, page,
		&(struct form_field_spec){
			.name = "name", .col = 6, .width = 10, .flags = FORM_REQUIRED});
	form_add_text(f, page, 0, 18, "性别");
	form_add_field(f, page, &(struct form_field_spec){.name = "sex", .col = 23, .width = 4});
	form_add_text(f, page, 2, 1, "备注");
	form_add_field(f, page,
		&(struct form_field_spec){.name = "note",
			.row = 2,
			.col = 6,
			.width = 8,
			.rows = 2,
			.flags = FORM_MULTILINE});
	return f;
}

static const char *line(const struct canvas *c, int i)
{
	static struct str s;
	canvas_row(c, i, &s);
	return str_c(&s);
}

static void paint(struct form *f, struct canvas *c)
{
	canvas_clear(c);
	form_paint(f, c, (struct rect){0, 0, c->rows, c->cols});
}

static void type(struct form *f, const char *name)
{
	struct press k;
	cr_assert(press_parse(name, &k));
	form_key(f, &k);
}

Test(formview, picture)
{
	struct form *f = sample();
	struct canvas c;
	canvas_init(&c, 5, 40);
	form_load(f, 1, "1");
	form_show(f, 1, "男");
	form_load(f, 2, "第一行\n第二行很长很长");
	paint(f, &c);
	cr_assert_str_eq(line(&c, 0), " 姓名*            性别 男");
	cr_assert_str_eq(line(&c, 2), " 备注 第一行");
	cr_assert_str_eq(line(&c, 3), "      第二行很");
	cr_assert_eq(canvas_at(&c, 0, 6)->role, ROLE_FOCUS);
	cr_assert_eq(canvas_at(&c, 0, 23)->role, ROLE_VALUE);
	cr_assert_eq(c.cursor_row, 0);
	cr_assert_eq(c.cursor_col, 6);
	type(f, "李");
	form_go(f, 1);
	paint(f, &c);
	cr_assert_str_eq(
		line(&c, 0), " 姓名 李          性别 1", "the text is edited, not what is shown");
	cr_assert_eq(c.cursor_col, 24);
	form_free(f);
	canvas_free(&c);
}

Test(formview, tabs)
{
	struct form *f = sample();
	struct canvas c;
	canvas_init(&c, 6, 40);
	form_add_page(f, "联系");
	paint(f, &c);
	cr_assert_str_eq(line(&c, 0), "[基本] 联系");
	cr_assert_eq(c.cursor_row, 1);
	form_go_page(f, 1);
	paint(f, &c);
	cr_assert_str_eq(line(&c, 0), " 基本 [联系]");
	cr_assert_str_eq(line(&c, 1), "");
	form_free(f);
	canvas_free(&c);
}

Test(formview, problems_stand_beside_or_below)
{
	struct form *f = sample();
	struct canvas c;
	canvas_init(&c, 5, 50);
	form_load(f, 0, "李");
	form_problem(f, 0, true, "姓名太短");
	form_problem(f, 1, false, "与号码不符");
	paint(f, &c);
	cr_assert_str_eq(line(&c, 0), " 姓名!李          性别?     与号码不符");
	cr_assert_str_eq(line(&c, 1), "      姓名太短");
	cr_assert_eq(canvas_at(&c, 0, 5)->role, ROLE_PROBLEM);
	cr_assert_eq(canvas_at(&c, 0, 22)->role, ROLE_NOTICE);
	form_free(f);
	canvas_free(&c);
}

Test(formview, secrets)
{
	struct form *f = form_new(NULL, NULL);
	struct canvas c;
	canvas_init(&c, 2, 30);
	form_add_page(f, "");
	form_add_field(f, 0, &(struct form_field_spec){.width = 5});
	form_add_field(
		f, 0, &(struct form_field_spec){.row = 1, .width = 12, .flags = FORM_SECRET});
	form_load(f, 1, "19900001234");
	paint(f, &c);
	cr_assert_str_eq(line(&c, 1), "***********");
	form_show(f, 1, "199****1234");
	paint(f, &c);
	cr_assert_str_eq(line(&c, 1), "199****1234");
	form_go(f, 1);
	paint(f, &c);
	cr_assert_str_eq(line(&c, 1), "199****1234", "the focus alone reveals nothing");
	form_cover(f, 1, false);
	paint(f, &c);
	cr_assert_str_eq(line(&c, 1), "19900001234");
	form_free(f);
	canvas_free(&c);
}

Test(formview, scrolls)
{
	struct form *f = form_new(NULL, NULL);
	struct canvas c;
	canvas_init(&c, 4, 20);
	form_add_page(f, "");
	for (int i = 0; i < 10; i++)
		form_add_field(f, 0,
			&(struct form_field_spec){.row = i, .col = i == 9 ? 60 : 2, .width = 8});
	form_load(f, 9, "最后");
	form_load(f, 5, "中间");
	form_go(f, 5);
	paint(f, &c);
	cr_assert_str_eq(line(&c, 3), "  中间             ↓", "there is more below");
	cr_assert_str_eq(line(&c, 0), "                   ↑", "and above");
	cr_assert_eq(c.cursor_row, 3);
	form_go(f, 9);
	paint(f, &c);
	cr_assert_eq(c.cursor_row, 3);
	cr_assert_str_eq(line(&c, 3), "最后", "what begins outside is brought in");
	form_go(f, 0);
	paint(f, &c);
	cr_assert_eq(c.cursor_row, 0);
	cr_assert_eq(c.cursor_col, 2);
	form_free(f);
	canvas_free(&c);
}

Test(formview, lines_follow_the_cursor)
{
	struct form *f = sample();
	struct canvas c;
	canvas_init(&c, 5, 40);
	form_go(f, 2);
	for (int i = 0; i < 5; i++) {
		type(f, i % 2 ? "乙" : "甲");
		if (i < 4)
			type(f, "Enter");
	}
	paint(f, &c);
	cr_assert_str_eq(line(&c, 2), " 备注 乙");
	cr_assert_str_eq(line(&c, 3), "      甲");
	cr_assert_eq(c.cursor_row, 3);
	cr_assert_eq(c.cursor_col, 8);
	type(f, "Up");
	type(f, "Up");
	paint(f, &c);
	cr_assert_eq(c.cursor_row, 2);
	cr_assert_str_eq(line(&c, 2), " 备注 甲");
	form_free(f);
	canvas_free(&c);
}

Test(formview, every_size)
{
	struct form *f = sample();
	struct canvas c;
	form_load(f, 0, "张三\x1b\xff丰");
	form_load(f, 2, "很长的一段备注，写了好几行\n又一行");
	form_problem(f, 1, true, "不对");
	for (int rows = 1; rows < 8; rows++)
		for (int cols = 1; cols < 60; cols++) {
			canvas_init(&c, rows, cols);
			form_go(f, (size_t)(cols % 3));
			paint(f, &c);
			canvas_free(&c);
		}
	canvas_init(&c, 1, 1);
	form_paint(f, &c, (struct rect){0, 0, 0, 0});
	canvas_free(&c);
	form_free(f);
}
