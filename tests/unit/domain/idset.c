#include <criterion/criterion.h>

#include <binggui/domain/idset.h>

Test(idset, each_is_there_once)
{
	struct idset s = {0};

	cr_expect(idset_add(&s, 1, 7, 1));
	cr_expect(!idset_add(&s, 1, 7, 2));
	cr_expect(idset_add(&s, 2, 7, 1));
	cr_assert_eq(s.n, 2);
	idset_sort(&s);
	cr_expect_eq(s.at[0].parts, 3);
	cr_expect_eq(s.at[1].table, 2);
	idset_free(&s);
}

Test(idset, many_in_any_order_come_out_in_order)
{
	struct idset s = {0};

	for (uint64_t i = 0; i < 10000; i++)
		cr_assert(idset_add(&s, 1, i * 7919 % 10007, 1));
	for (uint64_t i = 0; i < 10000; i++)
		cr_assert(!idset_add(&s, 1, i * 7919 % 10007, 1));
	cr_assert_eq(s.n, 10000);
	idset_sort(&s);
	for (size_t i = 1; i < s.n; i++)
		cr_assert_lt(s.at[i - 1].id, s.at[i].id);
	idset_free(&s);
}

Test(idset, keeping_what_is_in_some_parts)
{
	struct idset s = {0};

	idset_add(&s, 1, 1, 1);
	idset_add(&s, 1, 2, 3);
	idset_add(&s, 1, 3, 2);
	idset_keep(&s, 4 | 1);
	idset_keep(&s, 2);
	cr_assert_eq(s.n, 1);
	cr_expect_eq(s.at[0].id, 2);
	idset_free(&s);
}

Test(idset, an_empty_one_can_be_sorted_and_freed)
{
	struct idset s = {0};

	idset_sort(&s);
	idset_keep(&s, 1);
	idset_free(&s);
	cr_expect_eq(s.n, 0);
}
