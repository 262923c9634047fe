#include <criterion/criterion.h>
#include <stdio.h>

#include <binggui/app/editor.h>
#include <binggui/app/timeline.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <lib/golden.h>
#include <lib/world.h>

/* What a record was and who changed it: two versions compared, one save taken back. */

static struct world w;
static const uint64_t ZHANG = UINT64_C(1) << 40 | 1;

static void save(const char *user, const char *field, const char *value)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "person");
	struct record base = {0}, r = {0};
	struct err e = {0};

	snprintf(w.app.archive->user, sizeof w.app.archive->user, "%s", user);
	cr_assert(table_get(w.app.archive, t, ZHANG, &base, &e));
	record_copy(&r, &base);
	record_set(&r, def_field(t, field)->number, value);
	struct change c = {.table = t, .base = &base, .record = &r};
	cr_assert(table_save(w.app.archive, &c, 1, NULL, &e), "%s", e.text);
	change_free(&c);
	record_free(&base);
	record_free(&r);
}

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
	save("李四", "former_name", "张君宝");
	save("王五", "note", "长子在外务工\n次子在家");
	save("李四", "former_name", "张全一");
	world_keys(&w, "zsf Ctrl-N");
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(history, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

Test(history, two_versions_are_compared)
{
	world_keys(&w, "F4");
	SEES("已标记第4版");
	golden("history-marked", world_text(&w));
	world_keys(&w, "Down Down Enter");
	SEES("两版比较");
	SEES("张君宝");
	SEES("张全一");
	golden("compare", world_text(&w));
	world_keys(&w, "Down Enter");
	SEES("次子在家");
	world_keys(&w, "Enter <size 16x60>");
	golden("compare-small", world_text(&w));
	world_keys(&w, "Esc F4");
	SEES("已标记第2版");
	world_keys(&w, "F4 Enter"); /* no mark any more: the entry itself */
	SEES("空 → 张君宝");
}

Test(history, a_secret_is_shown_only_when_asked_for_and_that_is_journalled)
{
	char id[19];

	world_id(id, "61242819540101", 903);
	save("李四", "id_no", id);
	world_keys(&w, "Esc Ctrl-N Space Down Enter");
	SEES("公民身份号码");
	SEES_NOT("612428195401019");
	uint64_t before = journal_last(w.app.archive);
	world_keys(&w, "Ctrl-R");
	SEES(id);
	cr_assert_eq(journal_last(w.app.archive), before + 1);
	world_keys(&w, "Esc");
	SEES_NOT("查看保密");
}

Test(history, one_save_is_taken_back_and_that_is_a_save)
{
	world_keys(&w, "Down Ctrl-Z Ctrl-Z");
	SEES_NOT("已撤销");
	world_keys(&w, "<text ｙ>");
	SEES("已撤销");
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "note"), "");
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "former_name"), "张全一");
	world_keys(&w, "Home F4 Down Down Enter"); /* the undone one and now */
	SEES("备注");
	world_keys(&w, "Esc End Ctrl-Z y");
	SEES("不能撤销");
}

Test(history, a_voided_record_has_one_too)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "person");
	struct err e = {0};

	cr_assert(editor_void(&w.app, t, ZHANG, &e), "%s", e.text);
	timeline_push(&w.app, t, ZHANG);
	world_keys(&w, "F4 Down Enter");
	SEES("作废");
	SEES("否");
	world_keys(&w, "Esc Home F4 Ctrl-Z y");
	SEES("已撤销");
}
