#ifndef BINGGUI_DOMAIN_VILLAGE_H
#define BINGGUI_DOMAIN_VILLAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>

/*
 * Finds the village or community a text means, among the areas of the archive:
 * 12-digit codes, full addresses, names with or without province, county and
 * town, with any of the endings 村 社区 居委会 村委会 村民委员会 大队 or none, with groups and
 * house numbers behind, in traditional characters, under older names
 * (those the area records declare).  Never guesses between two.
 */
enum village_fault {
	VILLAGE_OK,
	VILLAGE_EMPTY,     /* blank */
	VILLAGE_NOT_SAID,  /* it names a town or the county, and no village */
	VILLAGE_NOT_KNOWN, /* no such village (in that town) */
	VILLAGE_SEVERAL,   /* several villages would do */
	VILLAGE_ELSEWHERE, /* the village lies in another town than is said */
	VILLAGE_OUTSIDE,   /* in another county */
};

struct village {
	enum village_fault fault;
	char code[13]; /* of the village; "" unless VILLAGE_OK */
	char town[13]; /* of the town that is said or that the village lies in; "" if none */
	bool detail;   /* more than the village was said: a group, a house number */
	char why[192]; /* with a fault: what is wrong, a Chinese phrase without a full stop */
};

struct villages;
struct villages *villages_load(struct archive *a, struct err *e); /* reads the area table once */
void villages_free(struct villages *v);                           /* NULL is fine */
size_t villages_count(const struct villages *v); /* 0: the county has not been loaded */

/* `town`: what another column says, `title_town`: code of the town the title states; NULL or "" = nothing. */
void village_find(struct villages *v, const char *text, const char *town, const char *title_town,
	struct village *out);

/* The one town a title or sheet name speaks of: its code into out; false if none or several. */
bool village_town_in(struct villages *v, const char *text, char out[13]);

/* The one village (of that town, if one is given) whose whole name a title holds. */
bool village_in(struct villages *v, const char *text, const char *town, char out[13]);

/* 文彩村; "" if the code is not known. */
const char *village_name(const struct villages *v, const char *code);

#endif
