#ifndef BINGGUI_DOMAIN_FIGURE_PASS_H
#define BINGGUI_DOMAIN_FIGURE_PASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/domain/figure_value.h>
#include <binggui/domain/whereabouts.h>

/*
 * One walk over one register, in which every part of every figure that counts from it
 * looks at each record.  Belongs to domain/figure.
 */
struct figure_counter {
	const struct def_part *part;
	struct figure_value *value;
	unsigned bit;         /* which of the figure's parts it is */
	size_t where, common; /* among the pass's conditions */
};
enum { PASS_CONDITIONS = 256 };

struct figure_pass {
	const struct figure_ask *ask;
	const struct def_table *table;
	struct figure_counter *at;
	size_t n, cap;
	size_t n_unplaced; /* the first ones, which go by where the record itself lies */
	const struct expr
		*conditions[PASS_CONDITIONS]; /* each once; [0] is NULL, which always holds */
	struct expr *bound[PASS_CONDITIONS];  /* the same for this period, while it walks */
	size_t n_conditions;
	struct whereabouts *whereabouts; /* NULL = everywhere */
	bool owner;          /* what others hang on: where each lies is noted for them */
	struct expr_env env; /* with the period */
	char since[DATE_TEXT], until[DATE_TEXT];
	struct figure_footing footing;
	size_t *done, all; /* records walked over, and how many there are in all */
};

void figure_pass_add(
	struct figure_pass *p, const struct def_part *part, struct figure_value *v, unsigned bit);
void figure_pass_free(struct figure_pass *p);
bool figure_pass_run(struct figure_pass *p, struct err *e);

#endif
