#ifndef BINGGUI_APP_WORDING_H
#define BINGGUI_APP_WORDING_H

#include <binggui/base/str.h>
#include <binggui/schema/def.h>

/*
 * A condition of the definitions as a clerk writes it: fields and registers by what they are called on
 * the screen, 且 或 非 属于 between them.  It means the same; what cannot be said so stays as it
 * was.  Replaces out.
 */
void wording_condition(
	const struct def_table *t, const struct defs *d, const char *condition, struct str *out);

#endif
