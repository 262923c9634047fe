#ifndef BINGGUI_DOMAIN_PLACE_H
#define BINGGUI_DOMAIN_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/table/archive.h>

/*
 * Finds the village or community a text means, among the areas of the archive:
 * 12-digit codes, full addresses, names with or without province, county and
 * town, with any of the endings 村 社区 居委会 村委会 村民委员会 大队 or none, with groups and
 * house numbers behind, in traditional characters, under older names
 * (also: names the area records declare).  Never guesses between two.
 */
enum place_fault {
	PLACE_OK,
	PLACE_EMPTY,         /* blank */
	PLACE_MISSING,       /* it names a town or the county, and no village */
	PLACE_UNKNOWN,       /* no such village (in that town) */
	PLACE_AMBIGUOUS,     /* several villages would do */
	PLACE_TOWN_MISMATCH, /* the village lies in another town than is said */
	PLACE_OUTSIDE,       /* in another county */
};

struct place {
	enum place_fault fault;
	char code[13]; /* of the village; "" unless PLACE_OK */
	char town[13]; /* of the town that is said or that the village lies in; "" if none */
	bool detail;   /* more than the village was said: a group, a house number */
	char *hint; /* Chinese: what was found instead; NULL = nothing to say.  Lives as long as the places */
};

struct places;
struct places *places_load(struct archive *a, struct err *e); /* reads the area table once */
void places_free(struct places *p);                           /* NULL is fine */

/* `town`: code or text of the town from another column, `title_town`: code from the title; NULL or "" = not said. */
void place_find(struct places *p, const char *text, const char *town, const char *title_town,
	struct place *out);

/* The one town a title or sheet name speaks of: its code into out; false if none or several. */
bool place_town_in(struct places *p, const char *text, char out[13]);

/* 城关镇文彩村; "" if the code is not known. */
const char *place_name(struct places *p, const char *code);

#endif
