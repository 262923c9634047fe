#ifndef BINGGUI_SCHEMA_TYPE_NUMBER_H
#define BINGGUI_SCHEMA_TYPE_NUMBER_H

#include <stdint.h>

#include <binggui/schema/valuetype.h>

/* number: exact decimals with at most 12 digits before and 6 behind the point; money: int64 分. */
extern const struct type type_number, type_money;

#define TYPE_NUMBER_ONE INT64_C(1000000) /* numbers in millionths */

bool type_number_read(const char *canonical, int64_t *millionths); /* false if it is no number */
void type_number_write(struct str *out, int64_t millionths);       /* canonical; replaces out */
bool type_money_read(const char *canonical, int64_t *fen);

#endif
