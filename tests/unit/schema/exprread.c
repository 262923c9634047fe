#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/schema/exprread.h>
#include <binggui/schema/type.h>

static struct def_table *world(struct defs **d)
{
	static const char *const fields[][3] = {{"a", "甲", "number"}, {"b", "乙", "text"},
		{"c", "丙", "yesno"}, {"e", "戊", "date"}};

	*d = defs_new();
	struct def_table *t = def_new_table(*d, "t");
	t->title = mem_strdup("试验");
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct def_field *f = def_new_field(t, fields[i][0]);
		f->label = mem_strdup(fields[i][1]);
		f->type = type_by_name(fields[i][2]);
	}
	return t;
}

/* The shape of a tree, as in (a&(b|c)). */
static void shape(struct str *out, const struct expr *x)
{
	static const char *const signs[] = {[EXPR_OR] = "|",
		[EXPR_AND] = "&",
		[EXPR_ADD] = "+",
		[EXPR_SUBTRACT] = "-",
		[EXPR_COMPARE] = "?",
		[EXPR_IN] = "@"};

	if (x->kind == EXPR_FIELD) {
		str_add(out, x->path[0]->name);
	} else if (x->kind == EXPR_LITERAL) {
		str_add(out, x->text);
	} else if (x->kind == EXPR_NOT || x->kind == EXPR_NEGATE) {
		str_addc(out, x->kind == EXPR_NOT ? '!' : '-');
		shape(out, x->left);
	} else {
		str_addc(out, '(');
		shape(out, x->left);
		str_add(out, signs[x->kind]);
		for (const struct expr *r = x->right; r; r = r->next) {
			shape(out, r);
			if (r->next)
				str_addc(out, ',');
		}
		str_addc(out, ')');
	}
}

Test(exprread, what_binds_tighter)
{
	static const char *const rows[][2] = {{"c or c and c", "(c|(c&c))"},
		{"c and c or c", "((c&c)|c)"}, {"not c and c", "(!c&c)"}, {"not a = 1", "!(a?1)"},
		{"a = 1 + 2 - 3", "(a?((1+2)-3))"}, {"a - 1 - 2 = 3", "(((a-1)-2)?3)"},
		{"(c or c) and c", "((c|c)&c)"}, {"a in (1, 2, 3)", "(a@1,2,3)"},
		{"b = a", "(b?a)"}, {"b = \"a\"", "(b?a)"}, {"a = - 1", "(a?-1)"},
		{"a not in (1)", "!(a@1)"}, {"b = 2020春节", "(b?2020春节)"},
		{"b = x.y", "(b?x.y)"}};
	struct defs *d;
	struct def_table *t = world(&d);
	struct str out = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err e = {0};
		struct expr *x = exprread(rows[i][0], t, d, &e);
		cr_assert_not_null(x, "%s: %s", rows[i][0], e.text);
		str_clear(&out);
		shape(&out, x);
		cr_expect_str_eq(out.at, rows[i][1], "%s", rows[i][0]);
		exprtree_free(x);
	}
	str_free(&out);
	defs_free(d);
}

Test(exprread, errors_name_the_column_in_characters)
{
	static const char *const rows[][2] = {{"", "第1列：条件没有写完"},
		{"甲 = 1 且 己 = 2", "第9列：“试验”里没有字段“己”"},
		{"甲 = 1 且", "第8列：条件没有写完"}, {"(甲 = 1", "第7列：这里缺少右括号“)”"},
		{"甲 = 1)", "第6列：多出一个右括号"}, {"乙 + 1 = 2", "第3列：文字不能加减"},
		{"戊 + 戊 > 1", "第3列：两个日期不能相加"},
		{"甲 + 3d = 1", "第3列：只有日期才能加减天、月、年"},
		{"and", "第1列：“且”“或”的两边都要有条件"},
		{"a = 1 2", "第7列：这里应是 and 或 or；文字中间有空格或符号时请加引号"},
		{"a in 1", "第6列：in 后面要有括号，如 in (男, 女)"},
		{"a in (1; 2)", "第8列：这里应是逗号或右括号“)”"},
		{"length(b", "第9列：这里缺少右括号“)”"}, {"b = \"张", "第5列：引号没有配对"},
		{"a = 1 。", "第7列：这个字符不能用在条件里；文字请加引号"},
		{"c > 是", "第3列：这个字段没有大小之分，只能用 = != in ~"},
		{"has(3)", "第5列：括号里先写登记簿的名称，如 has(visit: date > 2019)"},
		{"a = (1 or 2)", "第8列：这里缺少右括号“)”"}};
	struct defs *d;
	struct def_table *t = world(&d);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err e = {0};
		cr_expect_null(exprread(rows[i][0], t, d, &e), "%s", rows[i][0]);
		cr_expect_eq(e.code, ERR_DATA);
		cr_expect_str_eq(e.text, rows[i][1], "%s", rows[i][0]);
		cr_expect_null(exprread(rows[i][0], t, d, NULL));
	}
	defs_free(d);
}

/* Neither depth nor length may eat the stack. */
Test(exprread, too_much)
{
	static const char *const parts[][3] = {{"(", "c", ")"}, {"not ", "c", ""},
		{"c and ", "c", ""}, {"", "a = ", "1 + "}, {"c or ", "c", ""}, {"", "a = ", "-"},
		{"length(", "b", ")"}, {"", "a in (1", ", 1"}};
	struct defs *d;
	struct def_table *t = world(&d);
	struct str text = {0};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct err e = {0};
		str_clear(&text);
		for (int k = 0; k < 20000; k++)
			str_add(&text, parts[i][0]);
		str_add(&text, parts[i][1]);
		for (int k = 0; k < 20000; k++)
			str_add(&text, parts[i][2]);
		cr_expect_null(exprread(text.at, t, d, &e), "%zu", i);
		cr_expect_eq(e.code, ERR_DATA);
	}
	str_free(&text);
	defs_free(d);
}

Test(exprread, freeing)
{
	exprtree_free(NULL);
}
