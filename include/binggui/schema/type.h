#ifndef BINGGUI_SCHEMA_TYPE_H
#define BINGGUI_SCHEMA_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/date.h>
#include <binggui/base/str.h>
#include <binggui/schema/def.h>

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
 *	area ref        the target's natural key (12-digit code) or its record id "3-1027"
 *	computed        never stored
 */
struct type_refs; /* how references are looked up; table/ supplies one */

struct type_context {
	struct date today;
	const struct type_refs *refs; /* NULL: references are taken as they are */
};

struct type_refs {
	void *context;
	/* Finds the record meant by `typed` (key, id, label, initials): its canonical reference into out.  False: none or several; the sentence says which. */
	bool (*resolve)(void *context, const struct def_field *f, const char *typed,
		struct str *out, struct str *why);
	/* What a reference shows; false if there is no such record. */
	bool (*show)(
		void *context, const struct def_field *f, const char *canonical, struct str *out);
};

struct type {
	const char *name;  /* as in `type:` */
	const char *label; /* 文字, 日期 … for docs and messages */
	size_t size;       /* characters at most unless the field says less */
	size_t width;      /* usual columns in a list */
	bool ordered;      /* < and > make sense */
	/*
	 * What was typed or imported, to canonical text (out is replaced).  Forgiving
	 * (full-width digits, 86年11月, labels by initials or number), never guessing.
	 * False with one Chinese sentence in why; blank input is true with "".
	 */
	bool (*parse)(const struct def_field *f, const struct type_context *c, const char *typed,
		struct str *out, struct str *why);
	/* Canonical text to what is shown (out is replaced). */
	void (*format)(const struct def_field *f, const struct type_context *c, const char *value,
		struct str *out);
	/* Whether a canonical value may be stored (full check digit, known code …); sentence in why. */
	bool (*check)(const struct def_field *f, const struct type_context *c, const char *value,
		struct str *why);
	/* Appends bytes whose memcmp order is the values' order (pinyin for text and names, earliest day for dates). */
	void (*key)(const struct def_field *f, const char *value, struct str *out);
};

const struct type *type_by_name(const char *name); /* NULL if there is none */
const struct type *type_at(size_t i);              /* all types; NULL behind the last */

/* The above for a field, several values (one a line in canonical text, 、 or ； between them when typed or shown) included. */
bool type_parse(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why);
void type_format(const struct def_field *f, const struct type_context *c, const char *value,
	struct str *out);
bool type_check(const struct def_field *f, const struct type_context *c, const char *value,
	struct str *why);
void type_key(const struct def_field *f, const char *value, struct str *out);

/* type_format, with secret fields masked: 610927********1234, 199****0001, others ＊＊＊; the one place where masking is done. */
void type_format_masked(const struct def_field *f, const struct type_context *c, const char *value,
	struct str *out);

#endif
