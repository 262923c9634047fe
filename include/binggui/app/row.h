#ifndef BINGGUI_APP_ROW_H
#define BINGGUI_APP_ROW_H

#include <stdbool.h>

#include <binggui/schema/record.h>
#include <binggui/schema/type.h>
#include <binggui/table/archive.h>
#include <binggui/text/json.h>

/*
 * Records as rows of text: the one way in which lists, the command line and
 * exports show a value.  Secret fields are masked unless `reveal`.
 */
void row_value(struct archive *a, const struct def_field *f, const struct record *r, bool reveal,
	struct str *out); /* as shown; replaces out */

/* The value as it is stored, masked likewise. */
void row_stored(struct archive *a, const struct def_field *f, const struct record *r, bool reveal,
	struct str *out);

/* {"id":"1-5","version":2,"values":{…}} with stored values; fields NULL = all that are not empty. */
void row_json(struct archive *a, const struct def_table *t, const struct record *r,
	const struct def_field *const *fields, size_t n, bool reveal, struct json *j);

#endif
