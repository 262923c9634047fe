#ifndef BINGGUI_DOMAIN_FILLDOWN_H
#define BINGGUI_DOMAIN_FILLDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/domain/mapping.h>
#include <binggui/domain/sieve.h>
#include <binggui/text/sheet.h>

/*
 * Blank cells that mean what stands above them: what a merged cell becomes when a sheet is saved as
 * CSV.  Only in columns whose field says `import: down` or, in a ledger, that tell a town, and only where the
 * column looks merged: no two rows one below the other repeat a value (who writes it out writes it
 * everywhere) or a fifth of the rows is blank; a required field needs that fifth in any case.
 */
struct filldown {
	bool *on;          /* per column: blanks are filled */
	bool *repeats;     /* per column: 同上 and 〃 stand for what is above */
	struct str *above; /* per column: the last that was said */
	size_t n;
	struct row row;
	size_t cap;
};
void filldown_sheet(struct filldown *f, const struct sheet *s, const struct heading *h,
	const struct mapping *m, const struct lexicon *l, const struct sieve *sieve,
	struct villages *v);
void filldown_free(struct filldown *f);

/* A section begins: what stood above is over. */
void filldown_section(struct filldown *f);

/* The row with what it leaves out: `r` itself if that is nothing, else one that lives until the next call. */
const struct row *filldown_row(struct filldown *f, const struct row *r);

#endif
