#ifndef BINGGUI_DOMAIN_DEMO_AID_H
#define BINGGUI_DOMAIN_DEMO_AID_H

#include <binggui/domain/demo_county.h>

/* The care fund with its book, and medical aid. */
void demo_aid(struct demo_county *c);

#endif
