#ifndef BINGGUI_DOMAIN_WALKSHEET_H
#define BINGGUI_DOMAIN_WALKSHEET_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/domain/roll.h>

/*
 * The roster one takes along on the walk: village by village the people still to be visited, how to
 * find them, when somebody was there last, who is responsible, and blanks to fill in. Secret
 * values are masked.
 */
struct walksheet {
	struct roll *roll;
	const char *title; /* the campaign's name */
	long area;         /* ROLL_ALL, a town, a village */
	bool all;          /* those visited already, too */
	int columns;       /* of the text: 80 or 132 */
};

/* Text for a printer, replaces out; *people gets how many stand on it. */
bool walksheet_text(const struct walksheet *w, struct str *out, size_t *people, struct err *e);

/* The same as a workbook, a sheet a town.  Written beside and renamed when it is whole. */
bool walksheet_xlsx(const struct walksheet *w, const char *path, size_t *people, struct err *e);

#endif
