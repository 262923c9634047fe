#ifndef BINGGUI_SCHEMA_TYPE_TEXT_H
#define BINGGUI_SCHEMA_TYPE_TEXT_H

#include <binggui/schema/valuetype.h>

/* text, longtext, name, and computed (never stored, so nothing can be typed). */
extern const struct type type_text, type_longtext, type_name, type_computed;

/* Shared by types whose canonical text is what is shown, and whose bytes sort as they stand. */
void type_text_format(const struct def_field *f, const struct type_context *c, const char *value,
	struct str *out);
void type_text_bytes(const struct def_field *f, const char *value, struct str *out);
/* Pinyin order, then the bytes themselves so that different texts stay apart. */
void type_text_order(const struct def_field *f, const char *value, struct str *out);

#endif
