#ifndef BINGGUI_DOMAIN_FIGURE_VALUE_H
#define BINGGUI_DOMAIN_FIGURE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/str.h>
#include <binggui/domain/idset.h>
#include <binggui/schema/figuredef.h>
#include <binggui/table/archive.h>

/* What is asked for, and one figure's answer, while it is counted (domain/figure_pass) and after. */
struct figure_ask {
	struct archive *archive;
	struct date since, until; /* the first and the last day */
	const char *area;         /* what a reference to it holds; NULL or "" = everywhere */
	bool (*progress)(void *context, size_t done, size_t all); /* NULL; false stops */
	void *context;
};

/* One of the values told apart by `each:`, or of the parts of a union. */
struct figure_slice {
	char *label;
	int64_t value;
	struct idset ids; /* of a group; a part's are those of the value with its bit */
};

struct figure_value {
	const struct def_figure *figure;
	bool known;           /* a share of nothing, a register without places in an area: not */
	int64_t value, scale; /* value / scale, money in 元 */
	struct date date;     /* of FIGURE_EARLIEST */
	struct idset ids;     /* what was counted, by table and id; the rows of a sum */
	struct figure_slice *parts;   /* n_parts of the definition */
	size_t met[FIGURE_PARTS + 1]; /* how many were met in exactly k parts */
	struct figure_slice *groups;
	size_t n_groups, cap_groups;
	size_t undated; /* left out because their day is not known well enough */
};

/* Money of one register that stands in any of the figures, each payment once. */
struct figure_footing {
	const struct def_table *table;
	int64_t fen, added; /* each once; and what adding up the figures would say */
	size_t rows, figures;
};

/* Before the first record; `ask` says whether it can be told at all.  And in any state. */
void figure_value_start(
	struct figure_value *v, const struct def_figure *f, const struct figure_ask *ask);
void figure_value_free(struct figure_value *v);

/* After the last: overlaps, what must be in every part, order. */
void figure_value_finish(struct figure_value *v);

/* As printed ("1300余名", "—" if not known) and as exactly as it is ("1312"); replace out. */
void figure_print(const struct figure_value *v, struct str *out);
void figure_exact(const struct figure_value *v, struct str *out);

#endif
