#include <binggui/ui/press.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/text/utf8.h>

static const char *name_of(struct press k)
{
	static char name[PRESS_NAME];
	press_name(&k, name);
	return name;
}

Test(press, names_go_both_ways)
{
	static const char *const names[] = {"F1", "F12", "F24", "Enter", "Esc", "Tab", "BackTab",
		"Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "Ins", "Del",
		"Backspace", "Space", "a", "Z", "=", "7", "张", "𬭩", "Ctrl-P", "Ctrl-Z",
		"Ctrl-@", "Ctrl-]", "Ctrl-Home", "Ctrl-PgDn", "Paste", "Resize", "HangUp", "Idle"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct press k;
		cr_assert(press_parse(names[i], &k), "%s", names[i]);
		cr_assert_str_eq(name_of(k), names[i]);
	}
}

Test(press, reading_is_forgiving)
{
	struct press k;
	cr_assert(press_parse("f2", &k) && k.kind == PRESS_F && k.f == 2);
	cr_assert(press_parse("Ｆ２", &k) && k.kind == PRESS_F && k.f == 2);
	cr_assert(press_parse("ctrl-p", &k) && k.kind == PRESS_CTRL && k.c == 'P');
	cr_assert(press_parse("pgdn", &k) && k.kind == PRESS_PGDN);
	cr_assert(press_parse("f", &k) && k.kind == PRESS_CHAR && k.c == 'f');
}

Test(press, what_is_no_name)
{
	static const char *const wrong[] = {"", "F0", "F25", "F1x", "F123", "Ctrl-", "Ctrl-[",
		"Ctrl-张", "Char", "None", "Enterr", "张三", "\x1b", "\xff"};
	struct press k;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		cr_assert_not(press_parse(wrong[i], &k), "%s", wrong[i]);
	cr_assert_not(press_parse(NULL, &k));
}

Test(press, nothing_has_no_name)
{
	cr_assert_str_eq(name_of(press_of(PRESS_NONE)), "");
	cr_assert_str_eq(name_of(press_char(UTF8_BAD | 0xFF)), "");
	cr_assert_str_eq(name_of((struct press){.kind = PRESS_KIND_COUNT}), "");
}

Test(press, same_and_folded)
{
	struct press a = press_f(2);
	struct press b = press_f(3);
	cr_assert(press_same(&a, &a));
	cr_assert_not(press_same(&a, &b));
	struct press wide = press_char(0xFF19); /* ９ */
	cr_assert_eq(press_folded(wide).c, '9');
	cr_assert(press_is_char(&wide, '9'));
	cr_assert_not(press_is_char(&a, '9'));
	struct press han = press_char(0x5F20);
	cr_assert_eq(press_folded(han).c, 0x5F20);
	cr_assert_eq(press_folded(a).f, 2);
}
