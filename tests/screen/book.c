#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/base/file.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/text/charset.h>
#include <lib/golden.h>
#include <lib/world.h>

/* One person, one book: every register, newest first, and on paper. */

static struct world w;
static char dir[] = "/tmp/binggui-book-XXXXXX";
static const uint64_t ZHANG = UINT64_C(1) << 40 | 1;

static const struct def_table *table(const char *name)
{
	return defs_table(w.app.archive->defs, name);
}

static void put_service(const char *unit, const char *enlisted)
{
	const struct def_table *t = table("service");
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct err e = {0};
	char id[32];

	record_id_text(ZHANG, id);
	record_set(&r, def_field(t, "person")->number, id);
	record_set(&r, def_field(t, "unit")->number, unit);
	record_set(&r, def_field(t, "enlisted")->number, enlisted);
	cr_assert(table_save(w.app.archive, &c, 1, NULL, &e), "%s", e.text);
	change_free(&c);
	record_free(&r);
}

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
	put_service("甲部", "1972-12");
	put_service("乙部", "1975-03");
	cr_assert(mkdtemp(strcpy(dir, "/tmp/binggui-book-XXXXXX")) != NULL);
	setenv("HOME", dir, 1);
}

static void close_world(void)
{
	char path[128];

	snprintf(path, sizeof path, "%s/张三丰-一人一册.txt", dir);
	unlink(path);
	rmdir(dir);
	world_close(&w);
}

TestSuite(book, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

static void expect_before(const char *first, const char *second)
{
	const char *text = world_text(&w), *a = strstr(text, first), *b = strstr(text, second);

	cr_assert(a && b && a < b, "“%s” is not before “%s” in\n%s", first, second, text);
}

Test(book, any_register_is_two_keys_away)
{
	world_keys(&w, "zsf F4 F6");
	SEES("翻到");
	world_keys(&w, "<text fyjl> Enter");
	SEES("[服役经历 2]");
	expect_before("乙部", "甲部");
	world_keys(&w, "F7");
	SEES("张三丰");
	world_keys(&w, "F10 Left");
	SEES_NOT("[服役经历");
}

Test(book, what_is_printed_is_masked_and_journalled)
{
	struct str path = {0}, text = {0};
	struct journal_entry j = {0};
	struct err e = {0};

	str_addf(&path, "%s/张三丰-一人一册.txt", dir);
	world_keys(&w, "zsf F4 F5 Enter Enter");
	SEES("已写到");
	cr_assert(file_read(str_c(&path), 1 << 20, &text, &e), "%s", e.text);
	golden("book-printed", str_c(&text));
	cr_assert(journal_get(w.app.archive, journal_last(w.app.archive), &j, &e), "%s", e.text);
	cr_assert_str_eq(j.action, "print");
	cr_assert_eq(j.record, ZHANG);
	world_keys(&w, "F5 Enter Enter");
	SEES("换掉它吗");
	world_keys(&w, "n");
	SEES("原来的文件没有动");
	journal_entry_free(&j);
	str_free(&path);
	str_free(&text);
}

Test(book, an_old_printer_gets_its_own_bytes)
{
	struct str path = {0}, bytes = {0}, text = {0};
	struct err e = {0};

	str_addf(&path, "%s/张三丰-一人一册.txt", dir);
	world_keys(&w, "zsf F4 F5 2 Enter Enter");
	SEES("已写到");
	cr_assert(file_read(str_c(&path), 1 << 20, &bytes, &e), "%s", e.text);
	cr_assert(charset_decode(&text, CHARSET_GB18030, bytes.at, bytes.n, NULL, &e));
	cr_assert(strstr(str_c(&text), "张三丰 蔬菜村  一人一册\r\n"));
	cr_assert_null(strstr(bytes.at, "张三丰"), "these are no GB18030 bytes");
	str_free(&path);
	str_free(&bytes);
	str_free(&text);
}

/* From a list of cards, seekers, confirmations the clerk means the person's book, not one of the record. */
Test(book, from_any_list_of_his_it_is_the_persons)
{
	const struct def_table *t = table("card");
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct err e = {0};
	char id[32];

	record_id_text(ZHANG, id);
	record_set(&r, def_field(t, "person")->number, id);
	record_set(&r, def_field(t, "kind")->number, "退役军人");
	record_set(&r, def_field(t, "apply_date")->number, "2020-04-01");
	cr_assert(table_save(w.app.archive, &c, 1, NULL, &e), "%s", e.text);
	change_free(&c);
	record_free(&r);
	world_keys(&w, "Ctrl-P <text 优待证> Enter F4");
	cr_assert(world_sees(&w, "一人一册  张三丰"), "%s", world_text(&w));
	cr_assert(world_sees(&w, "[优待证 1]"), "%s", world_text(&w));
	world_keys(&w, "F6 <text 服役> Enter");
	cr_assert(world_sees(&w, "甲部"), "%s", world_text(&w));
}
