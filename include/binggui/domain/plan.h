#ifndef BINGGUI_DOMAIN_PLAN_H
#define BINGGUI_DOMAIN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/domain/finding.h>
#include <binggui/domain/heading.h>
#include <binggui/domain/lexicon.h>
#include <binggui/domain/mapping.h>
#include <binggui/domain/sieve.h>
#include <binggui/table/archive.h>
#include <binggui/text/sheet.h>

/*
 * What an import would do, before anything is written:
 *
 *	sheet_open(&book, path, …);
 *	plan = plan_open(archive, table, &book, NULL, &e);   headers found, columns mapped
 *	mapping_put(&plan->sheets[0].mapping, 3, slot);      the clerk's changes, if any
 *	plan_judge(plan, progress, context, &e);             each row's outcome; may be called again
 *	import_apply(plan, …);                               domain/import: writes
 *	plan_close(plan); sheet_close(&book);
 *
 * Archive, table and book stay the caller's and must outlive the plan.
 */
enum plan_action {
	PLAN_NOTHING,   /* report or skip */
	PLAN_CREATE,    /* a new record */
	PLAN_UPDATE,    /* it is in the archive: empty fields are filled, related records added */
	PLAN_UNCHANGED, /* it is in the archive, and the row adds nothing */
	PLAN_ACTION_COUNT,
};

struct plan_row {
	uint32_t sheet, index; /* book->sheets[sheet].rows[index] */
	enum sieve_kind kind;  /* why it was skipped: sieve_label() */
	enum outcome outcome;
	enum plan_action action;
	uint64_t id;    /* of the main record: as stored, or as made by import_apply(); else 0 */
	uint64_t owner; /* of the record it hangs on, if the table has an owner */
	struct findings findings; /* in the order of the columns */
	char *values;             /* packed; read with plan_value() */
};

struct plan_sheet {
	bool taken; /* visible (or asked for) and with a header: its rows are judged */
	struct heading heading;
	struct mapping mapping;
	char town[13];    /* the town its title or name states, "" = none */
	char village[13]; /* the village that it states, for rows that name none */
};

struct plan {
	struct archive *archive;
	const struct def_table *table;
	const struct book *book;
	struct lexicon lexicon;
	struct plan_sheet *sheets; /* one per sheet of the book */
	size_t n_sheets;
	struct plan_row *rows; /* of all sheets that are not hidden, in order; empty until judged */
	size_t n;
	size_t counts[OUTCOME_COUNT];
	size_t actions[PLAN_ACTION_COUNT];
	struct plan_inner *inner;
};

/*
 * Finds headers and maps columns.  `sheet` names the only sheet to take (a
 * hidden one too), NULL = every visible one.  NULL with a sentence if no sheet
 * has a header (what was looked for and what to do), or none has that name.
 */
struct plan *plan_open(struct archive *a, const struct def_table *t, const struct book *b,
	const char *sheet, struct err *e);
void plan_close(struct plan *p); /* NULL is fine */

/* Judges every row; forgets an earlier judgement.  progress may be NULL; false stops (ERR_STOPPED). */
bool plan_judge(struct plan *p, bool (*progress)(void *context, size_t done, size_t all),
	void *context, struct err *e);

/* Row as a spreadsheet numbers it, and the name of its sheet ("" for CSV). */
size_t plan_row_number(const struct plan *p, const struct plan_row *r);
const char *plan_row_sheet(const struct plan *p, const struct plan_row *r);

/* What would be stored, as canonical text; "" = nothing.  Valid until the plan is judged again. */
const char *plan_value(const struct plan *p, const struct plan_row *r, const char *path);

/* for (size_t i = 0; plan_each(p, r, &i, &slot, &text); ) : all values of a row in the order of the lexicon. */
bool plan_each(const struct plan *p, const struct plan_row *r, size_t *i, const struct slot **slot,
	const char **text);

/* Record number of the first header row of the first sheet taken, as a spreadsheet shows it. */
size_t plan_header_row(const struct plan *p);

/* "可导入98行（新增90，补充3，无变化5），其中7行有提醒；不能导入2行；跳过4行": for people; replaces out. */
void plan_summary(const struct plan *p, struct str *out);

#endif
