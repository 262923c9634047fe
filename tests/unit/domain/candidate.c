#include <unit/domain/rig.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/domain/candidate.h>

static struct rig rig;
static struct villages *villages;
static struct candidate c;

static void open(void)
{
	struct err e = {0};

	rig_open(&rig);
	rig_judge(&rig, "person", "姓名,身份证号,服役起止时间\n张三,,2004.12-2006.12\n");
	villages = villages_load(rig.archive, &e);
	candidate_make(&c, rig.archive, &rig.plan->lexicon, villages);
	candidate_sheet(&c, &rig.plan->sheets[0].mapping, "610927100000", "", "", "");
	candidate_clear(&c, &rig.book.sheets[0].rows[1]);
}

static void close(void)
{
	candidate_free(&c);
	candidate_free(&c);
	villages_free(villages);
	rig_close(&rig);
}

TestSuite(candidate, .init = open, .fini = close);

static const struct slot *slot(const char *path)
{
	return lexicon_slot(&rig.plan->lexicon, path);
}

Test(candidate, holds_values_until_the_next_row)
{
	candidate_put(&c, slot("nation"), "汉族");
	candidate_put(&c, slot("nation"), "回族");
	candidate_put(&c, NULL, "x");
	cr_assert_str_eq(candidate_get(&c, slot("nation")), "回族");
	cr_assert_str_eq(candidate_get(&c, NULL), "");
	candidate_put(&c, slot("nation"), "");
	candidate_put(&c, slot("nation"), "汉族");
	cr_assert_eq(c.n_used, 1);
	candidate_remark(&c, "%s", "一");
	candidate_remark(&c, "%s", "一");
	candidate_remark(&c, "%s", "二");
	cr_assert_str_eq(str_c(&c.remarks), "一；二");
	candidate_clear(&c, c.row);
	cr_assert_str_eq(candidate_get(&c, slot("nation")), "");
	cr_assert_eq(c.remarks.n, 0);
}

Test(candidate, knows_the_column_of_a_slot)
{
	cr_assert(candidate_mapped(&c, slot("name")));
	cr_assert(candidate_mapped(&c, slot("service.discharged")), "through the period");
	cr_assert_not(candidate_mapped(&c, slot("nation")));
	cr_assert_not(candidate_mapped(&c, NULL));
	cr_assert_str_eq(candidate_cell(&c, slot("name"))->text, "张三");
	cr_assert_str_eq(candidate_cell(&c, slot("nation"))->text, "");
	cr_assert_str_eq(candidate_label(&c, slot("service.enlisted")), "服役起止时间");
	cr_assert_str_eq(candidate_label(&c, slot("nation")), "民族");
	candidate_keep(&c, slot("name"));
	candidate_keep(&c, slot("nation"));
	cr_assert_str_eq(str_c(&c.remarks), "原表姓名：张三");
}

Test(candidate, takes_over_what_was_read)
{
	const struct slot *s = slot("@period");

	candidate_take(&c, s, reader_cell(&c.reader, s, candidate_cell(&c, s)));
	cr_assert_str_eq(candidate_get(&c, slot("service.enlisted")), "2004-12");
	cr_assert_str_eq(candidate_get(&c, slot("service.discharged")), "2006-12");
	cr_assert_eq(candidate_outcome(&c), OUTCOME_ACCEPT);
	finding_add(&c.findings, "", FINDING_COLUMN_COUNT, "x");
	cr_assert_eq(candidate_outcome(&c), OUTCOME_WARN);
	c.held = true;
	cr_assert_eq(candidate_outcome(&c), OUTCOME_REPORT);
}

Test(candidate, packs_its_values)
{
	size_t number, n = 0;
	const char *text;

	cr_assert_null(candidate_pack(&c));
	cr_assert_str_eq(packed_get(NULL, 0), "");
	candidate_put(&c, slot("nation"), "汉族");
	candidate_put(&c, slot("disability.level"), "七级");
	char *packed = candidate_pack(&c);
	cr_assert_str_eq(packed_get(packed, slot("disability.level")->number), "七级");
	cr_assert_str_eq(packed_get(packed, slot("name")->number), "");
	for (const char *at = packed; packed_each(&at, &number, &text);)
		n++;
	cr_assert_eq(n, 2);
	mem_free(packed);
}
