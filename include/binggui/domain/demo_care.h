#ifndef BINGGUI_DOMAIN_DEMO_CARE_H
#define BINGGUI_DOMAIN_DEMO_CARE_H

#include <binggui/domain/demo_county.h>

/* Insurance paid for, stays to recover, what was published. */
void demo_care(struct demo_county *c);

#endif
