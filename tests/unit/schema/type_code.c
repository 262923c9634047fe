#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type_code.h>

static struct def_field field = {.label = "性别"};

static struct defs *codes(void)
{
	struct defs *d = defs_new();
	struct def_codes *c = def_new_codes(d, "sex");
	const char *labels[] = {"男", "女性", "旧类"};

	vec_reserve(c, 4);
	for (size_t i = 0; i < 3; i++) {
		struct def_code *code = vec_add(c);
		code->label = mem_strdup(labels[i]);
		code->gb = mem_strdup("");
		code->mnemonic = mem_strdup("");
		code->retired = i == 2;
		def_code_learn(c, code, code->label);
	}
	vec_push(&c->at[1].also, mem_strdup("女"));
	def_code_learn(c, &c->at[1], "女");
	field.codes = c;
	return d;
}

Test(type_code, the_label_is_stored)
{
	struct defs *d = codes();
	struct str out = {0}, why = {0};

	cr_assert(type_code.parse(&field, NULL, " 女 ", &out, &why));
	cr_assert_str_eq(out.at, "女性");
	cr_assert(type_code.parse(&field, NULL, "", &out, &why));
	cr_assert_eq(out.n, 0);
	cr_assert_not(type_code.parse(&field, NULL, "男人", &out, &why));
	cr_assert_eq(out.n, 0);
	cr_assert_str_eq(why.at, "“性别”里没有“男人”；是不是“男”？");
	cr_assert_not(type_code.parse(&field, NULL, "其他类别", &out, &why));
	cr_assert_str_eq(why.at, "“性别”里没有“其他类别”，或者有几个都像；请从列表中选");
	defs_free(d);
	str_free(&out);
	str_free(&why);
}

/* 女 was the label once: records that hold it are the same as those that hold 女性. */
Test(type_code, a_renamed_code_stays_the_same)
{
	struct defs *d = codes();
	struct str out = {0}, why = {0}, key = {0};

	type_code.format(&field, NULL, "女", &out);
	cr_assert_str_eq(out.at, "女性");
	type_code.format(&field, NULL, "不明", &out);
	cr_assert_str_eq(out.at, "不明");
	cr_assert(type_code.check(&field, NULL, "女", &why));
	cr_assert(type_code.check(&field, NULL, "旧类", &why), "retired ones stay valid");
	cr_assert_not(type_code.check(&field, NULL, "不明", &why));
	str_clear(&out);
	type_code.key(&field, "女", &out);
	type_code.key(&field, "女性", &key);
	cr_assert_str_eq(out.at, key.at);
	defs_free(d);
	str_free(&out);
	str_free(&why);
	str_free(&key);
}

Test(type_code, without_a_list)
{
	struct def_field f = {.label = "类"};
	struct str out = {0}, why = {0};

	cr_assert_not(type_code.parse(&f, NULL, "甲", &out, &why));
	type_code.format(&f, NULL, "甲", &out);
	cr_assert_str_eq(out.at, "甲");
	str_free(&out);
	str_free(&why);
}

Test(type_code, yes_and_no)
{
	static const char *const yes[] = {"是", "有", "√", "1", "Y", "yes", "１", "ｙ", "对"};
	static const char *const no[] = {"否", "无", "×", "0", "n", "NO", "没有", "×"};
	struct def_field f = {.label = "烈属"};
	struct str out = {0}, why = {0};

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		cr_expect(type_yesno.parse(&f, NULL, yes[i], &out, &why));
		cr_expect_str_eq(str_c(&out), "是", "%s", yes[i]);
	}
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		cr_expect(type_yesno.parse(&f, NULL, no[i], &out, &why));
		cr_expect_str_eq(str_c(&out), "否", "%s", no[i]);
	}
	cr_assert(type_yesno.parse(&f, NULL, " ", &out, &why));
	cr_assert_eq(out.n, 0);
	cr_assert_not(type_yesno.parse(&f, NULL, "也许", &out, &why));
	cr_assert_not(type_yesno.parse(&f, NULL, "2", &out, &why));
	cr_assert_str_eq(why.at, "“烈属”只填“是”或“否”");
	cr_assert(type_yesno.check(&f, NULL, "是", &why));
	cr_assert_not(type_yesno.check(&f, NULL, "有", &why));
	str_clear(&out);
	type_yesno.key(&f, "否", &out);
	type_yesno.key(&f, "是", &out);
	cr_assert_lt(out.at[0], out.at[1]);
	str_free(&out);
	str_free(&why);
}

static bool resolve(void *context, const struct def_field *f, const char *typed, struct str *out,
	struct str *why)
{
	(void)context, (void)f;
	if (text_eq(typed, "两"))
		str_set(why, "有两个");
	else if (!text_eq(typed, "无人"))
		str_set(out, "610927");
	return out->n > 0;
}

static bool show(void *context, const struct def_field *f, const char *canonical, struct str *out)
{
	(void)context, (void)f;
	if (!text_eq(canonical, "610927"))
		return false;
	str_set(out, "镇坪县");
	return true;
}

Test(type_code, references)
{
	struct type_refs refs = {.resolve = resolve, .show = show};
	struct type_context c = {.refs = &refs};
	struct def_field f = {.label = "村"};
	struct str out = {0}, why = {0};

	cr_assert(type_ref.parse(&f, &c, "镇坪", &out, &why));
	cr_assert_str_eq(out.at, "610927");
	cr_assert_not(type_ref.parse(&f, &c, "两", &out, &why));
	cr_assert_str_eq(why.at, "有两个");
	cr_assert_not(type_ref.parse(&f, &c, "无人", &out, &why));
	cr_assert_str_eq(why.at, "“村”里没有找到“无人”");
	cr_assert(type_ref.parse(&f, &c, "", &out, &why));
	type_ref.format(&f, &c, "610927", &out);
	cr_assert_str_eq(out.at, "镇坪县");
	type_ref.format(&f, &c, "99", &out);
	cr_assert_str_eq(out.at, "99");
	cr_assert(type_ref.check(&f, &c, "610927", &why));
	cr_assert_not(type_ref.check(&f, &c, "99", &why));
	str_free(&out);
	str_free(&why);
}

Test(type_code, references_without_anybody_to_ask)
{
	struct def_field f = {.label = "村"};
	struct str out = {0}, why = {0};

	cr_assert(type_ref.parse(&f, NULL, " 3-1027 ", &out, &why));
	cr_assert_str_eq(out.at, "3-1027");
	type_ref.format(&f, NULL, "3-1027", &out);
	cr_assert_str_eq(out.at, "3-1027");
	cr_assert(type_ref.check(&f, NULL, "3-1027", &why));
	str_free(&out);
	str_free(&why);
}
