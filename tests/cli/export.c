#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <lib/shell.h>

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(cli_export, .init = open_shell, .fini = close_shell);

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define DO(command) cr_assert_eq(shell_do(&s, command), 0, "%s\n%s", command, str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))
#define SAYS_NOT(text)                                                                             \
	cr_assert_not(shell_says(&s, text), "“%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

static void two_people(void)
{
	RUN(0, "init");
	RUN(0, "set person name=李四 id_no=610927198611029013 village=610927100200 note='=1+1'");
	RUN(0, "set person name=王五 id_no=610927195011029024 village=曾家镇宏伟村");
}

Test(cli_export, csv_as_asked_for)
{
	two_people();
	RUN(0, "export person -o $DIR/x.csv --where 'age < 60' --columns 姓名,id_no,note");
	SAYS("已导出 1 条");
	DO("cat $DIR/x.csv");
	SAYS("姓名,公民身份号码,备注");
	SAYS("李四,610927********9013,'=1+1");
	SAYS_NOT("王五");
	RUN(0, "export person ww -o $DIR/y.csv --json");
	SAYS("\"rows\":1");
	DO("cat $DIR/y.csv");
	SAYS("王五");
	RUN(0, "export person -o $DIR/z.csv --sort -birth --encoding GBK --columns name");
	DO("iconv -f GB18030 -t UTF-8 $DIR/z.csv");
	cr_assert_lt(strstr(s.out.at, "李四"), strstr(s.out.at, "王五"));
}

Test(cli_export, in_full_only_with_a_reason)
{
	two_people();
	RUN(2, "export person -o $DIR/x.csv --reveal");
	SAYS("--reason");
	cr_assert_neq(shell_do(&s, "test -e $DIR/x.csv"), 0);
	RUN(0, "export person -o $DIR/x.csv --reveal --reason 报县局核对");
	DO("cat $DIR/x.csv");
	SAYS("'610927198611029013");
	RUN(0, "journal");
	SAYS("报县局核对");
}

Test(cli_export, wrong_calls_leave_no_file)
{
	two_people();
	RUN(2, "export person");
	SAYS("-o");
	RUN(2, "export person -o $DIR/x.doc");
	RUN(2, "export person -o $DIR/x.csv --columns colour");
	RUN(2, "export person -o $DIR/x.csv --sort colour");
	RUN(65, "export person -o $DIR/x.csv --where 'sex ='");
	RUN(2, "export horse -o $DIR/x.csv");
	cr_assert_neq(shell_run(&s, "export person -o /nonexistent/x.csv"), 0);
	cr_assert_neq(shell_do(&s, "ls $DIR/x.*"), 0);
}

Test(cli_export, an_xlsx_is_taken_in_again)
{
	two_people();
	RUN(0, "export person -o $DIR/x.xlsx --reveal --reason 核对 --columns name,id_no,village");
	RUN(0, "import person $DIR/x.xlsx --dry-run --json");
	RUN(0, "export area -o $DIR/a.csv");
	SAYS("已导出 70 条");
}

/* Another program's reader: an id stays what it is, a formula stays letters, a number is one. */
Test(cli_export, a_workbook_in_another_programs_eyes)
{
	two_people();
	RUN(0, "set employer name='=HYPERLINK(\"http://x\")' contact='@王'");
	RUN(0, "set post employer=1-1 title='+1 电工' vacancies=3 pay_from=3500 pay_unit=月");
	RUN(0, "export person -o $DIR/p.xlsx --reveal --reason 核对 --columns "
	       "name,id_no,phone1,birth,age");
	RUN(0, "export post -o $DIR/q.xlsx --columns employer,title,vacancies,pay_from");
	const char *python = shell_openpyxl(&s);
	if (!python)
		cr_skip_test("python3-openpyxl is not here");
	char line[2048];
	snprintf(line, sizeof line, "%s -c '\n%s'", python,
		"import openpyxl, os\n"
		"def sheet(n): return openpyxl.load_workbook(os.environ[\"DIR\"] + \"/\" + "
		"n).active\n"
		"p = sheet(\"p.xlsx\")\n"
		"assert p[\"B1\"].value == \"公民身份号码\", p[\"B1\"].value\n"
		"ids = [p.cell(r, 2) for r in (2, 3)]\n"
		"assert sorted(c.value for c in ids) == [\"610927195011029024\", "
		"\"610927198611029013\"]\n"
		"assert all(c.data_type == \"s\" for c in ids)\n"
		"assert all(p.cell(r, 5).data_type == \"n\" for r in (2, 3)), p.cell(2, 5).value\n"
		"q = sheet(\"q.xlsx\")\n"
		"assert q[\"A2\"].value.endswith(\"=HYPERLINK(\\\"http://x\\\")\"), "
		"q[\"A2\"].value\n"
		"assert q[\"B2\"].value.endswith(\"+1 电工\"), q[\"B2\"].value\n"
		"assert q[\"C2\"].value == 3 and q[\"C2\"].data_type == \"n\", q[\"C2\"].value\n"
		"assert q[\"D2\"].value == 3500 and q[\"D2\"].data_type == \"n\", q[\"D2\"].value\n"
		"assert all(c.data_type != \"f\" for w in (p, q) for r in w.iter_rows() for c in "
		"r)\n");
	DO(line);
}
