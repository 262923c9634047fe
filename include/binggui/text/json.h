#ifndef BINGGUI_TEXT_JSON_H
#define BINGGUI_TEXT_JSON_H

#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>

/*
 * Writing JSON (RFC 8259) into a growing text.  Commas are the writer's: a
 * value behind another one in the same object or array gets one by itself.
 * Everything appends.  Undecodable bytes become U+FFFD, controls \u00XX.
 */
void json_open(struct str *out, char bracket);     /* '{' or '[' */
void json_close(struct str *out, char bracket);    /* '}' or ']' */
void json_key(struct str *out, const char *key);   /* "key": */
void json_text(struct str *out, const char *text); /* NULL is null */
void json_number(struct str *out, int64_t n);

#endif
