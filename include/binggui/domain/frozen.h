#ifndef BINGGUI_DOMAIN_FROZEN_H
#define BINGGUI_DOMAIN_FROZEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/domain/figure.h>
#include <binggui/domain/figure_text.h>
#include <binggui/table/archive.h>

/*
 * A sheet as it was: values, what they meant, and the ids behind them, kept as records
 * (report_run, report_line, report_ids) that no later change moves.
 */
struct frozen_line {
	uint64_t id;
	char *key, *title, *chapter, *article, *value, *unit, *text, *definition, *behind;
};
struct frozen {
	uint64_t id;
	char *sheet, *title, *period, *area, *made_by,
		*note; /* area: a reference, "" = everywhere */
	struct date since, until, made_on;
	uint64_t version;       /* the journal's last entry then */
	struct frozen_line *at; /* in the order of the sheet */
	size_t n, cap;
};

/* Keeps what was counted, in one save; `area` is a reference or "".  *id is the new report_run's. */
bool frozen_make(struct archive *a, const struct figure_sheet *s, const char *area,
	const char *note, uint64_t *id, struct err *e);

/* ERR_NOTFOUND if there is none of that id. */
bool frozen_read(struct archive *a, uint64_t id, struct frozen *out, struct err *e);
void frozen_free(struct frozen *f); /* in any state */

/* The records behind a line, as they were then; some may be void by now. */
bool frozen_ids(struct archive *a, uint64_t line, struct idset *out, struct err *e);

/* "person 1-5..1-9 1-12", in pieces a field can hold: calls `piece` for each. */
typedef void frozen_piece(void *context, const char *text);
void frozen_write_ids(
	const struct defs *d, const struct idset *ids, frozen_piece *piece, void *context);
bool frozen_read_ids(const struct defs *d, const char *text, struct idset *out);

#endif
