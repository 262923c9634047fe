#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/schema/exprword.h>
#include <binggui/schema/type.h>

static struct def_field *add(
	struct def_table *t, const char *name, const char *label, const char *type)
{
	struct def_field *f = def_new_field(t, name);

	f->label = mem_strdup(label);
	f->type = type_by_name(type);
	return f;
}

static struct defs *world(void)
{
	struct defs *d = defs_new();
	struct def_table *t = def_new_table(d, "person"), *s = def_new_table(d, "service");

	t->title = mem_strdup("对象");
	s->title = mem_strdup("服役");
	add(t, "name", "姓名", "name");
	add(t, "birth", "出生日期", "date");
	add(t, "money", "金额", "money");
	add(t, "spouse", "配偶", "ref")->target = t;
	struct def_field *owner = add(s, "person", "对象", "ref");
	owner->target = t;
	s->owner = owner;
	return d;
}

Test(exprword, paths)
{
	struct defs *d = world();
	struct def_table *t = defs_table(d, "person");
	struct str why = {0};
	struct expr x = {0};

	cr_assert(exprword_path(&x, "spouse.配偶.name", t, &why));
	cr_assert_eq(x.n_path, 3);
	cr_assert_str_eq(x.path[2]->name, "name");
	mem_free(x.path);
	const char *bad[] = {"nmae", "name.x", "spouse.", ".name", "spouse.x", "",
		"spouse.spouse.spouse.spouse.spouse.spouse.spouse.spouse.name"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		x = (struct expr){0};
		cr_expect_not(exprword_path(&x, bad[i], t, &why), "%s", bad[i]);
		cr_expect_gt(why.n, 0);
		mem_free(x.path);
	}
	x = (struct expr){0};
	exprword_path(&x, "nmae", t, &why);
	cr_assert_str_eq(why.at, "“对象”里没有字段“nmae”；是不是“name”？");
	str_clear(&why);
	exprword_hint("brith", t, &why);
	cr_assert_str_eq(why.at, "；是不是字段“birth”？");
	str_free(&why);
	defs_free(d);
}

Test(exprword, literals_and_spans)
{
	struct defs *d = world();
	struct def_table *t = defs_table(d, "person");
	struct str why = {0};
	struct expr x = {0};

	cr_assert(exprword_literal(&x, "1.2万", def_field(t, "money"), OP_EQUAL, &why));
	cr_assert_eq(x.number, 12000 * EXPR_ONE);
	mem_free(x.text);
	mem_free(x.folded);
	x = (struct expr){0};
	cr_assert(exprword_literal(&x, "1986", NULL, OP_EQUAL, &why));
	cr_assert(x.is_number && x.is_date);
	mem_free(x.text);
	mem_free(x.folded);
	x = (struct expr){0};
	cr_assert_not(exprword_literal(&x, "x", def_field(t, "birth"), OP_LESS, &why));
	mem_free(x.text);
	mem_free(x.folded);
	cr_assert(exprword_span(&x, "60y"));
	cr_assert_eq(x.months, 720);
	cr_assert(exprword_span(&x, "90天"));
	cr_assert_eq(x.days, 90);
	cr_assert(exprword_span(&x, "2w"));
	cr_assert_eq(x.days, 14);
	cr_assert_not(exprword_span(&x, "90"));
	cr_assert_not(exprword_span(&x, "d"));
	cr_assert_not(exprword_span(&x, "999999d"));
	cr_assert_not(exprword_span(&x, "3h"));
	cr_assert_not(exprword_is_code(def_field(t, "name"), "x"));
	cr_assert_not(exprword_is_code(NULL, "x"));
	str_free(&why);
	defs_free(d);
}

Test(exprword, kinds)
{
	struct defs *d = world();
	struct def_table *t = defs_table(d, "person");
	const struct def_field *birth = def_field(t, "birth"), *money = def_field(t, "money");
	struct expr date = {.kind = EXPR_FIELD, .path = &birth, .n_path = 1};
	struct expr number = {.kind = EXPR_FIELD, .path = &money, .n_path = 1};
	struct expr span = {.kind = EXPR_SPAN}, both = {.kind = EXPR_AND};
	struct expr sum = {.kind = EXPR_SUBTRACT, .left = &date, .right = &date};

	cr_assert_eq(exprword_kind(&date), WORD_DATE);
	cr_assert_eq(exprword_kind(&number), WORD_NUMBER);
	cr_assert_eq(exprword_kind(&span), WORD_SPAN);
	cr_assert_eq(exprword_kind(&both), WORD_TRUTH);
	cr_assert_eq(exprword_kind(&sum), WORD_NUMBER);
	sum.right = &span;
	cr_assert_eq(exprword_kind(&sum), WORD_DATE);
	cr_assert_eq(exprword_field(&date), birth);
	cr_assert_null(exprword_field(&sum));
	cr_assert_null(exprword_field(NULL));
	defs_free(d);
}
