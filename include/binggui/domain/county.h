#ifndef BINGGUI_DOMAIN_COUNTY_H
#define BINGGUI_DOMAIN_COUNTY_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>

/*
 * The county a store works for: its areas from a list
 * (code,parent,level,kind,name,full_name; more columns are ignored), and a service station for each of
 * them: the county centre, one per town, one per village and community.
 */
struct county_result {
	size_t areas, stations; /* made now; those already there are left as they are */
};

/* `path`: one CSV file, or a directory whose *.csv are all read. */
bool county_load(struct archive *a, const char *path, struct county_result *result, struct err *e);

/* The county's own code (12 digits) and names as set by county_load(); "" before. */
bool county_code(struct archive *a, struct str *out, struct err *e);

#endif
