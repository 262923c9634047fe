#include <unit/domain/rig.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <binggui/base/file.h>
#include <binggui/base/vec.h>
#include <binggui/domain/export.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/text/charset.h>
#include <binggui/text/sheet.h>
#include <binggui/text/utf8.h>

static struct rig g;
static const struct def_table *person;
static char dir[] = "/tmp/binggui-export-XXXXXX";
static char path[64];
static const struct def_field *fields[4];
static struct ids ids;

static void put(const char *name, const char *id_no, const char *note)
{
	struct record r = {0};
	struct change c = {.table = person, .record = &r};
	struct err e = {0};

	record_set(&r, def_field(person, "name")->number, name);
	record_set(&r, def_field(person, "id_no")->number, id_no);
	record_set(&r, def_field(person, "note")->number, note);
	record_set(&r, def_field(person, "birth")->number, "1986-11-02");
	cr_assert(table_save(g.archive, &c, 1, &(struct save_options){.skip_check = true}, &e),
		"%s", e.text);
	vec_push(&ids, r.id);
	change_free(&c);
	record_free(&r);
}

static void go_to(const char *name)
{
	snprintf(path, sizeof path, "%s/%s", dir, name);
}

static void open_rig(void)
{
	rig_open(&g);
	person = defs_table(g.archive->defs, "person");
	fields[0] = def_field(person, "name");
	fields[1] = def_field(person, "id_no");
	fields[2] = def_field(person, "age");
	fields[3] = def_field(person, "note");
	put("张三丰", rig_id("19861102", 901), "=cmd|' /C calc'!A0");
	put("欧阳䶮", rig_id("19861102", 903), "-1，\"引号\"\n第二行");
	cr_assert_not_null(mkdtemp(dir));
	go_to("out.csv");
}

static void close_rig(void)
{
	go_to("out.csv");
	remove(path);
	go_to("out.xlsx");
	remove(path);
	cr_assert_eq(rmdir(dir), 0, "%s: something was left behind", dir);
	vec_free(&ids);
	rig_close(&g);
}

TestSuite(export, .init = open_rig, .fini = close_rig);

static struct export_plan plan(void)
{
	return (struct export_plan){
		.archive = g.archive,
		.table = person,
		.fields = fields,
		.n_fields = 4,
		.ids = ids.at,
		.n_ids = ids.n,
		.path = path,
		.format = EXPORT_CSV,
	};
}

/* Runs it and reads what was written. */
static void written(const struct export_plan *x, struct str *out)
{
	struct err e = {0};
	size_t rows;

	cr_assert(export_run(x, &rows, &e), "%s", e.text);
	cr_assert_eq(rows, x->n_ids);
	cr_assert(file_read(x->path, 1 << 20, out, &e), "%s", e.text);
}

Test(export, a_csv_with_its_mark_secrets_masked_formulas_neutral)
{
	struct export_plan x = plan();
	struct str out = {0};

	written(&x, &out);
	cr_assert_str_eq(str_c(&out),
		"\xEF\xBB\xBF姓名,公民身份号码,年龄,备注\r\n"
		"张三丰,610927********9013,40,'=cmd|' /C calc'!A0\r\n"
		"欧阳䶮,610927********903X,40,\"'-1，\"\"引号\"\"\n第二行\"\r\n",
		"%s", str_c(&out));
	str_free(&out);
}

Test(export, with_a_reason_in_full_and_the_number_stays_text)
{
	struct export_plan x = plan();
	struct journal_entry j = {0};
	struct str out = {0}, id = {0};
	struct err e = {0};

	x.reveal = "报县局核对";
	x.condition = "sex = 男";
	written(&x, &out);
	str_addf(&id, "'%s", rig_id("19861102", 901));
	cr_assert(strstr(str_c(&out), str_c(&id)), "%s", str_c(&out));
	cr_assert(journal_get(g.archive, journal_last(g.archive), &j, &e), "%s", e.text);
	cr_assert_str_eq(j.action, "export");
	cr_assert(strstr(j.reason, "2 条") && strstr(j.reason, "公民身份号码"), "%s", j.reason);
	cr_assert(strstr(j.reason, "报县局核对") && strstr(j.reason, "sex = 男"), "%s", j.reason);
	journal_entry_free(&j);
	str_free(&out);
	str_free(&id);
}

Test(export, gb18030_for_old_spreadsheets)
{
	struct export_plan x = plan();
	struct str out = {0}, text = {0};
	struct err e = {0};

	x.format = EXPORT_CSV_GB18030;
	written(&x, &out);
	cr_assert_eq(memcmp(str_c(&out), "\xD0\xD5\xC3\xFB", 4), 0, "姓名 without a mark");
	cr_assert(charset_decode(&text, CHARSET_GB18030, str_c(&out), out.n, NULL, &e));
	cr_assert(strstr(str_c(&text), "欧阳䶮"));
	str_free(&out);
	str_free(&text);
}

/* What the import would make of it: the same texts. */
Test(export, an_xlsx_can_be_read_back)
{
	struct export_plan x = plan();
	struct book book = {0};
	struct err e = {0};
	size_t rows;

	go_to("out.xlsx");
	x.format = EXPORT_XLSX;
	x.reveal = "核对";
	cr_assert(export_run(&x, &rows, &e), "%s", e.text);
	cr_assert(sheet_open(&book, path, &(struct sheet_options){0}, &e), "%s", e.text);
	const struct sheet *s = &book.sheets[0];
	cr_assert_str_eq(s->name, "对象档案");
	cr_assert_eq(s->n, 3);
	cr_assert_str_eq(sheet_text(&s->rows[0], 1), "公民身份号码");
	cr_assert_str_eq(sheet_text(&s->rows[1], 1), rig_id("19861102", 901));
	cr_assert_str_eq(sheet_text(&s->rows[1], 2), "40");
	cr_assert_str_eq(sheet_text(&s->rows[1], 3), "=cmd|' /C calc'!A0");
	sheet_close(&book);
}

static bool stop_at_once(void *context, size_t done, size_t all)
{
	(void)context;
	(void)all;
	return done < 1;
}

Test(export, stopped_it_leaves_nothing_behind)
{
	struct export_plan x = plan();
	struct err e = {0};
	size_t rows;

	x.progress = stop_at_once;
	cr_assert_not(export_run(&x, &rows, &e));
	cr_assert_eq(e.code, ERR_STOPPED);
	cr_assert_not(file_exists(path));
	go_to("out.xlsx");
	x.format = EXPORT_XLSX;
	cr_assert_not(export_run(&x, &rows, &e));
	cr_assert_eq(e.code, ERR_STOPPED);
	cr_assert_not(file_exists(path));
}

/* No byte leaves that could steer a terminal; what was not text is told as such. */
Test(export, hostile_texts_are_defused)
{
	static const char *const hostile[] = {"a\x1b[2Jb", "\x01\x02=1", "\x7f@x",
		"\xc2\x9b"
		"31m",
		"\xff\xfe",
		"\xe2\x80\xae"
		"abc",
		"x\ry", "\xef\xbb\xbf=1", "\xe2\x80\xa8", "\xed\xa0\x80", "\xf4\x90\x80\x80",
		"\xe5\xbc"};
	struct export_plan x = plan();
	struct str out = {0};

	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		put("张三", rig_id("19861102", 905 + (int)i * 2), hostile[i]);
	x.ids = ids.at;
	x.n_ids = ids.n;
	written(&x, &out);
	cr_assert(utf8_valid(str_c(&out), out.n));
	for (size_t i = 0; i < out.n; i++) {
		unsigned char c = (unsigned char)out.at[i];
		bool line_end = c == '\r' && out.at[i + 1] == '\n';
		cr_assert((c >= 0x20 && c != 0x7f) || c == '\n' || line_end, "byte %02x at %zu", c,
			i);
	}
	cr_assert_not(strstr(str_c(&out), "\xc2\x9b"));
	cr_assert_not(strstr(str_c(&out), "\xe2\x80\xae"));
	cr_assert(strstr(str_c(&out), ",'=1"), "%s", str_c(&out));
	cr_assert(strstr(str_c(&out), ",'@x"));
	go_to("out.xlsx");
	x.format = EXPORT_XLSX;
	struct err e = {0};
	size_t rows;
	cr_assert(export_run(&x, &rows, &e), "%s", e.text);
	str_free(&out);
}

Test(export, what_cannot_be_written_is_told)
{
	struct export_plan x = plan();
	struct err e = {0};
	size_t rows;

	x.n_fields = 0;
	cr_assert_not(export_run(&x, &rows, &e));
	cr_assert_eq(e.code, ERR_USAGE);
	x = plan();
	x.path = "/nonexistent/x.csv";
	cr_assert_not(export_run(&x, &rows, &e));
	x.path = "/nonexistent/x.xlsx";
	x.format = EXPORT_XLSX;
	cr_assert_not(export_run(&x, &rows, &e));
	x = plan();
	x.n_ids = 0;
	cr_assert(export_run(&x, &rows, &e), "%s", e.text);
	cr_assert_eq(rows, 0);
}

Test(export, voided_records_are_left_out)
{
	struct export_plan x = plan();
	struct record base = {0}, r = {0};
	struct err e = {0};
	size_t rows;

	cr_assert(table_get(g.archive, person, ids.at[0], &base, &e));
	record_copy(&r, &base);
	struct change c = {.table = person, .base = &base, .record = &r, .void_it = true};
	cr_assert(table_save(g.archive, &c, 1, &(struct save_options){.action = "void"}, &e));
	cr_assert(export_run(&x, &rows, &e), "%s", e.text);
	cr_assert_eq(rows, 1);
	change_free(&c);
	record_free(&base);
	record_free(&r);
}

Test(export_names, formats_by_ending_and_encoding)
{
	enum export_format f;
	struct err e = {0};

	cr_assert(export_format("a.xlsx", NULL, &f, &e) && f == EXPORT_XLSX);
	cr_assert(export_format("A.XLSX", "GBK", &f, &e) && f == EXPORT_XLSX);
	cr_assert(export_format("a.csv", NULL, &f, &e) && f == EXPORT_CSV);
	cr_assert(export_format("a.csv", "gbk", &f, &e) && f == EXPORT_CSV_GB18030);
	cr_assert(export_format("a.csv", "UTF-8", &f, &e) && f == EXPORT_CSV);
	cr_assert_not(export_format("a.doc", NULL, &f, &e));
	cr_assert_not(export_format("", NULL, &f, &e));
	cr_assert_not(export_format("a.csv", "Big5", &f, &e));
	cr_assert_not(export_format("a.csv", "klingon", &f, &e));
	cr_assert_eq(e.code, ERR_USAGE);
}

Test(export_names, neutral_cells)
{
	static const struct {
		const char *text, *cell;
	} cases[] = {
		{"", ""},
		{"张三", "张三"},
		{"=1+1", "'=1+1"},
		{"+86", "'+86"},
		{"-3", "'-3"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'\t=1"},
		{"\r=1", "'\r=1"},
		{"\n=1", "'\n=1"},
		{"＝1", "'＝1"},
		{"＋1", "'＋1"},
		{"－1", "'－1"},
		{"＠x", "'＠x"},
		{"a=1", "a=1"},
		{"19900000001", "19900000001"},
		{"610927100200", "'610927100200"},
		{"09158822001", "'09158822001"},
		{"0", "0"},
		{"0.5", "0.5"},
		{"61092719861102901X", "61092719861102901X"},
		{"\xff=", "\xff="},
	};
	struct str out = {0};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		export_neutral(&out, cases[i].text);
		cr_expect_str_eq(str_c(&out), cases[i].cell);
	}
	str_free(&out);
}
