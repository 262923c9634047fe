#ifndef BINGGUI_DOMAIN_HEADWORD_H
#define BINGGUI_DOMAIN_HEADWORD_H

#include <stddef.h>

#include <binggui/base/str.h>

/* A header text to its folded word: no blanks, line breaks, * or colons; full-width to ASCII; simplified; lower case. */
void headword_fold(struct str *out, const char *header);

/*
 * The ways a folded header can be read, likeliest first: as it is, without a translation, without what
 * stands in brackets, the brackets alone, its parts around / 、 and what is left behind 退役军人, 对象 …
 */
struct headwords {
	char **at;
	size_t n, cap;
};
void headwords_make(struct headwords *w, const char *folded);
void headwords_free(struct headwords *w);

#endif
