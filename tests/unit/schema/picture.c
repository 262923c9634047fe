#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/picture.h>

static struct def_table *table(struct defs **d)
{
	*d = defs_new();
	struct def_table *t = def_new_table(*d, "t");
	def_new_field(t, "name")->label = mem_strdup("姓名");
	def_new_field(t, "note")->label = mem_strdup("备注");
	return t;
}

/* Reads a drawing that stands behind `p: |` into a new form. */
static struct def_form *draw(struct def_table *t, const char *text, struct faults *f)
{
	struct yaml_node *root = yaml_parse("t.yaml", text, strlen(text), f);
	struct def_form *form = def_new_form(t);

	cr_assert_not_null(root);
	picture_read(form, t, yaml_get(root, "p"), f);
	yaml_tree_free(root);
	return form;
}

Test(picture, columns_are_those_of_a_terminal)
{
	struct defs *d;
	struct faults f = {0};
	struct def_form *form =
		draw(table(&d), "p: |\n  姓名 {name  } 的 人  x{备注 }\n\n  y\n", &f);

	cr_assert_eq(f.n, 0);
	cr_assert_eq(form->rows, 3);
	cr_assert_eq(form->n, 6);
	cr_assert_eq(form->at[0].kind, ITEM_TEXT);
	cr_assert_str_eq(form->at[0].text, "姓名");
	cr_assert_eq(form->at[0].width, 4);
	cr_assert_eq(form->at[1].kind, ITEM_FIELD);
	cr_assert_eq(form->at[1].column, 5);
	cr_assert_eq(form->at[1].width, 8);
	cr_assert_eq(form->at[1].height, 1);
	cr_assert_str_eq(form->at[1].field->name, "name");
	cr_assert_str_eq(form->at[2].text, "的 人");
	cr_assert_eq(form->at[2].column, 14);
	cr_assert_eq(form->at[3].column, 21);
	cr_assert_str_eq(form->at[4].field->name, "note", "a label names a field as well");
	cr_assert_eq(form->at[4].column, 22);
	cr_assert_eq(form->at[4].width, 7);
	cr_assert_eq(form->at[5].row, 2);
	defs_free(d);
}

Test(picture, rows_between_the_same_columns_are_one_field)
{
	struct defs *d;
	struct faults f = {0};
	struct def_form *form = draw(
		table(&d), "p: |\n  备注 {note    }\n       {note    }\n       {note    }\n", &f);

	cr_assert_eq(f.n, 0);
	cr_assert_eq(form->n, 2);
	cr_assert_eq(form->at[1].height, 3);
	defs_free(d);
}

Test(picture, exactly_what_fits)
{
	struct defs *d;
	struct faults f = {0};
	struct str text = {0};
	struct def_table *t = table(&d);

	str_add(&text, "p: |\n  {name ");
	for (int i = 0; i < 71; i++)
		str_addc(&text, ' ');
	str_add(&text, "}   \n");
	for (int i = 1; i < 18; i++)
		str_add(&text, "  x\n");
	struct def_form *form = draw(t, text.at, &f);
	cr_assert_eq(f.n, 0);
	cr_assert_eq(form->rows, 18);
	cr_assert_eq(form->at[0].width, 78);
	str_add(&text, "  x\n");
	form = draw(t, text.at, &f);
	cr_assert_eq(f.n, 1);
	faults_free(&f);
	str_free(&text);
	defs_free(d);
}

Test(picture, an_empty_drawing_is_told)
{
	struct defs *d;
	struct faults f = {0};
	struct def_form *form = draw(table(&d), "p: |\n\n", &f);

	cr_assert_eq(form->rows, 0);
	cr_assert_eq(f.n, 1);
	cr_assert_str_eq(f.at[0].text, "图是空的");
	faults_free(&f);
	defs_free(d);
}
