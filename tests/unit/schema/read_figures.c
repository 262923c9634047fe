#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/figuredef.h>
#include <binggui/schema/load.h>

static const char aid[] = "table: aid\ntitle: 救助\nday: date\nfields:\n"
			  "  person: {label: 对象, type: ref, table: person}\n"
			  "  date: {label: 日期, type: date}\n"
			  "  amount: {label: 金额, type: money}\n"
			  "  hours: {label: 小时, type: number}\n";
static const char person[] = "table: person\ntitle: 对象\nfields:\n"
			     "  name: {label: 姓名, type: name}\n";

/* All faults of a figures.yaml beside these tables, "line:column: text\n…"; the definitions in *out. */
static const char *faults_of(const char *text, struct defs **out)
{
	static char all[4000];
	const struct def_source sources[] = {
		{(char *)"aid.yaml", (char *)aid, strlen(aid)},
		{(char *)"person.yaml", (char *)person, strlen(person)},
		{(char *)"figures.yaml", (char *)text, strlen(text)},
	};
	struct faults faults = {0};
	size_t n = 0;

	struct defs *d = load_sources(sources, 3, &faults);
	all[0] = '\0';
	for (size_t i = 0; i < faults.n; i++)
		n += (size_t)snprintf(all + n, sizeof all - n, "%zu:%zu: %s\n", faults.at[i].line,
			faults.at[i].column, faults.at[i].text);
	faults_free(&faults);
	if (out)
		*out = d;
	else
		defs_free(d);
	return all;
}

static void refuses(const char *text, const char *what)
{
	const char *told = faults_of(text, NULL);

	cr_expect_str_eq(told, what, "%s", told);
}

#define FIGURE(rest) "figures:\n  a: {title: 甲, definition: 口径, unit: 个, " rest "}\n"

Test(read_figures, a_sheet_of_two_figures)
{
	struct defs *d;
	const char *told =
		faults_of(FIGURE("article: \"6,25\", of: aid, count: person, round: 余百, against: "
				 "b") "  b: {title: 乙, definition: 口径, unit: 元, of: aid, sum: "
				      "amount, period: until}\n"
				      "sheets:\n  all: {title: 表, since: 2019-01-01, text: "
				      "'{a}和{b}，{period}',\n"
				      "    chapters: [{title: 章, figures: [b, a]}]}\n"
				      "checks: [{title: 核对, left: a + a, right: a, relation: "
				      "'>=', say: 错}]\n",
			&d);
	cr_assert(d, "%s", told);
	const struct def_figure *a = figuredef_figure(d->figures, "a");
	cr_expect_eq(a->round, ROUND_HUNDREDS);
	cr_expect_str_eq(a->article, "6,25");
	cr_expect_eq(a->against, figuredef_figure(d->figures, "b"));
	cr_expect_eq(a->parts[0].period, PERIOD_WITHIN, "the table has a day");
	cr_expect_eq(a->against->parts[0].period, PERIOD_UNTIL);
	const struct def_sheet *s = figuredef_sheet(d->figures, "all");
	cr_assert_eq(s->n, 1);
	cr_expect_eq(s->at[0].at[1], a);
	cr_expect_eq(s->since.year, 2019);
	cr_expect_eq(d->figures->checks[0].relation, RELATION_AT_LEAST);
	cr_expect_eq(d->figures->checks[0].left.n, 2);
	defs_free(d);
}

Test(read_figures, what_is_not_there_is_told_with_the_nearest)
{
	refuses(FIGURE("of: aids"), "2:46: 没有登记簿“aids”；是不是“aid”？\n");
	refuses(FIGURE("of: aid, count: persn"), "2:58: 没有字段“persn”；是不是“person”？\n");
	refuses(FIGURE("of: aid, sum: amont"), "2:56: 没有字段“amont”；是不是“amount”？\n");
	refuses(FIGURE("of: aid, whre: x"), "2:51: 没有“whre”这一项；是不是“where”？\n");
	refuses(FIGURE("of: aid") "sheets:\n  s: {title: 表, chapters: [{title: 章, figures: "
				  "[aa]}]}\n",
		"4:49: 没有数字“aa”；是不是“a”？\n");
	refuses(FIGURE("of: aid") "sheets:\n  s: {title: 表, text: '{aa}', chapters: []}\n",
		"4:23: 没有数字“aa”；是不是“a”？\n");
}

Test(read_figures, conditions_name_their_column)
{
	refuses(FIGURE("of: aid, where: 'amount > 甲'"),
		"2:58: 条件有误，第10列：“金额”要与金额比较，“甲”不是\n");
}

Test(read_figures, what_does_not_go_together)
{
	refuses(FIGURE("of: aid, count: person, sum: amount"), "2:71: “count”和“sum”只能写一个\n");
	refuses(FIGURE("of: aid, sum: person"), "2:56: “person”不是金额或数字，不能相加\n");
	refuses(FIGURE("of: aid, sum: [amount, hours]"), "2:56: 金额和数字不能加在一起\n");
	refuses(FIGURE("of: person, period: within"),
		"2:62: 登记簿“person”没有写 day，这里要用“day”写明按哪个日期计\n");
	refuses(FIGURE("of: aid, earliest: amount"), "2:61: “amount”不是日期\n");
	refuses(FIGURE("of: aid, count: amount.x"), "2:58: “amount”不是引用，后面不能再写“.”\n");
	refuses(FIGURE("count: person"), "2:6: 缺少“of”：从哪个登记簿计数\n");
	refuses(FIGURE("ratio: [a]"), "2:49: “ratio”要写两个数字的名称：[分子, 分母]\n");
	refuses(FIGURE("of: aid, union: [{label: x}]"), "2:58: 这里要写两个以上的部分\n");
	refuses(FIGURE("of: aid, round: 余千"),
		"2:58: “round”只能是 整、余十、余百、余万、余十万、万1位、中文数、年月\n");
}

Test(read_figures, money_is_not_compared_with_people)
{
	refuses(FIGURE("of: aid") "  b: {title: 乙, definition: 口径, unit: 元, of: aid, sum: "
				  "amount}\n"
				  "checks: [{title: 核对, left: a, right: b, say: 错}]\n",
		"4:10: 金额不能和个数比较\n");
}

Test(read_figures, a_figure_is_defined_once_and_stands_once)
{
	refuses(FIGURE("of: aid") "sheets:\n  s: {title: 表, chapters: [{title: 章, figures: [a]}, "
				  "{title: 节, figures: [a]}]}\n",
		"4:75: “a”在这张报表里已经有了\n");
}
