#ifndef BINGGUI_SCHEMA_TYPE_DATE_H
#define BINGGUI_SCHEMA_TYPE_DATE_H

#include <stdint.h>

#include <binggui/schema/valuetype.h>

extern const struct type type_date;

/* First and last day (since 1970) that a date, perhaps partial, can mean; false if it is none. */
bool type_date_span(struct date d, int32_t *first, int32_t *last);

#endif
