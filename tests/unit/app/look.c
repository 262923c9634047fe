#include <criterion/criterion.h>
#include <stdio.h>

#include <binggui/app/look.h>
#include <binggui/app/marks.h>
#include <binggui/app/remember.h>
#include <binggui/app/shelf.h>
#include <binggui/schema/load.h>

static struct defs *defs;
static const struct def_table *person;

static void open_defs(void)
{
	struct faults faults = {0};
	struct err e = {0};

	defs = load_dir("screens", &faults, &e);
	cr_assert(defs, "%s", e.text);
	person = defs_table(defs, "person");
	faults_free(&faults);
}

static void close_defs(void)
{
	defs_free(defs);
}

TestSuite(look, .init = open_defs, .fini = close_defs);
TestSuite(shelf, .init = open_defs, .fini = close_defs);

static void reads_as(const char *text, const char *expected)
{
	struct look l = {0};
	struct str out = {0};

	look_read(&l, person, text);
	look_write(&l, &out);
	cr_expect_str_eq(str_c(&out), expected, "“%s” reads as\n%s", text, str_c(&out));
	str_free(&out);
	look_free(&l);
}

#define DECLARED "columns name 10, sex 4, age 4, village 14, id_no 18, phone1 11, life_state 8\n"

Test(look, nothing_kept_means_as_declared)
{
	reads_as("", DECLARED "sort village\n");
	reads_as(NULL, DECLARED "sort village\n");
	reads_as("rubbish\n\ncolumns\nsort\n", DECLARED "sort village\n");
}

Test(look, reads_what_it_writes)
{
	reads_as("columns name, birth 7\nsort -birth\nfilter sex = 男\n",
		"columns name, birth 7\nsort -birth\nfilter sex = 男\n");
	reads_as("sort #\ncolumns name\n", "columns name\nsort #\n");
	reads_as("sort -#\ncolumns name\n", "columns name\nsort -#\n");
}

Test(look, forgives_what_changed_meanwhile)
{
	reads_as("columns gone 4, name 3, name 9, also_gone\nsort gone\n",
		"columns name 3\nsort village\n");
	reads_as("columns gone\n", DECLARED "sort village\n");
	reads_as("  columns   name   12 ,sex 999999999999,age x\r\n sort   -age \r\nfilter   \n",
		"columns name 12, sex 60, age\nsort -age\n");
	reads_as("colums name\n\x01\xff\nsort", DECLARED "sort village\n");
}

Test(look, copies_and_compares)
{
	struct look a = {0}, b = {0};

	look_read(&a, person, "columns name\nfilter sex = 男\n");
	look_copy(&b, &a);
	cr_assert(look_same(&a, &b));
	look_set_filter(&b, " ");
	cr_assert_null(b.filter);
	cr_assert_not(look_same(&a, &b));
	look_free(&a);
	look_free(&b);
	look_free(&b);
}

Test(look, the_sorted_column_has_an_arrow_and_room_for_it)
{
	struct listview_column columns[LOOK_COLUMNS];
	struct str labels[LOOK_COLUMNS] = {0};
	struct look l = {0};

	look_read(&l, person, "columns name, sex 4\nsort -sex\n");
	cr_assert_eq(look_list(&l, false, labels, columns), 2);
	cr_assert_str_eq(columns[1].label, "性别▼");
	cr_assert_geq(columns[1].width, 6);
	cr_assert_eq(look_list(&l, true, labels, columns), 2);
	cr_assert_str_eq(columns[1].label, "性别v");
	cr_assert_str_eq(columns[0].label, "姓名");
	for (size_t i = 0; i < LOOK_COLUMNS; i++)
		str_free(&labels[i]);
	look_free(&l);
}

/* ---- named views ----------------------------------------------------------------------------- */

Test(shelf, keeps_views_by_name)
{
	struct shelf s = {0};
	struct look l = {0};
	struct str text = {0};

	shelf_read(&s, person, "");
	cr_assert_eq(s.n, 0);
	look_read(&l, person, "columns name\nsort -birth\nfilter sex = 男\n");
	cr_assert(shelf_put(&s, "男 同志", &l));
	look_set_filter(&l, NULL);
	cr_assert(shelf_put(&s, "全部", &l));
	cr_assert_not(shelf_put(&s, " ", &l));
	shelf_write(&s, &text);
	cr_assert_str_eq(str_c(&text), "view 男 同志\ncolumns name\nsort -birth\nfilter sex = 男\n"
				       "view 全部\ncolumns name\nsort -birth\n");
	shelf_read(&s, person, str_c(&text));
	cr_assert_eq(s.n, 2);
	cr_assert_str_eq(shelf_find(&s, "男 同志")->look.filter, "sex = 男");
	cr_assert(shelf_put(&s, "男 同志", &l));
	cr_assert_eq(s.n, 2, "replaced");
	cr_assert_null(s.at[0].look.filter);
	shelf_remove(&s, "男 同志");
	shelf_remove(&s, "no such");
	cr_assert_eq(s.n, 1);
	cr_assert_null(shelf_find(&s, "男 同志"));
	shelf_free(&s);
	shelf_free(&s);
	look_free(&l);
	str_free(&text);
}

Test(shelf, is_full_some_day)
{
	struct shelf s = {0};
	struct look l = {0};
	char name[16];

	look_default(&l, person);
	for (int i = 0; i < SHELF_VIEWS; i++) {
		snprintf(name, sizeof name, "v%d", i);
		cr_assert(shelf_put(&s, name, &l));
	}
	cr_assert_not(shelf_put(&s, "one more", &l));
	cr_assert(shelf_put(&s, "v3", &l));
	shelf_free(&s);
	look_free(&l);
}

Test(shelf, lines_before_the_first_view_belong_to_none)
{
	struct shelf s = {0};

	shelf_read(&s, person, "columns name\nview \nsort -age\nview a\nview a\nsort #\n");
	cr_assert_eq(s.n, 1);
	cr_assert_str_eq(s.at[0].name, "a");
	cr_assert_null(s.at[0].look.sort);
	shelf_free(&s);
}

Test(shelf, names_are_cleaned_and_short)
{
	struct str out = {0};

	shelf_name(&out, "  a\n\x1b b\t ");
	cr_assert_str_eq(str_c(&out), "a b");
	shelf_name(&out, "一二三四五六七八九十一二三四五六七八九十一二三四五六");
	cr_assert_str_eq(str_c(&out), "一二三四五六七八九十一二三四五六七八九十一二三四");
	shelf_name(&out, NULL);
	cr_assert_str_eq(str_c(&out), "");
	str_free(&out);
}

/* ---- lines and marks ------------------------------------------------------------------------- */

Test(remember, newest_first_each_once_not_too_many)
{
	struct str out = {0};

	remember_line(&out, "", "a", 3);
	cr_assert_str_eq(str_c(&out), "a\n");
	remember_line(&out, "b\na\nab\nc\n", "a", 3);
	cr_assert_str_eq(str_c(&out), "a\nb\nab\n");
	remember_line(&out, "b\n\nc", "a", 9);
	cr_assert_str_eq(str_c(&out), "a\nb\nc\n");
	str_free(&out);
}

Test(marks, toggle_many_and_back)
{
	static const uint64_t some[] = {9, 3, 3, 7}, others[] = {3, 4};
	struct marks m = {0};

	cr_assert_not(marks_has(&m, 3));
	cr_assert(marks_toggle(&m, 3));
	cr_assert(marks_toggle(&m, 1));
	marks_add(&m, some, 4);
	cr_assert_eq(m.n, 4);
	for (size_t i = 1; i < m.n; i++)
		cr_assert_lt(m.at[i - 1], m.at[i]);
	cr_assert_eq(marks_among(&m, others, 2), 1);
	marks_remove(&m, others, 2);
	cr_assert_eq(m.n, 3);
	cr_assert_not(marks_toggle(&m, 9));
	marks_clear(&m);
	cr_assert_eq(m.n, 0);
	marks_add(&m, NULL, 0);
	marks_free(&m);
	marks_free(&m);
}
