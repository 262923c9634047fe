#include <binggui/ui/formlayout.h>

#include <criterion/criterion.h>

/* Where a page stands on narrower screens than it was drawn for. */

static struct form *f;

static size_t field(const char *name, int row, int col, int width, int rows)
{
	return form_add_field(f, 0,
		&(struct form_field_spec){.name = name,
			.label = name,
			.row = row,
			.col = col,
			.width = width,
			.rows = rows,
			.flags = rows > 1 ? FORM_MULTILINE : 0});
}

static void open_form(void)
{
	f = form_new(NULL, NULL);
	form_add_page(f, "");
	form_add_text(f, 0, 0, 0, "姓名");
	field("name", 0, 10, 20, 1);
	form_add_text(f, 0, 0, 36, "日期");
	field("date", 0, 50, 28, 1);
	form_add_text(f, 0, 2, 0, "备注");
	field("note", 2, 10, 68, 2);
	form_add_text(f, 0, 4, 0, "金额");
	field("money", 4, 10, 12, 1);
	form_add_text(f, 0, 4, 23, "元");
}

static void close_form(void)
{
	form_free(f);
}

TestSuite(formlayout, .init = open_form, .fini = close_form);

static void stands(size_t i, int row, int col, int width)
{
	const struct form_field *p = form_at(f, i);

	cr_expect_eq(p->at_row, row, "%s in row %d", p->name, p->at_row);
	cr_expect_eq(p->at_col, col, "%s at %d", p->name, p->at_col);
	cr_expect_eq(p->at_width, width, "%s is %d wide", p->name, p->at_width);
}

Test(formlayout, as_drawn_where_there_is_room)
{
	cr_expect_eq(form_layout(f, 0, 78, 1), 5);
	stands(0, 0, 10, 20);
	stands(1, 0, 50, 28);
	stands(2, 2, 10, 68);
	stands(3, 4, 10, 12);
}

Test(formlayout, what_has_no_room_beside_goes_below_with_its_label)
{
	cr_expect_eq(form_layout(f, 0, 60, 1), 6);
	stands(0, 0, 10, 20);
	stands(1, 1, 14, 28);
	cr_expect_eq(form_text_at(f, 1)->at_row, 1);
	cr_expect_eq(form_text_at(f, 1)->at_col, 0);
	stands(2, 3, 10, 50);
	stands(3, 5, 10, 12);
	cr_expect_eq(form_text_at(f, 4)->at_row, 5, "what stands behind a field stays there");
	cr_expect_eq(form_text_at(f, 4)->at_col, 23);
}

Test(formlayout, nothing_is_put_into_a_field_of_several_rows)
{
	form_add_text(f, 0, 3, 79, "又");
	field("more", 3, 82, 20, 1);
	cr_expect_eq(form_layout(f, 0, 60, 1), 7);
	stands(2, 3, 10, 50);
	stands(4, 5, 3, 20);
	stands(3, 6, 10, 12);
}

Test(formlayout, too_narrow_for_anything_it_is_scrolled)
{
	form_layout(f, 0, 15, 1);
	stands(0, 0, 10, 20);
	stands(1, 1, 14, 28);
}
