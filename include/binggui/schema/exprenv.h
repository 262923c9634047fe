#ifndef BINGGUI_SCHEMA_EXPRENV_H
#define BINGGUI_SCHEMA_EXPRENV_H

#include <stddef.h>

#include <binggui/base/date.h>
#include <binggui/schema/def.h>
#include <binggui/schema/record.h>
#include <binggui/schema/type.h>

/* Where values come from while evaluating.  All callbacks may be NULL: references and related records are then empty. */
struct expr_env {
	const struct type_context *types;
	void *context;
	/* The record a reference points to (the env's, valid until its next call); NULL = none. */
	const struct record *(*follow)(
		void *context, const struct def_table *target, const char *reference);
	/*
	 * How many live records of `table` belong to the record `of` of the table `owner`
	 * and satisfy `where` (NULL = all); may stop counting at `enough`.
	 */
	size_t (*related)(void *context, const struct def_table *table,
		const struct def_table *owner, const struct record *of, const struct expr *where,
		size_t enough);
	/* First and last day of the period that is asked for; without one (zero) both are today. */
	struct date since, until;
};

#endif
