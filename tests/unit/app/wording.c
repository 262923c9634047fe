#include <binggui/app/wording.h>

#include <criterion/criterion.h>
#include <string.h>

#include <binggui/schema/expr.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/load.h>

/* Conditions of the definitions in a clerk's words. */

static struct defs *defs;

static void open_screens(void)
{
	struct faults faults = {0};
	struct err e = {0};

	defs = load_dir("screens", &faults, &e);
	cr_assert(defs, "%s", e.text);
	faults_free(&faults);
}

static void close_screens(void)
{
	defs_free(defs);
}

TestSuite(wording, .init = open_screens, .fini = close_screens);

Test(wording, fields_and_registers_by_their_names_on_the_screen)
{
	static const char *const cases[][3] = {
		{"person", "life_state = 在档 and phone1 = \"\"",
			"人员状态 = 在档 且 联系电话 = \"\""},
		{"person", "village = \"\"", "\"户籍村(社区)\" = \"\""},
		{"case", "due < today and not state in (答复, 办结)",
			"到期日 < today 且 非 办理状态 属于 (答复, 办结)"},
		{"person", "focus and not has(visit: date > today-92d and met in (见到, 家属))",
			"重点关注 且 非 has(走访记录: 走访日期 > today - 92d 且 见到何人 属于 "
			"(见到, "
			"家属))"},
		{"person", "village.parent = 城关镇", "village.parent = 城关镇"},
	};
	struct str out = {0};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wording_condition(defs_table(defs, cases[i][0]), defs, cases[i][1], &out);
		cr_expect_str_eq(str_c(&out), cases[i][2]);
	}
	str_free(&out);
}

static bool same(const struct expr *x, const struct expr *y)
{
	if (!x || !y)
		return x == y;
	bool alike = x->kind == y->kind && x->op == y->op && x->n_path == y->n_path &&
		     text_eq(x->text ? x->text : "", y->text ? y->text : "") &&
		     x->code == y->code && x->table == y->table && x->by == y->by &&
		     x->number == y->number && x->first == y->first && x->days == y->days &&
		     x->months == y->months;
	for (size_t i = 0; alike && i < x->n_path; i++)
		alike = x->path[i] == y->path[i];
	return alike && same(x->left, y->left) && same(x->right, y->right) &&
	       same(x->next, y->next);
}

/* What is owed is one tree however it is written, so that no line of the home screen opens another list. */
Test(wording, every_line_of_the_home_screen_still_means_the_same)
{
	struct str out = {0};
	struct err e = {0};

	for (size_t i = 0; i < defs->n_due; i++) {
		const struct def_due *due = &defs->due[i];
		wording_condition(due->of, defs, due->condition, &out);
		struct expr *x = expr_parse(due->condition, due->of, defs, &e);
		struct expr *y = expr_parse(str_c(&out), due->of, defs, &e);
		cr_assert(x && y, "%s", str_c(&out));
		cr_expect(same(x, y), "%s\n%s", due->condition, str_c(&out));
		cr_expect(strstr(str_c(&out), " and ") == NULL, "%s", str_c(&out));
		expr_free(x);
		expr_free(y);
	}
	str_free(&out);
}
