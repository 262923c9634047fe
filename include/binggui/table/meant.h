#ifndef BINGGUI_TABLE_MEANT_H
#define BINGGUI_TABLE_MEANT_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/table/archive.h>

/* Which record is meant by what somebody typed or wrote into a roster; see table/resolver. */
struct meant;

struct meant *meant_new(struct archive *a);
void meant_free(struct meant *m); /* NULL is fine */

/* The reference to the one live record meant, into out (replaced).  False: none or several; the sentence in why says which. */
bool meant_find(struct meant *m, const struct def_table *t, const char *typed, struct str *out,
	struct str *why);

#endif
