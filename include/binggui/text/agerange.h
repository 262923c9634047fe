#ifndef BINGGUI_TEXT_AGERANGE_H
#define BINGGUI_TEXT_AGERANGE_H

#include <stdbool.h>

/*
 * The ages a post asks for: 18—45周岁, 45岁以下, 35周岁及以下, 18岁以上, 男18-60、女18-55,
 * 男60周岁以下女55周岁以下, 不限.  Both ends count (domain.md: 以上 and 以下 include the number).
 */
struct agerange {
	int from, to;             /* 0 = open; of men where women are told apart */
	int women_from, women_to; /* 0 = as above */
	bool reversed;            /* 45-18: kept as written */
};

/* False if it says no age; 不限 is true with everything open. */
bool agerange_parse(struct agerange *out, const char *text);

#endif
