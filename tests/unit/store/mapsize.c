#include <binggui/store/mapsize.h>

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

Test(mapsize, is_a_multiple_of_the_page)
{
	static const size_t wanted[] = {0, 1, 4095, 4096, 4097, 65537, 1000001};
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		cr_expect_eq(mapsize_fit(wanted[i]) % page, 0);
		cr_expect_geq(mapsize_fit(wanted[i]), wanted[i]);
		cr_expect_lt(mapsize_fit(wanted[i] ? wanted[i] : 1), wanted[i] + page + 1);
	}
	cr_expect_eq(mapsize_fit(0), (size_t)64 << 20);
}

Test(mapsize, has_a_limit)
{
	size_t most = mapsize_fit(SIZE_MAX);

	cr_expect_lt(most, SIZE_MAX);
	cr_expect_eq(mapsize_next(most), 0);
	cr_expect_eq(mapsize_next(SIZE_MAX), 0);
	if (sizeof(size_t) == 4)
		cr_expect_eq(most, (size_t)512 << 20);
}

Test(mapsize, doubles)
{
	cr_expect_eq(mapsize_next((size_t)1 << 20), (size_t)2 << 20);
	cr_expect_eq(mapsize_next((size_t)100 << 20), (size_t)200 << 20);
}

static rlim_t addresses_used(void)
{
	unsigned long pages = 0;
	FILE *f = fopen("/proc/self/statm", "r");

	cr_assert_eq(fscanf(f, "%lu", &pages), 1);
	fclose(f);
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

Test(mapsize, stops_where_addresses_end)
{
	rlim_t most = addresses_used() + ((rlim_t)64 << 20);

	cr_assert_eq(setrlimit(RLIMIT_AS, &(struct rlimit){most, most}), 0);
	cr_expect_eq(mapsize_next((size_t)1 << 20), (size_t)2 << 20);
	cr_expect_eq(mapsize_next((size_t)64 << 20), 0);
}
