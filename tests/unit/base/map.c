#include <criterion/criterion.h>
#include <stdio.h>

#include <binggui/base/map.h>

Test(map, empty)
{
	struct map m = {0};
	const char *key;
	void *value;
	size_t i = 0;

	cr_assert_null(map_get(&m, "a"));
	cr_assert_null(map_del(&m, "a"));
	cr_assert_not(map_has(&m, ""));
	cr_assert_not(map_each(&m, &i, &key, &value));
	map_free(&m);
}

Test(map, holds_thousands_and_forgets_half)
{
	static char cells[5000];
	struct map m = {0};
	char key[16];

	for (int i = 0; i < 5000; i++) {
		snprintf(key, sizeof key, "k%d", i);
		cr_assert_null(map_put(&m, key, &cells[i]));
	}
	for (int i = 0; i < 5000; i += 2) {
		snprintf(key, sizeof key, "k%d", i);
		cr_assert_eq(map_del(&m, key), &cells[i]);
		cr_assert_null(map_del(&m, key));
	}
	cr_assert_eq(m.n, 2500);
	for (int i = 0; i < 5000; i++) {
		snprintf(key, sizeof key, "k%d", i);
		cr_assert_eq(map_get(&m, key), i % 2 ? &cells[i] : NULL);
	}
	map_free(&m);
}

Test(map, walks_in_the_order_of_insertion)
{
	struct map m = {0};
	const char *key;
	void *value;
	char order[8] = "";

	map_put(&m, "c", "3");
	map_put(&m, "a", "1");
	map_put(&m, "b", "2");
	cr_assert_str_eq(map_put(&m, "a", "9"), "1");
	map_del(&m, "b");
	for (size_t i = 0; map_each(&m, &i, &key, &value);)
		strcat(order, key), strcat(order, value);
	cr_assert_str_eq(order, "c3a9");
	map_free(&m);
}

Test(map, keys_may_hold_any_byte)
{
	struct map m = {0};

	map_putn(&m, "a\0b", 3, "x");
	map_putn(&m, "a\0c", 3, "y");
	map_putn(&m, "", 0, "z");
	cr_assert_str_eq(map_getn(&m, "a\0c", 3), "y");
	cr_assert_str_eq(map_get(&m, ""), "z");
	cr_assert_null(map_get(&m, "a"));
	map_free(&m);
}
