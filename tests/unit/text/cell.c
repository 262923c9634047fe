#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/cell.h>

Test(cell, pool_gives_aligned_memory_of_any_size)
{
	struct cell_pool pool = {0};

	for (size_t n = 0; n < 3000000; n = n * 3 + 1) {
		char *p = cell_pool_take(&pool, n);
		cr_assert_eq((uintptr_t)p % _Alignof(struct cell), 0);
		memset(p, 'x', n);
	}
	char *small = cell_pool_text(&pool, "镇坪县", 6);
	cr_assert_str_eq(small, "镇坪");
	cr_assert_str_eq(cell_pool_text(&pool, NULL, 0), "");
	cell_pool_free(&pool);
	cr_assert_null(pool.blocks);
	cell_pool_free(&pool);
}

Test(cell, rows_and_sheets)
{
	struct book b = {0};
	struct cell cells[3];
	struct sheet *s = cell_add_sheet(&b, "名册");

	for (int i = 0; i < 3; i++)
		cells[i] = (struct cell){.text = cell_pool_text(&s->pool, "甲乙丙", 9)};
	cell_add_row(s, 1, cells, 3);
	struct row *r = cell_add_row(s, 4, NULL, 0);
	cr_assert_eq(r->number, 4);
	cr_assert_eq(r->n, 0);
	cr_assert_eq(s->columns, 3);
	cr_assert_str_eq(s->rows[0].cells[2].text, "甲乙丙");
	cr_assert_str_eq(cell_add_sheet(&b, NULL)->name, "");
	cr_assert_str_eq(cell_nothing(), "");
	cell_free_sheet(&b.sheets[0]);
	cell_free_sheet(&b.sheets[1]);
	cr_assert_eq(b.sheets[0].n, 0);
	mem_free(b.sheets);
}
