#include <criterion/criterion.h>
#include <string.h>

#include <binggui/text/csv.h>

/* Rows as "1:a|b 2:c": number, cells; ! behind the number of a row with malformed quotes. */
static void parse(struct str *out, const char *text, size_t n, char separator)
{
	struct sheet s = {0};

	str_clear(out);
	csv_parse(&s, text, n, separator);
	for (size_t i = 0; i < s.n; i++) {
		const struct row *r = &s.rows[i];
		str_addf(out, "%s%zu%s:", i ? " " : "", r->number,
			r->flags & ROW_QUOTE_MALFORMED ? "!" : "");
		for (size_t c = 0; c < r->n; c++)
			str_addf(out, "%s%s", c ? "|" : "", r->cells[c].text);
	}
	cell_free_sheet(&s);
}

struct sample {
	const char *text, *expected;
};

static void check(const struct sample *samples, size_t n)
{
	struct str got = {0};

	for (size_t i = 0; i < n; i++) {
		parse(&got, samples[i].text, strlen(samples[i].text), ',');
		cr_expect_str_eq(str_c(&got), samples[i].expected, "case %zu: %s", i, str_c(&got));
	}
	str_free(&got);
}

#define CHECK(...)                                                                                 \
	do {                                                                                       \
		static const struct sample samples[] = {__VA_ARGS__};                              \
		check(samples, sizeof samples / sizeof *samples);                                  \
	} while (0)

Test(csv, records)
{
	CHECK({"", ""}, {"a,b", "1:a|b"}, {"a,b\n", "1:a|b"}, {"a,b\r\nc,d\r\n", "1:a|b 2:c|d"},
		{"a\rb\r", "1:a 2:b"}, {"a,b\nc\nd,e,f", "1:a|b 2:c 3:d|e|f"}, {",", "1:|"},
		{"a,", "1:a|"}, {",,\n", "1:||"}, {"a\n\nb", "1:a 2: 3:b"},
		{"\r\n\r\na", "1: 2: 3:a"}, {"\n", "1:"}, {"a\n\r\nb", "1:a 2: 3:b"},
		{" a , b ", "1: a | b "});
}

Test(csv, quotes)
{
	CHECK({"\"a\",\"b\"", "1:a|b"}, {"\"a,b\",c", "1:a,b|c"}, {"\"a\"\"b\"", "1:a\"b"},
		{"\"a\nb\",c\nd", "1:a\nb|c 2:d"}, {"\"a\r\nb\"\r\nc", "1:a\r\nb 2:c"},
		{"\"\"", "1:"}, {"\"\"\"\"", "1:\""}, {"\"\",\"\"\n", "1:|"},
		{"\"\"\"a\"\"\",b", "1:\"a\"|b"}, {"=\"610927\",b", "1:=\"610927\"|b"},
		{"\"=\"\"610\"\"\"", "1:=\"610\""}, {"\"a\" ,b", "1:a |b"});
}

Test(csv, malformed_quotes_are_read_as_spreadsheets_do_and_flagged)
{
	CHECK({"\"a\"b,c", "1!:ab|c"}, {"\"a\"b\"c\",d", "1!:ab\"c\"|d"},
		{"a\"b,c\nd,e", "1!:a\"b|c 2:d|e"}, {"a,\"", "1!:a|"}, {"\"a\"\"", "1!:a\""},
		{" \"a\",b", "1!: \"a\"|b"}, {"他叫\"小王\",b\nc", "1!:他叫\"小王\"|b 2:c"});
}

Test(csv, a_quote_never_closed_does_not_take_the_records_behind_it)
{
	CHECK({"\"a,b\nc,d\n", "1!:a|b 2:c|d"}, {"a,\"b\nc,d\ne,\"f\"\n", "1!:a|b 2:c|d 3:e|f"},
		{"a,b\nc,\"d\n", "1:a|b 2!:c|d"}, {"a,\"b\r\nc,d", "1!:a|b 2:c|d"},
		{"a,b\n\"c\"\"x,d\ne,f", "1:a|b 2!:c\"\"x|d 3:e|f"},
		/* a note of two lines stays one cell, however badly it ends */
		{"a,b,c,d\ne,f,g,\"h\ni\"j", "1:a|b|c|d 2!:e|f|g|h\nij"},
		{"a,b,c,d\ne,f,g,\"h\ni", "1:a|b|c|d 2!:e|f|g|h\ni"});
}

Test(csv, what_is_no_text)
{
	CHECK({"\xEF\xBB\xBF"
	       "a,b",
		      "1:a|b"},
		{"\xEF\xBB\xBF", ""}, {"sep=;\r\na;b", "1:a;b"}, {"sep=,\na,b", "1:a|b"},
		{"a\n\x1A", "1:a"}, {"sep=", "1:sep="}, {"sep=a\nb", "1:sep=a 2:b"});
	struct str got = {0};
	parse(&got, "a\0b,c\n\0\0\0", 10, ',');
	cr_expect_str_eq(str_c(&got), "1:a\uFFFDb|c");
	parse(&got, "\0\0", 2, ',');
	cr_expect_str_eq(str_c(&got), "");
	str_free(&got);
}

Test(csv, flags_of_cells)
{
	struct sheet s = {0};

	csv_parse(&s, "\"a\",b,c\xEF\xBF\xBD\n", 12, ',');
	cr_assert_eq(s.rows[0].cells[0].flags, CELL_QUOTED);
	cr_assert_eq(s.rows[0].cells[1].flags, 0);
	cr_assert_eq(s.rows[0].cells[2].flags, CELL_LOSSY);
	cr_assert_eq(s.columns, 3);
	csv_parse(&s, "d", 1, ',');
	cr_assert_eq(s.n, 2);
	cr_assert_eq(s.rows[1].number, 2, "numbered on");
	cell_free_sheet(&s);
}

Test(csv, other_separators)
{
	struct str got = {0};

	parse(&got, "a;b,c;\"d;e\"", 11, ';');
	cr_expect_str_eq(str_c(&got), "1:a|b,c|d;e");
	parse(&got, "a\tb c\t", 6, '\t');
	cr_expect_str_eq(str_c(&got), "1:a|b c|");
	str_free(&got);
}

Test(csv, separator_is_told)
{
	static const struct {
		const char *text;
		char expected;
	} samples[] = {
		{"", ','},
		{"姓名", ','},
		{"姓名\n张三\n", ','},
		{"a,b\nc,d", ','},
		{"a;b\nc;d", ';'},
		{"a\tb\nc\td", '\t'},
		{"某镇退役军人名册\n\n姓名;证号;住址\n甲;1;东街1号,2单元\n乙;2;西街\n", ';'},
		{"姓名\t住址\t电话\n甲\t东街,1号\t1\n乙\t西街,2号\t2\n", '\t'},
		{"姓名,电话\n甲,1;2;3\n乙,4;5\n丙,6\n", ','},
		{"姓名,\"住;址\",\"a\tb\"\n甲,\"x;y;z\",\"c\td\"\n", ','},
		{"a,b,c\n\"x\n;;;;\n;;;;\n;;;;\",y,z\n", ','},
		{"sep=;\na,b,c\n", ';'},
		{"sep=|\na|b\n", '|'},
		{"\xEF\xBB\xBF"
		 "a;b",
			';'},
		{"序号,姓名,住址\n1,甲,东街,2号\n2,乙,西街\n3,丙\n", ','},
	};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		cr_expect_eq(csv_separator(samples[i].text, strlen(samples[i].text)),
			samples[i].expected, "case %zu", i);
}

Test(csv, writing)
{
	struct str out = {0}, back = {0};

	csv_add_cell(&out, "a", ',', 0);
	csv_add_cell(&out, "b,c", ',', 1);
	csv_add_cell(&out, "say \"x\"", ',', 2);
	csv_add_cell(&out, NULL, ',', 3);
	csv_add_cell(&out, " 镇坪\n县", ',', 4);
	csv_end_row(&out);
	cr_assert_str_eq(str_c(&out), "a,\"b,c\",\"say \"\"x\"\"\",,\" 镇坪\n县\"\r\n");
	parse(&back, str_c(&out), out.n, ',');
	cr_assert_str_eq(str_c(&back), "1:a|b,c|say \"x\"|| 镇坪\n县");
	str_free(&out);
	str_free(&back);
}
