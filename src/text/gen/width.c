#include "gen.h"

#include <stdlib.h>
#include <string.h>

/* The numbers of <binggui/text/unitables.h>. */
enum { AMBIGUOUS = 3, NONE = 4 };

static void fill(struct gen *g, uint32_t from, uint32_t to, uint8_t width)
{
	if (to >= GEN_ALL || from > to)
		gen_die("bad range %X..%X", from, to);
	memset(g->width + from, width, to - from + 1);
}

/* "4E00..9FFF" or "00B7" */
static void range(const char *text, uint32_t *from, uint32_t *to)
{
	char *end;
	*from = *to = (uint32_t)strtoul(text, &end, 16);
	if (strncmp(end, "..", 2) == 0)
		*to = (uint32_t)strtoul(end + 2, NULL, 16);
}

static void read_east_asian(struct gen *g)
{
	struct lines l;
	for (lines_open(&l, g->unicode, "EastAsianWidth.txt"); lines_next(&l);) {
		uint32_t from, to;
		const char *kind = strchr(l.text, ';');
		if (l.text[0] == '#' || !kind)
			continue;
		kind += 1 + strspn(kind + 1, " ");
		range(l.text, &from, &to);
		if (*kind == 'W' || *kind == 'F')
			fill(g, from, to, 2);
		else if (*kind == 'A')
			fill(g, from, to, AMBIGUOUS);
	}
	lines_close(&l);
}

/* Marks and format characters stand on the character before them. */
static void read_categories(struct gen *g)
{
	struct lines l;
	for (lines_open(&l, g->unicode, "UnicodeData.txt"); lines_next(&l);) {
		char *at = l.text;
		uint32_t c = (uint32_t)strtoul(lines_field(&at, ';'), NULL, 16);
		lines_field(&at, ';');
		const char *category = lines_field(&at, ';');
		if (strcmp(category, "Mn") == 0 || strcmp(category, "Me") == 0 ||
			strcmp(category, "Cf") == 0)
			fill(g, c, c, 0);
		else if (strcmp(category, "Cc") == 0 || strcmp(category, "Zl") == 0 ||
			 strcmp(category, "Zp") == 0)
			fill(g, c, c, NONE);
	}
	lines_close(&l);
}

void width_read(struct gen *g)
{
	memset(g->width, 1, sizeof g->width);
	read_east_asian(g);
	read_categories(g);
	fill(g, 0x1160, 0x11FF, 0); /* Hangul vowels and finals join the syllable before them */
	fill(g, 0xD800, 0xDFFF, NONE);
	fill(g, 0xE000, 0xF8FF, 2);
	fill(g, 0x20000, 0x3FFFD, 2);
	fill(g, 0xF0000, 0x10FFFF, 2);
	fill(g, 0xAD, 0xAD, 1); /* terminals draw the soft hyphen */
}

void width_emit(struct gen *g)
{
	uint16_t *wide = calloc(GEN_ALL, sizeof *wide);
	for (size_t c = 0; c < GEN_ALL; c++)
		wide[c] = g->width[c];
	table_two_level(g->out, "uni_width", "uint8_t", wide, GEN_ALL);
	free(wide);
}
