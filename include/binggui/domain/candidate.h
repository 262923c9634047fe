#ifndef BINGGUI_DOMAIN_CANDIDATE_H
#define BINGGUI_DOMAIN_CANDIDATE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/domain/finding.h>
#include <binggui/domain/lexicon.h>
#include <binggui/domain/mapping.h>
#include <binggui/domain/reading.h>
#include <binggui/domain/surround.h>
#include <binggui/domain/village.h>
#include <binggui/table/archive.h>
#include <binggui/text/sheet.h>

/*
 * A row on its way to become records: what it says, slot by slot, what is wrong
 * with it, and what goes into the note.  Made once, used for every row of a plan.
 */
struct candidate {
	/* the same for all rows */
	struct archive *archive;
	const struct lexicon *lexicon;
	struct villages *villages;
	struct reader reader;
	/* the same for a sheet */
	const struct mapping *mapping;
	long *columns; /* per slot: its column, -1 = none */
	char town
		[13]; /* what the title, or a section's heading, says about the rows below; "" = nothing */
	char village[13];
	struct surround around; /* what stands around the rows: title, section */
	/* of the row */
	const struct row *row;
	struct str *values; /* per slot: canonical text */
	size_t *used;       /* slots that have a value */
	size_t n_used;
	struct findings findings;
	struct str remarks; /* for the note */
	bool held;          /* not to be imported, whatever the findings say */
};

void candidate_make(
	struct candidate *c, struct archive *a, const struct lexicon *l, struct villages *v);
void candidate_free(struct candidate *c);

/* `title` stands above the header, `name` is the sheet's; both are copied. */
void candidate_sheet(struct candidate *c, const struct mapping *m, const char *town,
	const char *village, const char *title, const char *name);
void candidate_clear(
	struct candidate *c, const struct row *row); /* for the next row; findings are freed */

const char *candidate_get(
	const struct candidate *c, const struct slot *s); /* "" if it has none or s is NULL */
void candidate_put(struct candidate *c, const struct slot *s, const char *text); /* "" removes */

bool candidate_mapped(const struct candidate *c, const struct slot *s);
/* The cell of the column that fills a slot (a period fills two); a static empty one if there is none. */
const struct cell *candidate_cell(const struct candidate *c, const struct slot *s);
/* What the column is called in the file; the slot's own label if none fills it. */
const char *candidate_label(const struct candidate *c, const struct slot *s);

/* Adds 原表民族：撒玛 to what goes into the note. */
void candidate_keep(struct candidate *c, const struct slot *s);
void candidate_remark(struct candidate *c, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Takes over what was read from a cell. */
void candidate_take(struct candidate *c, const struct slot *s, const struct reading *r);

enum outcome candidate_outcome(const struct candidate *c);

/* All values as one run of bytes, the caller's to free; NULL if there is none. */
char *candidate_pack(const struct candidate *c);
const char *packed_get(const char *packed, size_t slot); /* "" if it has none */
/* for (const char *at = packed; packed_each(&at, &slot, &text); ) */
bool packed_each(const char **at, size_t *slot, const char **text);

#endif
