#include <binggui/ui/formkeys.h>

#include <string.h>

#include <criterion/criterion.h>

static bool last(void *x, struct form *f, size_t field, struct str *out)
{
	(void)x;
	(void)f;
	if (field != 0)
		return false;
	str_add(out, "城关镇");
	return true;
}

static bool never(void *x, struct form *f, size_t field)
{
	(void)f;
	(void)field;
	++*(int *)x;
	return false;
}

static const struct form_ops ops = {.last = last};
static const struct form_ops closed = {.reveal = never};

static struct form *sample(const struct form_ops *o, void *x)
{
	struct form *f = form_new(o, x);
	size_t page = form_add_page(f, "一");
	form_add_field(f, page, &(struct form_field_spec){.name = "a", .width = 10});
	form_add_field(f, page,
		&(struct form_field_spec){
			.name = "b", .row = 1, .width = 6, .rows = 2, .flags = FORM_MULTILINE});
	page = form_add_page(f, "二");
	form_add_field(
		f, page, &(struct form_field_spec){.name = "c", .width = 10, .flags = FORM_SECRET});
	form_add_field(f, page,
		&(struct form_field_spec){.name = "d", .width = 10, .flags = FORM_READONLY});
	return f;
}

static bool press(struct form *f, const char *name)
{
	struct press k;
	cr_assert(press_parse(name, &k), "%s", name);
	return form_key(f, &k);
}

static void expect(struct form *f, size_t field, const char *wanted)
{
	struct str s = {0};
	form_text(f, field, &s);
	cr_assert_str_eq(str_c(&s), wanted);
	str_free(&s);
}

Test(formkeys, fields)
{
	struct form *f = sample(&ops, NULL);
	cr_assert(press(f, "张"));
	cr_assert(press(f, "Enter"));
	cr_assert_eq(form_focus(f), 1);
	cr_assert(press(f, "Tab"));
	cr_assert_eq(form_focus(f), 2);
	cr_assert(press(f, "Down"));
	cr_assert_eq(form_focus(f), 3);
	cr_assert_not(press(f, "Enter"), "the app may ask whether to save");
	cr_assert(press(f, "Tab"));
	cr_assert_eq(form_focus(f), 3);
	cr_assert(press(f, "BackTab"));
	cr_assert(press(f, "Up"));
	cr_assert_eq(form_focus(f), 1);
	cr_assert(press(f, "PgDn"));
	cr_assert_eq(form_focus(f), 2);
	cr_assert(press(f, "PgDn"));
	cr_assert(press(f, "PgUp"));
	cr_assert_eq(form_focus(f), 0);
	cr_assert(press(f, "Ctrl-End"));
	cr_assert_eq(form_focus(f), 3);
	cr_assert(press(f, "Ctrl-Home"));
	cr_assert_eq(form_focus(f), 0);
	expect(f, 0, "张");
	form_free(f);
}

Test(formkeys, in_a_field)
{
	struct form *f = sample(&ops, NULL);
	press(f, "a");
	press(f, "b");
	cr_assert(press(f, "Home"));
	press(f, "c");
	expect(f, 0, "cab");
	cr_assert(press(f, "Ctrl-Z"));
	expect(f, 0, "ab");
	cr_assert(press(f, "Ctrl-Z"));
	expect(f, 0, "");
	cr_assert_not(press(f, "Ctrl-Z"), "nothing left: the app's undo");
	cr_assert(press(f, "Ctrl-Y"));
	struct press paste = {.kind = PRESS_PASTE, .text = "x\ny", .n = 3};
	cr_assert(form_key(f, &paste));
	expect(f, 0, "abx y");
	form_free(f);
}

Test(formkeys, others_keys)
{
	static const char *const names[] = {"F1", "F2", "F4", "Esc", "Ctrl-P", "Ins", "Ctrl-Left"};
	struct form *f = sample(&ops, NULL);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cr_assert_not(press(f, names[i]), "%s", names[i]);
	form_free(f);
	f = form_new(NULL, NULL);
	cr_assert_not(press(f, "a"));
	cr_assert_not(press(f, "Enter"));
	cr_assert(press(f, "PgDn"));
	form_free(f);
}

Test(formkeys, several_lines)
{
	struct form *f = sample(&ops, NULL);
	form_go(f, 1);
	press(f, "a");
	cr_assert(press(f, "Enter"));
	press(f, "b");
	expect(f, 1, "a\nb");
	cr_assert(press(f, "Up"));
	cr_assert_eq(form_focus(f), 1);
	cr_assert(press(f, "Up"));
	cr_assert_eq(form_focus(f), 0);
	form_go(f, 1);
	press(f, "Down");
	press(f, "Down");
	cr_assert_eq(form_focus(f), 2);
	form_free(f);
}

Test(formkeys, enter_leads_out_of_several_lines)
{
	struct form *f = sample(&ops, NULL);
	form_go(f, 1);
	cr_assert(press(f, "Enter"), "nothing was typed");
	cr_assert_eq(form_focus(f), 2);
	form_go(f, 1);
	press(f, "a");
	press(f, "Enter");
	expect(f, 1, "a\n");
	cr_assert(press(f, "Enter"));
	cr_assert_eq(form_focus(f), 2);
	expect(f, 1, "a");
	form_go(f, 1);
	press(f, "Home");
	press(f, "Enter");
	cr_assert_eq(form_focus(f), 1, "not at the end");
	form_free(f);
}

Test(formkeys, undo_leaves_a_covered_field_alone)
{
	int asked = 0;
	struct form *f = sample(&closed, &asked);
	form_load(f, 2, "19900001234");
	form_go(f, 2);
	cr_assert_not(press(f, "Ctrl-Z"));
	cr_assert_eq(asked, 0);
	form_free(f);
}

Test(formkeys, the_last_answer)
{
	struct form *f = sample(&ops, NULL);
	cr_assert(press(f, "="));
	expect(f, 0, "城关镇");
	cr_assert(press(f, "="));
	expect(f, 0, "城关镇=");
	press(f, "Ctrl-U");
	cr_assert(press(f, "Space"));
	expect(f, 0, "城关镇");
	form_go(f, 1);
	cr_assert(press(f, "Space"));
	expect(f, 1, "");
	cr_assert(press(f, "="));
	expect(f, 1, "=");
	form_free(f);
}

Test(formkeys, what_may_not_be_changed)
{
	int asked = 0;
	struct form *f = sample(&closed, &asked);
	form_load(f, 2, "19900001234");
	form_load(f, 3, "x");
	form_go(f, 2);
	cr_assert_not(press(f, "F2"));
	cr_assert_eq(asked, 0, "looking is no change");
	cr_assert(press(f, "5"));
	cr_assert(press(f, "Backspace"));
	cr_assert_eq(asked, 2);
	expect(f, 2, "19900001234");
	form_go(f, 3);
	cr_assert(press(f, "5"));
	cr_assert(press(f, "Left"));
	cr_assert_not(press(f, "Ctrl-Z"));
	expect(f, 3, "x");
	form_free(f);
	f = sample(&ops, NULL);
	form_load(f, 2, "19900001234");
	form_go(f, 2);
	cr_assert(press(f, "5"));
	cr_assert_not(form_covered(f, 2));
	expect(f, 2, "199000012345");
	form_free(f);
}

Test(formkeys, what_finds_no_room_is_told)
{
	struct form *f = form_new(&ops, NULL);
	size_t page = form_add_page(f, "一");
	form_add_field(f, page, &(struct form_field_spec){.name = "a", .width = 10, .max = 3});
	struct press paste = {.kind = PRESS_PASTE, .text = "城关镇", .n = strlen("城关镇")};
	cr_assert(form_key(f, &paste));
	cr_assert_null(form_problem_text(f, 0), "all of it had room");
	press(f, "x");
	cr_assert_str_eq(form_problem_text(f, 0), "最多3字，已经满了；后面的1字没有收下");
	cr_assert(!form_problem_severe(f, 0));
	expect(f, 0, "城关镇");
	press(f, "Ctrl-U");
	paste.text = "新华村三组";
	paste.n = strlen(paste.text);
	cr_assert(form_key(f, &paste));
	cr_assert_str_eq(form_problem_text(f, 0), "最多3字，已经满了；后面的2字没有收下");
	expect(f, 0, "新华村");
	form_free(f);
}

/* An amount is answered anew, not written on: 500 over 300 is not 300500. */
Test(formkeys, one_answer_is_typed_over)
{
	struct form *f = form_new(&ops, NULL);
	size_t page = form_add_page(f, "一");
	const struct form_field_spec amount = {.name = "m", .width = 6, .flags = FORM_WHOLE};
	form_add_field(f, page, &amount);
	form_add_field(f, page, &(struct form_field_spec){.name = "n", .row = 1, .width = 6});
	form_load(f, 0, "300");
	form_load(f, 1, "300");
	press(f, "5");
	press(f, "0");
	expect(f, 0, "50");
	press(f, "Ctrl-Z");
	press(f, "Ctrl-Z");
	expect(f, 0, "300");
	press(f, "7");
	expect(f, 0, "3007");
	press(f, "Tab");
	press(f, "5");
	expect(f, 1, "3005");
	form_load(f, 0, "300");
	press(f, "Up");
	press(f, "Backspace");
	press(f, "1");
	expect(f, 0, "301");
	form_settle(f);
	press(f, "9");
	expect(f, 0, "9");
	/* what is longer than its place is read from its beginning */
	form_load(f, 0, "镇坪县城关镇");
	cr_assert_eq(form_at(f, 0)->edit.cursor, 0);
	press(f, "Backspace");
	expect(f, 0, "");
	form_free(f);
}
