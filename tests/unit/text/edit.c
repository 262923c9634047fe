#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/text/edit.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

static void type(struct edit *e, const char *text)
{
	const char *end = text + strlen(text);
	while (text < end)
		cr_expect(edit_insert(e, utf8_next(&text, end)));
}

static void expect(const struct edit *e, const char *wanted, size_t cursor)
{
	struct str out = {0};
	edit_text(e, &out);
	cr_expect_str_eq(str_c(&out), wanted, "'%s', not '%s'", str_c(&out), wanted);
	cr_expect_eq(e->cursor, cursor, "cursor %zu, not %zu in '%s'", e->cursor, cursor, wanted);
	str_free(&out);
}

static void expect_view(struct edit *e, size_t columns, const char *wanted, size_t wanted_column)
{
	struct str out = {0};
	size_t column = 99;
	edit_view(e, columns, 1, &out, &column);
	cr_expect_str_eq(str_c(&out), wanted, "'%s', not '%s'", str_c(&out), wanted);
	cr_expect_eq(column, wanted_column, "column %zu, not %zu", column, wanted_column);
	str_free(&out);
}

Test(edit, typing_and_taking_away)
{
	struct edit e;
	edit_init(&e, NULL, 0, false);
	type(&e, "张三丰");
	expect(&e, "张三丰", 3);
	edit_left(&e);
	edit_left(&e);
	type(&e, "𬭩a");
	expect(&e, "张𬭩a三丰", 3);
	cr_assert(edit_backspace(&e));
	expect(&e, "张𬭩三丰", 2);
	cr_assert(edit_delete(&e));
	expect(&e, "张𬭩丰", 2);
	edit_home(&e);
	cr_assert_not(edit_backspace(&e));
	edit_left(&e);
	edit_end(&e);
	cr_assert_not(edit_delete(&e));
	edit_right(&e);
	expect(&e, "张𬭩丰", 3);
	edit_free(&e);
}

Test(edit, refuses_controls_and_what_has_no_room)
{
	struct edit e;
	edit_init(&e, "张", 2, false);
	cr_assert_not(edit_insert(&e, 0x1B));
	cr_assert_not(edit_insert(&e, '\n'));
	cr_assert_not(edit_insert(&e, '\t'));
	cr_assert_not(edit_insert(&e, 0x200B));
	cr_assert_not(edit_insert(&e, UTF8_BAD | 0xC4));
	cr_assert_not(edit_insert(&e, 0x110000));
	cr_assert(edit_insert(&e, 'a'));
	cr_assert_not(edit_insert(&e, 'b'));
	expect(&e, "张a", 2);
	edit_free(&e);
	edit_free(&e);
	edit_free(NULL);
}

Test(edit, stored_text_is_kept_whatever_it_is)
{
	struct edit e;
	edit_init(&e, "a\xFF\x1B张\xE5\xBC", 3, false);
	expect(&e, "a\xFF\x1B张\xE5\xBC", 6);
	expect_view(&e, 9, "a\xEF\xBF\xBD\xEF\xBF\xBD张\xEF\xBF\xBD\xEF\xBF\xBD  ", 7);
	cr_assert_eq(edit_paste(&e, "b", 1), 0);
	edit_free(&e);
	edit_init(&e, "a\r\nb\nc\rd", 0, false);
	expect(&e, "a b c d", 7);
	edit_free(&e);
	edit_init(&e, "a\r\nb\nc\rd", 0, true);
	expect(&e, "a\nb\nc\nd", 7);
	edit_free(&e);
}

Test(edit, a_mark_lives_and_dies_with_its_character)
{
	struct edit e;
	edit_init(&e,
		"ae\xCC\x81\xCC\xA3"
		"b",
		0, false);
	edit_left(&e);
	cr_assert_eq(e.cursor, 4);
	edit_left(&e);
	cr_assert_eq(e.cursor, 1);
	edit_right(&e);
	cr_assert_eq(e.cursor, 4);
	cr_assert(edit_backspace(&e));
	expect(&e, "ab", 1);
	cr_assert(edit_undo(&e));
	edit_left(&e);
	cr_assert(edit_delete(&e));
	expect(&e, "ab", 1);
	edit_free(&e);
}

Test(edit, killing)
{
	struct edit e;
	edit_init(&e, "张三 abc李四", 0, false);
	edit_kill_word(&e);
	expect(&e, "张三 abc", 6);
	edit_kill_word(&e);
	expect(&e, "张三 ", 3);
	edit_kill_word(&e);
	expect(&e, "", 0);
	edit_kill_word(&e);
	edit_kill_to_end(&e);
	edit_kill_to_start(&e);
	expect(&e, "", 0);
	edit_set(&e, "张三丰");
	edit_left(&e);
	edit_kill_to_start(&e);
	expect(&e, "丰", 0);
	edit_kill_to_end(&e);
	expect(&e, "", 0);
	edit_free(&e);
	edit_init(&e, "一二\n三四", 0, true);
	edit_left(&e);
	edit_kill_to_start(&e);
	expect(&e, "一二\n四", 3);
	edit_home(&e);
	edit_left(&e);
	edit_home(&e);
	edit_kill_to_end(&e);
	expect(&e, "\n四", 0);
	edit_free(&e);
}

Test(edit, undo_and_redo)
{
	struct edit e;
	edit_init(&e, "张", 0, false);
	cr_assert_not(edit_undo(&e));
	cr_assert_not(edit_redo(&e));
	type(&e, "三丰");
	edit_backspace(&e);
	cr_assert(edit_undo(&e));
	expect(&e, "张三丰", 3);
	cr_assert(edit_undo(&e));
	expect(&e, "张", 1);
	cr_assert_not(edit_undo(&e));
	cr_assert(edit_redo(&e));
	expect(&e, "张三丰", 3);
	cr_assert(edit_redo(&e));
	expect(&e, "张三", 2);
	cr_assert_not(edit_redo(&e));
	cr_assert(edit_undo(&e));
	type(&e, "x");
	cr_assert_not(edit_redo(&e));
	expect(&e, "张三丰x", 4);
	edit_free(&e);
}

Test(edit, moving_begins_a_new_step_and_so_does_a_blank)
{
	struct edit e;
	edit_init(&e, "", 0, false);
	type(&e, "ab cd");
	edit_left(&e);
	type(&e, "x");
	expect(&e, "ab cxd", 5);
	cr_assert(edit_undo(&e));
	expect(&e, "ab cd", 4);
	cr_assert(edit_undo(&e));
	expect(&e, "ab ", 3);
	cr_assert(edit_undo(&e));
	expect(&e, "", 0);
	edit_free(&e);
}

Test(edit, set_is_one_step)
{
	struct edit e;
	edit_init(&e, "张三", 0, false);
	edit_set(&e, "李四 五");
	expect(&e, "李四 五", 4);
	edit_set(&e, NULL);
	expect(&e, "", 0);
	cr_assert(edit_undo(&e));
	cr_assert(edit_undo(&e));
	expect(&e, "张三", 2);
	cr_assert_not(edit_undo(&e));
	edit_free(&e);
}

Test(edit, paste_is_one_step_without_controls)
{
	struct edit e;
	edit_init(&e, "甲乙", 0, false);
	edit_left(&e);
	cr_assert_eq(edit_paste(&e, "a\tb\r\nc\x1B\0d\xFF", 10), 7);
	expect(&e, "甲a b cd\xEF\xBF\xBD乙", 8);
	cr_assert(edit_undo(&e));
	expect(&e, "甲乙", 1);
	cr_assert_eq(edit_paste(&e, NULL, 3), 0);
	cr_assert_eq(edit_paste(&e, "\x1B", 1), 0);
	edit_free(&e);
	edit_init(&e, "", 5, true);
	cr_assert_eq(edit_paste(&e, "一\r\n二\r三四五", 19), 5);
	expect(&e, "一\n二\n三", 5);
	edit_free(&e);
}

Test(edit, a_paste_of_six_thousand_characters_is_whole)
{
	struct edit e;
	struct str text = {0}, out = {0};
	for (int i = 0; i < 1000; i++)
		str_add(&text, "一段长文字𬭩");
	edit_init(&e, "", 0, true);
	cr_assert_eq(edit_paste(&e, text.at, text.n), 6000);
	edit_text(&e, &out);
	cr_assert_str_eq(str_c(&out), str_c(&text));
	cr_assert_eq(edit_wrap(&e, 60, 1, NULL, 0), 200);
	cr_assert(edit_undo(&e));
	cr_assert_eq(e.n, 0);
	cr_assert(edit_redo(&e));
	cr_assert_eq(e.n, 6000);
	edit_free(&e);
	str_free(&text);
	str_free(&out);
}

Test(edit, view_scrolls_so_that_the_cursor_is_seen)
{
	struct edit e;
	edit_init(&e, "张三丰李四", 0, false);
	expect_view(&e, 12, "张三丰李四  ", 10);
	expect_view(&e, 7, "丰李四 ", 6);
	expect_view(&e, 6, "李四  ", 4);
	edit_left(&e);
	edit_left(&e);
	edit_left(&e);
	expect_view(&e, 6, "丰李四", 0);
	edit_home(&e);
	expect_view(&e, 6, "张三丰", 0);
	expect_view(&e, 5, "张三 ", 0);
	edit_end(&e);
	expect_view(&e, 5, "李四 ", 4);
	edit_backspace(&e);
	expect_view(&e, 5, "丰李 ", 4);
	expect_view(&e, 1, " ", 0);
	expect_view(&e, 0, "", 0);
	edit_free(&e);
}

Test(edit, view_is_always_exactly_that_wide)
{
	struct edit e;
	uint32_t seed = 5;
	edit_init(&e, "a张e\xCC\x81𬭩\x1B\xFF·三b丰", 0, false);
	for (int i = 0; i < 3000; i++) {
		struct str out = {0};
		size_t column;
		seed = seed * 1664525 + 1013904223;
		switch (seed >> 29) {
		case 0:
			edit_home(&e);
			break;
		case 1:
		case 2:
			edit_left(&e);
			break;
		case 3:
		case 4:
			edit_right(&e);
			break;
		case 5:
			edit_insert(&e, seed >> 20 & 1 ? 0x5F20 : 0x301);
			break;
		case 6:
			edit_backspace(&e);
			break;
		default:
			edit_undo(&e);
		}
		size_t columns = seed >> 8 & 15;
		int ambiguous = 1 + (seed >> 12 & 1);
		edit_view(&e, columns, ambiguous, &out, &column);
		cr_assert_eq(width_text(str_c(&out), ambiguous), columns);
		cr_assert(column < columns || columns == 0);
		str_free(&out);
	}
	edit_free(&e);
}

/* "张三|丰" for the lines [0,2) [2,3). */
static void expect_wrap(const char *text, size_t columns, const char *wanted)
{
	struct edit e;
	struct edit_line lines[16];
	struct str out = {0};
	edit_init(&e, text, 0, true);
	size_t n = edit_wrap(&e, columns, 1, lines, 16);
	for (size_t i = 0; i < n && i < 16; i++) {
		if (i)
			str_addc(&out, '|');
		for (size_t k = lines[i].from; k < lines[i].to; k++)
			utf8_add(&out, e.at[k]);
	}
	cr_expect_str_eq(str_c(&out), wanted, "%zu: '%s', not '%s'", columns, str_c(&out), wanted);
	str_free(&out);
	edit_free(&e);
}

Test(edit, wrap)
{
	expect_wrap("张三丰李四", 4, "张三|丰李|四");
	expect_wrap("张三丰李四", 5, "张三|丰李|四");
	expect_wrap("张三\n丰", 9, "张三|丰");
	expect_wrap("张三\n\n", 4, "张三||");
	expect_wrap("", 4, "");
	expect_wrap("张三", 1, "张|三");
	expect_wrap("张三", 0, "张|三");
	expect_wrap("see you then", 7, "see you|then");
	expect_wrap("see you then", 5, "see |you |then");
	expect_wrap("abcdefgh", 3, "abc|def|gh");
	expect_wrap("张三，李四。", 4, "张|三，|李|四。");
	expect_wrap("e\xCC\x81"
		    "f",
		1, "e\xCC\x81|f");
}

Test(edit, up_and_down_keep_the_column)
{
	struct edit e;
	edit_init(&e, "张三丰李四\nab\n王五赵六", 0, true);
	edit_home(&e);
	edit_right(&e);
	edit_right(&e);
	cr_assert(edit_up(&e, 6, 1));
	cr_assert_eq(e.cursor, 8);
	cr_assert(edit_up(&e, 6, 1));
	cr_assert_eq(e.cursor, 4);
	cr_assert(edit_up(&e, 6, 1));
	cr_assert_eq(e.cursor, 1);
	cr_assert_not(edit_up(&e, 6, 1));
	edit_right(&e);
	edit_right(&e);
	cr_assert_eq(e.cursor, 3);
	edit_left(&e);
	cr_assert(edit_down(&e, 6, 1));
	cr_assert_eq(e.cursor, 5);
	cr_assert(edit_down(&e, 6, 1));
	cr_assert_eq(e.cursor, 8);
	cr_assert(edit_down(&e, 6, 1));
	cr_assert_eq(e.cursor, 10);
	edit_end(&e);
	cr_assert(edit_up(&e, 4, 1));
	cr_assert_eq(e.cursor, 10);
	cr_assert(edit_down(&e, 4, 1));
	cr_assert_eq(e.cursor, 12);
	cr_assert_not(edit_down(&e, 4, 1));
	edit_free(&e);
	edit_init(&e, "", 0, true);
	cr_assert_not(edit_up(&e, 4, 1));
	cr_assert_not(edit_down(&e, 4, 1));
	edit_free(&e);
}

Test(edit, enter_in_long_text)
{
	struct edit e;
	edit_init(&e, "", 0, true);
	type(&e, "一\n二");
	expect(&e, "一\n二", 3);
	cr_assert(edit_backspace(&e));
	cr_assert(edit_backspace(&e));
	expect(&e, "一", 1);
	edit_free(&e);
}
