#ifndef BINGGUI_DOMAIN_DEMO_VENTURES_H
#define BINGGUI_DOMAIN_DEMO_VENTURES_H

#include <binggui/domain/demo_jobs.h>

/* Ventures and what supported them, bases, firms that help poor households. */
void demo_ventures(struct demo_county *c, const struct demo_market *market);

#endif
