#ifndef BINGGUI_BASE_STR_H
#define BINGGUI_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A growable run of bytes.  Zero-filled is the empty string.  Once anything has
 * been added, `at` is NUL-terminated behind byte n; use str_c() where an empty
 * one must still be a C string.  `at` moves when the string grows.
 */
struct str {
	char *at;
	size_t n;
	size_t cap;
};

/* Bytes somebody else owns; valid as long as the owner says. */
struct span {
	const char *at;
	size_t n;
};

void str_free(struct str *s);                 /* leaves the empty string */
void str_clear(struct str *s);                /* keeps the memory */
void str_reserve(struct str *s, size_t more); /* room for `more` bytes and a NUL */
void str_add(struct str *s, const char *text);
void str_addn(struct str *s, const void *bytes, size_t n);
void str_addc(struct str *s, char c);
void str_add_u64(struct str *s, uint64_t number); /* in decimal */
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_addv(struct str *s, const char *format, va_list args);
void str_set(struct str *s, const char *text); /* text may not point into s */
void str_cut(struct str *s, size_t n);         /* shorten to n bytes */
const char *str_c(const struct str *s);        /* "" when empty; owned by s */
char *str_take(struct str *s);                 /* the caller owns it; s is empty afterwards */

struct span span_of(const char *text); /* NULL gives the empty span */
struct span span_trim(struct span s);  /* without ASCII white space at both ends */
bool span_eq(struct span a, struct span b);
bool span_is(struct span s, const char *text);
bool span_starts(struct span s, const char *prefix);

bool text_eq(const char *a, const char *b); /* NULL equals "" */
bool text_blank(const char *text);          /* NULL, empty or only ASCII white space */
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);

/* Decimal digits only, no sign, no blanks; false on anything else or on overflow. */
bool text_to_u64(const char *text, uint64_t *out);

#endif
