#ifndef BINGGUI_DOMAIN_SIEVE_H
#define BINGGUI_DOMAIN_SIEVE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/domain/heading.h>
#include <binggui/domain/lexicon.h>
#include <binggui/domain/mapping.h>
#include <binggui/domain/village.h>
#include <binggui/text/sheet.h>

/*
 * Which rows under a header hold a record.  A row with an identity number (or
 * whatever else names a record of the table) always does; a row that has only
 * a serial number, or only cells that a spreadsheet filled by itself (formulas,
 * merged neighbours), is blank.
 */
enum sieve_kind {
	SIEVE_RECORD,
	SIEVE_BLANK,
	SIEVE_TITLE,     /* a village's or town's name over its people, a section */
	SIEVE_HEADER,    /* the header again */
	SIEVE_TOTAL,     /* 小计 合计 */
	SIEVE_SIGNATURE, /* 制表人：…  审核人：… */
	SIEVE_NOTE,      /* 注：…  第1页 */
};
const char *sieve_label(enum sieve_kind k); /* 空行 标题 … */

struct sieve {
	const struct heading *heading;
	bool *names;   /* per column: with the record's number or name in it */
	bool *keys;    /* per column: with a number that is nobody else's */
	bool *ignored; /* per column: serial numbers and the like */
	bool *figures; /* per column: with head counts, pay, amounts */
	size_t n;
};
void sieve_make(
	struct sieve *s, const struct heading *h, const struct mapping *m, const struct lexicon *l);
void sieve_free(struct sieve *s);

enum sieve_kind sieve_row(const struct sieve *s, const struct row *r, struct villages *v);

#endif
