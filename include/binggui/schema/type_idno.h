#ifndef BINGGUI_SCHEMA_TYPE_IDNO_H
#define BINGGUI_SCHEMA_TYPE_IDNO_H

#include <binggui/schema/valuetype.h>

/* Citizen identity numbers. */
extern const struct type type_idno;

/*
 * The stable English code of what is wrong with an identity number
 * ("id-check-digit", "id-length", "id-format", "id-birth-invalid",
 * "id-region-unknown"), with the sentence in why (replaced; may be NULL); NULL if nothing is.
 * The number as cleaned goes into out (may be NULL).  An unknown region is told only
 * if the check digit is right: a slip of the finger is the likelier reason.
 */
const char *type_idno_fault(const char *typed, struct date today, struct str *out, struct str *why);

#endif
