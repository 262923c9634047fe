#ifndef BINGGUI_DOMAIN_FIGURE_CHECK_H
#define BINGGUI_DOMAIN_FIGURE_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/domain/figure.h>

/* What must hold between figures, held against their values. */
enum figure_verdict { VERDICT_HOLDS, VERDICT_BROKEN, VERDICT_UNKNOWN };

struct figure_verdict_of {
	enum figure_verdict verdict;
	int64_t left, right, scale;
};

void figure_check(
	struct figure_verdict_of *out, const struct def_check *c, const struct figures *f);

/* "在挂光荣牌 1298 <= 应挂户 1305" and, if it does not hold, what that means; replaces out. */
void figure_check_text(struct str *out, const struct def_check *c, const struct figures *f);

#endif
