#ifndef BINGGUI_DOMAIN_DEMO_HONOURS_H
#define BINGGUI_DOMAIN_DEMO_HONOURS_H

#include <binggui/domain/demo_county.h>

/* Good news brought home with money, rounds of honours, role models, the reserve. */
void demo_honours(struct demo_county *c);

#endif
