#include <criterion/criterion.h>
#include <string.h>

#include <binggui/app/clause.h>
#include <binggui/app/suggest.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/load.h>
#include <binggui/text/utf8.h>

static struct defs *defs;
static const struct def_table *person;

static void open_defs(void)
{
	struct faults faults = {0};
	struct err e = {0};

	defs = load_dir("screens", &faults, &e);
	cr_assert(defs, "%s", e.text);
	person = defs_table(defs, "person");
	faults_free(&faults);
}

static void close_defs(void)
{
	defs_free(defs);
}

TestSuite(suggest, .init = open_defs, .fini = close_defs);

/* What is wanted behind `before`, and its first suggestion. */
static void expect(const char *before, enum clause_wants kind, const char *first)
{
	struct suggestions s = {0};

	suggest(&s, person, defs, before);
	cr_expect_eq(s.kind, kind, "“%s” wants %s", before, suggest_title(s.kind));
	if (first)
		cr_expect_str_eq(s.n ? s.at[0].text : "(none)", first, "“%s” → %s", before,
			s.n ? s.at[0].text : "(none)");
	else
		cr_expect_eq(s.n, 0, "“%s” → %s", before, s.n ? s.at[0].text : "");
	suggest_free(&s);
}

Test(suggest, fields_by_initials_name_and_label)
{
	expect("", CLAUSE_FIELD, "姓名");
	expect("xb", CLAUSE_FIELD, "性别");
	expect("sex", CLAUSE_FIELD, "性别");
	expect("性", CLAUSE_FIELD, "性别");
	expect("性别 = 男 且 xm", CLAUSE_FIELD, "姓名");
	expect("(", CLAUSE_FIELD, "姓名");
	expect("not ", CLAUSE_FIELD, "姓名");
	expect("hjc", CLAUSE_FIELD, "\"户籍村(社区)\"");
	expect("zzzz", CLAUSE_FIELD, NULL);
}

Test(suggest, operators_behind_a_field)
{
	expect("性别 ", CLAUSE_OPERATOR, "=");
	expect("性别 i", CLAUSE_OPERATOR, "in (");
	expect("\"户籍村(社区)\" ", CLAUSE_OPERATOR, "=");
	expect("years(出生日期) ", CLAUSE_OPERATOR, "=");
}

Test(suggest, values_behind_an_operator)
{
	expect("性别 = ", CLAUSE_VALUE, "男");
	expect("性别＝", CLAUSE_VALUE, "男");
	expect("性别 = 女", CLAUSE_VALUE, "女");
	expect("life_state in (", CLAUSE_VALUE, "在档");
	expect("life_state in (在档, qc", CLAUSE_VALUE, "迁出");
	expect("出生日期 < ", CLAUSE_VALUE, "today");
	expect("重点关注 = ", CLAUSE_VALUE, "是");
	expect("姓名 = ", CLAUSE_VALUE, "\"\"");
	expect("年龄 > 6", CLAUSE_VALUE, NULL);
}

Test(suggest, joins_behind_a_value)
{
	expect("性别 = 男 ", CLAUSE_JOIN, "且");
	expect("life_state in (在档) ", CLAUSE_JOIN, "且");
	expect("(性别 = 男) o", CLAUSE_JOIN, "或");
	expect("性别 = 男 或 ", CLAUSE_FIELD, "姓名");
}

Test(suggest, steps_into_references_and_related_tables)
{
	expect("village.", CLAUSE_FIELD, "village.区划代码");
	expect("has(serv", CLAUSE_TABLE, "service:");
	expect("has(disa", CLAUSE_TABLE, "disability:");
	expect("has(service:", CLAUSE_FIELD, "对象");
	expect("has(service: ) ", CLAUSE_JOIN, "且");
	expect("count(service: ) ", CLAUSE_OPERATOR, "=");
}

Test(suggest, says_from_where_it_replaces)
{
	struct suggestions s = {0};

	suggest(&s, person, defs, "性别 = 男 且 xm");
	cr_assert_eq(s.from, 9);
	suggest(&s, person, defs, "性别 = 男 ");
	cr_assert_eq(s.from, 7);
	suggest(&s, person, defs, "民族 = \"汉");
	cr_assert_eq(s.from, 5);
	cr_assert_str_eq(s.at[0].text, "汉族");
	suggest_free(&s);
}

/* Whatever is suggested can be read where it is put: every field with its first operator and value. */
Test(suggest, leads_to_conditions_that_can_be_read)
{
	struct suggestions fields = {0}, next = {0};
	struct str text = {0};
	struct err e = {0};

	suggest(&fields, person, defs, "");
	for (size_t i = 0; i < person->n; i++) {
		str_clear(&text);
		str_addf(&text, "%s = ", fields.at[i].text);
		suggest(&next, person, defs, str_c(&text));
		cr_assert_eq(next.kind, CLAUSE_VALUE, "%s", str_c(&text));
		str_add(&text, next.at[0].text);
		struct expr *x = expr_parse(str_c(&text), person, defs, &e);
		cr_expect(x, "%s: %s", str_c(&text), e.text);
		expr_free(x);
	}
	suggest_free(&fields);
	suggest_free(&next);
	str_free(&text);
}

/* Every beginning of every string of odd pieces: nothing falls over, and the word replaced lies before the cursor. */
Test(suggest, survives_anything)
{
	static const char *const odd[] = {"((((((((((((((((((((((((((((((((", "))))and)))(((in(((",
		"has(has(count(service:service:", "\"'“”‘’", "\xff\xfe\x80 = \x1b[31m",
		"a.b.c..d...", "village.parent.parent.parent.name = ", "＝＝＜＞（（（",
		"or or or and and in in not", "今天-60y+90d", "𬭩䶮㛃 = ０１２",
		"has(:::", "count(service) = , , ,", "!!!~~~"};

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		for (size_t n = 0; n <= strlen(odd[i]); n++) {
			struct suggestions s = {0};
			struct str part = {0};
			str_addn(&part, odd[i], n);
			suggest(&s, person, defs, str_c(&part));
			cr_assert_leq(s.from, utf8_count(str_c(&part)), "%s", str_c(&part));
			suggest_free(&s);
			str_free(&part);
		}
}

Test(clause, paths_end_at_a_field)
{
	open_defs();
	cr_assert_str_eq(clause_path(person, "village.name")->name, "name");
	cr_assert_str_eq(clause_path(person, "性别")->name, "sex");
	cr_assert_null(clause_path(person, "sex.name"));
	cr_assert_null(clause_path(person, "nothing"));
	cr_assert_null(clause_path(person, ""));
	close_defs();
}
