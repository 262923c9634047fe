#ifndef BINGGUI_DOMAIN_DEMO_FESTIVALS_H
#define BINGGUI_DOMAIN_DEMO_FESTIVALS_H

#include <binggui/domain/demo_visits.h>

/* Leaders' visits with what they brought, and what towns gave: visits and payments. */
void demo_festivals(struct demo_county *c, const struct demo_campaigns *made);

#endif
