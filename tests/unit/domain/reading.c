#include <unit/domain/rig.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/domain/codeword.h>
#include <binggui/domain/phones.h>
#include <binggui/domain/reading.h>

static struct rig rig;
static struct lexicon lexicon;
static struct villages *villages;
static struct reader reader;

static void open(void)
{
	struct err e = {0};

	rig_open(&rig);
	villages = villages_load(rig.archive, &e);
	cr_assert(villages);
	lexicon_make(&lexicon, rig.defs, defs_table(rig.defs, "person"));
	reader_make(&reader, rig.archive, &lexicon, villages);
}

static void close(void)
{
	reader_free(&reader);
	reader_free(&reader);
	lexicon_free(&lexicon);
	villages_free(villages);
	rig_close(&rig);
}

TestSuite(reading, .init = open, .fini = close);
TestSuite(codeword, .init = open, .fini = close);
TestSuite(phones, .init = open, .fini = close);

static const struct reading *cell(const char *path, const char *text)
{
	const struct cell c = {.text = (char *)text};
	const struct slot *s = lexicon_slot(&lexicon, path);

	cr_assert(s, "%s", path);
	return reader_cell(&reader, s, &c);
}

/* The value, or "!code" with what was left of it. */
static const char *read(const char *path, const char *text)
{
	static char out[256];
	const struct reading *r = cell(path, text);

	snprintf(out, sizeof out, "%s%s%s", str_c(&r->value), r->code == FINDING_COUNT ? "" : "!",
		r->code == FINDING_COUNT ? "" : finding_name(r->code));
	return out;
}

Test(reading, dates_keep_their_precision)
{
	static const char *const cases[][2] = {{"1986.11", "1986-11"}, {"86年11月", "1986-11"},
		{"1986-11-00", "1986-11"}, {"19861100", "1986-11"}, {"198611", "1986-11"},
		{"1986-11-02", "1986-11-02"}, {"31718", "1986-11-02"}, {"1986", "1986"},
		{"民国34年8月", "1945-08"}, {"无", ""}, {"-", ""}, {"至今", "!date-open"},
		{"1986-02-30", "!date-invalid"}, {"02/03/1986", "!date-ambiguous"},
		{"2030-01-01", "!date-future"}, {"2026-11", "2026-11"}, {"2026-12", "!date-future"},
		{"1986.11-1990.12", "!date-range"}, {"1990.12-1986.11", "!range-reversed"},
		{"不清楚", "!date-unparsable"}, {"1066-10-14", "!date-invalid"},
		{"0000-00-00", "!date-invalid"}, {"1986.11—至今", "!date-open"},
		{"至今(现役)", "!date-open"}, {"尚未退役", "!date-open"},
		{"7901", "!date-unparsable"}, {"1986年 月", "1986!date-partial"},
		{"１９８６年  月  日", "1986!date-partial"}, {"2030年 月", "!date-future"},
		{"年 月 日", "!date-unparsable"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int twice = 0; twice < 2; twice++)
			cr_expect_str_eq(read("service.enlisted", cases[i][0]), cases[i][1],
				"%s: %s", cases[i][0], read("service.enlisted", cases[i][0]));
	cr_assert(cell("service.enlisted", "至今")->keep);
}

/* The spreadsheet drops the 0 of 1986.10 in a number cell; what was typed as text is what was meant. */
Test(reading, a_number_cell_may_have_lost_the_0_of_october)
{
	const struct slot *s = lexicon_slot(&lexicon, "service.enlisted");
	static const struct {
		const char *text;
		enum cell_kind kind;
		enum finding_code code;
	} cases[] = {{"1986.1", CELL_TEXT, FINDING_COUNT},
		{"1986.1", CELL_NUMBER, FINDING_DATE_AMBIGUOUS},
		{"1986.1", CELL_TEXT, FINDING_COUNT}, {"1986.11", CELL_NUMBER, FINDING_COUNT},
		{"1986.2", CELL_NUMBER, FINDING_COUNT}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct cell c = {.text = (char *)cases[i].text, .kind = cases[i].kind};
		cr_expect_eq(reader_cell(&reader, s, &c)->code, cases[i].code, "%zu", i);
	}
}

Test(reading, an_account_number_that_was_rounded_is_not_taken)
{
	const struct slot *s = lexicon_slot(&lexicon, "bank_acct");
	const struct cell number = {.text = "6217000000000000000", .flags = CELL_ROUNDED};

	cr_expect_str_eq(read("bank_acct", "6.217E+18"), "!value-unknown");
	cr_expect_str_eq(read("bank_acct", "6217000000000000001"), "6217000000000000001");
	cr_expect_str_eq(read("service.unit", "4E+部队"), "4E+部队");
	cr_expect_eq(reader_cell(&reader, s, &number)->code, FINDING_VALUE_UNKNOWN);
}

Test(reading, a_period_is_two_dates)
{
	const struct reading *r = cell("@period", "1986.11-1990.12");

	cr_assert_str_eq(str_c(&r->value), "1986-11");
	cr_assert_str_eq(r->more->path, "service.discharged");
	cr_assert_str_eq(str_c(&r->more_value), "1990-12");
	r = cell("@period", "1986.11至今");
	cr_assert_str_eq(str_c(&r->value), "1986-11");
	cr_assert_null(r->more);
	cr_assert_eq(r->code, FINDING_COUNT);
	cr_assert_str_eq(read("@period", "1990.12-1986.11"), "!range-reversed");
	cr_assert_str_eq(read("@period", "1986.11"), "1986-11");
}

Test(reading, codes_by_their_words)
{
	cr_assert_str_eq(read("nation", "汉"), "汉族");
	cr_assert_str_eq(read("nation", "漢族"), "汉族");
	cr_assert_str_eq(read("nation", "撒玛"), "!value-unknown");
	cr_assert_str_eq(read("nation", "-"), "");
	cr_assert_str_eq(read("political", "党员"), "中国共产党党员");
	cr_assert_str_eq(read("political", "03"), "!value-unknown");
	cr_assert_str_eq(read("identity.class12", "退役士兵、残疾军人"), "退役士兵\n残疾军人");
	cr_assert_str_eq(read("identity.class12", "退役士兵,火星人"), "退役士兵!value-unknown");
	const struct reading *r = cell("disability.level", "因公七级");
	cr_assert_str_eq(str_c(&r->value), "七级");
	cr_assert_str_eq(r->more->path, "disability.nature");
	cr_assert_str_eq(str_c(&r->more_value), "因公");
	cr_assert(reading_splits(&lexicon, lexicon_slot(&lexicon, "identity.class12")));
	cr_assert_not(reading_splits(&lexicon, lexicon_slot(&lexicon, "disability.level")));
	cr_assert_not(reading_splits(&lexicon, lexicon_slot(&lexicon, "nation")));
}

Test(reading, other_types)
{
	cr_assert_str_eq(read("household.members", "4人"), "4");
	cr_assert_str_eq(read("household.members", "四个"), "!value-unknown");
	cr_assert_str_eq(read("household.year_income", "1.2万"), "1200000");
	cr_assert_str_eq(read("household.year_income", "很多"), "!amount-unparsable");
	cr_assert_str_eq(read("household.year_income", "-5"), "!amount-negative");
	cr_assert_str_eq(read("focus", "是"), "是");
	cr_assert_str_eq(read("focus", "也许"), "!value-unknown");
	cr_assert_str_eq(read("live_area", "文彩村"), "610927100202");
	cr_assert_str_eq(read("live_area", "平利县"), "!out-of-area");
	cr_assert_str_eq(read("hukou_addr", " 城关镇\t文彩村 "), "城关镇 文彩村");
	cr_assert_str_eq(read("hukou_addr", "无"), "");
	cr_assert_str_eq(
		read("hukou_addr", "城关\xEF\xBF\xBD镇"), "城关\xEF\xBF\xBD镇!encoding-loss");
	cr_assert_str_eq(read("note", "一\r\n二"), "一\n二");
	const struct cell wrong = {.text = "#REF!", .kind = CELL_ERROR};
	const struct reading *r = reader_cell(&reader, lexicon_slot(&lexicon, "nation"), &wrong);
	cr_assert_eq(r->code, FINDING_VALUE_UNKNOWN);
	for (int f = VILLAGE_EMPTY; f <= VILLAGE_OUTSIDE; f++)
		cr_assert(reading_village_code((enum village_fault)f) < FINDING_COUNT);
	struct reading empty = {0};
	reading_free(&empty);
}

static const struct def_codes *codes_of(const char *path)
{
	return lexicon_slot(&lexicon, path)->field->codes;
}

Test(codeword, forgives_what_is_plain)
{
	static const char *const cases[][3] = {{"political", "03.群众", "群众"},
		{"nation", "土家", "土家族"}, {"disability.level", "7级", "七级"},
		{"disability.level", "10", "十级"}, {"disability.level", "七", "七级"},
		{"sex", "1、男", "男"}, {"sex", "男性", "男"},
		{"disability.level", "２级", "二级"}};
	bool rest;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct def_code *c = codeword_find(codes_of(cases[i][0]), cases[i][1], &rest);
		cr_expect_str_eq(c ? c->label : "", cases[i][2], "%s", cases[i][1]);
		cr_expect_not(rest);
	}
	cr_assert_str_eq(
		codeword_find(codes_of("nation"), "汉族（少数民族家属）", &rest)->label, "汉族");
	cr_assert(rest);
}

Test(codeword, never_by_number_or_initials)
{
	static const char *const words[] = {"03", "13", "qz", "x", "", "(", "1"};
	bool rest;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_expect_null(
			codeword_find(codes_of("political"), words[i], &rest), "%s", words[i]);
	cr_assert_null(codeword_find(NULL, "男", &rest));
}

Test(codeword, two_codes_in_one_word_come_apart)
{
	const struct slot *level = lexicon_slot(&lexicon, "disability.level");
	const struct def_field *other;
	const struct def_code *other_code;
	const struct def_code *c =
		codeword_split(level->table, level->field, "七级因公", &other, &other_code);

	cr_assert(c);
	cr_assert_str_eq(c->label, "七级");
	cr_assert_str_eq(other->name, "nature");
	cr_assert_str_eq(other_code->label, "因公");
	cr_assert_null(codeword_split(level->table, level->field, "因公", &other, &other_code));
	cr_assert_null(codeword_split(level->table, level->field, "", &other, &other_code));
}

static void phones(const char *text, size_t n, const char *first, const char *second, bool bad)
{
	struct phones p;

	phones_read(&p, lexicon_slot(&lexicon, "phone1")->field, &rig.archive->types, text);
	cr_expect_eq(p.n, n, "%s: %zu", text, p.n);
	cr_expect_str_eq(str_c(&p.at[0]), first, "%s", text);
	cr_expect_str_eq(str_c(&p.at[1]), second, "%s", text);
	cr_expect_eq(p.bad, bad, "%s", text);
	phones_free(&p);
	phones_free(&p);
}

Test(phones, one_or_several_in_a_cell)
{
	phones("19900000001", 1, "19900000001", "", false);
	phones("１９９０００００００１", 1, "19900000001", "", false);
	phones("199 0000 0001", 1, "19900000001", "", false);
	phones("0915-8822001", 1, "09158822001", "", false);
	phones("19900000001/0915-8822001", 2, "19900000001", "09158822001", false);
	phones("19900000001、19900000002", 2, "19900000001", "19900000002", false);
	phones("19900000001\n19900000002", 2, "19900000001", "19900000002", false);
	phones("19900000001 19900000002", 2, "19900000001", "19900000002", false);
	phones("19900000001（妻）", 1, "19900000001", "", false);
	phones("李四19900000001", 1, "19900000001", "", false);
	phones("19900000001;1990000", 1, "19900000001", "", true);
	phones("(+86)19900000001", 1, "19900000001", "", false);
	phones("（86）199 0000 0001", 1, "19900000001", "", false);
	phones("19900000001.0", 1, "19900000001", "", false);
	phones("1990000", 0, "", "", true);
	phones("没有电话", 0, "", "", true);
	phones("", 0, "", "", false);
	phones("无", 0, "", "", false);
}
