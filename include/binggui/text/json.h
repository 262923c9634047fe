#ifndef BINGGUI_TEXT_JSON_H
#define BINGGUI_TEXT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>

/*
 * Writes JSON on one line, commas by itself.  Strings are UTF-8; control
 * characters, DEL and the line separators are escaped, a byte that is no UTF-8 becomes U+FFFD.
 *
 *	json_open(&j, '{'); json_key(&j, "row"); json_number(&j, 3); json_close(&j, '}');
 */
struct json {
	struct str *out; /* appended to */
	bool comma;      /* the next thing needs one in front */
};

void json_start(struct json *j, struct str *out);
void json_open(struct json *j, char bracket);  /* '{' or '[' */
void json_close(struct json *j, char bracket); /* '}' or ']' */
void json_key(struct json *j, const char *key);
void json_text(struct json *j, const char *text); /* NULL is null */
void json_number(struct json *j, int64_t n);
void json_decimal(struct json *j, const char *digits); /* "15.4": already a number; "" is null */
void json_bool(struct json *j, bool b);

/* key and value in one. */
void json_pair(struct json *j, const char *key, const char *text);
void json_pair_number(struct json *j, const char *key, int64_t n);

#endif
