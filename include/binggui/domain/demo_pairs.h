#ifndef BINGGUI_DOMAIN_DEMO_PAIRS_H
#define BINGGUI_DOMAIN_DEMO_PAIRS_H

#include <binggui/domain/demo_county.h>

/* Three levels for almost everybody, with those who were there before. */
void demo_pairs(struct demo_county *c);

#endif
