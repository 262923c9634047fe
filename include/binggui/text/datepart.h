#ifndef BINGGUI_TEXT_DATEPART_H
#define BINGGUI_TEXT_DATEPART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/text/scan.h>

/* The pieces a written date is made of, before anybody decides which number is the year. */
enum datepart_kind {
	PART_NUMBER,
	PART_YEAR,    /* 年 behind a number */
	PART_MONTH,   /* 月 */
	PART_DAY,     /* 日 号 */
	PART_NAME,    /* Jan … December; the value is the month */
	PART_MARK,    /* . / , or a blank between numbers */
	PART_DASH,    /* - or — : a mark, or between two dates */
	PART_BETWEEN, /* 至 到 ~ : only between two dates */
	PART_COLON,
	PART_CLOCK,   /* T between date and time, 上午, PM, Z */
	PART_ERA,     /* 民国 */
	PART_OPEN,    /* 至今 现在 今 present 现役 在职 */
	PART_VAGUE,   /* 底 初 上旬 春季: some time in the year or month named before it */
	PART_IGNORED, /* 公元: never in the result */
};

struct datepart {
	enum datepart_kind kind;
	int64_t value;
	int digits; /* as written, leading zeros counted; 0 for 十一 and the like */
	char mark;  /* of PART_MARK and PART_DASH, in ASCII */
};

#define DATEPART_MAX 32

struct dateparts {
	struct datepart at[DATEPART_MAX];
	size_t n;
	bool odd; /* something that is no part of a date, or too much of it */
};

/*
 * Splits a cell.  Chinese numerals are read in both ways (一九八六, 二〇〇八,
 * 二OO八, 十一, 三十一, 廿三, 元年, 元月); weekdays, 公元 and blanks beside other
 * marks go; repeated marks count once.
 */
void datepart_split(struct dateparts *out, const struct scan *text);

#endif
