#ifndef BINGGUI_SCHEMA_VALUETYPE_H
#define BINGGUI_SCHEMA_VALUETYPE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/date.h>
#include <binggui/base/str.h>
#include <binggui/schema/def.h>

/* What a type is; schema/type.h gives them out and works on whole fields. */

struct type_context {
	struct date today;
	const struct type_refs *refs; /* NULL: references are taken as they are */
};

/* How references are looked up; table/ supplies one. */
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
	/* Whether a canonical value may be stored (full check digit, known code …); sentence in why.  NULL: any may. */
	bool (*check)(const struct def_field *f, const struct type_context *c, const char *value,
		struct str *why);
	/* Appends bytes whose memcmp order is the values' order (pinyin for text and names, earliest day for dates). */
	void (*key)(const struct def_field *f, const char *value, struct str *out);
};

#endif
