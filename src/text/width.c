#include <binggui/text/width.h>

#include <string.h>

#include <binggui/text/unitables.h>
#include <binggui/text/utf8.h>

int width_char(uint32_t c, int ambiguous)
{
	if (c >= UNI_ALL)
		return -1;
	uint8_t w = uni_width[uni_width_block[c >> UNI_BITS] * UNI_BLOCK + (c & UNI_REST)];
	if (w <= 2)
		return w;
	return w == UNI_WIDTH_AMBIGUOUS ? (ambiguous == 2 ? 2 : 1) : -1;
}

/* What is shown instead of a control is one column wide. */
static size_t shown(uint32_t c, int ambiguous)
{
	int w = width_char(c, ambiguous);
	return w < 0 ? 1 : (size_t)w;
}

size_t width_text(const char *text, int ambiguous)
{
	size_t columns = 0;
	if (text)
		for (const char *end = text + strlen(text); text < end;)
			columns += shown(utf8_next(&text, end), ambiguous);
	return columns;
}

size_t width_clip(const char *text, size_t columns, int ambiguous, size_t *used)
{
	size_t sum = 0;
	const char *at = text;
	const char *end = text ? text + strlen(text) : text;
	while (at < end) {
		const char *next = at;
		size_t w = shown(utf8_next(&next, end), ambiguous);
		if (w > columns - sum)
			break;
		sum += w;
		at = next;
	}
	if (used)
		*used = sum;
	return text ? (size_t)(at - text) : 0;
}

void width_fit(struct str *out, const char *text, size_t columns, int ambiguous)
{
	size_t used;
	const char *at = text;
	const char *end = text ? text + width_clip(text, columns, ambiguous, &used) : text;
	if (!text)
		used = 0;
	while (at < end) {
		uint32_t c = utf8_next(&at, end);
		/* U+FFFD itself is ambiguous: with two columns it would not fit where one was counted. */
		if (width_char(c, ambiguous) < 0)
			c = ambiguous == 2 ? '?' : 0xFFFD;
		utf8_add(out, c);
	}
	for (; used < columns; used++)
		str_addc(out, ' ');
}
