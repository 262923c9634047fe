#ifndef BINGGUI_DOMAIN_UNITNAME_H
#define BINGGUI_DOMAIN_UNITNAME_H

#include <stdbool.h>

/*
 * Whether a text is surely the name of a unit or of a body of people, and of no person: 县人武部官兵,
 * 某某公司, 民政局, 93567部队.  Short texts that could be a name (王连, 李团会) are none.
 */
bool unitname_is(const char *text);

#endif
