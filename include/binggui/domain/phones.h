#ifndef BINGGUI_DOMAIN_PHONES_H
#define BINGGUI_DOMAIN_PHONES_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/schema/type.h>

/*
 * The telephone numbers in one cell: 19900001234/0915-8822001, 19900001234（妻）,
 * 李四 19900001234, two numbers with only a blank or a line break between them.
 */
struct phones {
	struct str at[3]; /* canonical, in the order written */
	size_t n;
	bool more;  /* there were more than three */
	bool bad;   /* digits that are no telephone number */
	bool words; /* other text stood with them */
};

void phones_read(struct phones *out, const struct def_field *f, const struct type_context *c,
	const char *text);
void phones_free(struct phones *p);

#endif
