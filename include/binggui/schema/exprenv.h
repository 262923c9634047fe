#ifndef BINGGUI_SCHEMA_EXPRENV_H
#define BINGGUI_SCHEMA_EXPRENV_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/date.h>
#include <binggui/schema/def.h>
#include <binggui/schema/record.h>
#include <binggui/schema/type.h>

/* Where values come from while evaluating.  All callbacks may be NULL: references and related records are then empty. */
typedef bool expr_row(void *context, const struct record *r);

struct expr_env {
	const struct type_context *types;
	void *context;
	/* The record a reference points to (the env's, valid until its next call); NULL = none. */
	const struct record *(*follow)(
		void *context, const struct def_table *target, const char *reference);
	/*
	 * Offers the live records of `table` whose field `by` refers to the record `of`,
	 * each for the length of the call; false stops.  How many were offered; without a
	 * row they are only counted, as far as `enough`.  `of` may be gone after the first.
	 */
	size_t (*each)(void *context, const struct def_table *table, const struct def_field *by,
		const struct record *of, size_t enough, expr_row *row, void *row_context);
	/* First and last day of the period that is asked for; without one (zero) both are today. */
	struct date since, until;
};

#endif
