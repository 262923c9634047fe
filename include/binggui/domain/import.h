#ifndef BINGGUI_DOMAIN_IMPORT_H
#define BINGGUI_DOMAIN_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/domain/plan.h>

/*
 * Writes what a plan says, in small transactions under one batch, so that
 * nobody else's save waits and the whole can be undone with batch_undo().
 * Fields that the archive already has are never overwritten.  A second run of the same file
 * writes nothing.
 */
struct import_options {
	const char *file; /* name kept with the batch */
	bool (*progress)(void *context, size_t done,
		size_t all); /* NULL, or called now and then; false stops */
	void *context;
};

struct import_result {
	uint64_t batch; /* 0 if nothing had to be written */
	size_t created, updated, unchanged;
	size_t failed; /* rows the store refused: their outcome became OUTCOME_REPORT */
	bool stopped;  /* what was written before stays, under the batch */
};

/* The plan must have been judged.  False if the store failed (e); result says what was written until then. */
bool import_apply(struct plan *p, const struct import_options *options,
	struct import_result *result, struct err *e);

/*
 * Tries what import_apply would write, without writing: rows that it would refuse (a move that is
 * forbidden, two that may not agree, a fund that would owe) get their finding now, also where one row
 * stands against another of the same file.  Rows are tried 4,000 at a time, 20,000 at most; what only
 * the writing of more can show is left to it.
 */
bool import_rehearse(struct plan *p, struct err *e);

#endif
