#ifndef BINGGUI_TEXT_UTF8_H
#define BINGGUI_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>

/*
 * UTF-8, strictly: no surrogates, no overlong forms, nothing above U+10FFFF.
 * A byte that cannot be decoded is never dropped: it comes out as UTF8_BAD|byte
 * and goes back in as that byte, so that any run of bytes survives the trip.
 */
#define UTF8_BAD 0x80000000u /* set on a "character" that is one undecodable byte */

/* The next character from *at (before end), moving *at behind it.  Call only while *at < end. */
uint32_t utf8_next(const char **at, const char *end);

/* The character that ends at *at (after start), moving *at in front of it.  Call only while *at > start. */
uint32_t utf8_prev(const char **at, const char *start);

/* Writes c (1..4 bytes, no NUL) and returns the count; out has room for 4. */
size_t utf8_put(char out[4], uint32_t c);
void utf8_add(struct str *s, uint32_t c);

bool utf8_valid(const char *bytes, size_t n);
size_t utf8_count(const char *text); /* characters, bad bytes counted one each */

/* The longest start of text that has at most `chars` characters, in bytes. */
size_t utf8_bytes(const char *text, size_t chars);

#endif
