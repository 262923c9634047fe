#include <criterion/criterion.h>
#include <stdarg.h>
#include <string.h>

#include <binggui/text/sheet.h>
#include <binggui/text/xlsx_sheet.h>

/* The part's functions called by hand; whole files stand in xlsx_read.c. */
static bool element(struct xlsx_sheet *s, const char *name, ...)
{
	const char *attributes[16] = {NULL};
	va_list args;
	size_t n = 0;

	va_start(args, name);
	while (n < 15 && (attributes[n] = va_arg(args, const char *)))
		n++;
	va_end(args);
	return xlsx_sheet_part.start(s, name, attributes, NULL);
}

static void text(struct xlsx_sheet *s, const char *name, const char *value)
{
	element(s, name, NULL);
	xlsx_sheet_part.text(s, value, strlen(value));
	xlsx_sheet_part.end(s, name, NULL);
}

static bool cell(struct xlsx_sheet *s, const char *address, const char *value)
{
	bool ok = element(s, "c", "r", address, NULL);

	if (value)
		text(s, "v", value);
	return xlsx_sheet_part.end(s, "c", NULL) && ok;
}

Test(xlsx_sheet, rows_cells_and_merges)
{
	struct book b = {0};
	struct xlsx_book book = {0};
	struct xlsx_sheet s = {.out = cell_add_sheet(&b, "x"), .book = &book};
	const struct sheet *out = s.out;

	cr_assert(element(&s, "row", "r", "2", NULL));
	cr_assert(cell(&s, "B2", "7"));
	cr_assert(cell(&s, "D2", "9"));
	xlsx_sheet_part.end(&s, "row", NULL);
	cr_assert(element(&s, "row", "hidden", "1", NULL));
	cr_assert(cell(&s, "A3", "1"));
	cr_assert(cell(&s, "F3", NULL));
	xlsx_sheet_part.end(&s, "row", NULL);
	cr_assert(element(&s, "row", "r", "9", NULL));
	xlsx_sheet_part.end(&s, "row", NULL);
	cr_assert(element(&s, "mergeCell", "ref", "D2:XFD1048576", NULL));
	cr_assert(xlsx_sheet_finish(&s, NULL));
	cr_assert_eq(out->n, 3, "blank rows at the end go");
	cr_assert_eq(out->rows[0].n, 0);
	cr_assert_eq(out->rows[1].number, 2);
	cr_assert_str_eq(sheet_text(&out->rows[1], 0), "");
	cr_assert_str_eq(sheet_text(&out->rows[1], 1), "7");
	cr_assert_eq(out->rows[2].flags, ROW_HIDDEN);
	cr_assert_str_eq(sheet_text(&out->rows[2], 3), "9", "merged down");
	cr_assert_eq(out->rows[2].cells[3].flags, CELL_MERGED);
	cr_assert_eq(out->rows[1].cells[3].flags, 0);
	cr_assert_eq(out->rows[2].n, 4, "not beyond the used columns");
	xlsx_sheet_free(&s);
	sheet_close(&b);
}

Test(xlsx_sheet, damaged)
{
	struct book b = {0};
	struct xlsx_book book = {0};
	struct xlsx_sheet s = {.out = cell_add_sheet(&b, "x"), .book = &book};

	cr_assert(element(&s, "row", "r", "5", NULL));
	cr_assert_not(cell(&s, "5A", "1"));
	xlsx_sheet_part.end(&s, "row", NULL);
	cr_assert_not(element(&s, "row", "r", "5", NULL), "rows go upwards");
	cr_assert_not(element(&s, "row", "r", "1048577", NULL));
	cr_assert(element(&s, "row", NULL));
	cr_assert(element(&s, "c", "t", "s", NULL));
	text(&s, "v", "3");
	cr_assert_not(xlsx_sheet_part.end(&s, "c", NULL), "no such string");
	xlsx_sheet_free(&s);
	sheet_close(&b);
}
