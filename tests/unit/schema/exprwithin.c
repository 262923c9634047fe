#include <criterion/criterion.h>

#include "exprworld.h"

static void open_tree(struct exprworld *w)
{
	exprworld_open(w);
	w->area->tree = def_field(w->area, "parent");
}

Test(exprwithin, the_place_itself_or_one_above_it)
{
	static const char *const yes[] = {"village within 新华村", "village within 城关镇",
		"village within 610927100201", "village 位于 610927100000",
		"\"户籍村(社区)\" within '城关镇'", "village not within 曾家镇",
		"not village within 曾家镇", "village.parent within 城关镇",
		"village within village.parent", "village within village", "place within 城关镇",
		"village within 城關鎮", "village within 城关镇 and sex = 男", NULL};
	static const char *const no[] = {"village within 曾家镇", "village within 城关",
		"village within 610927", "village not within 城关镇",
		"village.parent within 新华村", "village.parent within village",
		"spouse.village within 城关镇", "village within spouse.village", NULL};
	struct exprworld w;

	open_tree(&w);
	for (size_t i = 0; yes[i]; i++)
		cr_expect(exprworld_holds(&w, yes[i]), "should hold: %s", yes[i]);
	for (size_t i = 0; no[i]; i++)
		cr_expect_not(exprworld_holds(&w, no[i]), "should not hold: %s", no[i]);
	exprworld_close(&w);
}

Test(exprwithin, without_a_tree_only_the_record_itself)
{
	exprworld_all((const char *const[]){"village within 新华村", "village within 610927100201",
			      "village.parent within 城关镇", NULL},
		(const char *const[]){
			"village within 城关镇", "village within village.parent", NULL});
}

Test(exprwithin, circles_end)
{
	struct exprworld w;

	open_tree(&w);
	exprworld_set(w.area, &w.town, "parent", "610927100201");
	cr_expect(exprworld_holds(&w, "village within 城关镇"));
	cr_expect_not(exprworld_holds(&w, "village within 曾家镇"));
	exprworld_set(w.area, &w.town, "parent", "nowhere");
	cr_expect_not(exprworld_holds(&w, "village within 曾家镇"));
	exprworld_close(&w);
}

Test(exprwithin, of_several_values_one_must_fit)
{
	struct exprworld w;

	open_tree(&w);
	exprworld_set(w.person, &w.p, "wanted", "610927200000\n610927100201");
	cr_expect(exprworld_holds(&w, "wanted within 城关镇"));
	cr_expect(exprworld_holds(&w, "wanted within 610927200000"));
	cr_expect(exprworld_holds(&w, "village within wanted"), "one of the wanted is the village");
	cr_expect_not(exprworld_holds(&w, "wanted within 曾家镇"));
	exprworld_set(w.person, &w.p, "wanted", "");
	cr_expect_not(exprworld_holds(&w, "wanted within 城关镇"));
	cr_expect_not(exprworld_holds(&w, "village within wanted"));
	exprworld_close(&w);
}

Test(exprwithin, what_is_refused)
{
	static const char *const rows[][2] = {
		{"sex within 城关镇", "第5列：within 前面要是引用字段，如 village within 城关镇"},
		{"village within sex", "第16列：within 后面要是名称、代码或引用字段"},
		{"village within today", "第16列：within 后面要是名称、代码或引用字段"},
		{"village within \"\"", "第16列：within 后面要写上级的名称或代码"},
		{"village within spouse", "第16列：within 两边要指向同一个登记簿"},
		{"village within", "第15列：条件没有写完"},
		{"village withn 城关镇", "第9列：这里应是 and 或 or；是不是“within”？"},
		{"village not 城关镇",
			"第9列：这里应是 and 或 or；文字中间有空格或符号时请加引号"}};
	struct exprworld w;
	struct err e;

	exprworld_open(&w);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(
			exprworld_refusal(&w, rows[i][0], &e), rows[i][1], "%s", rows[i][0]);
	exprworld_close(&w);
}
