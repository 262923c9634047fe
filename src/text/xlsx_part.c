#include <binggui/text/xlsx_part.h>

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/text/utf8.h>

const char *xlsx_part_attribute(const char **attributes, const char *name)
{
	for (; attributes[0]; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}

const char *xlsx_part_relation(const char **attributes)
{
	for (; attributes[0]; attributes += 2)
		if (text_ends(attributes[0], "relationships|id"))
			return attributes[1];
	return NULL;
}

bool xlsx_part_true(const char **attributes, const char *name)
{
	const char *value = xlsx_part_attribute(attributes, name);

	return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* An address at *s, which moves behind it. */
static bool address(const char **s, size_t *row, size_t *column)
{
	size_t c = 0, r = 0;

	*s += **s == '$';
	for (; isalpha((unsigned char)**s) && c <= XLSX_COLUMNS; (*s)++)
		c = c * 26 + (size_t)(toupper((unsigned char)**s) - 'A' + 1);
	*s += **s == '$';
	for (; isdigit((unsigned char)**s) && r <= XLSX_ROWS; (*s)++)
		r = r * 10 + (size_t)(**s - '0');
	*row = r;
	*column = c - 1;
	return c >= 1 && c <= XLSX_COLUMNS && r >= 1 && r <= XLSX_ROWS;
}

bool xlsx_part_cell(const char *text, size_t *row, size_t *column)
{
	return text && address(&text, row, column) && !*text;
}

bool xlsx_part_range(const char *range, size_t rows[2], size_t columns[2])
{
	if (!range || !address(&range, &rows[0], &columns[0]))
		return false;
	rows[1] = rows[0];
	columns[1] = columns[0];
	if (*range == ':') {
		range++;
		if (!address(&range, &rows[1], &columns[1]))
			return false;
	}
	return !*range && rows[0] <= rows[1] && columns[0] <= columns[1];
}

static bool is_escape(const char *s)
{
	if (s[0] != '_' || s[1] != 'x')
		return false;
	for (int i = 2; i < 6; i++)
		if (!isxdigit((unsigned char)s[i]))
			return false;
	return s[6] == '_';
}

void xlsx_part_unescape(struct str *s)
{
	char *read = s->n ? strstr(s->at, "_x") : NULL, *write = read;

	if (!read)
		return;
	while (*read) {
		if (!is_escape(read)) {
			*write++ = *read++;
			continue;
		}
		uint32_t c = (uint32_t)strtoul(read + 2, NULL, 16);
		if (c == 0 || (c >= 0xD800 && c <= 0xDFFF))
			c = 0xFFFD;
		char bytes[4];
		size_t n = utf8_put(bytes, c);
		memcpy(write, bytes, n);
		write += n;
		read += 7;
	}
	str_cut(s, (size_t)(write - s->at));
}
