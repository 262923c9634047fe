#include <criterion/criterion.h>

#include <binggui/schema/fault.h>

Test(fault, are_sorted_by_place_and_told_once)
{
	struct faults f = {0};
	struct str s = {0};

	faults_sort(&f);
	fault_add(&f, "b.yaml", 1, 1, "b%d", 1);
	fault_add(&f, "a.yaml", 10, 2, "c");
	fault_add(&f, "a.yaml", 9, 3, "a");
	fault_add(&f, "a.yaml", 10, 1, "b");
	fault_add(&f, "a.yaml", 10, 2, "c");
	fault_add(&f, NULL, 0, 0, "no file");
	faults_sort(&f);
	cr_assert_eq(f.n, 5);
	fault_text(&s, &f.at[0]);
	cr_assert_str_eq(s.at, ": no file");
	fault_text(&s, &f.at[1]);
	cr_assert_str_eq(s.at, "a.yaml:9:3: a");
	fault_text(&s, &f.at[2]);
	cr_assert_str_eq(s.at, "a.yaml:10:1: b");
	fault_text(&s, &f.at[4]);
	cr_assert_str_eq(s.at, "b.yaml:1:1: b1");
	faults_free(&f);
	cr_assert_eq(f.n, 0);
	faults_free(&f);
	fault_add(NULL, "a", 1, 1, "nobody listens");
	str_free(&s);
}
