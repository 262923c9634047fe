#ifndef BINGGUI_DOMAIN_DEMO_IDENTITIES_H
#define BINGGUI_DOMAIN_DEMO_IDENTITIES_H

#include <binggui/domain/demo_county.h>

/* Identities (several people have two), service, disability, kinship with the dead. */
void demo_identities(struct demo_county *c);

#endif
