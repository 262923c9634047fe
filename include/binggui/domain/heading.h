#ifndef BINGGUI_DOMAIN_HEADING_H
#define BINGGUI_DOMAIN_HEADING_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/domain/lexicon.h>
#include <binggui/text/sheet.h>

/*
 * The header of a sheet: one row, or two or three where a group stands over its
 * columns (服役情况 over 入伍时间 and 退役时间), found under title and unit lines by
 * the words in it, never by its position.
 */
struct heading {
	bool found;
	size_t first, last; /* indexes into sheet->rows */
	size_t n;           /* columns */
	char **labels;      /* what a column is called, as read (folded blanks), "" = nothing */
	char **groups;      /* what stands above it, "" = nothing */
	char *title;        /* all text above the header, one line a row */
};

void heading_find(struct heading *h, const struct sheet *s, const struct lexicon *l);
void heading_free(struct heading *h);

/* Whether a row says the header once more (printed pages). */
bool heading_repeats(const struct heading *h, const struct row *r);

#endif
