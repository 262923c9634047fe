#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/def.h>

static struct def_code *add_code(
	struct def_codes *c, const char *label, const char *gb, const char *mnemonic, bool retired)
{
	struct def_code *code = vec_add(c);

	code->label = mem_strdup(label);
	code->gb = mem_strdup(gb);
	code->mnemonic = mem_strdup(mnemonic);
	code->retired = retired;
	return code;
}

static struct defs *with_codes(void)
{
	struct defs *d = defs_new();
	struct def_codes *c = def_new_codes(d, "sex");

	vec_reserve(c, 10);
	add_code(c, "男", "1", "n", false);
	add_code(c, "女", "2", "n", false);
	add_code(c, "未说明的性别", "09", "wsmdxb", false);
	add_code(c, "旧称", "", "jc", true);
	for (size_t i = 0; i < c->n; i++)
		cr_assert_null(def_code_learn(c, &c->at[i], c->at[i].label));
	cr_assert_null(def_code_learn(c, &c->at[0], "男性"));
	cr_assert_null(def_code_learn(c, &c->at[2], "09"));
	return d;
}

Test(def, codes_are_found_by_what_people_write)
{
	struct defs *d = with_codes();
	const struct def_codes *c = d->codes[0];

	cr_assert_eq(def_code_find(c, "男"), &c->at[0]);
	cr_assert_eq(def_code_find(c, "男性"), &c->at[0]);
	cr_assert_eq(def_code_find(c, " 男 "), &c->at[0]);
	cr_assert_eq(def_code_find(c, "１"), &c->at[0], "full width");
	cr_assert_eq(def_code_find(c, "2"), &c->at[1]);
	cr_assert_eq(def_code_find(c, "02"), &c->at[1]);
	cr_assert_eq(def_code_find(c, "9"), &c->at[2]);
	cr_assert_eq(def_code_find(c, "WSMDXB"), &c->at[2]);
	cr_assert_eq(def_code_find(c, "未說明的性別"), &c->at[2], "traditional");
	cr_assert_eq(def_code_find(c, "旧称"), &c->at[3]);
	defs_free(d);
}

Test(def, codes_are_never_guessed)
{
	struct defs *d = with_codes();
	const struct def_codes *c = d->codes[0];

	cr_assert_null(def_code_find(c, "n"), "two have these initials");
	cr_assert_null(def_code_find(c, "jc"), "retired ones are not offered");
	cr_assert_null(def_code_find(c, "3"));
	cr_assert_null(def_code_find(c, "未说明"));
	cr_assert_null(def_code_find(c, ""));
	cr_assert_null(def_code_find(c, " "));
	cr_assert_null(def_code_find(c, NULL));
	cr_assert_null(def_code_find(NULL, "男"));
	cr_assert_null(def_code_find(c, "\xff\xfe"));
	defs_free(d);
}

Test(def, a_word_means_one_code)
{
	struct defs *d = with_codes();
	struct def_codes *c = d->codes[0];

	cr_assert_null(def_code_learn(c, &c->at[0], "男性"), "its own word again is no clash");
	cr_assert_eq(def_code_learn(c, &c->at[1], "男性"), &c->at[0]);
	cr_assert_null(def_code_learn(c, &c->at[1], "·"), "folding leaves nothing of it");
	cr_assert_eq(def_code_find(c, "·"), &c->at[1]);
	defs_free(d);
}

Test(def, tables_and_fields)
{
	struct defs *d = defs_new();
	struct def_table *t = def_new_table(d, "person");
	struct def_field *f = def_new_field(t, "village");

	f->label = mem_strdup("户籍村(社区)");
	cr_assert_eq(defs_table(d, "person"), t);
	cr_assert_null(defs_table(d, "people"));
	cr_assert_null(defs_table(d, NULL));
	cr_assert_null(defs_table(NULL, "person"));
	cr_assert_eq(def_field(t, "village"), f);
	cr_assert_null(def_field(t, "户籍村(社区)"));
	cr_assert_null(def_field(NULL, "village"));
	cr_assert_null(def_field(t, NULL));
	cr_assert_eq(def_field_labelled(t, "户籍村(社区)"), f);
	cr_assert_eq(def_field_labelled(t, "户籍村（社区）"), f);
	cr_assert_eq(def_field_labelled(t, "戶籍村 (社区)"), f);
	cr_assert_null(def_field_labelled(t, "户籍村"));
	cr_assert_null(def_field_labelled(t, ""));
	cr_assert_null(def_field_labelled(t, NULL));
	cr_assert_null(def_field_labelled(NULL, "x"));
	defs_free(d);
}

Test(def, parts_are_owned_by_the_whole)
{
	struct defs *d = defs_new();
	struct def_table *t = def_new_table(d, "t");

	for (int i = 0; i < 40; i++) {
		def_new_form(t)->title = mem_strdup("页");
		def_new_rule(t)->say = mem_strdup("话");
		def_new_menu_item(d, NULL)->label = mem_strdup("项");
		def_new_key(d)->key = mem_strdup("F1");
		def_add_source(d, "x.yaml", "text", 4);
	}
	cr_assert_eq(t->n_forms, 40);
	cr_assert_eq(t->n_rules, 40);
	cr_assert_eq(d->n_sources, 40);
	cr_assert_str_eq(d->sources[39].text, "text");
	cr_assert_str_eq(t->forms[39].title, "页");
	defs_free(d);
	defs_free(NULL);
}
