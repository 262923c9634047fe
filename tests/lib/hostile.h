#ifndef BINGGUI_TESTS_HOSTILE_H
#define BINGGUI_TESTS_HOSTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>
#include <binggui/table/archive.h>

/*
 * Texts that try to steer a terminal or to hide what is written: C0, DEL, C1,
 * ESC, CSI, OSC, DCS, bidi, zero-width, BOM, bad UTF-8, very long.  The same
 * ones in every run.
 */
void hostile_text(struct str *out, size_t i); /* replaces out; any i */
void hostile_long(struct str *out, size_t i); /* 10 KB of them */

/*
 * Text i as the value of a field of the record that is the `record`th of its table, counted from
 * 0: where no two records may have the same, it ends in that number and is a single line.
 */
void hostile_value(struct str *out, const struct def_field *f, size_t i, size_t record);

size_t hostile_count(void); /* how many a test takes: $BINGGUI_HOSTILE, else a few hundred */

/* Characters that must not be shown; does not ask the program which they are. */
bool hostile_character(uint32_t c);

/*
 * The place of the first byte of `text` that must not be printed (bad UTF-8 included), or -1.
 * '\n' and '\t' may be.
 */
long hostile_in(const char *text, size_t n);

/*
 * A record of every table from the texts i, i + 1, …: one in every field that is stored, past all
 * checks; the tables that hang on another hang on the first.  One field of the first hundred
 * and of every tenth after them holds 10 KB.
 */
void hostile_records(struct archive *a, size_t i);

#endif
