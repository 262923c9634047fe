#ifndef BINGGUI_DOMAIN_FIGURE_H
#define BINGGUI_DOMAIN_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/domain/figure_value.h>
#include <binggui/schema/figuredef.h>

/*
 * Figures worked out from the records, for an area and a period.  All that are asked
 * for together are counted in one walk over each register, whatever their number, and stand
 * for one moment: if somebody saves meanwhile it is counted again.  Behind each value stand
 * the ids it was counted from.
 */
struct figures {
	struct figure_value *at; /* in the order asked for */
	size_t n;
	struct figure_footing *footings;
	size_t n_footings, cap_footings;
	uint64_t version; /* the journal's last entry: what the records were */
	bool moved;       /* somebody saved every time it was counted */
};

/* False with a sentence if a record cannot be read or progress said stop (ERR_STOPPED). */
bool figures_run(struct figures *out, const struct figure_ask *ask,
	const struct def_figure *const *wanted, size_t n, struct err *e);
void figures_free(struct figures *f); /* in any state */

const struct figure_value *figures_value(const struct figures *f, const struct def_figure *of);

/* All figures of a sheet, of the checks that belong to it, and those they are shares of; the caller frees it. */
const struct def_figure **figures_of_sheet(
	const struct def_figures *all, const struct def_sheet *s, size_t *n);

/* "98.9%" of what it is a share of; "" if of nothing. */
void figure_share(const struct figures *f, const struct figure_value *v, struct str *out);

#endif
