#ifndef BINGGUI_DOMAIN_SUBTOTAL_H
#define BINGGUI_DOMAIN_SUBTOTAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/domain/finding.h>
#include <binggui/domain/mapping.h>
#include <binggui/domain/surround.h>
#include <binggui/text/sheet.h>

/*
 * 小计, 合计 and 总计 against the rows above them, for every column of money of a sheet.  小计 must be
 * the sum since the last total or since a section's line; 合计 that, the sum since the last 合计, or of
 * all so far; 总计 and 累计 that of all.  Rows that are held back count too: the paper's sum holds them.
 * Where an amount above could not be read nothing is told.
 */
enum subtotal_since { SINCE_SECTION, SINCE_TOTAL, SINCE_WHOLE, SINCE_START, SINCE_COUNT };
struct subtotal_column {
	const struct slot *slot;
	int64_t sums[SINCE_COUNT];
	bool unsure[SINCE_COUNT]; /* an amount could not be read */
};
struct subtotal {
	struct subtotal_column *at; /* per column of the mapping; slot NULL = no money */
	size_t n;
};
void subtotal_sheet(struct subtotal *s, const struct mapping *m, const struct lexicon *l);
void subtotal_free(struct subtotal *s);

void subtotal_row(struct subtotal *s, const struct surround *around, const struct mapping *m,
	const struct row *r);
void subtotal_section(struct subtotal *s);
/* A row of totals: adds subtotal-mismatch where it is wrong, and begins the next block. */
void subtotal_check(struct subtotal *s, const struct surround *around, const struct mapping *m,
	const struct row *r, struct findings *out);

#endif
