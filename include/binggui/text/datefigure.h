#ifndef BINGGUI_TEXT_DATEFIGURE_H
#define BINGGUI_TEXT_DATEFIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/date.h>
#include <binggui/text/datepart.h>

/* One date made of pieces: which number is the year, and is there only one way to see it? */
enum datefigure_fault {
	FIGURE_OK,    /* perhaps without day or month */
	FIGURE_EMPTY, /* 0000-00-00 */
	FIGURE_AMBIGUOUS,
	FIGURE_INVALID,
	FIGURE_UNPARSED,
};

struct datefigure {
	enum datefigure_fault fault;
	struct date date; /* with FIGURE_OK */
	bool from_serial;
	bool two_digit_year;
};

/* The rules stand in dateread.h.  Two dates, the time of day and 至今 are not for here. */
struct datefigure datefigure_read(
	const struct datepart *parts, size_t n, bool serial_ok, struct date today);

bool datefigure_is_unit(enum datepart_kind kind); /* 年 月 日 */

/* As dateread_serial. */
bool datefigure_serial(struct date *out, double serial_number, bool system_1904);

#endif
