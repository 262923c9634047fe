#ifndef BINGGUI_TEXT_WAGE_H
#define BINGGUI_TEXT_WAGE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What a post pays, as employers and job pages write it: 1-1.5万/月, 6千-8千, 15k-25k, 3000以上,
 * 20-30万/年, 200元/天, 年薪20万, 底薪3000+提成, 面议.  The amounts are those written, in 分, with
 * their unit; wage_month() makes them comparable.
 */
enum wage_unit { WAGE_MONTH, WAGE_YEAR, WAGE_DAY, WAGE_HOUR, WAGE_PIECE, WAGE_UNITS };
const char *wage_unit_name(enum wage_unit u); /* 月 年 天 时 次: the codes of a post's pay_unit */

struct wage {
	int64_t from, to; /* -1 = open: 3000以上 has no `to` */
	enum wage_unit unit;
	bool unit_told; /* else it follows from the size: thousands are a month's, tens of thousands too */
	bool negotiable; /* 面议, and no amount; 计件 alone has none either, but its unit */
	bool reversed;   /* 8000-5000: kept as written, the caller tells */
};

/* False if the text says nothing of pay that can be understood; blank text is false too. */
bool wage_parse(struct wage *out, const char *text);

/* An amount of one unit as of one month, in 分: 12 months, 21.75 days (人社部), 174 hours; pieces: -1. */
int64_t wage_month(int64_t fen, enum wage_unit unit);

#endif
