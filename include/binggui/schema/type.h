#ifndef BINGGUI_SCHEMA_TYPE_H
#define BINGGUI_SCHEMA_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/schema/valuetype.h>

/*
 * Values.  Whatever the type, a value is held, stored and journalled as its
 * canonical text (UTF-8; "" = none; several values one a line):
 *
 *	text longtext   folded (fold_clean / fold_clean_lines)
 *	name            fold_name (names of people; U+00B7)
 *	code            the code's label
 *	date            1986, 1986-11, 1986-11-02
 *	number          -12, 3.5 (no leading zeros)
 *	money           int64 分
 *	yesno           是 / 否
 *	idno            18 characters, X upper case
 *	phone           digits, or +86… / 0915-8822001 as 09158822001, extension behind -
 *	ref             the target's natural key (12-digit code) or its record id "3-1027"
 *	computed        never stored
 */
const struct type *type_by_name(const char *name); /* NULL if there is none */
const struct type *type_at(size_t i);              /* all types; NULL behind the last */

/*
 * The functions of struct type for a whole field: size, and several values (one
 * a line in canonical text, 、 or ； between them when typed or shown) included.
 * `why` may be NULL; a refused value leaves out empty or as cleaned.
 */
bool type_parse(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why);
void type_format(const struct def_field *f, const struct type_context *c, const char *value,
	struct str *out);
bool type_check(const struct def_field *f, const struct type_context *c, const char *value,
	struct str *why);
/* Of a code by its label of today: indexes are to be made anew when definitions change. */
void type_key(const struct def_field *f, const char *value, struct str *out);

/* type_format, with secret fields masked: 610927********1234, 199****0001, others ＊＊＊; the one place where masking is done. */
void type_format_masked(const struct def_field *f, const struct type_context *c, const char *value,
	struct str *out);

#endif
