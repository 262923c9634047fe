#ifndef BINGGUI_SCHEMA_TYPE_CODE_H
#define BINGGUI_SCHEMA_TYPE_CODE_H

#include <binggui/schema/valuetype.h>

/* Values chosen from something: a code list, yes or no, another register. */
extern const struct type type_code, type_yesno, type_ref;

#endif
