#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include <binggui/base/file.h>
#include <binggui/domain/grid.h>
#include <binggui/text/sheet.h>

static struct grid sample(void)
{
	struct grid g = {0};

	grid_title(&g, "统计");
	grid_text(&g, "项目");
	grid_text(&g, "数");
	grid_end(&g);
	grid_text(&g, "=1+1");
	grid_number(&g, "15.4");
	grid_end(&g);
	grid_text(&g, "610927199001019015");
	grid_number(&g, "");
	grid_end(&g);
	return g;
}

Test(grid, in_columns_for_the_eye)
{
	struct grid g = sample();
	struct str out = {0};

	grid_write_text(&g, &out);
	cr_expect_str_eq(str_c(&out),
		"项目                数\n"
		"=1+1                15.4\n"
		"610927199001019015\n",
		"%s", str_c(&out));
	str_free(&out);
	grid_free(&g);
}

Test(grid, csv_makes_no_formula)
{
	struct grid g = sample();
	struct str out = {0};

	grid_write_csv(&g, &out);
	cr_expect_str_eq(str_c(&out), "项目,数\r\n'=1+1,15.4\r\n'610927199001019015,\r\n", "%s",
		str_c(&out));
	str_free(&out);
	grid_free(&g);
}

Test(grid, a_heading_stands_over_all_columns_and_widens_none)
{
	struct grid g = {0};
	struct str out = {0};

	grid_heading(&g, "一个很长很长的标题");
	grid_text(&g, "甲");
	grid_text(&g, "乙");
	grid_end(&g);
	grid_write_text(&g, &out);
	cr_expect_str_eq(str_c(&out), "一个很长很长的标题\n甲  乙\n", "%s", str_c(&out));
	str_clear(&out);
	grid_write_csv(&g, &out);
	cr_expect_str_eq(str_c(&out), "一个很长很长的标题\r\n甲,乙\r\n", "%s", str_c(&out));
	str_free(&out);
	grid_free(&g);
}

Test(grid, a_csv_in_gb18030)
{
	char path[] = "/tmp/binggui-grid-XXXXXX.csv";
	struct grid g = sample();
	struct str bytes = {0};
	struct err e = {0};

	close(mkstemps(path, 4));
	cr_assert(grid_save(&g, path, EXPORT_CSV_GB18030, &e), "%s", e.text);
	cr_assert(file_read(path, 1 << 16, &bytes, &e));
	cr_expect_eq(memcmp(bytes.at, "\xCF\xEE\xC4\xBF,\xCA\xFD\r\n", 9), 0);
	unlink(path);
	str_free(&bytes);
	grid_free(&g);
}

Test(grid, of_nothing_writes_nothing)
{
	struct grid g = {0};
	struct str out = {0};

	grid_write_text(&g, &out);
	grid_write_csv(&g, &out);
	cr_expect_eq(out.n, 0);
	str_free(&out);
	grid_free(&g);
}
