#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/sheet.h>
#include <binggui/text/xlsx_read.h>
#include <unit/text/zipped.h>

static void open_book(struct book *b, struct str zip)
{
	struct err e = {0};

	*b = (struct book){0};
	cr_assert(xlsx_read(b, zip.at, zip.n, NULL, &e), "%s", e.text);
	str_free(&zip);
}

/* Why the zip is refused. */
static const char *refused(struct str zip, const struct sheet_options *options)
{
	static struct err e;
	struct book b = {0};

	err_clear(&e);
	cr_expect_not(xlsx_read(&b, str_c(&zip), zip.n, options, &e));
	sheet_close(&b);
	str_free(&zip);
	return e.text;
}

/* Cells of a row as "A|B|", with =n for a kind and a flag: "1986-11=2,0". */
static const char *row_text(const struct sheet *s, size_t i)
{
	static char out[1024];
	size_t n = 0;

	out[0] = '\0';
	for (size_t c = 0; c < s->rows[i].n; c++)
		n += (size_t)snprintf(
			out + n, sizeof out - n, "%s%s", c ? "|" : "", s->rows[i].cells[c].text);
	return out;
}

#define STRINGS(body) "<sst xmlns=\"" ZIPPED_MAIN "\">" body "</sst>"
#define STYLES(body)  "<styleSheet xmlns=\"" ZIPPED_MAIN "\">" body "</styleSheet>"

Test(xlsx_read, strings_shared_inline_and_rich)
{
	struct book b;

	open_book(&b,
		zipped_book(
			ZIPPED_SHEET(
				"<sheetData><row r=\"1\">"
				"<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
				"<c r=\"C1\" t=\"s\"><v> 2 </v></c>"
				"<c r=\"D1\" "
				"t=\"inlineStr\"><is><r><t>欧</t></r><r><rPr><b/></rPr><t>阳</t></"
				"r>"
				"<rPh sb=\"0\" eb=\"1\"><t>ouyang</t></rPh></is></c>"
				"<c r=\"E1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> "
				"a_x000D_\nb </t></is></c>"
				"</row></sheetData>"),
			STRINGS("<si><t>张三</t></si><si><r><t>李</t></r><r><t>四</t></r><rPh "
				"sb=\"0\" eb=\"1\">"
				"<t>lisi</t></rPh></si><si><t>&lt;&#x20C89;&gt;</t></si>"),
			NULL));
	cr_assert_eq(b.kind, SHEET_XLSX);
	cr_assert_str_eq(b.sheets[0].name, "名册");
	cr_assert_str_eq(row_text(&b.sheets[0], 0), "张三|李四|<𠲉>|欧阳| a\r\nb ");
	sheet_close(&b);
}

Test(xlsx_read, kinds_of_cells)
{
	struct book b;

	open_book(&b, zipped_book(ZIPPED_SHEET("<sheetData><row><c><v>12.50</v></c><c "
					       "t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
					       "<c t=\"e\"><v>#N/A</v></c><c "
					       "t=\"str\"><f>A1&amp;\"x\"</f><v>12.5x</v></c>"
					       "<c><f>SUM(A1)</f><v>7</v></c><c><f>NOW()</f></c>"
					       "<c t=\"d\"><v>1986-11-02T00:00:00</v></c><c "
					       "t=\"n\"><v>6.1092719861102906E+17</v></c>"
					       "</row></sheetData>"),
			      NULL, NULL));
	const struct cell *c = b.sheets[0].rows[0].cells;
	static const struct {
		const char *text;
		enum cell_kind kind;
		unsigned flags;
	} expected[] = {
		{"12.5", CELL_NUMBER, 0},
		{"TRUE", CELL_BOOL, 0},
		{"FALSE", CELL_BOOL, 0},
		{"#N/A", CELL_ERROR, 0},
		{"12.5x", CELL_TEXT, CELL_FORMULA},
		{"7", CELL_NUMBER, CELL_FORMULA},
		{"", CELL_TEXT, CELL_FORMULA},
		{"1986-11-02", CELL_DATE, 0},
		{"610927198611029060", CELL_NUMBER, CELL_ROUNDED},
	};
	cr_assert_eq(b.sheets[0].rows[0].n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		cr_expect_str_eq(c[i].text, expected[i].text);
		cr_expect_eq(c[i].kind, expected[i].kind, "cell %zu", i);
		cr_expect_eq(c[i].flags, expected[i].flags, "cell %zu", i);
	}
	sheet_close(&b);
}

Test(xlsx_read, dates_by_style)
{
	struct book b;

	open_book(&b,
		zipped_book(ZIPPED_SHEET("<sheetData><row><c s=\"1\"><v>31718</v></c><c "
					 "s=\"2\"><v>31718</v></c>"
					 "<c s=\"3\"><v>31718.5</v></c><c "
					 "s=\"4\"><v>31718</v></c><c s=\"0\"><v>31718</v></c>"
					 "<c s=\"99\"><v>31718</v></c><c "
					 "s=\"5\"><v>725</v></c></row></sheetData>"),
			NULL,
			STYLES("<numFmts><numFmt numFmtId=\"176\" "
			       "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;;@\"/>"
			       "<numFmt numFmtId=\"177\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/>"
			       "<numFmt numFmtId=\"178\" formatCode=\"000000\"/></numFmts>"
			       "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
			       "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
			       "numFmtId=\"176\"/>"
			       "<xf numFmtId=\"177\"/><xf numFmtId=\"57\"/><xf "
			       "numFmtId=\"178\"/></cellXfs>"
			       "<dxfs><dxf><numFmt numFmtId=\"176\" "
			       "formatCode=\"0\"/></dxf></dxfs>")));
	cr_assert_str_eq(row_text(&b.sheets[0], 0),
		"1986-11-02|1986-11|1986-11-02|1986-11|31718|31718|000725");
	cr_assert_eq(b.sheets[0].rows[0].cells[0].kind, CELL_DATE);
	cr_assert_eq(b.sheets[0].rows[0].cells[4].kind, CELL_NUMBER);
	sheet_close(&b);
}

/* A workbook part and rels of our own choice, sheets a, b, c of one cell with their number. */
static struct str many_sheets(const char *workbook, const char *rels)
{
	struct zipped_part parts[] = {
		{"_rels/.rels", ZIPPED_RELS, 0},
		{"XL\\Workbook.xml", workbook, 0},
		{"xl/_rels/workbook.xml.rels", rels, 0},
		{"xl/worksheets/a.xml",
			ZIPPED_SHEET("<sheetData><row><c><v>1</v></c></row></sheetData>"), 0},
		{"xl/worksheets/b.xml",
			ZIPPED_SHEET(
				"<sheetData><row><c s=\"1\"><v>30256</v></c></row></sheetData>"),
			0},
		{"xl/worksheets/c.xml", ZIPPED_SHEET("<sheetData/>"), 0},
		{"xl/styles.xml", STYLES("<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>"), 0},
	};

	return zipped(parts, sizeof parts / sizeof *parts);
}

Test(xlsx_read, sheets_in_tab_order_by_relation)
{
	struct book b;

	open_book(&b,
		many_sheets("<w:workbook xmlns:w=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" "
			    "xmlns:r=\"http://purl.oclc.org/ooxml/officeDocument/relationships\">"
			    "<w:workbookPr date1904=\"true\"/><w:sheets>"
			    "<w:sheet name=\"乙\" sheetId=\"1\" r:id=\"x2\"/>"
			    "<w:sheet name=\"图\" sheetId=\"4\" r:id=\"x4\"/>"
			    "<w:sheet name=\"甲\" sheetId=\"2\" state=\"hidden\" r:id=\"x1\"/>"
			    "<w:sheet name=\"丙\" sheetId=\"3\" state=\"visible\" r:id=\"x3\"/>"
			    "</w:sheets></w:workbook>",
			"<Relationships xmlns=\"" ZIPPED_PACKET "\">" ZIPPED_RELATION(
				"x1", "worksheet", "/xl/worksheets/a.xml") ZIPPED_RELATION("x2",
				"worksheet", "worksheets/B.xml") ZIPPED_RELATION("x3", "worksheet",
				"../xl/worksheets/c.xml") ZIPPED_RELATION("x4", "chartsheet",
				"chartsheets/sheet1.xml")
				ZIPPED_RELATION("x5", "styles", "styles.xml") "</Relationships>"));
	cr_assert_eq(b.n, 3);
	cr_assert_str_eq(b.sheets[0].name, "乙");
	cr_assert_str_eq(row_text(&b.sheets[0], 0), "1986-11-02", "1904");
	cr_assert_str_eq(b.sheets[1].name, "甲");
	cr_assert(b.sheets[1].hidden);
	cr_assert_str_eq(row_text(&b.sheets[1], 0), "1");
	cr_assert_eq(b.sheets[2].n, 0);
	cr_assert_not(b.sheets[2].hidden);
	sheet_close(&b);
}

Test(xlsx_read, prefixes_and_foreign_elements)
{
	struct book b;

	open_book(&b,
		zipped_book(
			"<x:worksheet xmlns:x=\"" ZIPPED_MAIN "\" xmlns:o=\"urn:other\">"
			"<x:dimension ref=\"A1:XFD1048576\"/><x:sheetData><x:row r=\"1\" o:r=\"7\">"
			"<x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>张</x:t></x:is></x:c>"
			"<o:c r=\"B1\"><o:v>9</o:v></o:c></x:row></x:sheetData>"
			"<o:mergeCell ref=\"A1:C1\"/></x:worksheet>",
			NULL, NULL));
	cr_assert_eq(b.sheets[0].n, 1);
	cr_assert_str_eq(row_text(&b.sheets[0], 0), "张");
	sheet_close(&b);
}

Test(xlsx_read, rows_keep_their_numbers)
{
	struct book b;

	open_book(&b,
		zipped_book(ZIPPED_SHEET("<sheetData><row r=\"3\"><c r=\"B3\"><v>1</v></c></row>"
					 "<row><c><v>2</v></c></row>"
					 "<row r=\"7\" hidden=\"1\"><c r=\"A7\"><v>3</v></c><c "
					 "r=\"C7\"><v>4</v></c></row>"
					 "<row r=\"900000\"><c><v>5</v></c></row>"
					 "<row r=\"900001\"><c s=\"1\"/></row></sheetData>"),
			NULL, NULL));
	const struct sheet *s = &b.sheets[0];
	cr_assert_eq(s->n, 8);
	for (size_t i = 0; i < 7; i++)
		cr_expect_eq(s->rows[i].number, i + 1);
	cr_assert_str_eq(row_text(s, 2), "|1");
	cr_assert_str_eq(row_text(s, 3), "2");
	cr_assert(sheet_row_blank(&s->rows[4]));
	cr_assert_str_eq(row_text(s, 6), "3||4");
	cr_assert_eq(s->rows[6].flags, ROW_HIDDEN);
	cr_assert_eq(s->rows[7].number, 900000);
	sheet_close(&b);
}

Test(xlsx_read, merged_cells)
{
	struct book b;

	open_book(&b,
		zipped_book(ZIPPED_SHEET("<sheetData>"
					 "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>标题</v></c></row>"
					 "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c "
					 "r=\"B2\"><v>2</v></c><c r=\"C2\"><v>3</v></c></row>"
					 "<row r=\"3\"><c r=\"C3\"><v>4</v></c></row></sheetData>"
					 "<mergeCells count=\"4\"><mergeCell "
					 "ref=\"A1:XFD1\"/><mergeCell ref=\"A2:A1048576\"/>"
					 "<mergeCell ref=\"Z9:Z10\"/><mergeCell "
					 "ref=\"junk\"/></mergeCells>"),
			NULL, NULL));
	const struct sheet *s = &b.sheets[0];
	cr_assert_eq(s->columns, 3);
	cr_assert_str_eq(row_text(s, 0), "标题|标题|标题");
	cr_assert_eq(s->rows[0].cells[0].flags, 0);
	cr_assert_eq(s->rows[0].cells[2].flags, CELL_MERGED);
	cr_assert_str_eq(row_text(s, 2), "1||4");
	cr_assert_eq(s->rows[2].cells[0].kind, CELL_NUMBER);
	sheet_close(&b);
}

Test(xlsx_read, damaged_files)
{
	struct str zip = zipped_book(
		ZIPPED_SHEET("<sheetData><row><c><v>1</v></c></row></sheetData>"), NULL, NULL);
	struct str half = {0}, flipped = {0};
	const char *at;

	str_addn(&half, zip.at, zip.n / 2);
	cr_expect(strstr(refused(half, NULL), "损坏"));
	str_addn(&flipped, zip.at, zip.n);
	at = memmem(flipped.at, flipped.n, "xl/worksheets/sheet1.xml", 24);
	flipped.at[at - flipped.at + 24 + 8] ^= 0x55;
	cr_expect(strstr(refused(flipped, NULL), "sheet1.xml"));
	str_free(&zip);
	cr_expect(strstr(refused(zipped_book("<worksheet><sheetData>", NULL, NULL), NULL), "损坏"));
	cr_expect(strstr(refused(zipped_book("", NULL, NULL), NULL), "损坏"));
	cr_expect(strstr(refused(zipped_book(ZIPPED_SHEET("<sheetData><row><c "
							  "t=\"s\"><v>5</v></c></row></sheetData>"),
					 NULL, NULL),
				 NULL),
		"共享"));
	cr_expect(strstr(refused(zipped_book(ZIPPED_SHEET("<sheetData><row r=\"0\"/></sheetData>"),
					 NULL, NULL),
				 NULL),
		"行号"));
	cr_expect(strstr(
		refused(zipped_book(ZIPPED_SHEET("<sheetData><row><c r=\"1\"/></row></sheetData>"),
				NULL, NULL),
			NULL),
		"地址"));
	cr_expect(strstr(refused((struct str){0}, NULL), "损坏"));
}

Test(xlsx_read, document_types_are_refused)
{
	cr_expect(strstr(refused(zipped_book("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b "
					     "\"&a;&a;\">]>" ZIPPED_SHEET(
						     "<sheetData><row><c "
						     "t=\"str\"><v>&b;</v></c></row></sheetData>"),
					 NULL, NULL),
				 NULL),
		"实体"));
	cr_expect(strstr(
		refused(zipped_book("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" ZIPPED_SHEET(""),
				NULL, NULL),
			NULL),
		"实体"));
}

Test(xlsx_read, bombs_are_refused)
{
	struct sheet_options small = {.max_bytes = 20000};
	struct str blanks = {0}, deep = {0};

	str_add(&blanks, "<worksheet xmlns=\"" ZIPPED_MAIN "\">");
	str_reserve(&blanks, 40u << 20);
	memset(blanks.at + blanks.n, ' ', 40u << 20);
	blanks.n += 40u << 20;
	blanks.at[blanks.n] = '\0';
	str_add(&blanks, "</worksheet>");
	cr_expect(strstr(refused(zipped_book(str_c(&blanks), NULL, NULL), NULL), "炸弹"));
	cr_expect(strstr(refused(zipped_book(str_c(&blanks), NULL, NULL), &small), "20000"));
	for (int i = 0; i < 200; i++)
		str_add(&deep, "<a>");
	cr_expect(strstr(refused(zipped_book(str_c(&deep), NULL, NULL), NULL), "嵌套"));
	str_free(&blanks);
	str_free(&deep);
}

Test(xlsx_read, cells_scattered_to_exhaust_memory_are_refused)
{
	struct str rows = {0};

	str_add(&rows, "<worksheet xmlns=\"" ZIPPED_MAIN "\"><sheetData>");
	for (int i = 1; i < 2000; i++)
		str_addf(&rows, "<row r=\"%d\"><c r=\"XFD%d\"><v>1</v></c></row>", i, i);
	str_add(&rows, "</sheetData></worksheet>");
	cr_expect(strstr(refused(zipped_book(str_c(&rows), NULL, NULL), NULL), "散得太开"));
	str_free(&rows);
}

Test(xlsx_read, other_documents)
{
	static const struct {
		const char *part, *says;
	} samples[] = {
		{"xl/workbook.bin", "xlsb"},
		{"content.xml", "ods"},
		{"word/document.xml", "Word"},
		{"roster.csv", "不是 .xlsx"},
	};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct zipped_part part = {samples[i].part, "x", 0};
		const char *why = refused(zipped(&part, 1), NULL);
		cr_expect(strstr(why, samples[i].says), "%s", why);
	}
}

static bool stop_soon(void *context, size_t done, size_t all)
{
	cr_expect_leq(done, all);
	return --*(int *)context > 0;
}

Test(xlsx_read, progress_can_stop)
{
	int calls = 3;
	struct sheet_options options = {.progress = stop_soon, .context = &calls};

	cr_expect(strstr(
		refused(zipped_book(ZIPPED_SHEET("<sheetData/>"), NULL, NULL), &options), "停止"));
	cr_expect_eq(calls, 0);
}

Test(xlsx_read, utf16_parts)
{
	static const char ascii[] =
		"<worksheet xmlns=\"" ZIPPED_MAIN
		"\"><sheetData><row><c><v>42</v></c></row></sheetData></worksheet>";
	char wide[2 * sizeof ascii];
	struct zipped_part parts[] = {
		{"xl/workbook.xml", ZIPPED_BOOK("<sheet name=\"x\" sheetId=\"1\" r:id=\"rId1\"/>"),
			0},
		{"xl/_rels/workbook.xml.rels", ZIPPED_BOOK_RELS(""), 0},
		{"xl/worksheets/sheet1.xml", wide, 2 * sizeof ascii},
	};
	struct book b;

	wide[0] = (char)0xFF;
	wide[1] = (char)0xFE;
	for (size_t i = 0; i + 1 < sizeof ascii; i++) {
		wide[2 + 2 * i] = ascii[i];
		wide[3 + 2 * i] = '\0';
	}
	open_book(&b, zipped(parts, 3));
	cr_assert_str_eq(row_text(&b.sheets[0], 0), "42");
	sheet_close(&b);
}
