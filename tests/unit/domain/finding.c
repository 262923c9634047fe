#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/str.h>
#include <binggui/domain/finding.h>

Test(finding, every_code_has_a_name_and_an_outcome)
{
	for (int c = 0; c < FINDING_COUNT; c++) {
		const char *name = finding_name((enum finding_code)c);
		cr_assert(name && *name);
		cr_assert_eq(finding_by_name(name), (enum finding_code)c);
		cr_assert(finding_outcome((enum finding_code)c) < OUTCOME_SKIP);
	}
	cr_assert_eq(finding_by_name("no-such-code"), FINDING_COUNT);
	cr_assert_eq(finding_by_name(NULL), FINDING_COUNT);
	cr_assert_str_eq(finding_name(FINDING_ID_15_UPGRADED), "id-15-upgraded");
}

Test(finding, outcomes_have_names_for_programs_and_for_people)
{
	cr_assert_str_eq(outcome_name(OUTCOME_ACCEPT), "accept");
	cr_assert_str_eq(outcome_name(OUTCOME_WARN), "warn");
	cr_assert_str_eq(outcome_name(OUTCOME_REPORT), "report");
	cr_assert_str_eq(outcome_name(OUTCOME_SKIP), "skip");
	for (int o = 0; o < OUTCOME_COUNT; o++)
		cr_assert(*outcome_label((enum outcome)o));
}

Test(finding, a_list_keeps_what_was_added)
{
	struct findings f = {0};

	cr_assert_not(finding_has(&f, FINDING_ID_MISSING));
	finding_add(&f, "id_no", FINDING_ID_MISSING, "第%d行", 3);
	finding_add(&f, "", FINDING_COLUMN_COUNT, "%s", "");
	cr_assert_eq(f.n, 2);
	cr_assert_str_eq(f.at[0].text, "第3行");
	cr_assert_str_eq(f.at[1].text, "");
	cr_assert(finding_has(&f, FINDING_COLUMN_COUNT));
	findings_free(&f);
	findings_free(&f);
	cr_assert_eq(f.n, 0);
}

Test(finding, a_long_cell_is_quoted_by_its_beginning)
{
	struct findings f = {0};
	struct str cell = {0}, want = {0};

	for (int i = 0; i < 1000; i++)
		str_add(&cell, "字");
	str_addf(&want, "“金额”的“%.*s…”不是数", (int)(40 * strlen("字")), cell.at);
	finding_add(&f, "amount", FINDING_AMOUNT_UNPARSABLE, "“金额”的“%s”不是数", cell.at);
	cr_assert_str_eq(f.at[0].text, want.at);
	findings_free(&f);
	str_free(&cell);
	str_free(&want);
}
