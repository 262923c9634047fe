#include <criterion/criterion.h>

#include <lib/shell.h>

/* Villages merge, split and get other names: what speaks of them follows, and all of it comes back. */

static struct shell s;

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))
#define SAYS_NOT(text)                                                                             \
	cr_assert_not(shell_says(&s, text), "“%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

#define XINHUA "610927100201"
#define SHUCAI "610927100200"

static void open_shell(void)
{
	shell_open(&s);
	RUN(0, "init");
	RUN(0, "set household household_no=H1 village=" XINHUA);
	RUN(0, "set grid code=" XINHUA "01 name=新华村第一网格 village=" XINHUA);
	RUN(0, "set person name=李四 id_no=610927198611029013 village=" XINHUA
	       " household=1-1 grid=" XINHUA "01");
	RUN(0, "set person name=王五 id_no=61092719861102903X village=" XINHUA
	       " live_area=" XINHUA);
	RUN(0, "set staff name=周村 unit=站 tier=村 kind=村干部 station=" XINHUA);
	RUN(0, "set staff name=吴村 unit=站 tier=村 kind=村干部 station=" SHUCAI);
	RUN(1, "pair fill --yes");
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(area, .init = open_shell, .fini = close_shell);

Test(area, a_merged_village_ends_and_everything_follows)
{
	RUN(0, "area merge 新华村 蔬菜村 --dry-run --json");
	SAYS("{\"applied\":false,\"batch\":null,\"code\":\"" SHUCAI "\",\"moved\":{");
	SAYS("\"person\":2");
	SAYS("\"stations_closed\":1");
	RUN(0, "show area " XINHUA);
	SAYS_NOT("合并");
	RUN(0, "area merge 新华村 蔬菜村 date=2020-04-01");
	SAYS("对象档案 2");
	SAYS("家庭户 1");
	SAYS("网格 1");
	RUN(0, "show area " XINHUA " --json");
	SAYS("\"valid_to\":\"2020-04-01\"");
	SAYS("\"succ\":\"" SHUCAI "\"");
	SAYS("\"succ_kind\":\"合并\"");
	RUN(0, "list person --where 'village = " XINHUA " or live_area = " XINHUA "' --json");
	SAYS("[]");
	RUN(0, "list person --where 'village = " SHUCAI "' --columns name --format csv");
	SAYS("李四");
	SAYS("王五");
	RUN(0, "show station " XINHUA " --json");
	SAYS("\"closed\":\"2020-04-01\"");
	RUN(0, "list staff --columns name,station --json");
	SAYS_NOT("\"station\":\"" XINHUA "\"");
	RUN(0, "pair load");
	SAYS("周村\t站\t村\t2");
	SAYS("不对的结对 0 条");
	RUN(0, "check");
	SAYS("完好");
}

Test(area, a_roster_with_the_old_name_comes_in_under_the_new_one)
{
	shell_do(&s,
		"printf '姓名,身份证号,户籍村\\n赵六,610927198611029056,新华村\\n' > $DIR/p.csv");
	RUN(0, "area rename 新华村 光明村");
	RUN(0, "import person $DIR/p.csv --dry-run --json");
	RUN(0, "area merge 光明村 蔬菜村");
	RUN(0, "import person $DIR/p.csv");
	RUN(0, "list person --where 'name = 赵六' --columns village --json");
	SAYS("\"village\":\"" SHUCAI "\"");
}

Test(area, it_is_taken_back_in_one_step)
{
	RUN(0, "area merge 新华村 蔬菜村 --json");
	SAYS("\"batch\":2");
	RUN(0, "undo 2");
	RUN(0, "list person --where 'village = " XINHUA "' --columns name --format csv");
	SAYS("李四");
	SAYS("王五");
	RUN(0, "show area " XINHUA " --json");
	SAYS_NOT("valid_to");
	RUN(0, "show station " XINHUA " --json");
	SAYS_NOT("closed");
	RUN(0, "list staff --where 'station = " XINHUA "' --columns name --format csv");
	SAYS("周村");
}

Test(area, two_make_a_new_one_whose_station_is_the_first_of_theirs)
{
	RUN(0, "area merge 新华村 蔬菜村 610927100299 name=新蔬村");
	RUN(0, "show area 610927100299 --json");
	SAYS("\"name\":\"新蔬村\"");
	SAYS("\"parent\":\"610927100000\"");
	SAYS("城关镇新蔬村\"");
	RUN(0, "show station " XINHUA " --json");
	SAYS("\"area\":\"610927100299\"");
	RUN(0, "show station " SHUCAI " --json");
	SAYS("\"closed\":\"2020-04-30\"");
	RUN(0, "list staff --where 'station = " XINHUA "' --columns name --format csv");
	SAYS("周村");
	SAYS("吴村");
	RUN(0, "list person --where 'village.parent.name = 城关镇' --columns name,village --json");
	SAYS("\"village\":\"610927100299\"");
}

Test(area, a_name_changes_in_place_or_with_the_code)
{
	RUN(0, "area rename 新华村 光明村");
	RUN(0, "show area " XINHUA " --json");
	SAYS("\"name\":\"光明村\"");
	SAYS("城关镇光明村\"");
	SAYS("原名新华村");
	RUN(0, "show station " XINHUA " --json");
	SAYS("光明村");
	RUN(0, "area rename 光明村 更新村 code=610927100298");
	RUN(0, "show area " XINHUA " --json");
	SAYS("\"succ\":\"610927100298\"");
	SAYS("\"succ_kind\":\"更名\"");
	RUN(0, "list person --where 'village = 610927100298' --columns name --format csv");
	SAYS("李四");
	RUN(0, "show grid " XINHUA "01 --json");
	SAYS("\"village\":\"610927100298\"");
}

Test(area, a_split_takes_who_is_named_and_what_is_theirs_alone)
{
	RUN(0, "area split 新华村 610927100297 name=东新村 --where 'name = 李四' --json");
	SAYS("\"household\":1");
	SAYS("\"grid\":1");
	SAYS("\"person\":1");
	RUN(0, "show person 1-1 --json");
	SAYS("\"village\":\"610927100297\"");
	SAYS("\"grid\":\"" XINHUA "01\"");
	RUN(0, "show household 1-1 --json");
	SAYS("\"village\":\"610927100297\"");
	RUN(0, "show person 1-2 --json");
	SAYS("\"village\":\"" XINHUA "\"");
	RUN(0, "show area " XINHUA " --json");
	SAYS_NOT("valid_to");
	RUN(1, "pair load");
	SAYS("不管这个村");
}

Test(area, who_leaves_the_grid_others_stay_in_has_none)
{
	RUN(0, "set person 1-2 grid=" XINHUA "01");
	shell_do(&s, "printf '王五\\n' > $DIR/who.csv");
	RUN(0, "area split 新华村 蔬菜村 people=$DIR/who.csv");
	RUN(0, "show person 1-2 --json");
	SAYS("\"village\":\"" SHUCAI "\"");
	SAYS_NOT("\"grid\"");
	RUN(0, "show grid " XINHUA "01 --json");
	SAYS("\"village\":\"" XINHUA "\"");
	shell_do(&s, "printf '没有的人\\n' > $DIR/who.csv");
	RUN(65, "area split 新华村 蔬菜村 people=$DIR/who.csv");
	SAYS("“没有的人”不是这个区划里的人");
}

Test(area, split_up_wholly_the_old_one_ends)
{
	RUN(0, "area split 新华村 610927100297 name=东新村 rest=蔬菜村 --where 'name = 李四'");
	RUN(0, "show person 1-2 --json");
	SAYS("\"village\":\"" SHUCAI "\"");
	RUN(0, "show area " XINHUA " --json");
	SAYS("\"succ\":\"610927100297\\n" SHUCAI "\"");
	SAYS("\"succ_kind\":\"拆分\"");
	RUN(0, "show station " XINHUA " --json");
	SAYS("closed");
}

Test(area, what_makes_no_sense_is_refused)
{
	RUN(2, "area");
	RUN(2, "area frobnicate");
	RUN(2, "area rename 新华村");
	RUN(65, "area rename 没有的村 别的村");
	RUN(2, "area merge 新华村 新华村");
	RUN(2, "area merge 新华村 610927100299");
	SAYS("要给它一个名称");
	RUN(2, "area merge 新华村 城关镇");
	SAYS("级别不同");
	RUN(65, "area merge 新华村 123");
	RUN(2, "area rename 新华村 蔬菜村 code=" SHUCAI);
	RUN(2, "area split 新华村 蔬菜村");
	RUN(2, "area split 新华村 蔬菜村 --where 'name = 没有的人'");
	RUN(0, "area merge 新华村 蔬菜村");
	RUN(2, "area merge " XINHUA " 蔬菜村");
	SAYS("已经撤销了");
	RUN(2, "area merge 蔬菜村 " XINHUA);
	SAYS("不能再并进去");
}

Test(area, what_no_area_may_be_is_refused)
{
	RUN(2, "area rename 新华村 ''");
	SAYS("名称不能空着");
	RUN(2, "area rename 新华村 ' '");
	RUN(2, "area rename 新华村 新名村 code=一二三四");
	SAYS("不是12位数字");
	RUN(0, "area rename 新华村 新名村 date=2021-01-01 code=610927100299");
	RUN(2, "area merge 新名村 蔬菜村 date=2020-12-31");
	SAYS("从2021-01-01起才有");
}

/* "sex = 男) or (sex = 女" must not reach people of other villages. */
Test(area, a_condition_with_loose_brackets_splits_nothing)
{
	RUN(65, "area split 新华村 " SHUCAI " --where 'sex = 男) or (sex = 女'");
	RUN(0, "list person --where 'village = " XINHUA "' --columns name --format csv");
	SAYS("李四");
}

Test(area, lists_and_exports_are_narrowed_to_an_area)
{
	RUN(0, "set person name=赵六 id_no=610927198611029048 village=" SHUCAI);
	RUN(0, "list person --area 新华村 --columns name");
	SAYS("李四");
	SAYS_NOT("赵六");
	RUN(0, "list person --area " SHUCAI " --where 'name != 钱七' --columns name");
	SAYS("赵六");
	SAYS_NOT("李四");
	RUN(2, "list person --area 没有的村");
	SAYS("没有的村");
	RUN(65, "list person --area 新华村 --where 'sex = 男) or (sex = 女'");
	RUN(2, "list policy --area 新华村");
	SAYS("不按区划管理");
	RUN(0, "export person --area 新华村 -o $DIR/x.csv");
	SAYS("已导出 2 条");
}

/* Whoever saves while two villages merge may still have the old one before him. */
Test(area, somebody_put_into_a_village_that_ended_is_told)
{
	RUN(0, "area merge 新华村 蔬菜村");
	RUN(0, "set person name=赵六 id_no=610927198611029048 village=" XINHUA);
	SAYS("已经撤销或并入别处");
	RUN(0, "set person name=钱七 id_no=610927198611029064 village=" SHUCAI);
	SAYS_NOT("已经撤销或并入别处");
}

/* One merge on top of another: taken back in turn, the first finds what it left. */
Test(area, two_merges_are_taken_back_one_after_the_other)
{
	RUN(0, "area merge 新华村 蔬菜村");
	RUN(0, "area merge 蔬菜村 文彩村");
	RUN(0, "undo 3");
	RUN(0, "undo 2");
	SAYS_NOT("保留");
	RUN(0, "list person --where 'village = " XINHUA "' --columns name");
	SAYS("李四");
	SAYS("王五");
	RUN(0, "check");
}
