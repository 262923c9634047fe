#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/base/file.h>
#include <binggui/text/sheet.h>
#include <unit/text/zipped.h>

static bool parse(struct book *b, const char *bytes, size_t n, struct err *e)
{
	err_clear(e);
	return sheet_parse(b, bytes, n, NULL, e);
}

Test(sheet, csv_in_gbk)
{
	static const char text[] =
		"\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\r\n\xD5\xC5\xC8\xFD,19900001234\r\n";
	struct book b;
	struct err e;

	cr_assert(parse(&b, text, sizeof text - 1, &e), "%s", e.text);
	cr_assert_eq(b.kind, SHEET_CSV);
	cr_assert_eq(b.encoding, CHARSET_GB18030);
	cr_assert_eq(b.separator, ',');
	cr_assert_eq(b.n, 1);
	cr_assert_str_eq(b.sheets[0].name, "");
	cr_assert_str_eq(sheet_text(&b.sheets[0].rows[1], 0), "张三");
	cr_assert_str_eq(sheet_text(&b.sheets[0].rows[1], 7), "");
	cr_assert_eq(b.n_lossy, 0);
	sheet_close(&b);
	cr_assert_eq(b.n, 0);
	sheet_close(&b);
}

Test(sheet, byte_order_marks)
{
	struct book b;
	struct err e;

	cr_assert(parse(&b, "\xEF\xBB\xBF\xE5\xBC\xA0,1", 8, &e));
	cr_assert_str_eq(sheet_text(&b.sheets[0].rows[0], 0), "张");
	sheet_close(&b);
	cr_assert(parse(&b, "\xFF\xFE\x20\x5F\t\0001\0", 8, &e));
	cr_assert_eq(b.encoding, CHARSET_UTF16LE);
	cr_assert_eq(b.separator, '\t');
	cr_assert_str_eq(sheet_text(&b.sheets[0].rows[0], 0), "张");
	sheet_close(&b);
}

Test(sheet, asked_for_encoding)
{
	struct sheet_options options = {.encoding = "Big5"};
	struct book b;
	struct err e;

	cr_assert(sheet_parse(&b, "\xB1\x69,1", 4, &options, &e));
	cr_assert_eq(b.encoding, CHARSET_BIG5);
	cr_assert_str_eq(sheet_text(&b.sheets[0].rows[0], 0), "張");
	sheet_close(&b);
	options.encoding = "UTF-8";
	cr_assert(sheet_parse(&b, "\xD5\xC5,1", 4, &options, &e));
	cr_assert_gt(b.n_lossy, 0);
	cr_assert(b.sheets[0].rows[0].cells[0].flags & CELL_LOSSY);
	sheet_close(&b);
	options.encoding = "UTF-16";
	cr_assert(sheet_parse(&b, "\xFE\xFF\x5F\x20", 4, &options, &e));
	cr_assert_str_eq(sheet_text(&b.sheets[0].rows[0], 0), "张", "the mark knows better");
	sheet_close(&b);
	options.encoding = "EBCDIC";
	cr_assert_not(sheet_parse(&b, "a", 1, &options, &e));
	cr_assert_eq(e.code, ERR_USAGE);
}

Test(sheet, nothing)
{
	struct book b;
	struct err e;

	cr_assert(parse(&b, "", 0, &e));
	cr_assert_eq(b.n, 1);
	cr_assert_eq(b.sheets[0].n, 0);
	sheet_close(&b);
	cr_assert(parse(&b, NULL, 0, &e));
	sheet_close(&b);
}

Test(sheet, filler_at_the_end_is_no_row)
{
	struct book b;
	struct err e;

	cr_assert(parse(&b, "a,b\nc,d\n\0\0\0\0", 12, &e));
	cr_assert_eq(b.sheets[0].n, 2);
	cr_assert_eq(b.n_lossy, 0);
	sheet_close(&b);
	cr_assert(parse(&b, "a\0,b\n", 6, &e));
	cr_assert_eq(b.n_lossy, 1);
	cr_assert(b.sheets[0].rows[0].cells[0].flags & CELL_LOSSY);
	sheet_close(&b);
}

Test(sheet, other_files_are_refused_with_a_reason)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *says;
	} samples[] = {
		{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "另存为 .xlsx"},
		{"\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 37, "密码"},
		{"\x09\x08\x10\0\0\0", 6, "xls"},
		{"<html><body><table>", 19, "网页"},
		{"\xEF\xBB\xBF\r\n <!DOCTYPE html>", 20, ""},
		{"  <table border=1><tr><td>", 26, "网页"},
		{"<\0h\0t\0m\0l\0>\0", 12, "网页"},
		{"MIME-Version: 1.0\r\n", 19, "网页"},
		{"<?xml version=\"1.0\"?><Workbook>", 31, "XML"},
		{"%PDF-1.4", 8, "PDF"},
		{"\x09\0\4\0\2\0\x10\0", 8, "xls"},
		{"<?xml version=\"1.0\"?><html><table>", 34, "网页"},
		{"\1\2\3\4abcdefgh\5\6\7", 15, "不是表格"},
		{"Rar!\x1A\x07", 6, "RAR"},
		{"\x1F\x8B\x08", 3, "gzip"},
		{"\x89PNG\r\n", 6, "图片"},
		{"PK\3\4junk", 8, "损坏"},
		{"PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, "损坏"},
	};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct book b;
		struct err e;
		cr_expect_not(parse(&b, samples[i].bytes, samples[i].n, &e), "case %zu", i);
		cr_expect_eq(e.code, ERR_DATA, "case %zu", i);
		cr_expect(strstr(e.text, samples[i].says), "case %zu: %s", i, e.text);
		cr_expect_null(b.sheets);
	}
}

Test(sheet, a_less_than_sign_is_no_web_page)
{
	struct book b;
	struct err e;

	cr_assert(parse(&b, "<5,>6\n", 6, &e));
	cr_assert_str_eq(sheet_text(&b.sheets[0].rows[0], 0), "<5");
	sheet_close(&b);
}

static bool never(void *context, size_t done, size_t all)
{
	cr_expect_leq(done, all);
	++*(int *)context;
	return false;
}

Test(sheet, progress_can_stop)
{
	int calls = 0;
	struct sheet_options options = {.progress = never, .context = &calls};
	struct book b;
	struct err e;

	cr_assert_not(sheet_parse(&b, "a,b\n", 4, &options, &e));
	cr_assert_eq(e.code, ERR_STOPPED);
	cr_assert_eq(calls, 1);
}

Test(sheet, too_large)
{
	struct sheet_options options = {.max_bytes = 3};
	struct book b;
	struct err e;

	cr_assert_not(sheet_parse(&b, "a,b\n", 4, &options, &e));
	cr_assert_eq(e.code, ERR_DATA);
	cr_assert_not(sheet_open(&b, "/dev/zero", &options, &e));
}

Test(sheet, open_reads_csv_and_xlsx_by_content)
{
	char path[] = "/tmp/binggui-sheet-XXXXXX";
	int fd = mkstemp(path);
	struct str zip = zipped_book(
		ZIPPED_SHEET("<sheetData><row><c t=\"inlineStr\"><is><t>张三</t></is></c>"
			     "</row></sheetData>"),
		NULL, NULL);
	struct book b;
	struct err e;

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, zip.at, zip.n), (ssize_t)zip.n);
	close(fd);
	cr_assert(sheet_open(&b, path, NULL, &e), "%s", e.text);
	cr_assert_eq(b.kind, SHEET_XLSX);
	cr_assert_str_eq(sheet_text(&b.sheets[0].rows[0], 0), "张三");
	sheet_close(&b);
	cr_assert(file_write(path, "a;b", 3, 0600, &e));
	cr_assert(sheet_open(&b, path, NULL, &e));
	cr_assert_eq(b.kind, SHEET_CSV);
	cr_assert_eq(b.separator, ';');
	sheet_close(&b);
	unlink(path);
	cr_assert_not(sheet_open(&b, path, NULL, &e));
	cr_assert_eq(e.code, ERR_NOINPUT);
	str_free(&zip);
}

Test(sheet, cells_beyond_the_row_and_blank_rows)
{
	struct book b;
	struct err e;

	cr_assert(parse(&b, "a\n \t,\xC2\xA0,\xE3\x80\x80\n\n,\n", 16, &e));
	const struct row *rows = b.sheets[0].rows;
	cr_assert_not(sheet_row_blank(&rows[0]));
	cr_assert(sheet_row_blank(&rows[1]));
	cr_assert(sheet_row_blank(&rows[2]));
	cr_assert(sheet_row_blank(&rows[3]));
	cr_assert(sheet_row_blank(NULL));
	cr_assert_str_eq(sheet_cell(&rows[0], 99)->text, "");
	cr_assert_str_eq(sheet_text(NULL, 0), "");
	sheet_close(&b);
}
