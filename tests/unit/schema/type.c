#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>

static struct def_field field_of(const char *type)
{
	return (struct def_field){.label = "栏", .type = type_by_name(type)};
}

Test(type, every_type_is_complete)
{
	size_t n = 0;

	for (; type_at(n); n++) {
		const struct type *t = type_at(n);
		struct def_field f = {.label = "栏", .type = t};
		struct str out = {0}, why = {0};
		cr_assert_eq(type_by_name(t->name), t);
		cr_assert(t->label && t->size && t->width && t->parse && t->format && t->key, "%s",
			t->name);
		cr_expect(type_parse(&f, NULL, "", &out, &why), "%s: blank is no value", t->name);
		cr_expect(type_parse(&f, NULL, NULL, &out, NULL), "%s", t->name);
		cr_expect(type_parse(&f, NULL, " \t　", &out, &why), "%s", t->name);
		cr_expect_eq(out.n, 0, "%s", t->name);
		cr_expect(type_check(&f, NULL, "", &why), "%s", t->name);
		cr_expect(type_check(&f, NULL, NULL, NULL), "%s", t->name);
		type_key(&f, "", &out);
		type_key(&f, NULL, &out);
		cr_expect_eq(out.n, 0, "%s", t->name);
		type_format(&f, NULL, NULL, &out);
		cr_expect_eq(out.n, 0, "%s", t->name);
		str_free(&out);
		str_free(&why);
	}
	cr_assert_eq(n, 12);
	cr_assert_null(type_by_name("picture"));
	cr_assert_null(type_by_name(NULL));
}

/* Whatever the bytes: no crash, and what is taken is valid. */
Test(type, odd_bytes)
{
	static const char *const odd[] = {"\xff\xfe", "\x1b[2J", "𬭩㛃䶮", "\xe5\xbc", "\x01",
		"0", "-", "９９", "\xc2\xa0", "2024-01-01", "是", "1990000", "：",
		"\xf0\x9f\x98\x80"};

	for (size_t i = 0; type_at(i); i++) {
		struct def_field f = {.label = "栏", .type = type_at(i)};
		for (size_t j = 0; j < sizeof odd / sizeof *odd; j++) {
			struct str out = {0}, why = {0}, shown = {0};
			bool good = type_parse(&f, NULL, odd[j], &out, &why);
			cr_expect(good || why.n, "%s %zu", f.type->name, j);
			if (good)
				cr_expect(type_check(&f, NULL, str_c(&out), &why), "%s %zu: %s",
					f.type->name, j, str_c(&why));
			type_format(&f, NULL, odd[j], &shown);
			type_format_masked(&f, NULL, odd[j], &shown);
			type_key(&f, odd[j], &shown);
			type_check(&f, NULL, odd[j], &why);
			str_free(&out);
			str_free(&why);
			str_free(&shown);
		}
	}
}

Test(type, size_is_counted_in_characters)
{
	struct def_field f = field_of("text");
	struct str out = {0}, why = {0};

	f.size = 3;
	cr_assert(type_parse(&f, NULL, "𬭩㛃䶮", &out, &why));
	cr_assert_not(type_parse(&f, NULL, "𬭩㛃䶮一", &out, &why));
	cr_assert_str_eq(why.at, "“栏”最多 3 个字，现在有 4 个");
	cr_assert_not(type_check(&f, NULL, "abcd", &why));
	cr_assert(type_check(&f, NULL, "abc", &why));
	str_free(&out);
	str_free(&why);
}

Test(type, several_values)
{
	struct def_field f = field_of("phone");
	struct str out = {0}, why = {0};

	f.multiple = true;
	cr_assert(type_parse(&f, NULL, "19900001234、0915-8822001；;19900001234\n", &out, &why));
	cr_assert_str_eq(out.at, "19900001234\n09158822001");
	cr_assert(type_check(&f, NULL, out.at, &why));
	struct str shown = {0};
	type_format(&f, NULL, out.at, &shown);
	cr_assert_str_eq(shown.at, "19900001234、0915-8822001");
	f.class = CLASS_SECRET;
	type_format_masked(&f, NULL, out.at, &shown);
	cr_assert_str_eq(shown.at, "199****1234、091****2001");
	cr_assert_not(type_parse(&f, NULL, "19900001234、坏", &out, &why));
	cr_assert_eq(out.n, 0);
	cr_assert_not(type_check(&f, NULL, "19900001234\n坏", &why));
	cr_assert(type_parse(&f, NULL, "；；", &out, &why));
	cr_assert_eq(out.n, 0);
	str_free(&out);
	str_free(&why);
	str_free(&shown);
}

Test(type, a_label_with_a_comma_in_it)
{
	struct defs *d = defs_new();
	struct def_codes *c = def_new_codes(d, "x");
	struct def_field f = field_of("code");
	struct str out = {0}, why = {0};
	const char *labels[] = {"父母、抚养人", "子女"};

	vec_reserve(c, 2);
	for (int i = 0; i < 2; i++) {
		struct def_code *code = vec_add(c);
		code->label = mem_strdup(labels[i]);
		code->gb = mem_strdup("");
		code->mnemonic = mem_strdup("");
		def_code_learn(c, code, code->label);
	}
	f.codes = c;
	f.multiple = true;
	cr_assert(type_parse(&f, NULL, "父母、抚养人", &out, &why));
	cr_assert_str_eq(out.at, "父母、抚养人");
	cr_assert(type_parse(&f, NULL, "子女\n父母、抚养人", &out, &why), "a line is a value: %s",
		str_c(&why));
	cr_assert_str_eq(out.at, "子女\n父母、抚养人");
	defs_free(d);
	str_free(&out);
	str_free(&why);
}

Test(type, masks)
{
	static const char *const rows[][3] = {{"idno", "610927198603129137", "610927********9137"},
		{"phone", "19900000001", "199****0001"}, {"phone", "110", "＊＊＊"},
		{"text", "某某病", "＊＊＊"}, {"money", "12345", "＊＊＊"},
		{"date", "1986", "＊＊＊"}, {"yesno", "是", "＊＊＊"}, {"idno", "6109", "****"},
		{"phone", "1990000张三001", "＊＊＊"}, {"text", "", ""}};
	struct str out = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct def_field f = field_of(rows[i][0]);
		f.class = CLASS_SECRET;
		type_format_masked(&f, NULL, rows[i][1], &out);
		cr_expect_str_eq(str_c(&out), rows[i][2]);
		f.class = CLASS_PERSONAL;
		type_format(&f, NULL, rows[i][1], &out);
		struct str open = {0};
		type_format_masked(&f, NULL, rows[i][1], &open);
		cr_expect_str_eq(str_c(&open), str_c(&out), "only secret fields are masked");
		str_free(&open);
	}
	str_free(&out);
}
