#include <criterion/criterion.h>

#include <binggui/text/xlsx_part.h>

Test(xlsx_part, attributes)
{
	const char *attributes[] = {"r", "A1", "hidden", "true",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships|id", "rId3",
		NULL};
	const char *none[] = {NULL};

	cr_assert_str_eq(xlsx_part_attribute(attributes, "r"), "A1");
	cr_assert_null(xlsx_part_attribute(attributes, "id"));
	cr_assert_null(xlsx_part_attribute(none, "r"));
	cr_assert_str_eq(xlsx_part_relation(attributes), "rId3");
	cr_assert_null(xlsx_part_relation(none));
	cr_assert(xlsx_part_true(attributes, "hidden"));
	cr_assert_not(xlsx_part_true(attributes, "r"));
	cr_assert_not(xlsx_part_true(attributes, "x"));
}

Test(xlsx_part, addresses)
{
	static const char *const bad[] = {"", "A", "1", "A0", "A1048577", "XFE1", "AAAAAAAAAAAAAA1",
		"A1:B2", "A-1", "1A", "A99999999999999999999", NULL};
	size_t row, column;

	cr_assert(xlsx_part_cell("A1", &row, &column));
	cr_assert(row == 1 && column == 0);
	cr_assert(xlsx_part_cell("$ab$12", &row, &column));
	cr_assert(row == 12 && column == 27);
	cr_assert(xlsx_part_cell("XFD1048576", &row, &column));
	cr_assert(row == 1048576 && column == 16383);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(
			xlsx_part_cell(bad[i], &row, &column), "%s", bad[i] ? bad[i] : "NULL");
}

Test(xlsx_part, ranges)
{
	size_t rows[2], columns[2];

	cr_assert(xlsx_part_range("B2:D10", rows, columns));
	cr_assert(rows[0] == 2 && rows[1] == 10 && columns[0] == 1 && columns[1] == 3);
	cr_assert(xlsx_part_range("C3", rows, columns));
	cr_assert(rows[0] == 3 && rows[1] == 3 && columns[0] == 2 && columns[1] == 2);
	cr_assert_not(xlsx_part_range("D10:B2", rows, columns));
	cr_assert_not(xlsx_part_range("A1:", rows, columns));
	cr_assert_not(xlsx_part_range("A1:B2:C3", rows, columns));
	cr_assert_not(xlsx_part_range("A:B", rows, columns));
	cr_assert_not(xlsx_part_range("", rows, columns));
	cr_assert_not(xlsx_part_range(NULL, rows, columns));
}

Test(xlsx_part, unescape)
{
	static const struct {
		const char *text, *expected;
	} samples[] = {
		{"", ""},
		{"plain", "plain"},
		{"a_x000D_b", "a\rb"},
		{"_x005F_x000D_", "_x000D_"},
		{"_x5F20_三", "张三"},
		{"_x0000__xD83D_", "\uFFFD\uFFFD"},
		{"_x12_ _xZZZZ_ _x000", "_x12_ _xZZZZ_ _x000"},
	};
	struct str s = {0};

	xlsx_part_unescape(&s);
	cr_assert_eq(s.n, 0);
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		str_set(&s, samples[i].text);
		xlsx_part_unescape(&s);
		cr_expect_str_eq(str_c(&s), samples[i].expected, "case %zu", i);
	}
	str_free(&s);
}
