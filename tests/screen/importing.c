#include <criterion/criterion.h>

#include <binggui/app/home.h>
#include <lib/golden.h>
#include <lib/world.h>

/* Rosters, ledgers and tables of posts taken in by keys. */

static struct world w;

static void open(void)
{
	world_open(&w, 24, 80);
}

static void close(void)
{
	world_close(&w);
}

TestSuite(importing, .init = open, .fini = close);

#define SEES(text) cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define FILES      "tests/data/ledgers/"

/* The register is chosen first: people stand first, then those whose tables others write. */
static void people(void)
{
	home_go(&w.app, "import");
	world_keys(&w, "Ctrl-L");
	SEES("导入到哪个登记簿");
	SEES("对象花名册");
	SEES("走访记录");
	SEES("招聘岗位");
	world_keys(&w, "Enter <text " FILES "people.csv> Enter F2 F2 y Enter F10");
}

Test(importing, visits_from_their_list)
{
	people();
	home_go(&w.app, "visit");
	world_keys(&w, "Ctrl-R");
	SEES("导入走访记录");
	world_keys(&w, "<text " FILES "visits.csv> Enter");
	SEES("核对每一列");
	SEES("身份证后四位");
	golden("import-mapping", world_text(&w));
	world_keys(&w, "F2");
	SEES("可导入15行");
	golden("import-preview", world_text(&w));
	world_keys(&w, "F5");
	SEES("档案里没有“无此人”");
	world_keys(&w, "F2 y");
	SEES("新增 15 条");
	world_keys(&w, "Enter Esc F10");
	SEES("县人武部…");
	home_go(&w.app, "batches");
	world_keys(&w, "Ctrl-Z 1");
	home_go(&w.app, "visit");
	world_keys(&w, "Ctrl-L");
	cr_assert_not(world_sees(&w, "县人武部…"), "the whole batch is gone\n%s", world_text(&w));
}

/* The file is not touched: what was put right is read again, and the cursor stays where it was. */
Test(importing, a_row_held_back_is_put_right_by_hand)
{
	people();
	home_go(&w.app, "visit");
	world_keys(&w, "Ctrl-R <text " FILES "visits.csv> Enter F2 F5 F6 <text 18> Enter");
	SEES("“走访日期”的“8月32日”不是日期");
	world_keys(&w, "F3");
	SEES("改第 18 行的哪一格");
	golden("import-mend", world_text(&w));
	world_keys(&w, "Enter");
	SEES("第 18 行：");
	world_keys(&w, "<text 7月30日> Enter");
	SEES("第 18 行：导入");
	cr_assert_not(world_sees(&w, "8月32日"), "%s", world_text(&w));
	world_keys(&w, "F3 Esc F2");
	SEES("可导入16行");
	world_keys(&w, "y");
	SEES("新增 16 条");
}

/* Also of a row that is already too short, and after the rest was written: only it is new then. */
Test(importing, a_row_is_put_right_after_the_others_were_written)
{
	people();
	home_go(&w.app, "visit");
	world_keys(
		&w, "Ctrl-R <text " FILES "visits.csv> Enter F2 F2 y Enter Esc F6 <text 18> Enter");
	world_keys(&w, "F3 Enter <text 7月30日> Enter");
	world_keys(&w, "F2");
	SEES("新增1，");
	world_keys(&w, "y");
	SEES("新增 1 条");
}

Test(importing, posts_and_their_employers)
{
	home_go(&w.app, "import");
	world_keys(&w, "<text zpgw> Enter");
	SEES("导入招聘岗位");
	world_keys(&w, "<text " FILES "posts.csv> Enter");
	SEES("薪资待遇");
	world_keys(&w, "F2");
	SEES("镇坪县甲茶…");
	SEES("茶园管理员");
	world_keys(&w, "F2 y");
	SEES("新增 10 条");
	home_go(&w.app, "employer");
	world_keys(&w, "Ctrl-L");
	SEES("丁合作社");
}

Test(importing, a_total_that_is_wrong_is_among_the_problems)
{
	people();
	home_go(&w.app, "aid");
	world_keys(&w, "Ctrl-R <text " FILES "aid_sections.csv> Enter F2 F5");
	SEES("“发放金额”写的是8,000.00元");
}

Test(importing, whoever_goes_back_leaves_nothing)
{
	home_go(&w.app, "import");
	world_keys(&w, "Esc");
	home_go(&w.app, "import");
	world_keys(&w, "Enter Esc");
	home_go(&w.app, "import");
	world_keys(&w, "Enter <text /nowhere/a.csv> Enter");
	SEES("不存在");
}
