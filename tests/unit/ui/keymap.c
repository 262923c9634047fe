#include <binggui/ui/keymap.h>

#include <string.h>

#include <criterion/criterion.h>

static struct keymap *sample(void)
{
	struct keymap *m = keymap_new();
	keymap_bind(m, "common", "Ctrl-P", "palette", "命令", NULL);
	keymap_bind(m, "common", "F10", "back", "返回", NULL);
	keymap_bind(m, "common", "Esc", "back", "", NULL);
	keymap_bind(m, "common", "F1", "help", "帮助", NULL);
	keymap_bind(m, "form", "F2", "save", "存盘", NULL);
	keymap_bind(m, "form", "f4", "choose", "选择", NULL);
	keymap_bind(m, "list", "7", "mark", "标记", NULL);
	return m;
}

static const char *command(struct keymap *m, const char *context, const char *key)
{
	struct press k;
	cr_assert(press_parse(key, &k));
	const char *c = keymap_command(m, context, &k);
	return c ? c : "";
}

Test(keymap, contexts_fall_back)
{
	struct keymap *m = sample();
	cr_assert_str_eq(command(m, "form", "F2"), "save");
	cr_assert_str_eq(command(m, "form", "F1"), "help");
	cr_assert_str_eq(command(m, "list", "F2"), "");
	cr_assert_str_eq(command(m, NULL, "Esc"), "back");
	cr_assert_str_eq(command(m, "list", "７"), "mark");
	keymap_free(m);
	keymap_free(NULL);
}

Test(keymap, bindings_are_replaced_and_taken_away)
{
	struct keymap *m = sample();
	cr_assert(keymap_bind(m, "common", "F1", "manual", "手册", NULL));
	cr_assert(keymap_bind(m, "form", "Ctrl-P", "", "", NULL));
	cr_assert_str_eq(command(m, "form", "F1"), "manual");
	cr_assert_str_eq(command(m, "form", "Ctrl-P"), "");
	cr_assert_str_eq(command(m, "list", "Ctrl-P"), "palette");
	keymap_free(m);
}

Test(keymap, wrong_names_are_told)
{
	struct keymap *m = keymap_new();
	struct err e = {0};
	cr_assert_not(keymap_bind(m, "form", "F99", "save", "存盘", &e));
	cr_assert_eq(e.code, ERR_CONFIG);
	cr_assert(strstr(e.text, "F99"));
	cr_assert_not(keymap_bind(m, "form", NULL, "save", "存盘", NULL));
	keymap_free(m);
}

Test(keymap, order)
{
	struct keymap *m = sample();
	static const char *const keys[] = {"F1", "F2", "F4", "F10", "Ctrl-P", "Esc"};
	for (size_t i = 0; i < 6; i++)
		cr_assert_str_eq(keymap_at(m, "form", i)->key, keys[i]);
	cr_assert_null(keymap_at(m, "form", 6));
	cr_assert_str_eq(keymap_key(m, "form", "save"), "F2");
	cr_assert_str_eq(keymap_key(m, "form", "back"), "F10");
	cr_assert_null(keymap_key(m, "list", "save"));
	keymap_free(m);
}

Test(keymap, bar_and_help)
{
	struct keymap *m = sample();
	struct str s = {0};
	keymap_bar(m, "form", 80, 1, &s);
	cr_assert_str_eq(str_c(&s), "F1帮助 F2存盘 F4选择 F10返回 Ctrl-P命令");
	keymap_bar(m, "form", 14, 1, &s);
	cr_assert_str_eq(str_c(&s), "F1帮助 F10返回", "whole entries only, and the way out");
	keymap_bar(m, "form", 8, 1, &s);
	cr_assert_str_eq(str_c(&s), "F10返回");
	keymap_bar(m, "form", 3, 1, &s);
	cr_assert_str_eq(str_c(&s), "");
	keymap_help(m, "list", 1, &s);
	cr_assert_str_eq(str_c(&s),
		"F1      帮助\nF10     返回\n7       标记\nCtrl-P  命令\nEsc     返回\n");
	str_free(&s);
	keymap_free(m);
}

Test(keymap, empty)
{
	struct keymap *m = keymap_new();
	struct str s = {0};
	struct press k = press_f(1);
	cr_assert_null(keymap_command(m, "form", &k));
	cr_assert_null(keymap_at(m, NULL, 0));
	keymap_bar(m, "form", 80, 1, &s);
	cr_assert_str_eq(str_c(&s), "");
	str_free(&s);
	keymap_free(m);
}
