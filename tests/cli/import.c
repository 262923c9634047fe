#include <criterion/criterion.h>
#include <string.h>

#include <lib/golden.h>
#include <lib/shell.h>

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
	cr_assert_eq(shell_run(&s, "init"), 0);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(cli_import, .init = open_shell, .fini = close_shell);

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define DO(command) cr_assert_eq(shell_do(&s, command), 0, "%s\n%s", command, str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

/* The answer, a row of the file a line: tests/golden/import-NAME.txt. */
static void answers(const char *file, const char *name)
{
	struct str words = {0}, lines = {0};

	str_addf(&words, "import person tests/data/rosters/%s --dry-run --json", file);
	RUN(1, words.at);
	for (const char *at = s.out.at; *at; at++) {
		if (text_starts(at, "{\"row\":") || text_starts(at, "],\"counts\""))
			str_addc(&lines, '\n');
		str_addc(&lines, *at);
	}
	str_clear(&words);
	str_addf(&words, "import-%s", name);
	golden(words.at, str_c(&lines));
	str_free(&words);
	str_free(&lines);
}

Test(cli_import, numbers)
{
	answers("numbers.csv", "numbers");
	answers("invisible.csv", "invisible");
}

Test(cli_import, names)
{
	answers("names.csv", "names");
}

Test(cli_import, dates)
{
	answers("dates.csv", "dates");
}

Test(cli_import, telephones)
{
	answers("phones.txt", "phones");
}

Test(cli_import, places)
{
	answers("villages.csv", "villages");
	answers("towns.csv", "towns");
}

Test(cli_import, codes)
{
	answers("codes.csv", "codes");
}

Test(cli_import, what_is_no_person)
{
	answers("structure.csv", "structure");
}

Test(cli_import, quotes)
{
	answers("quotes.csv", "quotes");
}

Test(cli_import, cells_of_a_workbook)
{
	answers("types.xlsx", "types");
}

Test(cli_import, a_dry_run_writes_nothing_and_a_second_import_neither)
{
	RUN(1, "import person tests/data/rosters/villages.csv --dry-run --json");
	RUN(0, "");
	SAYS("对象档案：0");
	RUN(1, "import person tests/data/rosters/villages.csv --json");
	SAYS("\"changes\":{\"create\":88,\"update\":0,\"unchanged\":0}");
	RUN(1, "import person tests/data/rosters/villages.csv --json");
	SAYS("\"changes\":{\"create\":0,\"update\":0,\"unchanged\":88}");
	RUN(0, "undo 1");
	RUN(0, "");
	SAYS("对象档案：0");
}

Test(cli_import, what_was_refused_can_be_mended_and_imported)
{
	DO("printf '城关镇名册,,\\n姓名,身份证号,村\\n李四,610927195601019010,新华村\\n"
	   "王五,61092719560102901,新华村\\n' | iconv -t GB18030 > $DIR/a.csv");
	RUN(1, "import person $DIR/a.csv --rejects $DIR/b.csv");
	SAYS("未导入的 1 行");
	DO("iconv -f GB18030 -t UTF-8 $DIR/b.csv");
	SAYS("城关镇名册");
	SAYS("未导入原因");
	SAYS("王五,61092719560102901,新华村,身份证号有17位");
	DO("sed -i 's/61092719560102901,/610927195601029016,/' $DIR/b.csv");
	RUN(0, "import person $DIR/b.csv --json");
	SAYS("\"create\":1");
	SAYS("\"village\":\"610927100201\"");
}

Test(cli_import, a_file_that_is_no_roster_is_told_in_one_sentence)
{
	DO(": > $DIR/empty.csv; printf '\\000\\377\\001' > $DIR/junk.csv; mkdir $DIR/dir.csv");
	RUN(65, "import person $DIR/empty.csv");
	SAYS("文件是空的");
	RUN(65, "import person $DIR/junk.csv --json");
	SAYS("\"error\":\"这不是表格文件");
	SAYS("\"rows\":[],\"counts\":{\"accept\":0");
	DO("printf '甲,2020-01-01\\n' > $DIR/bare.csv");
	RUN(65, "import visit $DIR/bare.csv --dry-run --format json");
	SAYS("\"error\":\"没有找到“走访记录”的表头");
	RUN(66, "import person $DIR/absent.csv");
	SAYS("文件不存在");
	RUN(66, "import person $DIR/dir.csv");
	SAYS("是一个目录");
}

/* A roster may say whose survivor somebody is; words that a nearer register has keep their meaning. */
Test(cli_import, a_roster_with_the_fallen_it_speaks_of)
{
	DO("printf "
	   "'姓名,身份证号,户籍村,人员类别,三属类别,与烈士关系,烈士姓名,牺牲时间,入伍时间,"
	   "退役时间\n"
	   "李四,610927198611029021,新华村,烈士遗属,烈士遗属,子女,李大山,1987-02-20,,\n"
	   "王五,610927195002139010,新华村,退役士兵,,,,,1968-12,1972-02\n' > $DIR/r.csv");
	RUN(0, "import person $DIR/r.csv");
	RUN(0, "list martyr_link --columns person,class,rel,soldier_name,death_date");
	SAYS("李四 新华村\t烈士遗属\t子女\t李大山\t1987-02-20");
	RUN(0, "list service --columns person,enlisted,discharged");
	SAYS("王五 新华村\t1968-12\t1972-02");
}
