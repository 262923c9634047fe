#include <fuzz/driver.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/sheet.h>
#include <binggui/text/utf8.h>
#include <unit/text/zipped.h>

/*
 * The first byte says what the rest is: 0 the whole file, 1..6 one part of a
 * workbook that is whole otherwise, 7 pairs of bytes that damage its zip.
 */
const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"0PK\003\004",
		"1<worksheet xmlns=\"" ZIPPED_MAIN "\"><sheetData><row r=\"2\" hidden=\"1\">"
		"<c r=\"B2\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"D2\" s=\"1\"><v>31718</v></c></row>"
		"<row><c t=\"inlineStr\"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c>"
		"<c t=\"str\"><f>x</f><v>_x000D_</v></c><c t=\"b\"><v>1</v></c><c "
		"t=\"d\"><v>1986-11-02T0</v></c>"
		"<c><v>6.1E+17</v></c></row></sheetData><mergeCells><mergeCell "
		"ref=\"B2:D3\"/></mergeCells></worksheet>",
		"1<x:worksheet xmlns:x=\"" ZIPPED_MAIN
		"\"><x:sheetData><x:row/></x:sheetData></x:worksheet>",
		"2<sst xmlns=\"" ZIPPED_MAIN
		"\"><si><t>张三</t></si><si><r><t>李</t></r><rPh><t>li</t></rPh></si></sst>",
		"3<styleSheet xmlns=\"" ZIPPED_MAIN "\"><numFmts><numFmt numFmtId=\"176\" "
		"formatCode=\"[$-804]yyyy&quot;年&quot;m&quot;月&quot;;@\"/></numFmts><cellXfs><xf/"
		">"
		"<xf numFmtId=\"176\"/></cellXfs></styleSheet>",
		"4" ZIPPED_BOOK(
			"<sheet name=\"名册\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>"),
		"5" ZIPPED_BOOK_RELS(""),
		"6" ZIPPED_RELS,
		"7ABCDEFGHIJ",
		NULL,
	};
	return seeds;
}

/* The workbook with part `which` (1..6) replaced by the text. */
static struct str build(int which, const char *text, size_t n)
{
	struct zipped_part parts[] = {
		{"xl/worksheets/sheet1.xml",
			ZIPPED_SHEET("<sheetData><row><c t=\"s\"><v>0</v></c><c "
				     "s=\"1\"><v>31718</v></c></row>"
				     "</sheetData>"),
			0},
		{"xl/sharedStrings.xml",
			"<sst xmlns=\"" ZIPPED_MAIN "\"><si><t>张三</t></si></sst>", 0},
		{"xl/styles.xml",
			"<styleSheet xmlns=\"" ZIPPED_MAIN
			"\"><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
			0},
		{"xl/workbook.xml", ZIPPED_BOOK("<sheet name=\"x\" sheetId=\"1\" r:id=\"rId1\"/>"),
			0},
		{"xl/_rels/workbook.xml.rels", ZIPPED_BOOK_RELS(""), 0},
		{"_rels/.rels", ZIPPED_RELS, 0},
	};

	if (which >= 1 && which <= 6) {
		parts[which - 1].content = n ? text : "";
		parts[which - 1].n = n;
	}
	return zipped(parts, sizeof parts / sizeof *parts);
}

static void check(const struct book *b)
{
	for (size_t i = 0; i < b->n; i++)
		for (size_t r = 0; r < b->sheets[i].n; r++) {
			const struct row *row = &b->sheets[i].rows[r];
			FUZZ_HOLDS(row->n <= b->sheets[i].columns);
			FUZZ_HOLDS(r == 0 || row->number > row[-1].number);
			for (size_t c = 0; c < row->n; c++)
				FUZZ_HOLDS(
					utf8_valid(row->cells[c].text, strlen(row->cells[c].text)));
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct sheet_options options = {.max_bytes = 1 << 20};
	const char *text = (const char *)data + 1;
	struct book b;
	struct err e;

	if (n == 0)
		return 0;
	int which = data[0] - '0';
	struct str zip = {0};
	if (which == 0)
		str_addn(&zip, text, n - 1);
	else
		zip = build(which, text, n - 1);
	for (size_t i = 0; which == 7 && i + 3 < n; i += 3)
		zip.at[((size_t)data[i + 1] << 8 | data[i + 2]) % zip.n] = (char)data[i + 3];
	if (sheet_parse(&b, str_c(&zip), zip.n, &options, &e)) {
		check(&b);
		sheet_close(&b);
	}
	str_free(&zip);
	return 0;
}
