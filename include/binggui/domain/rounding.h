#ifndef BINGGUI_DOMAIN_ROUNDING_H
#define BINGGUI_DOMAIN_ROUNDING_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/str.h>
#include <binggui/schema/figuredef.h>

/*
 * How a figure is printed.  余 is a print form and nothing that is kept: the exact
 * value stands behind it, and an exact multiple is printed without 余 (1300名).  What is
 * smaller than the step of its form is printed as it is (87名).
 *
 * `value` counts in 1/scale: 1 for things, 100 for money in 分, 1000000 for numbers and
 * ratios.  A unit that begins with 万 is of ten thousands: 万元.
 */
void rounding_print(struct str *out, enum figure_round round, int64_t value, int64_t scale,
	const char *unit); /* "1300余名"; replaces out */

/* The exact number in its unit, without the unit, as few decimals as it has: "15.4"; replaces out. */
void rounding_exact(struct str *out, int64_t value, int64_t scale, const char *unit);

/* 2018年12月, 2018年12月3日, 2018年 by what is known; `month` leaves the day out; replaces out. */
void rounding_date(struct str *out, struct date d, bool month);

/* A part of a whole, "98.9%": cut, so that 100% is never said of less; "" of nothing; replaces out. */
void rounding_share(struct str *out, int64_t part, int64_t whole);

/* Thousandths, cut; both are ours, so the product fits where money does. */
int64_t rounding_permille(int64_t part, int64_t whole);

/* 两 三 十 十二 二十五; digits from 100 on; replaces out. */
void rounding_hanzi(struct str *out, int64_t value);

#endif
