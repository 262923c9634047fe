#ifndef BINGGUI_DOMAIN_HEADROLE_H
#define BINGGUI_DOMAIN_HEADROLE_H

#include <binggui/domain/lexicon.h>

/* The headers that are no field of a register: 县, 乡镇, 组, 身份证后四位, 所在村, 年龄, 序号. */
struct headrole {
	enum slot_role role;
	const char *path, *label;
	const char *field; /* a computed field of the table whose words count too; NULL = none */
	const char *words[24]; /* NULL behind the last */
	const char *like;      /* as `like:` of a field; NULL = none */
};
const struct headrole *headroles(void); /* the last has no path */

/* What stands over both dates of a service in one cell; NULL behind the last. */
const char *const *headrole_periods(void);

#endif
