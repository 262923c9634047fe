#ifndef BINGGUI_DOMAIN_SOUGHT_H
#define BINGGUI_DOMAIN_SOUGHT_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/domain/candidate.h>
#include <binggui/text/idno.h>

/*
 * What a row says of the one it is about: a name, a number or its last digits, a telephone, a place;
 * from whatever columns it has, and from what stands behind the name.
 */
struct sought {
	struct str text; /* the cell that should name somebody, clean; "" = it says nothing */
	struct str name; /* of it, what is a name */
	struct idno id;  /* IDNO_MISSING = no number; a masked one is `seen` instead */
	char seen
		[24]; /* digits that are known, from the end: 9017, 610927********9017; "" = none */
	char phone[16];   /* digits; "" = none */
	char village[13]; /* the row's or the section's; "" = not said */
	char town[13];    /* the row's */
	char around[13];  /* the town of the section or the title */
};
void sought_read(struct sought *s, struct candidate *c);
void sought_free(struct sought *s);

/* Whether a whole number can be the one of which some digits were seen. */
bool sought_fits(const struct sought *s, const char *number);

#endif
