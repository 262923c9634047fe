#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/yamltext.h>

static bool open_text(struct yamltext *t, const char *text, struct faults *faults)
{
	return yamltext_open(t, "x.yaml", text, strlen(text), faults);
}

Test(yamltext, the_copy_has_plain_line_ends)
{
	struct yamltext t;
	struct faults f = {0};

	cr_assert(open_text(&t,
		"\xEF\xBB\xBF"
		"a: 1\r\nb: 2\rc: 3\n",
		&f));
	cr_assert_str_eq(t.text.at, "a: 1\nb: 2\nc: 3\n");
	cr_assert_eq(t.lines.n, 4);
	cr_assert_eq(f.n, 0);
	yamltext_close(&t);
}

Test(yamltext, what_is_no_text_is_refused_with_its_place)
{
	const char *bad[] = {"a: \xB1\xF8\xB9\xE9\n", "a: 1\n字\x01", "a\x7F", "a\xC2\x85",
		"a\xE2\x80\xA8", "a\xED\xA0\x80", "x\xC0\x80"};
	size_t lines[] = {1, 2, 1, 1, 1, 1, 1}, columns[] = {4, 2, 2, 2, 2, 2, 2};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct yamltext t;
		struct faults f = {0};
		cr_assert_not(open_text(&t, bad[i], &f));
		cr_assert_eq(f.n, 1);
		cr_assert_eq(f.at[0].line, lines[i], "%zu", i);
		cr_assert_eq(f.at[0].column, columns[i], "%zu", i);
		yamltext_close(&t);
		faults_free(&f);
	}
	struct yamltext t;
	struct faults f = {0};
	cr_assert_not(yamltext_open(&t, "x", "a\0b", 3, &f), "NUL");
	yamltext_close(&t);
	faults_free(&f);
}

Test(yamltext, rare_hanzi_are_text)
{
	struct yamltext t;
	struct faults f = {0};

	cr_assert(open_text(&t, "a: 㛃䶮𬭩·\n", &f));
	cr_assert_eq(f.n, 0);
	yamltext_close(&t);
}

Test(yamltext, heads_of_lines_are_mended)
{
	struct yamltext t;
	struct faults f = {0};

	cr_assert(open_text(&t,
		"a:\n\t\tb: 1\n  \xC2\xA0"
		"c: 2\n　d: |\n     x　y\n     　z\n",
		&f));
	cr_assert_str_eq(t.text.at, "a:\n  b: 1\n    c: 2\n   d: |\n     x　y\n     　z\n");
	cr_assert_eq(f.n, 3);
	cr_assert(t.told);
	yamltext_close(&t);
	faults_free(&f);
}

Test(yamltext, full_width_signs_are_mended_one_by_one)
{
	struct yamltext t;
	struct faults f = {0};

	cr_assert(open_text(&t, "标题：甲，乙\nb: {x：1，y: \"p：q，r：\"} # z：\n", &f));
	cr_assert(yamltext_mend(&t, 1, 1));
	cr_assert_not(yamltext_mend(&t, 1, 1), "a comma between words stays");
	cr_assert(yamltext_mend(&t, 1, 2));
	cr_assert(yamltext_mend(&t, 2, 99));
	cr_assert_not(yamltext_mend(&t, 0, 99));
	cr_assert_str_eq(t.text.at, "标题: 甲，乙\nb: {x: 1, y: \"p：q，r：\"} # z：\n");
	cr_assert_eq(f.at[0].column, 3);
	cr_assert_eq(f.at[2].column, 8, "counted as it stands in the file");
	cr_assert_eq(yamltext_column(&t, 2, 11), 9);
	cr_assert_eq(yamltext_column(&t, 1, 3), 3);
	yamltext_close(&t);
	faults_free(&f);
}

Test(yamltext, drawings_are_left_alone)
{
	struct yamltext t;
	struct faults f = {0};
	size_t row, indent;

	cr_assert(open_text(&t, "f: | # note\n   姓名：{x}\n\n   y\nz: 1\nw: |3-\n     a\n", &f));
	cr_assert_not(yamltext_mend(&t, 1, 5));
	yamltext_drawing(&t, 1, &row, &indent);
	cr_assert_eq(row, 2);
	cr_assert_eq(indent, 3);
	yamltext_drawing(&t, 6, &row, &indent);
	cr_assert_eq(indent, 3);
	yamltext_close(&t);
}

Test(yamltext, finding)
{
	struct yamltext t;
	struct faults f = {0};
	size_t line = 1, column = 2;

	cr_assert(open_text(&t, "甲乙甲\n丙甲\n", &f));
	cr_assert(yamltext_find(&t, &line, &column, 9, "甲"));
	cr_assert_eq(line, 1);
	cr_assert_eq(column, 3);
	column = 4;
	cr_assert(yamltext_find(&t, &line, &column, 2, "甲"));
	cr_assert_eq(line, 2);
	cr_assert_eq(column, 2);
	cr_assert_not(yamltext_find(&t, &line, &column, 2, "乙"));
	yamltext_close(&t);
}
