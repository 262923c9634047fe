#ifndef BINGGUI_DOMAIN_DEMO_PLAQUES_H
#define BINGGUI_DOMAIN_DEMO_PLAQUES_H

#include <binggui/domain/demo_county.h>

/* One to a household, with what became of some. */
void demo_plaques(struct demo_county *c);

#endif
