#ifndef BINGGUI_DOMAIN_DEMO_PEOPLE_H
#define BINGGUI_DOMAIN_DEMO_PEOPLE_H

#include <binggui/domain/demo_county.h>

/* Households and people, with the decks to draw from (kinds are dealt out first). */
void demo_people(struct demo_county *c);
void demo_heads(struct demo_county *c); /* of the households, once both are stored */

#endif
