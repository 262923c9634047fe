#include <criterion/criterion.h>
#include <string.h>

#include <binggui/text/xlsx_book.h>

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static void element(const struct xlsx_part *part, struct xlsx_book *b, const char *name, ...)
{
	const char *attributes[16] = {NULL};
	va_list args;
	size_t n = 0;

	va_start(args, name);
	while (n < 15 && (attributes[n] = va_arg(args, const char *)))
		n++;
	va_end(args);
	cr_assert(part->start(b, name, attributes, NULL));
}

static void text(struct xlsx_book *b, const char *s)
{
	xlsx_book_strings.text(b, s, strlen(s));
}

Test(xlsx_book, workbook)
{
	struct xlsx_book b = {0};
	const struct xlsx_part *p = &xlsx_book_workbook;

	element(p, &b, "workbookPr", "date1904", "1", NULL);
	element(p, &b, "sheet", "name", "名册", RELATIONS "|id", "rId1", NULL);
	element(p, &b, "sheet", "name", "旧", "state", "veryHidden", NULL);
	cr_assert(b.system_1904);
	cr_assert_eq(b.n_tabs, 2);
	cr_assert_str_eq(b.tabs[0].relation, "rId1");
	cr_assert_not(b.tabs[0].hidden);
	cr_assert(b.tabs[1].hidden);
	cr_assert_str_eq(b.tabs[1].relation, "");
	xlsx_book_free(&b);
	xlsx_book_free(&b);
}

Test(xlsx_book, relations)
{
	struct xlsx_book b = {.folder = "xl/"};
	const struct xlsx_part *p = &xlsx_book_relations;

	element(p, &b, "Relationship", "Id", "rId1", "Type", RELATIONS "/worksheet", "Target",
		"worksheets/sheet1.xml", NULL);
	element(p, &b, "Relationship", "Id", "rId2", "Type", RELATIONS "/styles", "Target",
		"/xl/styles.xml", NULL);
	element(p, &b, "Relationship", "Id", "rId3", NULL);
	cr_assert_eq(b.n_relations, 2);
	cr_assert_str_eq(xlsx_book_by_id(&b, "rId1")->target, "xl/worksheets/sheet1.xml");
	cr_assert_str_eq(xlsx_book_by_type(&b, "/styles"), "xl/styles.xml");
	cr_assert_null(xlsx_book_by_id(&b, "rId3"));
	cr_assert_null(xlsx_book_by_type(&b, "/theme"));
	xlsx_book_forget_relations(&b);
	cr_assert_null(xlsx_book_by_id(&b, "rId1"));
	xlsx_book_free(&b);
}

Test(xlsx_book, paths)
{
	static const struct {
		const char *folder, *target, *expected;
	} samples[] = {
		{"xl/", "a.xml", "xl/a.xml"},
		{"xl/", "/xl/a.xml", "xl/a.xml"},
		{"xl/", "../docProps/a.xml", "docProps/a.xml"},
		{"xl/", "./b/./a.xml", "xl/b/a.xml"},
		{"", "xl\\a.xml", "xl/a.xml"},
		{"", "../../../etc/passwd", "etc/passwd"},
		{"xl/", "", "xl/"},
	};
	struct str out = {0};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		xlsx_book_join(&out, samples[i].folder, samples[i].target);
		cr_expect_str_eq(str_c(&out), samples[i].expected);
	}
	str_free(&out);
}

Test(xlsx_book, strings)
{
	struct cell_pool pool = {0};
	struct xlsx_book b = {.pool = &pool};
	const struct xlsx_part *p = &xlsx_book_strings;

	element(p, &b, "si", NULL);
	element(p, &b, "t", NULL);
	text(&b, "张");
	text(&b, "三");
	p->end(&b, "t", NULL);
	text(&b, "between");
	element(p, &b, "rPh", NULL);
	element(p, &b, "t", NULL);
	text(&b, "zhang");
	p->end(&b, "t", NULL);
	p->end(&b, "rPh", NULL);
	element(p, &b, "t", NULL);
	text(&b, "丰\xEF\xBF\xBD");
	p->end(&b, "t", NULL);
	p->end(&b, "si", NULL);
	element(p, &b, "si", NULL);
	p->end(&b, "si", NULL);
	cr_assert_eq(b.n_strings, 2);
	cr_assert_str_eq(b.strings[0].text, "张三丰\uFFFD");
	cr_assert_eq(b.strings[0].flags, CELL_LOSSY);
	cr_assert_str_eq(b.strings[1].text, "");
	cr_assert_eq(b.strings[1].flags, 0);
	xlsx_book_free(&b);
	cell_pool_free(&pool);
}

Test(xlsx_book, styles)
{
	struct xlsx_book b = {0};
	const struct xlsx_part *p = &xlsx_book_styles;

	element(p, &b, "numFmts", NULL);
	element(p, &b, "numFmt", "numFmtId", "176", "formatCode", "yyyy.mm", NULL);
	element(p, &b, "numFmt", "numFmtId", "177", NULL);
	p->end(&b, "numFmts", NULL);
	element(p, &b, "xf", "numFmtId", "14", NULL);
	element(p, &b, "cellXfs", NULL);
	element(p, &b, "xf", "numFmtId", "0", NULL);
	element(p, &b, "xf", "numFmtId", "14", NULL);
	element(p, &b, "xf", "numFmtId", "176", NULL);
	element(p, &b, "xf", NULL);
	p->end(&b, "cellXfs", NULL);
	element(p, &b, "xf", "numFmtId", "14", NULL);
	cr_assert_eq(b.n_styles, 4);
	cr_assert_eq(b.styles[0].shows, XLSX_SHOWS_NUMBER);
	cr_assert_eq(b.styles[1].shows, XLSX_SHOWS_DAY);
	cr_assert_eq(b.styles[2].shows, XLSX_SHOWS_MONTH);
	cr_assert_eq(b.styles[3].shows, XLSX_SHOWS_NUMBER);
	xlsx_book_free(&b);
}
