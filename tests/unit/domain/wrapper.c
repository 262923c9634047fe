#include <criterion/criterion.h>
#include <string.h>

#include <binggui/domain/wrapper.h>

static const char *off(struct wrapper *w, const char *text)
{
	static char copy[64];
	struct cell cell = {.text = strcpy(copy, text)};
	struct row row = {.number = 1, .cells = &cell, .n = 1};

	return wrapper_off(w, &row)->cells[0].text;
}

Test(wrapper, takes_off_what_keeps_a_cell_text)
{
	static const char *const pairs[][2] = {{"'610927", "610927"}, {"’新华村", "新华村"},
		{"＇a", "a"}, {"`1", "1"}, {"=\"王二\"", "王二"}, {"=\"1\" ", "1"}, {"=\"\"", ""},
		{"\"61092719\"", "61092719"}, {"\"123X\"", "123X"}, {"'", ""}};
	struct wrapper w = {0};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		cr_expect_str_eq(off(&w, pairs[i][0]), pairs[i][1]);
	wrapper_free(&w);
}

Test(wrapper, leaves_everything_else)
{
	static const char *const texts[] = {
		"", "王'明", "\"好\"的", "\"好\"", "=1+1", "=\"", "\"", "＝", "“好”", "1\""};
	struct wrapper w = {0};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect_str_eq(off(&w, texts[i]), texts[i]);
	wrapper_free(&w);
}

Test(wrapper, a_row_without_any_is_the_row_itself)
{
	struct cell cells[] = {{.text = "a"}, {.text = "'b"}};
	struct row row = {.number = 7, .cells = cells, .n = 1, .flags = ROW_HIDDEN};
	struct row none = {.number = 8};
	struct wrapper w = {0};

	cr_assert_eq(wrapper_off(&w, &row), &row);
	cr_assert_eq(wrapper_off(&w, &none), &none);
	row.n = 2;
	const struct row *got = wrapper_off(&w, &row);
	cr_assert_neq(got, &row);
	cr_expect_eq(got->number, 7);
	cr_expect_eq(got->flags, ROW_HIDDEN);
	cr_expect_str_eq(got->cells[0].text, "a");
	cr_expect_str_eq(got->cells[1].text, "b");
	cr_expect_str_eq(row.cells[1].text, "'b", "the sheet keeps what was written");
	wrapper_free(&w);
}
