#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/arena.h>

Test(arena, many_small_and_some_large)
{
	struct arena a = {0};
	char *texts[5000];
	char wanted[32];

	for (int i = 0; i < 5000; i++) {
		int n = snprintf(wanted, sizeof wanted, "text %d", i);
		texts[i] = arena_text(&a, wanted, (size_t)n);
		uint64_t *number = arena_alloc(&a, sizeof *number);
		cr_assert_eq((uintptr_t)number % 8, 0);
		cr_assert_eq(*number, 0);
		*number = UINT64_MAX;
	}
	char *large = arena_alloc(&a, 1000000);
	cr_assert_eq(large[0], 0);
	cr_assert_eq(large[999999], 0);
	memset(large, 1, 1000000);
	arena_alloc(&a, 0);
	for (int i = 0; i < 5000; i++) {
		snprintf(wanted, sizeof wanted, "text %d", i);
		cr_assert_str_eq(texts[i], wanted);
	}
	arena_free(&a);
	arena_free(&a);
}

Test(arena, empty_text)
{
	struct arena a = {0};

	cr_assert_str_eq(arena_text(&a, NULL, 0), "");
	cr_assert_str_eq(arena_text(&a, "ab\0c", 2), "ab");
	arena_free(&a);
}
