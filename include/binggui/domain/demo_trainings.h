#ifndef BINGGUI_DOMAIN_DEMO_TRAININGS_H
#define BINGGUI_DOMAIN_DEMO_TRAININGS_H

#include <binggui/domain/demo_jobs.h>

/* Classes and who came, job fairs. */
void demo_trainings(struct demo_county *c, const struct demo_market *market);

#endif
