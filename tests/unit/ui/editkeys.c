#include <binggui/ui/editkeys.h>

#include <string.h>

#include <criterion/criterion.h>

static enum editkeys_result press(struct edit *e, const char *name)
{
	struct press k;
	cr_assert(press_parse(name, &k), "%s", name);
	return editkeys_press(e, &k);
}

static void expect(const struct edit *e, const char *wanted)
{
	struct str s = {0};
	edit_text(e, &s);
	cr_assert_str_eq(str_c(&s), wanted);
	str_free(&s);
}

Test(editkeys, keys_of_a_line)
{
	struct edit e;
	edit_init(&e, "李四", 6, false);
	cr_assert_eq(press(&e, "x"), EDITKEYS_CHANGED);
	cr_assert_eq(press(&e, "Home"), EDITKEYS_MOVED);
	cr_assert_eq(press(&e, "Del"), EDITKEYS_CHANGED);
	expect(&e, "四x");
	cr_assert_eq(press(&e, "Backspace"), EDITKEYS_MOVED, "nothing in front");
	cr_assert_eq(press(&e, "Right"), EDITKEYS_MOVED);
	cr_assert_eq(press(&e, "Ctrl-K"), EDITKEYS_CHANGED);
	cr_assert_eq(press(&e, "Ctrl-K"), EDITKEYS_MOVED);
	expect(&e, "四");
	cr_assert_eq(press(&e, "Ctrl-Z"), EDITKEYS_CHANGED);
	expect(&e, "四x");
	cr_assert_eq(press(&e, "Ctrl-Y"), EDITKEYS_CHANGED);
	cr_assert_eq(press(&e, "Ctrl-Y"), EDITKEYS_UNUSED);
	cr_assert_eq(press(&e, "End"), EDITKEYS_MOVED);
	cr_assert_eq(press(&e, "Left"), EDITKEYS_MOVED);
	cr_assert_eq(press(&e, "Ctrl-U"), EDITKEYS_MOVED);
	cr_assert_eq(press(&e, "End"), EDITKEYS_MOVED);
	cr_assert_eq(press(&e, "Ctrl-W"), EDITKEYS_CHANGED);
	expect(&e, "");
	edit_free(&e);
}

Test(editkeys, what_is_for_others)
{
	static const char *const names[] = {"Enter", "Esc", "F2", "Tab", "Up", "Ctrl-P",
		"Ctrl-Home", "Ctrl-Z", "Idle", "Resize"};
	struct edit e;
	edit_init(&e, "", 0, false);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cr_assert_eq(press(&e, names[i]), EDITKEYS_UNUSED, "%s", names[i]);
	edit_free(&e);
}

Test(editkeys, paste_and_lines)
{
	struct edit e;
	struct press paste = {.kind = PRESS_PASTE, .text = "a\nb\x1b\xff", .n = 5};
	edit_init(&e, "", 0, true);
	cr_assert_eq(editkeys_press(&e, &paste), EDITKEYS_CHANGED);
	expect(&e, "a\nb\uFFFD");
	cr_assert_eq(press(&e, "Enter"), EDITKEYS_CHANGED);
	cr_assert_eq(press(&e, "Ctrl-Z"), EDITKEYS_CHANGED);
	cr_assert_eq(press(&e, "Ctrl-Z"), EDITKEYS_CHANGED);
	expect(&e, "");
	paste.n = 0;
	cr_assert_eq(editkeys_press(&e, &paste), EDITKEYS_MOVED);
	edit_free(&e);
}
