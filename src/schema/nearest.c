#include <binggui/schema/nearest.h>

#include <stdint.h>
#include <string.h>

#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

enum { LONGEST = 64 };

/* The characters that count, ASCII letters lower. */
static size_t letters(const char *text, uint32_t out[LONGEST])
{
	const char *end = text + strlen(text);
	size_t n = 0;

	while (text < end && n < LONGEST) {
		uint32_t c = fold_ascii_char(utf8_next(&text, end));
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		out[n++] = c == '-' ? '_' : c;
	}
	return n;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t nearest_slips(const char *a, const char *b)
{
	uint32_t x[LONGEST], y[LONGEST];
	size_t n = letters(a, x), m = letters(b, y);
	size_t rows[3][LONGEST + 1]; /* the row before the last, the last, this one */
	size_t *before = rows[0], *last = rows[1], *row = rows[2];

	for (size_t j = 0; j <= m; j++)
		last[j] = before[j] = j;
	for (size_t i = 1; i <= n; i++) {
		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t other = last[j - 1] + (x[i - 1] != y[j - 1]);
			row[j] = least(other, least(last[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		size_t *oldest = before;
		before = last;
		last = row;
		row = oldest;
	}
	return last[m];
}

void nearest_start(struct nearest *n, const char *typed)
{
	*n = (struct nearest){.typed = typed ? typed : "", .slips = SIZE_MAX};
}

void nearest_try(struct nearest *n, const char *candidate)
{
	if (!candidate)
		return;
	size_t slips = nearest_slips(n->typed, candidate);
	size_t chars = utf8_count(n->typed), others = utf8_count(candidate);
	size_t limit = (chars > others ? chars : others) / 3;
	if (limit == 0 && chars + others > 2)
		limit = 1;
	if (slips <= limit && slips < n->slips) {
		n->slips = slips;
		n->best = candidate;
	}
}

const char *nearest_word(const struct nearest *n)
{
	return n->best;
}
