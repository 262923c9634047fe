#ifndef BINGGUI_DOMAIN_OWNER_H
#define BINGGUI_DOMAIN_OWNER_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/domain/candidate.h>
#include <binggui/domain/namesakes.h>

/*
 * Whose record a row is, when the table imported into hangs on another (services, visits, payments):
 *
 *   1. by the identity number (or what else is unique), if the row has a whole one; the name is checked
 *      against it: person-mismatch.  A faulty number holds the row back under its own code.
 *   2. else by name and the last digits of the number, in a column of their own, in the number's
 *      column, or behind the name: 张三丰(9017).  The name without those digits is person-mismatch.
 *   3. else by name; of several namesakes the one of the village, the town or the telephone that the
 *      row, the section above or the title says.  Nobody is guessed: person-ambiguous.
 *
 * Nobody of that name is person-unknown, unless the definition has `otherwise:` and the text is a
 * unit's name: then it goes there.  Several people in one cell are person-ambiguous: a row is one record.
 * An owner that may be made (`import: made`) is found by its name and never unknown.
 */
struct owner {
	struct namesakes names; /* read when the first row needs it */
};
void owner_free(struct owner *o);

/*
 * Puts the reference, the name and the number as on file into the candidate.  *id is 0 and a finding is
 * told if it is not known.  False if the store fails.
 */
bool owner_find(struct owner *o, struct candidate *c, uint64_t *id, struct err *e);

#endif
