#ifndef BINGGUI_BASE_DATE_H
#define BINGGUI_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A day of the Gregorian calendar, or only its year or month: month and day are
 * 0 where unknown (domain.md C2: partial dates).  All zero means "no date".
 * Canonical text: "1986", "1986-11", "1986-11-02".
 */
struct date {
	int16_t year; /* 1..9999 */
	uint8_t month;
	uint8_t day;
};

#define DATE_TEXT 11 /* bytes that hold a canonical date and its NUL */

bool date_none(struct date d);
bool date_full(struct date d);  /* year, month and day are known */
bool date_valid(struct date d); /* exists in the calendar, as far as it is known; not date_none */
int date_month_days(int year, int month);

/* Days since 1970-01-01; a partial date counts as its earliest day. */
int32_t date_days(struct date d);
struct date date_from_days(int32_t days);

/* -1, 0, 1 by earliest day; with equal days the less precise comes first. */
int date_cmp(struct date a, struct date b);

/* Whether a is surely before b: false when their known parts leave it open (1986-11 and 1986-11-05). */
bool date_before(struct date a, struct date b);

/* Canonical text only; false on anything else (text/dateread forgives more). */
bool date_parse(struct date *out, const char *text);
void date_format(struct date d, char out[DATE_TEXT]);

/* Full years from `from` until `on`; -1 if either is missing or `from` is later. */
int date_age(struct date from, struct date on);
struct date date_add_days(struct date d, int days);
struct date date_add_months(struct date d, int months); /* day clipped to the month's last */

struct date date_today(void); /* local time of the system clock */
int64_t date_now_ms(void);    /* milliseconds since 1970, UTC */

#endif
