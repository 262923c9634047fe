#include <binggui/schema/exprmoney.h>

#include <criterion/criterion.h>

#include <binggui/schema/load.h>

/* Which formulas come to an amount, and how what they came to is shown. */

static const char fund[] = "table: fund\ntitle: 基金\nfields:\n"
			   "  year: {label: 年度, type: number}\n"
			   "  budget: {label: 预算, type: money}\n"
			   "  spent: {label: 支出, type: computed, formula: sum(row.amount)}\n"
			   "  left: {label: 余额, type: computed, formula: \"budget - spent\"}\n"
			   "  most: {label: 最大一笔, type: computed, formula: last(row.amount)}\n"
			   "  rows: {label: 笔数, type: computed, formula: count(row)}\n"
			   "  next: {label: 下一年, type: computed, formula: year + 1}\n"
			   "  people: {label: 人数, type: computed, formula: sum(row.people)}\n";
static const char row[] = "table: row\ntitle: 收支\nowner: fund\nfields:\n"
			  "  fund: {label: 基金, type: ref, table: fund}\n"
			  "  amount: {label: 金额, type: money}\n"
			  "  people: {label: 人数, type: number}\n"
			  "  of: {label: 基金余额, type: computed, formula: fund.left}\n";

Test(exprmoney, amounts_and_what_is_worked_out_of_them)
{
	static const char *const amounts[] = {"budget", "spent", "left", "most"};
	static const char *const numbers[] = {"year", "rows", "next", "people"};
	struct def_source sources[] = {{"fund.yaml", (char *)fund, sizeof fund - 1},
		{"row.yaml", (char *)row, sizeof row - 1}};
	struct faults faults = {0};
	struct defs *d = load_sources(sources, 2, &faults);

	cr_assert(d, "%s", faults.n ? faults.at[0].text : "");
	const struct def_table *t = defs_table(d, "fund");
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
		cr_expect(exprmoney_field(def_field(t, amounts[i])), "%s", amounts[i]);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		cr_expect_not(exprmoney_field(def_field(t, numbers[i])), "%s", numbers[i]);
	cr_expect(exprmoney_field(def_field(defs_table(d, "row"), "of")));
	cr_expect_not(exprmoney_field(NULL));
	defs_free(d);
	faults_free(&faults);
}

Test(exprmoney, is_shown_as_other_amounts_are)
{
	static const char *const cases[][2] = {{"5000", "5,000.00"}, {"-0.5", "-0.50"},
		{"1234567.8", "1,234,567.80"}, {"", ""}, {"不明", "不明"}};
	struct str s = {0};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str_set(&s, cases[i][0]);
		exprmoney_show(&s);
		cr_expect_str_eq(str_c(&s), cases[i][1]);
	}
	str_free(&s);
}
