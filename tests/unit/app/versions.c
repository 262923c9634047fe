#include <binggui/app/versions.h>

#include <criterion/criterion.h>

#include <binggui/table/entry.h>

/* Field 1 went from "" to 甲 (2), to 乙 (3); then the record was voided (4). */
static struct journal_field made[] = {{2, "", "张三"}};
static struct journal_field first[] = {{1, "", "甲"}};
static struct journal_field second[] = {{1, "甲", "乙"}, {2, "张三", "张四"}};
static struct journal_field voided[] = {{FIELD_VOIDED, "", FIELD_VOIDED_YES}};
static struct journal_entry entries[] = {
	{.version = 4, .at = voided, .n = 1},
	{.version = 3, .at = second, .n = 2},
	{.version = 2, .at = first, .n = 1},
	{.version = 1, .at = made, .n = 1},
};
static const struct journal_list history = {entries, 4, 4};

static struct record now(void)
{
	struct record r = {.id = 7, .version = 4, .voided = true};

	record_set(&r, 1, "乙");
	record_set(&r, 2, "张四");
	return r;
}

static void expect(uint32_t version, const char *one, const char *two, bool gone)
{
	struct record r = now(), then = {0};

	versions_get(&history, &r, version, &then);
	cr_assert_eq(then.version, version);
	cr_assert_eq(then.id, 7);
	cr_assert_str_eq(record_get(&then, 1), one);
	cr_assert_str_eq(record_get(&then, 2), two);
	cr_assert_eq(then.voided, gone);
	record_free(&r);
	record_free(&then);
}

Test(versions, are_worked_out_backwards)
{
	expect(4, "乙", "张四", true);
	expect(3, "乙", "张四", false);
	expect(2, "甲", "张三", false);
	expect(1, "", "张三", false);
	expect(0, "", "", false);
}

Test(versions, without_a_history_nothing_is_known)
{
	struct journal_list none = {0};
	struct record r = now(), then = {0};

	versions_get(&none, &r, 9, &then);
	cr_assert_eq(then.version, 4);
	cr_assert_str_eq(record_get(&then, 1), "乙");
	record_free(&r);
	record_free(&then);
}
