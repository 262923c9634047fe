#ifndef BINGGUI_TEXT_RECODE_H
#define BINGGUI_TEXT_RECODE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/text/charset.h>

/*
 * Between a program that speaks UTF-8 and a terminal that speaks GBK, GB18030
 * or Big5, both ways, as the bytes come: a character that is cut in two by a
 * read waits for its rest.  ASCII, and with it every escape sequence, passes untouched.
 *
 * What the terminal shows takes as many columns as the program thinks: what
 * the encoding lacks becomes □ (or ? in one column, nothing in none), and so
 * does a character of two bytes that would be two columns there and one here.
 * Box lines are two columns wide in these encodings; they become + - and |.
 */
struct recode;

/*
 * `ambiguous`: the columns of an ambiguous character on this terminal, 1 or 2,
 * as the program counts them too.  NULL if iconv lacks the encoding.
 */
struct recode *recode_new(enum charset terminal, int ambiguous, struct err *e);
void recode_free(struct recode *r); /* NULL is fine */

/* What the program writes, for the terminal; appended to out. */
void recode_out(struct recode *r, const char *bytes, size_t n, struct str *out);

/*
 * What is typed, for the program; appended to out.  A byte that can be no part
 * of a character is dropped and swallows nothing; two that form one which does
 * not exist are U+FFFD.
 */
void recode_in(struct recode *r, const char *bytes, size_t n, struct str *out);

/*
 * Whether the last thing typed is the beginning of a character.  If nothing
 * follows within 100 ms nobody typed it: recode_in_expire() drops it (digits in it pass).
 */
bool recode_in_waits(const struct recode *r);
void recode_in_expire(struct recode *r, struct str *out);

#endif
