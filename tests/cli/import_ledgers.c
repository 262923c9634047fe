#include <criterion/criterion.h>
#include <string.h>

#include <lib/golden.h>
#include <lib/shell.h>

/*
 * Logs of visits, lists of payments and tables of posts as stations and companies write them: what
 * becomes of every row stands in tests/golden/import-NAME.txt.
 */

static struct shell s;

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))

static void open_shell(void)
{
	shell_open(&s);
	RUN(0, "init");
	RUN(1, "import person tests/data/ledgers/people.csv");
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(cli_import_ledgers, .init = open_shell, .fini = close_shell);

/* The answer, a row of the file a line. */
static void answers(const char *table, const char *file, const char *name)
{
	struct str words = {0}, lines = {0};

	str_addf(&words, "import %s tests/data/ledgers/%s --dry-run --json", table, file);
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

Test(cli_import_ledgers, visits)
{
	answers("visit", "visits.csv", "visits");
	answers("visit", "visits_numbers.csv", "visits-numbers");
}

Test(cli_import_ledgers, payments)
{
	answers("aid", "aid.csv", "aid");
	answers("aid", "aid_sections.csv", "aid-sections");
	answers("aid", "aid_units.csv", "aid-units");
}

Test(cli_import_ledgers, posts)
{
	answers("post", "posts.csv", "posts");
	answers("post", "posts_wrapped_gbk.csv", "posts-wrapped");
	answers("post", "posts_year.csv", "posts-year");
	answers("post", "posts_columns.csv", "posts-columns");
}

Test(cli_import_ledgers, merged_cells_of_a_workbook)
{
	struct str lines = {0};

	RUN(0, "import post tests/data/ledgers/posts_merged.xlsx --dry-run --json");
	for (const char *at = s.out.at; *at; at++) {
		if (text_starts(at, "{\"row\":"))
			str_addc(&lines, '\n');
		str_addc(&lines, *at);
	}
	golden("import-posts-merged", str_c(&lines));
	str_free(&lines);
}

/* Written once, known the second time, gone when the batch is taken back. */
static void twice(const char *table, const char *file, const char *first, const char *second,
	const char *left)
{
	struct str words = {0};

	str_addf(&words, "import %s tests/data/ledgers/%s --json", table, file);
	RUN(1, words.at);
	SAYS(first);
	RUN(1, words.at);
	SAYS(second);
	RUN(0, "undo 2");
	RUN(0, "");
	SAYS(left);
	str_free(&words);
}

Test(cli_import_ledgers, a_log_of_visits_is_written_once)
{
	twice("visit", "visits.csv", "\"create\":15,\"update\":0,\"unchanged\":0",
		"\"create\":0,\"update\":0,\"unchanged\":15", "走访记录：0");
}

Test(cli_import_ledgers, payments_are_written_once)
{
	twice("aid", "aid_sections.csv", "\"create\":4,\"update\":0,\"unchanged\":0",
		"\"create\":0,\"update\":0,\"unchanged\":4", "救助慰问：0");
}

Test(cli_import_ledgers, posts_are_written_once_and_their_employers_with_them)
{
	RUN(1, "import post tests/data/ledgers/posts.csv");
	RUN(0, "list employer");
	SAYS("镇坪县甲茶业有限公司");
	SAYS("丁合作社");
	RUN(0, "list post --columns title,pay_month_from,pay_month_to");
	SAYS("采茶工\t4,350.00\t4,350.00");
	SAYS("技工\t10,000.00\t10,000.00");
	SAYS("会计\t\t");
	RUN(1, "import post tests/data/ledgers/posts.csv --json");
	SAYS("\"create\":0,\"update\":0,\"unchanged\":10");
	RUN(0, "undo 2");
	RUN(0, "");
	SAYS("招聘岗位：0");
	SAYS("用工单位：0");
}

Test(cli_import_ledgers, a_wrong_total_is_told_though_its_row_is_skipped)
{
	RUN(1, "import aid tests/data/ledgers/aid_sections.csv --dry-run");
	SAYS("第14行 跳过：“发放金额”写的是8,000.00元，上面各行合计7,500.00元");
}
