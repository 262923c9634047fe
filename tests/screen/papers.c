#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/file.h>
#include <binggui/schema/type.h>
#include <binggui/table/table.h>
#include <lib/world.h>

/* Papers printed from a form and a list, one record for each of the marked, help given before. */

static struct world w;
static char dir[] = "/tmp/binggui-papers-XXXXXX";

static void begin(void)
{
	cr_assert_not_null(mkdtemp(dir));
	world_open(&w, 24, 80);
	world_people(&w);
}

static void end(void)
{
	char command[64];

	world_close(&w);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(papers, .init = begin, .fini = end);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

static uint64_t put(const char *table, const char *const *pairs)
{
	const struct def_table *t = defs_table(w.app.archive->defs, table);
	struct str value = {0}, why = {0};
	struct record r = {0};
	struct err e = {0};

	for (; *pairs; pairs += 2) {
		const struct def_field *f = def_field(t, pairs[0]);
		cr_assert(f && type_parse(f, &w.app.archive->types, pairs[1], &value, &why), "%s",
			str_c(&why));
		record_set(&r, f->number, str_c(&value));
	}
	struct change c = {.table = t, .record = &r};
	cr_assert(table_save(w.app.archive, &c, 1, NULL, &e), "%s", e.text);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	str_free(&value);
	str_free(&why);
	return id;
}

static void one_case(void)
{
	put("case", (const char *[]){"case_no", "2020-0001", "other_name", "赵大牛", "kind",
			    "优待抚恤", "channel", "来访", "owner_tier", "镇", "content",
			    "申请补助", "accept_date", "2020-03-02", NULL});
}

/* What was written under that name. */
static void wrote(const char *name, const char *part)
{
	struct str path = {0}, text = {0};
	struct err e = {0};

	file_join(&path, dir, name);
	cr_assert(file_read(str_c(&path), 1 << 20, &text, &e), "%s", e.text);
	cr_assert(strstr(str_c(&text), part), "no “%s” in\n%s", part, str_c(&text));
	str_free(&path);
	str_free(&text);
}

/* Palette, a word, Enter. */
static void open_list(const char *word)
{
	struct str keys = {0};

	str_addf(&keys, "Ctrl-P <text %s> Enter", word);
	world_keys(&w, str_c(&keys));
	str_free(&keys);
}

static void to_file(const char *name)
{
	struct str keys = {0};

	str_addf(&keys, "Enter Ctrl-U <text %s/%s> Enter", dir, name);
	world_keys(&w, str_c(&keys));
	str_free(&keys);
}

Test(papers, a_form_is_printed)
{
	one_case();
	open_list("诉求");
	world_keys(&w, "Enter Ctrl-B");
	SEES("信访诉求答复意见书");
	SEES("信访诉求流转单");
	world_keys(&w, "Enter");
	SEES("还没有答复意见，先填好再印");
	world_keys(&w, "Ctrl-B Down Enter");
	to_file("case.txt");
	SEES("已写到");
	wrote("case.txt", "|诉求内容    |申请补助 ");
}

Test(papers, a_register_without_papers_says_so)
{
	world_keys(&w, "1 Enter Ctrl-B");
	SEES("《对象档案》没有要印的表");
}

Test(papers, a_record_for_each_of_the_marked)
{
	world_keys(&w, "1 Ctrl-D");
	SEES("先按空格或 Ins 标记要登记的");
	world_keys(&w, "Space Space Ctrl-D <text 年度确认> Enter");
	SEES("为标记的 2 条各登记一条：“对象”不用填");
	world_keys(&w, "F2");
	SEES("有填得不对的，改好再按 F2");
	world_keys(&w, "<text 2020> Enter Enter Enter Enter <text 在世符合> Enter F2");
	SEES("为 2 条记录在《年度确认》里各登记一条？");
	world_keys(&w, "y");
	SEES("《年度确认》登记了 2 条");
	cr_assert_eq(
		archive_count(w.app.archive, defs_table(w.app.archive->defs, "yearly_confirm")), 2);
}

Test(papers, what_was_given_before_is_asked_about)
{
	char id[32];
	const struct def_table *person = defs_table(w.app.archive->defs, "person");
	const struct def_table *visit = defs_table(w.app.archive->defs, "visit");

	cr_assert(archive_count(w.app.archive, person) > 0);
	record_id_text(UINT64_C(1) << 40 | 3, id);
	put("visit", (const char *[]){"person", id, "date", "2020-04-30", "kind", "走访慰问",
			     "mode", "上门", "met", "见到", NULL});
	open_list("走访记录");
	world_keys(&w, "Enter Ctrl-D F2");
	SEES("此人当天已经走访过");
	SEES("还没有存盘。仍然存盘吗？");
	world_keys(&w, "Esc");
	SEES("没有存盘，填写的内容都还在表单里");
	cr_assert_eq(archive_count(w.app.archive, visit), 1);
	world_keys(&w, "F2 y");
	SEES("已存盘");
	cr_assert_eq(archive_count(w.app.archive, visit), 2);
	SEES_NOT("仍然存盘吗");
}
