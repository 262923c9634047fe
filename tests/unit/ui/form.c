#include <binggui/ui/form.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

/* What the app is told, as words. */
struct log {
	struct str told;
};

static void leave(void *x, struct form *f, size_t field)
{
	struct log *log = x;
	struct str text = {0};
	form_text(f, field, &text);
	str_addf(&log->told, "leave %s=%s;", form_name(f, field), str_c(&text));
	if (text_eq(str_c(&text), "bad"))
		form_problem(f, field, true, "不对");
	else
		form_problem(f, field, false, NULL);
	if (text_eq(str_c(&text), "t"))
		form_fill(f, field, "2020-03-01");
	str_free(&text);
}

static void changed(void *x, struct form *f, size_t field)
{
	struct log *log = x;
	str_addf(&log->told, "changed %s;", form_name(f, field));
}

static void choose(void *x, struct form *f, size_t field)
{
	struct log *log = x;
	str_addf(&log->told, "choose %s;", form_name(f, field));
}

static void hint(void *x, struct form *f, size_t field, struct str *out)
{
	(void)x;
	str_addf(out, "请填%s", form_label(f, field));
}

static const struct form_ops ops = {
	.leave = leave, .changed = changed, .choose = choose, .hint = hint};

static struct form *sample(struct log *log)
{
	struct form *f = form_new(&ops, log);
	size_t page = form_add_page(f, "基本");
	form_add_text(f, page, 0, 0, "姓名");
	form_add_field(f, page,
		&(struct form_field_spec){.name = "name",
			.label = "姓名",
			.col = 5,
			.width = 10,
			.flags = FORM_REQUIRED});
	form_add_field(f, page,
		&(struct form_field_spec){.name = "age",
			.label = "年龄",
			.row = 1,
			.col = 5,
			.width = 4,
			.flags = FORM_STATIC});
	form_add_field(f, page,
		&(struct form_field_spec){
			.name = "marriage", .label = "婚姻", .row = 2, .col = 5, .width = 6});
	page = form_add_page(f, "联系");
	form_add_field(f, page,
		&(struct form_field_spec){.name = "phone",
			.label = "电话",
			.row = 3,
			.col = 5,
			.width = 12,
			.max = 11,
			.flags = FORM_SECRET});
	return f;
}

static void close_form(struct form *f, struct log *log)
{
	form_free(f);
	str_free(&log->told);
}

static const char *text(const struct form *f, const char *name)
{
	static struct str s;
	form_text(f, form_find(f, name), &s);
	return str_c(&s);
}

Test(form, what_it_is_made_of)
{
	struct log log = {0};
	struct form *f = sample(&log);
	cr_assert_eq(form_count(f), 4);
	cr_assert_eq(form_pages(f), 2);
	cr_assert_eq(form_find(f, "phone"), 3);
	cr_assert_eq(form_find(f, "nothing"), FORM_NONE);
	cr_assert_str_eq(form_label(f, 0), "姓名");
	cr_assert_eq(form_page_of(f, 3), 1);
	cr_assert_eq(form_flags(f, 3), FORM_SECRET);
	cr_assert_str_eq(form_page_title(f, 1), "联系");
	cr_assert_eq(form_page_rows(f, 0), 3);
	cr_assert_str_eq(form_text_at(f, 0)->text, "姓名");
	cr_assert_null(form_text_at(f, 1));
	cr_assert_eq(form_focus(f), 0);
	close_form(f, &log);
}

Test(form, outside_is_harmless)
{
	struct log log = {0};
	struct form *f = form_new(NULL, NULL);
	form_load(f, 0, "x");
	form_fill(f, 0, "x");
	form_show(f, 0, "x");
	form_problem(f, 0, true, "x");
	form_choice(f, 0, "x", "y");
	form_cover(f, 0, true);
	form_set_flags(f, 0, 0);
	form_edited(f, 0);
	form_settle(f);
	cr_assert_null(form_at(f, 0));
	cr_assert(form_empty(f, 0));
	cr_assert_not(form_dirty(f, 0));
	cr_assert_not(form_changed(f));
	cr_assert_not(form_go(f, 0));
	cr_assert_not(form_step(f, 1));
	cr_assert_not(form_go_page(f, 0));
	cr_assert_not(form_go_problem(f));
	cr_assert_not(form_choose(f));
	cr_assert_not(form_covered(f, 0));
	cr_assert_eq(form_focus(f), FORM_NONE);
	cr_assert_str_eq(form_name(f, 0), "");
	cr_assert_str_eq(form_page_title(f, 0), "");
	cr_assert_eq(form_page_rows(f, 0), 0);
	cr_assert_not(form_message(f, &log.told));
	close_form(f, &log);
	form_free(NULL);
}

Test(form, dirty_is_a_difference)
{
	struct log log = {0};
	struct form *f = sample(&log);
	form_load(f, 0, "张三");
	cr_assert_not(form_changed(f));
	form_fill(f, 0, "李四");
	cr_assert(form_dirty(f, 0));
	cr_assert(form_changed(f));
	form_fill(f, 0, "张三");
	cr_assert_not(form_dirty(f, 0), "as it was");
	form_fill(f, 0, "王五");
	form_set_clean(f);
	cr_assert_not(form_changed(f));
	form_fill(f, 0, NULL);
	cr_assert(form_empty(f, 0) && form_dirty(f, 0));
	close_form(f, &log);
}

Test(form, focus_passes_by_what_is_static)
{
	struct log log = {0};
	struct form *f = sample(&log);
	cr_assert(form_step(f, 1));
	cr_assert_eq(form_focus(f), 2);
	cr_assert(form_step(f, 1));
	cr_assert_eq(form_page(f), 1);
	cr_assert_not(form_step(f, 1));
	cr_assert(form_step(f, -1));
	cr_assert_eq(form_page(f), 0);
	cr_assert_not(form_go(f, 1));
	cr_assert(form_go_page(f, 1));
	cr_assert_eq(form_focus(f), 3);
	cr_assert_str_eq(str_c(&log.told), "", "nothing was changed");
	close_form(f, &log);
}

Test(form, leaving_tells_once_and_may_change)
{
	struct log log = {0};
	struct form *f = sample(&log);
	form_fill(f, 0, "t");
	form_step(f, 1);
	cr_assert_str_eq(str_c(&log.told), "leave name=t;");
	cr_assert_str_eq(text(f, "name"), "2020-03-01");
	form_step(f, -1);
	form_settle(f);
	form_step(f, 1);
	cr_assert_str_eq(str_c(&log.told), "leave name=t;", "not again");
	form_fill(f, 2, "t");
	form_settle(f);
	form_settle(f);
	form_step(f, 1);
	cr_assert_str_eq(str_c(&log.told), "leave name=t;leave marriage=t;");
	close_form(f, &log);
}

Test(form, shown_text_is_forgotten_by_a_change)
{
	struct log log = {0};
	struct form *f = sample(&log);
	form_load(f, 2, "3");
	form_show(f, 2, "已婚");
	cr_assert_str_eq(form_at(f, 2)->shown, "已婚");
	form_fill(f, 2, "4");
	cr_assert_null(form_at(f, 2)->shown);
	form_show(f, 2, "离异");
	form_edited(f, 2);
	cr_assert_null(form_at(f, 2)->shown);
	cr_assert_str_eq(str_c(&log.told), "changed marriage;");
	close_form(f, &log);
}

Test(form, problems)
{
	struct log log = {0};
	struct str s = {0};
	struct form *f = sample(&log);
	cr_assert_not(form_go_problem(f));
	form_problem(f, 2, false, "少见");
	form_problem(f, 3, true, "位数不对");
	cr_assert_eq(form_problems(f, false), 2);
	cr_assert_eq(form_problems(f, true), 1);
	cr_assert(form_go_problem(f));
	cr_assert_eq(form_focus(f), 3, "the severe one first");
	cr_assert(form_message(f, &s));
	cr_assert_str_eq(str_c(&s), "位数不对");
	cr_assert_str_eq(form_problem_text(f, 2), "少见");
	cr_assert_not(form_problem_severe(f, 2));
	form_problem(f, 3, true, NULL);
	cr_assert(form_go_problem(f));
	cr_assert_eq(form_focus(f), 2);
	form_clear_problems(f);
	cr_assert_eq(form_problems(f, false), 0);
	cr_assert_not(form_message(f, &s));
	cr_assert_str_eq(str_c(&s), "请填婚姻");
	str_free(&s);
	close_form(f, &log);
}

Test(form, choosing)
{
	struct log log = {0};
	struct form *f = sample(&log);
	cr_assert(form_choose(f));
	cr_assert_str_eq(str_c(&log.told), "choose name;");
	str_clear(&log.told);
	form_choice(f, 2, "3", "已婚");
	cr_assert_str_eq(text(f, "marriage"), "3");
	cr_assert_str_eq(form_at(f, 2)->shown, "已婚");
	cr_assert_str_eq(str_c(&log.told), "leave marriage=3;");
	form_choice(f, 0, "王五", NULL);
	form_step(f, 1);
	cr_assert_str_eq(str_c(&log.told), "leave marriage=3;leave name=王五;", "told once");
	form_step(f, -1);
	form_set_flags(f, 0, FORM_READONLY);
	cr_assert_not(form_choose(f));
	close_form(f, &log);
}

Test(form, secrets_are_covered_when_loaded)
{
	struct log log = {0};
	struct form *f = sample(&log);
	cr_assert_not(form_covered(f, 3), "nothing to cover");
	form_load(f, 3, "19900001234");
	cr_assert(form_covered(f, 3));
	form_cover(f, 3, false);
	cr_assert_not(form_covered(f, 3));
	form_cover(f, 0, true);
	cr_assert_not(form_covered(f, 0), "not a secret");
	close_form(f, &log);
}

Test(form, flags_move_the_focus)
{
	struct log log = {0};
	struct form *f = sample(&log);
	form_set_flags(f, 0, FORM_STATIC);
	cr_assert_eq(form_focus(f), 2);
	form_set_flags(f, 2, FORM_STATIC);
	form_set_flags(f, 3, FORM_STATIC);
	cr_assert_eq(form_focus(f), FORM_NONE);
	form_set_flags(f, 1, 0);
	cr_assert_eq(form_focus(f), 1);
	close_form(f, &log);
}

Test(form, a_text_of_an_earlier_time)
{
	struct form *f = form_new(NULL, NULL);
	size_t page = form_add_page(f, "一");
	form_add_field(f, page, &(struct form_field_spec){.name = "a", .width = 10});
	form_load(f, 0, "old");
	form_fill(f, 0, "new");
	form_restore(f, 0, "between");
	cr_assert(form_dirty(f, 0));
	cr_assert_not(edit_undo(&form_at(f, 0)->edit), "undo ends here");
	form_restore(f, 0, "old");
	cr_assert_not(form_dirty(f, 0));
	form_restore(f, 9, "nothing there");
	form_free(f);
}
