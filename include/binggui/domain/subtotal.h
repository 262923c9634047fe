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
 * 小计, 合计 and 总计 against the rows above them, for every column of money of a sheet.  A row of
 * totals is of its block (what stands since the last one, or since a section's line) or of all so
 * far: 小计 must be the block's sum, 总计 and 累计 that of all, 合计 either.  Rows that are held back
 * count too: the paper's sum holds them.  Where an amount above could not be read nothing is told.
 */
struct subtotal_column {
	const struct slot *slot;
	int64_t block, all;
	bool block_sure, all_sure;
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
