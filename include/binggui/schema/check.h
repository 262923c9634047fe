#ifndef BINGGUI_SCHEMA_CHECK_H
#define BINGGUI_SCHEMA_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/schema/def.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/record.h>
#include <binggui/schema/type.h>

/*
 * Holds a record against its definition: required fields, types, codes,
 * derived fields (sex and birth against id_no), rules.  All problems are
 * collected, in the order of the fields, those of the whole record last.
 *
 *	errors    required type id-length id-format id-birth-invalid id-check-digit
 *	warnings  id-region-unknown sex-mismatch birth-mismatch
 *	either    the code of a rule ("rule" if it has none)
 */
struct problem {
	const struct def_field *field; /* NULL = the whole record */
	enum def_level level;          /* LEVEL_ERROR forbids saving */
	const char *code;              /* stable, English; valid as long as the definitions */
	char *text;                    /* one Chinese sentence */
};
struct problems {
	struct problem *at;
	size_t n, cap;
};
void problem_add(struct problems *p, const struct def_field *f, enum def_level level,
	const char *code, const char *format, ...) __attribute__((format(printf, 5, 6)));
void problems_free(struct problems *p);
size_t problems_errors(const struct problems *p); /* how many forbid saving */

void check_record(const struct def_table *t, const struct record *r, const struct expr_env *env,
	struct problems *out);

/* Fills derived fields that are empty (sex, birth from id_no) and defaults of a new record. */
void check_derive(const struct def_table *t, struct record *r, const struct type_context *c);

#endif
