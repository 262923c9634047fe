#ifndef BINGGUI_DOMAIN_CODEWORD_H
#define BINGGUI_DOMAIN_CODEWORD_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>

/*
 * The code a word in a roster means: by its label or an `also:` word, never by a
 * number of a list (two systems number the same list differently) and never by initials.  A
 * number in front (03.群众), 7级 for 七级, a missing 族 or 级, and words in brackets
 * behind are forgiven.  NULL if there is none or more than one; *rest gets whether brackets were left out.
 */
const struct def_code *codeword_find(const struct def_codes *codes, const char *text, bool *rest);

/* Two codes written as one, 因公七级: the code of f, and of which other field of the table the rest is. */
const struct def_code *codeword_split(const struct def_table *t, const struct def_field *f,
	const char *text, const struct def_field **other, const struct def_code **other_code);

#endif
