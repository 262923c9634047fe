#include <criterion/criterion.h>

#include <binggui/schema/load.h>

/* The registers that are shipped: nothing a clerk has to fill in is left unexplained. */

static void close_screens(struct defs *defs, struct faults *faults)
{
	defs_free(defs);
	faults_free(faults);
}

static struct defs *open_screens(struct faults *faults)
{
	struct err e = {0};
	struct defs *defs = load_dir("screens", faults, &e);

	cr_assert_not_null(defs, "%s", e.text);
	return defs;
}

Test(screens, every_field_is_explained_and_has_an_example)
{
	struct faults faults = {0};
	struct defs *defs = open_screens(&faults);

	for (size_t i = 0; i < defs->n; i++)
		for (size_t j = 0; j < defs->tables[i]->n; j++) {
			const struct def_field *f = defs->tables[i]->fields[j];
			cr_expect_neq(*f->help, '\0', "%s.%s has no help", defs->tables[i]->name,
				f->name);
			cr_expect(f->formula || f->readonly || *f->example, "%s.%s has no example",
				defs->tables[i]->name, f->name);
		}
	close_screens(defs, &faults);
}

Test(screens, every_register_has_a_form_and_a_list_that_fits)
{
	struct faults faults = {0};
	struct defs *defs = open_screens(&faults);

	for (size_t i = 0; i < defs->n; i++) {
		const struct def_table *t = defs->tables[i];
		size_t width = 1; /* the pointer, and a blank between two */
		for (size_t j = 0; j < t->list.n; j++)
			width += t->list.at[j].width + 1;
		cr_expect_gt(t->n_forms, 0, "%s has no form", t->name);
		cr_expect_leq(width, 80, "the list of %s is %zu wide", t->name, width);
		cr_expect(t->list.sort, "the list of %s is not sorted", t->name);
	}
	close_screens(defs, &faults);
}
