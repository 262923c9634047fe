#ifndef BINGGUI_DOMAIN_HEADPATTERN_H
#define BINGGUI_DOMAIN_HEADPATTERN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * `like:` of a field: what the headers look like that no word is.  A `*` stands for anything, `|` parts the
 * words of which one must stand between two `*`:
 *
 *	慰问|救助*金额|资金     慰问金额, 救助所用资金, not 申请金额
 *
 * The bytes of the words that were found, so that of two patterns the one that says more can be taken; 0 = it
 * does not fit.
 */
size_t headpattern_fits(const char *pattern, const char *folded);

/* `!出生|入伍`: whether it is a pattern of that kind and the header holds one of its words; then no other counts. */
bool headpattern_forbids(const char *pattern, const char *folded);

#endif
