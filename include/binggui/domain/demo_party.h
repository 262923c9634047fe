#ifndef BINGGUI_DOMAIN_DEMO_PARTY_H
#define BINGGUI_DOMAIN_DEMO_PARTY_H

#include <binggui/domain/demo_county.h>

/* Branches, members, those who were traced. */
void demo_party(struct demo_county *c);

#endif
