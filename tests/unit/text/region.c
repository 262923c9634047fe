#include <criterion/criterion.h>

#include <binggui/text/region.h>

Test(region, codes_of_every_edition)
{
	static const int known[] = {110101, 110110, 132102, 222521, 512221, 612428, 612401, 612421,
		610927, 610928, 610981, 610902, 441900, 460400, 659012, 810000, 820000, 830000,
		610900, 612400, 610000, 542628, 653229, 152633};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		cr_expect(region_known(known[i]), "%d", known[i]);
}

Test(region, codes_that_never_were)
{
	static const int unknown[] = {0, -1, 1, 99999, 100000, 610999, 612499, 612420, 610950,
		999999, 101010, 130171, 1000000, 909090, 110120, 610930};

	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		cr_expect_not(region_known(unknown[i]), "%d", unknown[i]);
}
