#ifndef BINGGUI_DOMAIN_DEMO_YEARLY_H
#define BINGGUI_DOMAIN_DEMO_YEARLY_H

#include <binggui/domain/demo_county.h>

/* Conditions of life, cards, yearly confirmations, what changed in a person. */
void demo_yearly(struct demo_county *c);

#endif
