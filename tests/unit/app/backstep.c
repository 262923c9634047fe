#include <binggui/app/backstep.h>

#include <criterion/criterion.h>

static struct form *sample(void)
{
	struct form *f = form_new(NULL, NULL);
	size_t page = form_add_page(f, "一");

	form_add_field(f, page, &(struct form_field_spec){.name = "a", .width = 10});
	form_add_field(f, page, &(struct form_field_spec){.name = "b", .width = 10});
	form_add_field(
		f, page, &(struct form_field_spec){.name = "c", .width = 10, .flags = FORM_STATIC});
	form_load(f, 0, "甲");
	return f;
}

Test(backstep, one_step_for_a_field_and_what_followed)
{
	struct form *f = sample();
	struct backsteps b = {0};
	struct backstep s;

	backsteps_start(&b, f);
	cr_assert_not(backsteps_take(&b, f, &s));
	form_fill(f, 0, "乙");
	form_fill(f, 1, "derived");
	form_fill(f, 2, "computed");
	backsteps_note(&b, f, 0);
	backsteps_note(&b, f, 0);
	cr_assert_eq(b.steps.n, 1, "nothing changed between");
	cr_assert(backsteps_take(&b, f, &s));
	cr_assert_eq(s.place, 0);
	cr_assert_eq(s.texts.n, 2, "computed ones follow by themselves");
	cr_assert_str_eq(s.texts.at[0].text, "甲");
	cr_assert_str_eq(s.texts.at[1].text, "");
	backstep_free(&s);
	cr_assert_not(backsteps_take(&b, f, &s));
	backsteps_free(&b);
	backsteps_free(&b);
	form_free(f);
}

Test(backstep, what_was_undone_in_the_field_is_no_step)
{
	struct form *f = sample();
	struct backsteps b = {0};
	struct backstep s;

	backsteps_start(&b, f);
	form_fill(f, 0, "乙");
	backsteps_note(&b, f, 0);
	form_fill(f, 0, "甲");
	cr_assert_not(backsteps_take(&b, f, &s));
	backsteps_free(&b);
	form_free(f);
}

Test(backstep, the_oldest_are_forgotten)
{
	struct form *f = sample();
	struct backsteps b = {0};
	struct backstep s;
	int n = 0;

	backsteps_start(&b, f);
	for (int i = 0; i < 300; i++) {
		form_fill(f, 0, i % 2 ? "甲" : "乙");
		backsteps_note(&b, f, 0);
	}
	form_fill(f, 0, "丙");
	while (backsteps_take(&b, f, &s)) {
		backstep_free(&s);
		n++;
	}
	cr_assert_eq(n, 200);
	backsteps_free(&b);
	form_free(f);
}
