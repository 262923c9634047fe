#ifndef BINGGUI_DOMAIN_MAPPING_H
#define BINGGUI_DOMAIN_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/domain/heading.h>
#include <binggui/domain/lexicon.h>

/*
 * Which column goes where.  Made from the header's words; a clerk may change it
 * before anything is judged.
 */
enum mapping_why {
	MAPPING_BY_WORD, /* the header word said so */
	MAPPING_GUESSED, /* no such word, but it ends or begins with one */
	MAPPING_BY_HAND, /* the clerk said so */
	MAPPING_UNKNOWN, /* no such word: the column is not imported */
	MAPPING_SECOND,  /* another column to its left has that place already: not imported
			  * (names and long texts of a ledger are joined, amounts stand in one of them) */
	MAPPING_IGNORED, /* a serial number or the like */
};
const char *mapping_reason(enum mapping_why why); /* a Chinese phrase */
const char *mapping_name(enum mapping_why why);   /* word guessed by-hand unknown second ignored */

struct mapping_column {
	const char *label;       /* of the heading */
	const char *group;       /* of the heading */
	const struct slot *slot; /* NULL = not imported */
	enum mapping_why why;
};

struct mapping {
	struct mapping_column *at; /* one per column of the heading */
	size_t n;
};

/* Labels stay the heading's, slots the lexicon's: both must outlive the mapping. */
void mapping_make(struct mapping *m, const struct heading *h, const struct lexicon *l);
void mapping_free(struct mapping *m);

/* The clerk's word; NULL = do not import.  A slot that another column has is taken from that one. */
void mapping_put(struct mapping *m, size_t column, const struct slot *slot);

/* The column that fills a slot; -1 if none does. */
long mapping_column(const struct mapping *m, const struct slot *slot);

#endif
