#ifndef BINGGUI_DOMAIN_DEMO_CASES_H
#define BINGGUI_DOMAIN_DEMO_CASES_H

#include <binggui/domain/demo_county.h>

/* Cases with their steps, the hardship register, and the relief that settled some of both. */
void demo_cases(struct demo_county *c);

#endif
