#include <criterion/criterion.h>

#include <binggui/schema/nearest.h>

Test(nearest, slips)
{
	cr_assert_eq(nearest_slips("label", "label"), 0);
	cr_assert_eq(nearest_slips("lable", "label"), 1);
	cr_assert_eq(nearest_slips("requird", "required"), 1);
	cr_assert_eq(nearest_slips("", "abc"), 3);
	cr_assert_eq(nearest_slips("abc", ""), 3);
	cr_assert_eq(nearest_slips("", ""), 0);
	cr_assert_eq(nearest_slips("出身日期", "出生日期"), 1);
	cr_assert_eq(nearest_slips("ID-NO", "id_no"), 0);
}

Test(nearest, the_best_is_found_and_far_ones_are_not)
{
	struct nearest n;

	nearest_start(&n, "requierd");
	nearest_try(&n, "readonly");
	nearest_try(&n, NULL);
	nearest_try(&n, "required");
	cr_assert_str_eq(nearest_word(&n), "required");
	nearest_start(&n, "xyz");
	nearest_try(&n, "label");
	cr_assert_null(nearest_word(&n));
	nearest_start(&n, NULL);
	nearest_try(&n, "a");
	cr_assert_null(nearest_word(&n));
	nearest_start(&n, "姓");
	nearest_try(&n, "姓名");
	cr_assert_str_eq(nearest_word(&n), "姓名");
}

Test(nearest, very_long_words_and_broken_bytes)
{
	char a[1000], b[1000];

	for (int i = 0; i < 999; i++)
		a[i] = b[i] = 'x';
	a[999] = b[999] = 0;
	cr_assert_eq(nearest_slips(a, b), 0);
	cr_assert_eq(nearest_slips("\xff\xfe", "\xff"), 1);
}
