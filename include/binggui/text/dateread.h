#ifndef BINGGUI_TEXT_DATEREAD_H
#define BINGGUI_TEXT_DATEREAD_H

#include <stdbool.h>

#include <binggui/base/date.h>

/*
 * Dates as people write them.  The precision that was written is kept.
 *
 *	1986-11-02 1986/11/2 1986.11.02 1986年11月2日 19861102 1986 11 2    full
 *	1986.11 86年11月 1986-11 198611 1986-11-00 19861100 1986年 1986       partial
 *	1986年底 1986年11月上旬 (the year, the month are sure)                   partial
 *	'86.11 86.11.2 861102 Nov-86 2-Nov-86                              two-digit years
 *	31234 (an Excel serial, only if `serial_ok`), 1986-11-02 00:00:00, 1986-11-02T00:00:00
 *	民国75年11月2日, 一九八六年十一月二日, ０ full-width digits
 *	至今 现在 今 present 现役 在职: open
 *
 * A two-digit year that lies ahead of `today` in this century is 19yy.  Otherwise
 * it is 20yy, unless 19yy lies at most 110 years back (in 2026: 16 to 26): then a
 * living person may mean either, and it is ambiguous.  Two or three numbers without
 * 年月日 that can be read in more than one order (1/2/86, 05.3) are ambiguous.
 * Six digits are a year and a month where they can be.  Years are 1800 to 2199.
 * Not dates at all: 11月2日 (no year), 8611, 1986年冬 (may end in the next year),
 * 约1986年, the lunar calendar, a date with other words behind it.
 */
enum dateread_fault {
	DATEREAD_OK,
	DATEREAD_EMPTY,     /* blank, or what says there is none: - / 无 0000-00-00 */
	DATEREAD_PARTIAL,   /* fine, but day or month is missing; `date` is set */
	DATEREAD_OPEN,      /* 至今: no end yet */
	DATEREAD_AMBIGUOUS, /* 02/03/1986, 1/2/86, 1986.11-12, year of either century */
	DATEREAD_INVALID,   /* a date that does not exist: 1986-02-30, 1986-13, 1900-01-00 */
	DATEREAD_RANGE,     /* two dates: 1986.11-1990.12; `date` and `until` are set */
	DATEREAD_UNPARSED,  /* not a date at all */
};

struct dateread {
	enum dateread_fault fault;
	struct date date;
	struct date until; /* with DATEREAD_RANGE; none if it ends 至今 */
	bool until_open;
	bool from_serial; /* it was read as an Excel serial */
	bool two_digit_year;
};

/* Reads a cell.  `serial_ok`: a bare number 10000..80000 may be an Excel serial (1900 system). */
void dateread_cell(struct dateread *out, const char *text, bool serial_ok, struct date today);

/*
 * What a clerk types: all of the above except serials, and t (today), t-1, t+7, 0801, 8月1日
 * (this year, or last if that lies ahead by more than 30 days), 八一; 春节 is not known.
 */
void dateread_typed(struct dateread *out, const char *text, struct date today);

/* The civil date of an Excel serial (1900 system with its false leap day; 1904 if told). */
bool dateread_serial(struct date *out, double serial, bool system_1904);

#endif
