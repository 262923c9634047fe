#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/type_text.h>

static const struct def_field field = {.label = "姓名"};

static void parses(const struct type *t, const char *typed, const char *wanted)
{
	struct str out = {0}, why = {0};

	cr_expect(t->parse(&field, NULL, typed, &out, &why), "%s", typed);
	cr_expect_str_eq(str_c(&out), wanted);
	str_free(&out);
	str_free(&why);
}

Test(type_text, is_cleaned)
{
	parses(&type_text, "  县\t城 ", "县 城");
	parses(&type_text, "", "");
	parses(&type_text, "㛃\xEE\xA1\xA3𬭩", "㛃䶮𬭩");
	parses(&type_text, "a\x1B[2Jb", "a[2Jb");
	parses(&type_longtext, "一 \r\n二\n", "一\n二");
	parses(&type_name, "买买提•艾力", "买买提·艾力");
	parses(&type_name, "张 三", "张三");
}

Test(type_text, computed_fields_take_nothing)
{
	struct str out = {0}, why = {0};

	parses(&type_computed, " ", "");
	cr_assert_not(type_computed.parse(&field, NULL, "3", &out, &why));
	cr_assert_str_eq(why.at, "“姓名”由程序算出，不能填写");
	type_computed.key(&field, "3", &out);
	cr_assert_eq(out.n, 0);
	str_free(&out);
	str_free(&why);
}

static int order(const struct type *t, const char *a, const char *b)
{
	struct str x = {0}, y = {0};

	t->key(&field, a, &x);
	t->key(&field, b, &y);
	size_t n = x.n < y.n ? x.n : y.n;
	int c = memcmp(x.at, y.at, n);
	if (!c)
		c = (x.n > y.n) - (x.n < y.n);
	cr_assert_lt(x.n, 250, "a key has to fit into a store's");
	str_free(&x);
	str_free(&y);
	return c;
}

Test(type_text, keys_sort_by_pinyin)
{
	cr_assert_lt(order(&type_name, "安康", "镇坪"), 0);
	cr_assert_lt(order(&type_name, "张三", "张三丰"), 0);
	cr_assert_gt(order(&type_text, "周", "张三丰"), 0);
	cr_assert_neq(order(&type_text, "实", "十"), 0);
	cr_assert_eq(order(&type_text, "同", "同"), 0);
	char longer[1001];
	memset(longer, 'x', 1000);
	longer[1000] = 0;
	cr_assert_lt(order(&type_text, "x", longer), 0);
}

Test(type_text, shown_as_it_stands)
{
	struct str out = {0};

	type_text_format(&field, NULL, "张三", &out);
	cr_assert_str_eq(out.at, "张三");
	str_clear(&out);
	type_text_bytes(&field, "abc", &out);
	cr_assert_str_eq(out.at, "abc");
	type_text_order(&field, "a", &out);
	cr_assert_gt(out.n, 4);
	str_free(&out);
}
