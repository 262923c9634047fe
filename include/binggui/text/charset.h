#ifndef BINGGUI_TEXT_CHARSET_H
#define BINGGUI_TEXT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>

/*
 * Encodings of files people bring (design §4).  "GBK", "GB2312", "CP936" are
 * decoded as GB18030 with 0x80 = €; "Big5" as BIG5-HKSCS; UTF-16 with or
 * without BOM, LE and BE.
 */
enum charset {
	CHARSET_UTF8,
	CHARSET_GB18030,
	CHARSET_BIG5,
	CHARSET_UTF16LE,
	CHARSET_UTF16BE,
	CHARSET_COUNT, /* of those a file may have */
	CHARSET_GBK,   /* a terminal's: nothing of GB18030 beyond it; no name leads here */
};

const char *charset_name(enum charset c); /* "UTF-8", "GB18030", "Big5", "UTF-16LE", … */
bool charset_by_name(
	const char *name, enum charset *out); /* any usual spelling; false if unknown */

/*
 * The encoding of a whole file: BOM, else UTF-16 by its zero bytes, else strict
 * UTF-8 (a few damaged bytes allowed), else GB18030 against Big5 by the share
 * of characters from GB2312 level 1 or Big5 level 1.  Never fails; *bom gets
 * the bytes to skip (charset_decode skips them itself).
 */
enum charset charset_detect(const char *bytes, size_t n, size_t *bom);

/* A place that could not be decoded: byte offset in the input, and in the output, where U+FFFD stands. */
struct charset_fault {
	size_t in;
	size_t out;
};
struct charset_faults {
	struct charset_fault *at;
	size_t n, cap;
};

/*
 * Decodes into UTF-8 (out is replaced).  What cannot be decoded, a truncated
 * last character and NUL included, becomes U+FFFD and is listed; nothing is
 * dropped.  `faults` is replaced; NULL if nobody asks.
 * False only if iconv lacks the encoding (sentence names the missing package).
 */
bool charset_decode(struct str *out, enum charset from, const char *bytes, size_t n,
	struct charset_faults *faults, struct err *e);
void charset_faults_free(struct charset_faults *faults);

/* Encodes UTF-8; what the target lacks becomes '?' (□ where it is two columns wide) and is counted. */
bool charset_encode(
	struct str *out, enum charset to, const char *text, size_t n, size_t *lost, struct err *e);

/*
 * One character at a time, for a stream that cannot wait for what follows.
 * Neither GBK's private characters nor 0x80 are refused when read; written is only what GBK has.
 * NULL if iconv lacks the encoding.
 */
enum { CHARSET_CHAR = 16 }; /* room for a character; Big5 has some that are two in Unicode */
struct charset_chars;
struct charset_chars *charset_chars_open(enum charset c, struct err *e);
void charset_chars_close(struct charset_chars *x);

/* The bytes of a character, and their number; 0 if there are none. */
size_t charset_chars_encode(struct charset_chars *x, uint32_t c, char out[CHARSET_CHAR]);

/* The UTF-8 of the one character that these bytes are; 0 if they are none, or more than it. */
size_t charset_chars_decode(
	struct charset_chars *x, const char *bytes, size_t n, char out[CHARSET_CHAR]);

/* Whether iconv can do all of the above here; the sentence names what is missing. */
bool charset_probe(struct err *e);

#endif
