#ifndef BINGGUI_DOMAIN_AREACHANGE_H
#define BINGGUI_DOMAIN_AREACHANGE_H

#include <stdbool.h>

#include <binggui/base/err.h>
#include <binggui/domain/areaplan.h>

/* Does what was planned (areaplan.h) as one batch, in small transactions. */
bool areachange_apply(const struct areachange *c, struct areachange_plan *p, struct err *e);

#endif
