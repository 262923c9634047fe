#include <binggui/domain/headpattern.h>

#include <string.h>

#include <binggui/base/str.h>

/* The words from `at` up to the next `*` or the end; *next gets what is behind it, NULL at the end. */
static const char *part_end(const char *at, const char **next)
{
	const char *end = at + strcspn(at, "*");

	*next = *end ? end + 1 : NULL;
	return end;
}

/*
 * What fits from here on, trying each word of the part at every place that a `*` in front of it allows.
 * Headers and patterns are short: there is no need to be clever.
 */
static size_t fits(const char *part, const char *text, bool anywhere)
{
	const char *next, *end = part_end(part, &next);
	size_t best = 0;

	for (const char *word = part; word <= end; word += strcspn(word, "|*") + 1) {
		size_t n = strcspn(word, "|*");
		for (const char *at = text; at; at = anywhere && *at ? at + 1 : NULL) {
			if (strncmp(at, word, n) != 0)
				continue;
			size_t rest = next ? fits(next, at + n, true) : at[n] ? 0 : 1;
			if (rest && n + rest > best)
				best = n + rest;
		}
		if (word + n >= end)
			break;
	}
	return best;
}

bool headpattern_forbids(const char *pattern, const char *folded)
{
	if (*pattern != '!')
		return false;
	for (const char *word = pattern + 1; *word; word += *word == '|') {
		size_t n = strcspn(word, "|");
		for (const char *at = folded; n && *at; at++)
			if (strncmp(at, word, n) == 0)
				return true;
		word += n;
	}
	return false;
}

size_t headpattern_fits(const char *pattern, const char *folded)
{
	if (*pattern == '!')
		return 0;
	size_t n = *folded ? fits(pattern, folded, false) : 0;

	return n ? n - 1 : 0;
}
