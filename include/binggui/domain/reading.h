#ifndef BINGGUI_DOMAIN_READING_H
#define BINGGUI_DOMAIN_READING_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/map.h>
#include <binggui/base/str.h>
#include <binggui/domain/finding.h>
#include <binggui/domain/lexicon.h>
#include <binggui/domain/village.h>
#include <binggui/table/archive.h>
#include <binggui/text/sheet.h>

/*
 * One cell read as the type of its field says.  What cannot be read leaves the
 * value empty and asks to keep the original.  Cells that repeat down a column (codes, dates) are read once.
 */
struct reading {
	struct str value;       /* canonical text; several values one a line */
	enum finding_code code; /* FINDING_COUNT = nothing to say */
	struct str why;         /* the sentence that goes with the code */
	bool keep;              /* the original text belongs into the note */
	const struct slot *
		more; /* a second value came with it (the other telephone, 因公 in 因公七级); NULL = none */
	struct str more_value;
};
void reading_free(struct reading *r);

struct reading_type;

struct reader {
	struct archive *archive;
	const struct lexicon *lexicon;
	struct villages *villages;
	struct map *memo;                  /* per slot: raw text -> struct reading * */
	const struct reading_type **types; /* per slot; NULL = as its type parses it */
	struct reading held;               /* the last one that is not worth keeping */
};
void reader_make(struct reader *r, struct archive *a, const struct lexicon *l, struct villages *v);
void reader_free(struct reader *r);

/* Valid until the next call.  A blank cell and what says "none" (- / 无) is an empty value without a finding. */
const struct reading *reader_cell(
	struct reader *r, const struct slot *slot, const struct cell *cell);

/* Whether a field's several values become several records of its table (identity.class12). */
bool reading_splits(const struct lexicon *l, const struct slot *slot);

/* The finding and sentence for a village that was not found. */
enum finding_code reading_village_code(enum village_fault fault);

#endif
