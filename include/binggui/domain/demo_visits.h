#ifndef BINGGUI_DOMAIN_DEMO_VISITS_H
#define BINGGUI_DOMAIN_DEMO_VISITS_H

#include <binggui/domain/demo_county.h>

/* In the order of demo_visits.c. */
enum demo_campaign {
	CAMPAIGN_2018, /* before the period */
	CAMPAIGN_WALK,
	CAMPAIGN_NIGHT,
	CAMPAIGN_NEXT, /* still running */
	CAMPAIGN_SPRING19,
	CAMPAIGN_AUGUST,
	CAMPAIGN_SPRING20,
	CAMPAIGN_PLAIN,
	DEMO_CAMPAIGNS,
};
struct demo_campaigns {
	uint64_t id[DEMO_CAMPAIGNS];
};

/* Campaigns with their lists, visits, visits by phone, meetings, how often who is to be visited. */
void demo_visits(struct demo_county *c, struct demo_campaigns *made);

const char *demo_campaign_from(enum demo_campaign which); /* its first day */

#endif
