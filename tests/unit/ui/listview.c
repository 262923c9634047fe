#include <binggui/ui/listview.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

/* Numbered people; a query leaves only those whose number contains it. */
struct people {
	size_t all;
	char query[32];
	size_t asked, lowest, highest; /* rows fetched */
	bool more;
};

static size_t number_of(const struct people *m, size_t index)
{
	char text[32];
	if (!m->query[0])
		return index;
	for (size_t i = 0;; i++) {
		snprintf(text, sizeof text, "%zu", i);
		if (strstr(text, m->query) && index-- == 0)
			return i;
	}
}

static size_t count(void *x, bool *more)
{
	struct people *m = x;
	char text[32];
	size_t n = 0;
	*more = m->more;
	if (!m->query[0])
		return m->all;
	for (size_t i = 0; i < m->all; i++) {
		snprintf(text, sizeof text, "%zu", i);
		n += strstr(text, m->query) != NULL;
	}
	return n;
}

static void row(void *x, size_t index, struct str *cells)
{
	struct people *m = x;
	m->asked++;
	m->lowest = index < m->lowest ? index : m->lowest;
	m->highest = index > m->highest ? index : m->highest;
	str_addf(&cells[0], "张三%zu", number_of(m, index));
	str_add(&cells[1], "男");
	str_addf(&cells[2], "%zu岁", 20 + index % 60);
	str_add(&cells[3], "城关镇文彩社区");
}

static void find(void *x, const char *query)
{
	struct people *m = x;
	snprintf(m->query, sizeof m->query, "%s", query);
}

static char mark(void *x, size_t index)
{
	(void)x;
	return index == 1 ? '*' : ' ';
}

static enum role role(void *x, size_t index)
{
	(void)x;
	return index == 2 ? ROLE_DIM : ROLE_NORMAL;
}

static const struct listview_model model = {
	.count = count, .row = row, .find = find, .mark = mark, .role = role};
static const struct listview_model still = {.count = count, .row = row};

static const struct listview_column columns[] = {{"姓名", 10, LISTVIEW_LEFT},
	{"性别", 4, LISTVIEW_CENTER}, {"年龄", 6, LISTVIEW_RIGHT}, {"户籍村", 0, LISTVIEW_LEFT}};

static bool press(struct listview *v, const char *name)
{
	struct press k;
	cr_assert(press_parse(name, &k), "%s", name);
	return listview_key(v, &k);
}

static const char *line(const struct canvas *c, int i)
{
	static struct str s;
	canvas_row(c, i, &s);
	return str_c(&s);
}

static void paint(struct listview *v, struct canvas *c)
{
	canvas_clear(c);
	listview_paint(v, c, (struct rect){0, 0, c->rows, c->cols});
}

Test(listview, picture)
{
	struct people m = {.all = 1326};
	struct listview v;
	struct canvas c;
	canvas_init(&c, 6, 50);
	listview_init(&v, &model, &m, columns, 4);
	v.hint = "姓名、拼音首字母";
	paint(&v, &c);
	cr_assert_str_eq(line(&c, 0), "查找：姓名、拼音首字母");
	cr_assert_str_eq(line(&c, 1), "  姓名       性别   年龄 户籍村");
	cr_assert_str_eq(line(&c, 2), "▸ 张三0       男    20岁 城关镇文彩社区");
	cr_assert_str_eq(line(&c, 3), " *张三1       男    21岁 城关镇文彩社区");
	cr_assert_str_eq(line(&c, 5), "      1/1,326");
	cr_assert_eq(canvas_at(&c, 4, 2)->role, ROLE_DIM);
	cr_assert_eq(canvas_at(&c, 2, 2)->role, ROLE_NORMAL, "the current row is not reversed");
	cr_assert_eq(c.cursor_row, 2);
	cr_assert_eq(c.cursor_col, 0);
	press(&v, "Down");
	paint(&v, &c);
	cr_assert_str_eq(line(&c, 3), "▸*张三1       男    21岁 城关镇文彩社区");
	cr_assert_eq(c.cursor_row, 3);
	listview_free(&v);
	canvas_free(&c);
}

Test(listview, only_what_is_seen_is_fetched)
{
	struct people m = {.all = 1000000};
	struct listview v;
	struct canvas c;
	canvas_init(&c, 24, 80);
	listview_init(&v, &model, &m, columns, 4);
	cr_assert_eq(m.asked, 0);
	press(&v, "End");
	m.lowest = m.all;
	paint(&v, &c);
	cr_assert_eq(m.asked, 21);
	cr_assert_eq(m.highest, 999999);
	cr_assert_eq(m.lowest, 999979);
	listview_free(&v);
	canvas_free(&c);
}

Test(listview, typing_finds)
{
	struct people m = {.all = 1000};
	struct listview v;
	struct str q = {0};
	size_t at;
	listview_init(&v, &model, &m, columns, 4);
	press(&v, "End");
	cr_assert_not(press(&v, "Space"), "nothing to find yet");
	cr_assert_not(press(&v, "Backspace"));
	cr_assert_not(press(&v, "Esc"));
	cr_assert(press(&v, "9"));
	cr_assert(press(&v, "9"));
	cr_assert_str_eq(m.query, "99");
	cr_assert_eq(v.list.count, 19);
	cr_assert(listview_current(&v, &at) && at == 0);
	cr_assert(press(&v, "Backspace"));
	cr_assert_str_eq(m.query, "9");
	cr_assert(press(&v, "Ctrl-U"));
	cr_assert_str_eq(m.query, "");
	struct press paste = {.kind = PRESS_PASTE, .text = "5\n5", .n = 3};
	cr_assert(listview_key(&v, &paste));
	listview_query(&v, &q);
	cr_assert_str_eq(str_c(&q), "5 5");
	cr_assert_not(listview_current(&v, &at));
	cr_assert(press(&v, "Esc"));
	cr_assert_eq(v.list.count, 1000);
	listview_set_query(&v, "77");
	cr_assert_eq(v.list.count, 19);
	str_free(&q);
	listview_free(&v);
}

Test(listview, nothing_found)
{
	struct people m = {.all = 10};
	struct listview v;
	struct canvas c;
	canvas_init(&c, 6, 40);
	listview_init(&v, &model, &m, columns, 4);
	listview_set_query(&v, "zsf");
	v.empty = "没有叫这个名字的人";
	paint(&v, &c);
	cr_assert_str_eq(line(&c, 0), "查找：zsf");
	cr_assert_str_eq(line(&c, 2), "  没有叫这个名字的人");
	cr_assert_str_eq(line(&c, 5), "  0/0");
	cr_assert_eq(c.cursor_row, 2);
	listview_free(&v);
	canvas_free(&c);
}

Test(listview, without_find_letters_are_for_others)
{
	struct people m = {.all = 10, .more = true};
	struct listview v;
	struct canvas c;
	canvas_init(&c, 4, 40);
	listview_init(&v, &still, &m, columns, 4);
	cr_assert_not(press(&v, "a"));
	cr_assert_not(press(&v, "Esc"));
	cr_assert_not(press(&v, "Enter"));
	cr_assert_not(press(&v, "F2"));
	cr_assert(press(&v, "PgDn"));
	paint(&v, &c);
	cr_assert_str_eq(line(&c, 0), "  姓名       性别   年龄 户籍村");
	cr_assert_str_eq(line(&c, 3), "   2/10+");
	listview_free(&v);
	canvas_free(&c);
}

Test(listview, columns_scroll)
{
	struct people m = {.all = 3};
	struct listview v;
	struct canvas c;
	canvas_init(&c, 6, 24);
	listview_init(&v, &model, &m, columns, 4);
	paint(&v, &c);
	cr_assert(v.columns_hidden);
	cr_assert_str_eq(line(&c, 1), "  姓名       性别   年龄");
	cr_assert(press(&v, "Right"));
	paint(&v, &c);
	cr_assert_str_eq(line(&c, 1), "  姓名         年龄 户…");
	cr_assert(press(&v, "Right"));
	paint(&v, &c);
	cr_assert_str_eq(line(&c, 1), "  姓名       户籍村");
	cr_assert_not(press(&v, "Right"));
	cr_assert(press(&v, "Left"));
	cr_assert(press(&v, "Left"));
	cr_assert_not(press(&v, "Left"));
	listview_free(&v);
	canvas_free(&c);
}

Test(listview, every_size)
{
	struct people m = {.all = 100};
	struct listview v;
	struct canvas c;
	listview_init(&v, &model, &m, columns, 4);
	for (int rows = 1; rows < 8; rows++)
		for (int cols = 1; cols < 90; cols++) {
			canvas_init(&c, rows, cols);
			press(&v, cols % 2 ? "Down" : "PgDn");
			paint(&v, &c);
			cr_assert(c.cursor_row >= 0 && c.cursor_row < rows);
			cr_assert_eq(canvas_at(&c, c.cursor_row, c.cursor_col)->c, 0x25B8);
			canvas_free(&c);
		}
	listview_paint(&v, &c, (struct rect){0, 0, 0, 0});
	listview_free(&v);
	listview_free(NULL);
}
