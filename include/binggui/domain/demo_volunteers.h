#ifndef BINGGUI_DOMAIN_DEMO_VOLUNTEERS_H
#define BINGGUI_DOMAIN_DEMO_VOLUNTEERS_H

#include <binggui/domain/demo_county.h>

/* Teams, activities, who took part, who gave. */
void demo_volunteers(struct demo_county *c);

#endif
