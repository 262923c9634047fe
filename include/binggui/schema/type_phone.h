#ifndef BINGGUI_SCHEMA_TYPE_PHONE_H
#define BINGGUI_SCHEMA_TYPE_PHONE_H

#include <binggui/schema/valuetype.h>

/* Mobile, landline with area code, 400/800, and + numbers from abroad. */
extern const struct type type_phone;

#endif
