#ifndef BINGGUI_DOMAIN_WRAPPER_H
#define BINGGUI_DOMAIN_WRAPPER_H

#include <binggui/text/cell.h>

/*
 * What people and programs put around a cell: lists (['…'], [] for nothing), and so that a spreadsheet leaves it
 * alone: '610927…, ="610927…", and "610927…" where the quotes came along.  Any
 * column may have them, not only numbers.  Zero-filled is empty.
 */
struct wrapper {
	struct row row;
	size_t cap;
	struct cell_pool pool;
};

/* The row without them: `r` itself where there are none, else one that lives until the next call. */
const struct row *wrapper_off(struct wrapper *w, const struct row *r);
void wrapper_free(struct wrapper *w);

#endif
