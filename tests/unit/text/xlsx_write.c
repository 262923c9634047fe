#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/text/sheet.h>
#include <binggui/text/xlsx_write.h>

struct place {
	char dir[32], file[64];
};

static void place_make(struct place *p)
{
	strcpy(p->dir, "/tmp/binggui-write-XXXXXX");
	cr_assert(mkdtemp(p->dir));
	strcpy(p->file, p->dir);
	strcat(p->file, "/名册.xlsx");
}

static void place_empty(struct place *p)
{
	unlink(p->file);
	cr_assert_eq(rmdir(p->dir), 0, "nothing is left beside the file");
}

Test(xlsx_write, text_stays_text_and_comes_back)
{
	static const char *const texts[] = {"610927198611029101", "=1+1", "00123",
		"张三䶮㛃𬭩·", "a\nb", " 前后 ", "<&>\"'", "+86", "1986-11-02",
		"bad \xFF byte", "\x1B[31m"};
	static const char *const back[] = {"610927198611029101", "=1+1", "00123",
		"张三䶮㛃𬭩·", "a\nb", " 前后 ", "<&>\"'", "+86", "1986-11-02",
		"bad \uFFFD byte", "\x1B[31m"};
	size_t n = sizeof texts / sizeof *texts;
	struct place p;
	struct book b;
	struct err e = {0};

	place_make(&p);
	struct xlsx_writer *w = xlsx_write_open(p.file, &e);
	cr_assert(w, "%s", e.text);
	cr_assert(xlsx_write_sheet(w, "名册", &e));
	for (size_t i = 0; i < n; i++)
		cr_assert(xlsx_write_text(w, 0, i, texts[i], &e), "%s", e.text);
	cr_assert(xlsx_write_text(w, 2, 0, "", &e));
	cr_assert(xlsx_write_text(w, 2, 1, NULL, &e));
	cr_assert(xlsx_write_number(w, 2, 2, 12.5, &e));
	xlsx_write_widths(w, (size_t[]){10, 20, 9999}, 3);
	xlsx_write_freeze(w, 1);
	cr_assert(xlsx_write_close(w, &e), "%s", e.text);
	cr_assert(sheet_open(&b, p.file, NULL, &e), "%s", e.text);
	cr_assert_str_eq(b.sheets[0].name, "名册");
	for (size_t i = 0; i < n; i++) {
		cr_expect_str_eq(sheet_text(&b.sheets[0].rows[0], i), back[i]);
		cr_expect_eq(sheet_cell(&b.sheets[0].rows[0], i)->kind, CELL_TEXT);
	}
	cr_assert_eq(b.sheets[0].rows[2].number, 3);
	cr_assert_str_eq(sheet_text(&b.sheets[0].rows[2], 2), "12.5");
	cr_assert_eq(sheet_cell(&b.sheets[0].rows[2], 2)->kind, CELL_NUMBER);
	sheet_close(&b);
	place_empty(&p);
}

Test(xlsx_write, names_of_sheets_are_made_to_fit)
{
	struct place p;
	struct book b;
	struct err e = {0};

	place_make(&p);
	struct xlsx_writer *w = xlsx_write_open(p.file, &e);
	cr_assert(w);
	cr_assert(xlsx_write_sheet(w, "a/b:[c]*?\\", &e));
	cr_assert(xlsx_write_sheet(
		w, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四", &e));
	cr_assert(xlsx_write_sheet(
		w, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四", &e));
	cr_assert(xlsx_write_sheet(w, "A", &e));
	cr_assert(xlsx_write_sheet(w, "a", &e));
	cr_assert(xlsx_write_sheet(w, "", &e));
	cr_assert(xlsx_write_sheet(w, "'x'", &e));
	cr_assert(xlsx_write_close(w, &e), "%s", e.text);
	cr_assert(sheet_open(&b, p.file, NULL, &e), "%s", e.text);
	cr_assert_eq(b.n, 7);
	cr_assert_str_eq(b.sheets[0].name, "a_b__c____");
	cr_assert_str_eq(
		b.sheets[1].name, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一");
	cr_assert_str_eq(
		b.sheets[2].name, "一二三四五六七八九十一二三四五六七八九十一二三四五六七 (2)");
	cr_assert_str_eq(b.sheets[4].name, "a (2)");
	cr_assert_str_eq(b.sheets[5].name, "Sheet");
	cr_assert_str_eq(b.sheets[6].name, "_x_");
	sheet_close(&b);
	place_empty(&p);
}

Test(xlsx_write, what_does_not_fit_fails_and_leaves_no_file)
{
	struct place p;
	struct err e = {0};
	char *far = mem_alloc(40001);

	memset(far, 'x', 40000);
	far[40000] = '\0';
	place_make(&p);
	struct xlsx_writer *w = xlsx_write_open(p.file, &e);
	cr_assert(w);
	cr_assert_not(xlsx_write_text(w, 0, 0, far, &e));
	cr_assert(strstr(e.text, "32767"));
	cr_assert_not(xlsx_write_text(w, 1, 0, "a", &e));
	cr_assert_not(xlsx_write_sheet(w, "x", &e));
	cr_assert_not(xlsx_write_close(w, &e));
	cr_assert_not(file_exists(p.file));
	w = xlsx_write_open(p.file, &e);
	cr_assert_not(xlsx_write_text(w, 1048576, 0, "a", &e));
	cr_assert_not(xlsx_write_close(w, NULL));
	w = xlsx_write_open(p.file, &e);
	cr_assert_not(xlsx_write_text(w, 0, 16384, "a", &e));
	cr_assert_not(xlsx_write_close(w, NULL));
	w = xlsx_write_open(p.file, &e);
	cr_assert_not(xlsx_write_number(w, 0, 0, 0.0 / 0.0, &e));
	cr_assert_not(xlsx_write_close(w, NULL));
	w = xlsx_write_open(p.file, &e);
	cr_assert(xlsx_write_text(w, 5, 0, "a", &e));
	cr_assert_not(xlsx_write_text(w, 4, 0, "a", &e), "no way back");
	cr_assert_not(xlsx_write_close(w, NULL));
	rmdir(p.dir);
	cr_assert_not(file_exists(p.dir));
	mem_free(far);
}

Test(xlsx_write, an_old_file_stays_until_the_new_one_is_whole)
{
	struct place p;
	struct err e = {0};
	struct str bytes = {0};

	place_make(&p);
	cr_assert(file_write(p.file, "old", 3, 0600, &e));
	struct xlsx_writer *w = xlsx_write_open(p.file, &e);
	cr_assert(xlsx_write_text(w, 0, 0, "new", &e));
	cr_assert(file_read(p.file, 100, &bytes, &e));
	cr_assert_str_eq(str_c(&bytes), "old");
	cr_assert(xlsx_write_close(w, &e));
	cr_assert(file_read(p.file, 1 << 20, &bytes, &e));
	cr_assert(text_starts(str_c(&bytes), "PK"));
	struct stat info;
	cr_assert_eq(stat(p.file, &info), 0);
	cr_assert_eq(info.st_mode & 077, 0, "only for its owner");
	str_free(&bytes);
	place_empty(&p);
}

Test(xlsx_write, nowhere_to_write)
{
	struct err e = {0};

	cr_assert_null(xlsx_write_open("/nonexistent/dir/x.xlsx", &e));
	cr_assert_neq(e.code, ERR_OK);
	cr_assert_null(xlsx_write_open(NULL, &e));
	cr_assert(xlsx_write_close(NULL, &e));
}

Test(xlsx_write, empty_workbook)
{
	struct place p;
	struct book b;
	struct err e = {0};

	place_make(&p);
	struct xlsx_writer *w = xlsx_write_open(p.file, &e);
	xlsx_write_freeze(w, 1);
	xlsx_write_widths(w, (size_t[]){1}, 1);
	cr_assert(xlsx_write_close(w, &e), "%s", e.text);
	cr_assert(sheet_open(&b, p.file, NULL, &e), "%s", e.text);
	cr_assert_eq(b.n, 1);
	cr_assert_eq(b.sheets[0].n, 0);
	sheet_close(&b);
	place_empty(&p);
}
