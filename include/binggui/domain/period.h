#ifndef BINGGUI_DOMAIN_PERIOD_H
#define BINGGUI_DOMAIN_PERIOD_H

#include <stdbool.h>

#include <binggui/base/date.h>
#include <binggui/base/err.h>
#include <binggui/base/str.h>

/*
 * A period as it is asked for and as a report's head says it.
 *
 *	2019-01-01..2020-04-30   2019..2020-04   2019   2020-04   2019-01-01..   2019至2020
 *
 * Either end may be known only by its year or month: then it is the first day of that, or the
 * last one.  Without an end it is `today`.  ERR_USAGE if it cannot be read or ends before it begins.
 */
bool period_read(
	const char *text, struct date today, struct date *since, struct date *until, struct err *e);

/* 2019年, 2019年以来（至2020年4月30日）, 2019年3月1日至2020年4月30日; replaces out. */
void period_words(struct str *out, struct date since, struct date until);

/* "2019-01-01..2020-04-30"; replaces out. */
void period_text(struct str *out, struct date since, struct date until);

#endif
