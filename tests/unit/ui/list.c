#include <binggui/ui/list.h>

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include <criterion/criterion.h>

Test(list, empty)
{
	struct list l = {0};
	list_set_rows(&l, 5);
	list_move(&l, 3);
	list_page(&l, 1);
	list_go(&l, SIZE_MAX);
	cr_assert_eq(l.cursor, 0);
	cr_assert_eq(l.top, 0);
	cr_assert_eq(list_seen(&l), 0);
}

Test(list, moves_and_scrolls)
{
	struct list l = {0};
	list_set_count(&l, 10);
	list_set_rows(&l, 4);
	list_move(&l, 3);
	cr_assert_eq(l.top, 0);
	list_move(&l, 1);
	cr_assert_eq(l.cursor, 4);
	cr_assert_eq(l.top, 1);
	list_move(&l, -4);
	cr_assert_eq(l.top, 0);
	cr_assert_eq(l.cursor, 0);
	list_move(&l, LONG_MAX);
	cr_assert_eq(l.cursor, 9);
	cr_assert_eq(l.top, 6);
	list_move(&l, LONG_MIN);
	cr_assert_eq(l.cursor, 0);
}

Test(list, pages_keep_the_place)
{
	struct list l = {0};
	list_set_count(&l, 10);
	list_set_rows(&l, 4);
	list_move(&l, 1);
	list_page(&l, 1);
	cr_assert_eq(l.top, 4);
	cr_assert_eq(l.cursor, 5);
	list_page(&l, 1);
	cr_assert_eq(l.top, 6, "no blank rows at the end");
	cr_assert_eq(l.cursor, 9);
	list_page(&l, -5);
	cr_assert_eq(l.cursor, 0);
	cr_assert_eq(l.top, 0);
}

Test(list, shrinks)
{
	struct list l = {0};
	list_set_count(&l, 100);
	list_set_rows(&l, 10);
	list_go(&l, SIZE_MAX);
	cr_assert_eq(l.top, 90);
	list_set_count(&l, 5);
	cr_assert_eq(l.cursor, 4);
	cr_assert_eq(l.top, 0);
	cr_assert_eq(list_seen(&l), 5);
	list_set_count(&l, 0);
	cr_assert_eq(l.cursor, 0);
	cr_assert_eq(list_seen(&l), 0);
}

Test(list, no_rows)
{
	struct list l = {0};
	list_set_count(&l, 5);
	list_page(&l, 1);
	cr_assert_eq(l.cursor, 1);
	cr_assert_eq(list_seen(&l), 0);
}

/* Whatever is done, the promise of the header holds. */
Test(list, promise)
{
	struct list l = {0};
	srand(7);
	for (int i = 0; i < 20000; i++) {
		switch (rand() % 5) {
		case 0:
			list_set_count(&l, (size_t)(rand() % 40));
			break;
		case 1:
			list_set_rows(&l, (size_t)(rand() % 12));
			break;
		case 2:
			list_go(&l, (size_t)(rand() % 50));
			break;
		case 3:
			list_move(&l, rand() % 30 - 15);
			break;
		default:
			list_page(&l, rand() % 5 - 2);
		}
		size_t rows = l.rows ? l.rows : 1;
		cr_assert(l.count ? l.cursor < l.count : l.cursor == 0);
		cr_assert(l.top <= l.cursor && l.cursor - l.top < rows);
		cr_assert(l.top == 0 || l.top + rows <= l.count);
		cr_assert(list_seen(&l) <= l.rows && l.top + list_seen(&l) <= l.count);
	}
}
