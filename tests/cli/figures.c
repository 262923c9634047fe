#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <lib/shell.h>

/* Figures and cross tables from the command line, and their files in other programs' eyes. */

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(cli_figures, .init = open_shell, .fini = close_shell);

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define DO(command) cr_assert_eq(shell_do(&s, command), 0, "%s\n%s", command, str_c(&s.err))
#define PYTHON(python, script)                                                                     \
	do {                                                                                       \
		char line_[4096];                                                                  \
		snprintf(                                                                          \
			line_, sizeof line_, "%s -c '\nimport openpyxl, os\n%s'", python, script); \
		DO(line_);                                                                         \
	} while (0)
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))
#define SAYS_NOT(text)                                                                             \
	cr_assert_not(shell_says(&s, text), "“%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

static void two_people(void)
{
	RUN(0, "init");
	RUN(0, "set person name=李四 id_no=610927198611029013 village=610927100200");
	RUN(0, "set person name=王五 id_no=610927195011029024 village=曾家镇宏伟村");
	RUN(0, "set identity person=1-1 class12=退役士兵");
	RUN(0, "set identity person=1-1 class12=残疾军人");
	RUN(0, "set identity person=1-2 class12=退役士兵");
}

Test(cli_figures, a_sheet_as_text_and_as_json)
{
	two_people();
	RUN(0, "figures --period 2019..2020-04");
	SAYS("2019年以来（至2020年4月30日）");
	SAYS("7个");
	SAYS("占镇的100%");
	RUN(0, "figures annual --format json");
	SAYS("{\"key\":\"on_file\",\"title\":\"在档对象\",\"article\":\"8\",\"value\":2,\"unit\":"
	     "\"名\","
	     "\"text\":\"2名\"}");
	SAYS("\"article\":\"6,25\"");
	RUN(0, "figures --period 2019");
	SAYS("2019年\n");
}

Test(cli_figures, within_an_area)
{
	two_people();
	RUN(0, "figures --area 曾家镇 --json");
	SAYS("\"article\":\"8\",\"value\":1,");
	RUN(2, "figures --area 没有这个镇");
	SAYS("没有这个镇");
}

Test(cli_figures, what_a_figure_means_and_whom_it_counts)
{
	two_people();
	RUN(0, "figures --explain on_file");
	SAYS("口径：");
	SAYS("有有效身份");
	SAYS("person\t1-1\t李四");
	RUN(2, "figures --explain nonsense");
	SAYS("没有数字“nonsense”");
}

Test(cli_figures, frozen_it_stays_and_is_compared_with_now)
{
	two_people();
	RUN(0, "figures --freeze --reason 报市局");
	SAYS("已冻结为 1-1");
	RUN(0, "set person name=赵六 id_no=610927195011029032 village=610927100200");
	RUN(0, "set identity person=1-3 class12=退役士兵");
	RUN(0, "figures --compare 1-1 --format csv");
	SAYS("在档对象,2名,3名,+1,1,0");
	RUN(0, "show report_run 1-1");
	SAYS("报市局");
	RUN(2, "set report_run 1-1 until=2030-01-01");
	SAYS("由程序填写，不能改");
	RUN(2, "set report_line 1-1 value=999");
	RUN(2, "set report_line run=1-1 no=999 key=x title=x");
	DO("printf '序号,数字标识,项目\\n1,on_file,对象\\n' >$DIR/line.csv");
	RUN(2, "import report_line $DIR/line.csv");
	SAYS("由程序填写，不能导入");
}

Test(cli_figures, wrong_words_are_told_before_anything_is_counted)
{
	two_people();
	RUN(2, "figures 年报");
	SAYS("annual");
	RUN(2, "figures --period 去年");
	SAYS("不是日期");
	RUN(2, "figures --format pdf");
	SAYS("text、json、csv 或 xlsx");
	RUN(2, "figures --format xlsx");
	SAYS("-o");
	RUN(2, "cross person nonsense");
	SAYS("没有字段“nonsense”");
}

Test(cli_figures, a_cross_table)
{
	two_people();
	RUN(0, "cross person village:town sex --format csv");
	SAYS("户籍村(社区)（镇）,男,女,合计\n");
	SAYS("曾家镇,0,1,1\n");
	RUN(0, "cross identity person.sex class12 --json");
	SAYS("{\"down\":\"男\",\"across\":\"残疾军人\",\"count\":1}");
}

/* Numbers are numbers, texts are texts: as another program's reader sees it. */
Test(cli_figures, a_workbook_in_another_programs_eyes)
{
	two_people();
	RUN(0, "figures -o $DIR/x.xlsx");
	const char *python = shell_openpyxl(&s);
	if (!python)
		cr_skip_test("python3-openpyxl is not here");
	PYTHON(python, "w = openpyxl.load_workbook(os.environ[\"DIR\"] + \"/x.xlsx\").active\n"
		       "assert w[\"A1\"].value == \"退役军人事务工作年度报表\", w[\"A1\"].value\n"
		       "assert [str(r) for r in w.merged_cells.ranges] == [\"A1:G1\", \"A2:G2\"], "
		       "w.merged_cells\n"
		       "assert w[\"A3\"].value == \"章节\"\n"
		       "rows = {r[1].value: r for r in w.iter_rows() if len(r) > 3}\n"
		       "assert rows[\"在档对象\"][3].value == 2, rows[\"在档对象\"][3].value\n"
		       "assert rows[\"在档对象\"][3].data_type == \"n\"\n"
		       "assert rows[\"在档对象\"][2].value == \"2名\"\n"
		       "assert all(c.data_type != \"f\" for r in w.iter_rows() for c in r)\n");
}

/* Whatever is asked for as JSON comes as JSON. */
Test(cli_figures, explained_compared_and_frozen_as_json)
{
	two_people();
	RUN(0, "figures --explain on_file --json");
	SAYS("{\"key\":\"on_file\",");
	SAYS("\"ids\":[{\"table\":\"person\",\"id\":\"1-1\",\"title\":\"李四 ");
	RUN(0, "figures --compare 2019 --json");
	SAYS("\"key\":\"on_file\",");
	SAYS("\"first\":{\"value\":\"2\",\"text\":\"2名\"}");
	RUN(0, "figures --freeze --json");
	SAYS("{\"id\":\"1-1\"}");
	RUN(0, "batches --json");
	SAYS("[]");
	RUN(0, "check --json");
	SAYS("\"findings\":[]");
}

/* A plaque that was due and called off was never on a wall. */
Test(cli_figures, a_plaque_called_off_before_it_hung_is_not_counted)
{
	two_people();
	RUN(0, "set household household_no=H1 village=610927100200");
	RUN(0, "set plaque household=1-1 based_on=1-1 state=应挂");
	RUN(0, "move plaque 1-1 取消 reason=刑事处罚 approver=王局");
	RUN(0, "figures --period 2019 --json");
	SAYS("\"key\":\"plaques\",\"title\":\"悬挂光荣牌\",\"article\":\"21\",\"value\":0,");
}
