#ifndef BINGGUI_DOMAIN_OWNER_H
#define BINGGUI_DOMAIN_OWNER_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/map.h>
#include <binggui/domain/candidate.h>

/*
 * Whose record a row is, when the table imported into hangs on another (services,
 * visits): by number, else by a name that only one has.  The name is checked against
 * the number's.  Nobody is guessed.
 */
struct owner {
	struct map names; /* name -> whose it is; read when the first row needs it */
	bool read;
};
void owner_free(struct owner *o);

/* *id is 0 and a finding is told if it is not known.  False if the store fails. */
bool owner_find(struct owner *o, struct candidate *c, uint64_t *id, struct err *e);

#endif
