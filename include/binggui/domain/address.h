#ifndef BINGGUI_DOMAIN_ADDRESS_H
#define BINGGUI_DOMAIN_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/domain/areas.h>

/*
 * A place as people write it, taken apart from the left: province and county,
 * town, village, the rest; or a 12-, 9- or 6-digit code.  Says what the text
 * holds; what it means together with other columns is domain/village.
 */
struct address {
	const struct areas *areas;
	const char *at;    /* what is still to be read, folded */
	bool county;       /* our county, city or province was named */
	bool outside;      /* another one was */
	bool town_unknown; /* a town was named that is none of ours */
	bool town_short;   /* the town was named without 镇 or 乡 */
	long town;         /* -1 = none */
	char word[64];     /* the foreign county or unknown town, for the sentence */
	size_t hits[8];    /* villages that the longest word means */
	size_t n_hits;
	const char *rest; /* behind the village and its ending */
	bool more;        /* something else stood in brackets */
};

/* `main` holds the folded text and must live as long as the address points into it. */
void address_read(struct address *out, const struct areas *a, struct str *main, const char *text);

/* The town that another column names. */
void address_town(struct address *out, const struct areas *a, const char *text);

bool address_is_code(const char *text);           /* digits only */
bool address_is_group(const char *text);          /* begins with 3组, 村民小组, 12号 … */
const char *address_skip_marks(const char *text); /* behind blanks' substitutes: - / 、 … */

#endif
