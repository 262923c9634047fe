#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/domain/demo.h>
#include <binggui/table/table.h>
#include <lib/world.h>

/* The screens over the practice county, as a clerk walks through them on 2020-04-30. */
static struct world w;

static void open_world(void)
{
	const struct demo_options options = {.areas = "screens/areas/zhenping_610927.csv"};
	struct demo_result made;
	struct err e = {0};

	world_open(&w, 24, 80);
	cr_assert(demo_make(w.app.archive, &options, &made, &e), "%s", e.text);
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(practice, .init = open_world, .fini = close_world);

#define SEES(text) cr_expect(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))

static void go(const char *command)
{
	char keys[128];

	snprintf(keys, sizeof keys, "Ctrl-P <text %s> Enter", command);
	world_keys(&w, keys);
}

Test(practice, the_sheet_says_the_figures_and_opens_the_names)
{
	go("统计报表");
	SEES("130余人");
	SEES("83.2");
	world_keys(&w, "<text 悬挂光荣牌>");
	SEES("1298块");
	world_keys(&w, "F1");
	SEES("一户一块");
	world_keys(&w, "Esc Enter");
	SEES("1/1,298");
	world_keys(&w, "Esc Esc F3");
	SEES("7个乡镇、58个行政村、4个社区");
}

Test(practice, a_town_has_its_part_of_it)
{
	go("统计报表");
	world_keys(&w, "F5 <text 华坪镇> Enter <text 行政村服务站>");
	SEES("4个");
}

Test(practice, the_board_has_everybody_on_file)
{
	go("结对与网格");
	SEES("1/1,310");
	SEES("缺 12 处");
	world_keys(&w, "F5");
	SEES("1/");
}

Test(practice, a_campaign_is_under_way)
{
	go("走访活动");
	SEES("2020年大走访");
	SEES("1305/1313");
	world_keys(&w, "Enter");
	SEES("曙坪镇");
	world_keys(&w, "Enter");
	SEES("已走访");
}

static bool find_busy(void *context, uint64_t id, const void *bytes, size_t n)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "hardship");
	struct span who = record_peek(bytes, n, def_field(t, "person")->number);

	(void)id;
	snprintf(context, 32, "%.*s", (int)who.n, who.at);
	return false;
}

Test(practice, the_book_of_somebody_in_need_has_many_pages)
{
	char reference[32] = "", keys[64];
	struct err e = {0};
	uint64_t id;

	cr_assert(table_scan(w.app.archive, defs_table(w.app.archive->defs, "hardship"), find_busy,
		reference, &e));
	cr_assert(record_id_parse(reference, &id));
	snprintf(keys, sizeof keys, "<text %s>", world_value(&w, "person", id, "id_no") + 14);
	go("对象档案");
	world_keys(&w, keys);
	world_keys(&w, "F4");
	SEES("一人一册");
	SEES("身份");
	world_keys(&w, "Tab Tab Tab Tab Tab Tab");
	SEES("走访记录");
}

Test(practice, posts_are_shared_out)
{
	go("岗位匹配");
	world_keys(&w, "Enter");
	SEES("求职 130 人");
}
