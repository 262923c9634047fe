#ifndef BINGGUI_TABLE_WORDS_H
#define BINGGUI_TABLE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * By which words a table's records are meant when somebody writes one down:
 * their names folded, the names of places without 村 or 镇 as well, and
 * initials.  Held as hashes, made by one walk over the table, kept until the
 * journal says that the table was changed; a big table is not held at all.
 */
enum words_rank { WORDS_FULL, WORDS_SHORT, WORDS_INITIALS, WORDS_RANKS };
enum { WORDS_RECORDS_MAX = 300000 };

struct words;
struct words *words_new(const struct def_table *t);
void words_free(struct words *w); /* NULL is fine */

/* Brings them up to date.  False with a sentence if the store fails or the table is too big. */
bool words_refresh(struct words *w, struct archive *a, struct err *e);

/* Adds the ids of the records that have this word (already as words_fold made it) in this rank. */
void words_find(const struct words *w, enum words_rank rank, struct span word, struct ids *out);

/* What is typed or stored, as it is compared: folded; 村民委员会 and 居委会 as 村 and 社区 in a table of places. */
void words_fold(struct str *out, const struct def_table *t, const char *text);
/* A place's name without its kind (蔬菜村 -> 蔬菜); the whole where too little would be left. */
struct span words_short(const struct def_table *t, struct span folded);

/* The field by which a record names the one above it in the same table (area.parent); NULL if there is none. */
const struct def_field *words_parent(const struct def_table *t);
/* Whether a field is one of those a record is meant by. */
bool words_has(const struct def_table *t, const struct def_field *f);

#endif
