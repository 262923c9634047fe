#ifndef BINGGUI_DOMAIN_LEDGER_H
#define BINGGUI_DOMAIN_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/map.h>
#include <binggui/domain/candidate.h>
#include <binggui/domain/givenbefore.h>

/*
 * Who has been seen: rows of a file against the rows before them and against
 * the archive.  The first of two rows with one number is taken; a row that was held
 * back does not count as the first.
 */
struct twins { /* hashes of name and birthday */
	uint64_t *at;
	size_t n, cap;
};

struct ledger {
	struct map others; /* stored records without an owner (`otherwise:`): key -> id */
	bool others_read;
	struct map seen;           /* key -> the row that was taken */
	struct twins here, stored; /* people of this file, people of the archive */
	const struct slot *key, *name, *birth;
	struct givenbefore given;
	bool empty;    /* the archive has no record of this table */
	char **values; /* by slot: of the row at hand */
};

bool ledger_make(struct ledger *l, const struct candidate *c, struct err *e);
void ledger_free(struct ledger *l);

/*
 * Adds what is to be told about duplicates.  *id gets the stored record that
 * the row speaks of (0 = none), *changes whether importing would change it.  False if the store fails.
 */
bool ledger_check(struct ledger *l, struct candidate *c, uint64_t owner, uint64_t *id,
	bool *changes, struct err *e);

/* A row that is going to be imported; `packed` must live as long as the ledger. */
void ledger_take(struct ledger *l, const struct candidate *c, uint64_t owner, char *packed);

#endif
