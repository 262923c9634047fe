#include "gen.h"

#include <stdlib.h>
#include <string.h>

/* Each plain letter and its toned forms; ü is written v. */
static const struct {
	char plain;
	const char *toned;
} letters[] = {
	{'a', "āáǎàɑ"},
	{'e', "ēéěèêếề"},
	{'i', "īíǐì"},
	{'m', "ḿ"},
	{'n', "ńňǹ"},
	{'o', "ōóǒò"},
	{'u', "ūúǔù"},
	{'v', "ǖǘǚǜü"},
};
#define LETTERS (sizeof letters / sizeof *letters)

char tone_plain(uint32_t c)
{
	if (c >= 'a' && c <= 'z')
		return (char)c;
	for (size_t i = 0; i < LETTERS; i++)
		for (const char *p = letters[i].toned; *p;)
			if (lines_utf8(&p) == c)
				return letters[i].plain;
	return 0;
}

void tone_strip(const char *toned, char plain[8])
{
	size_t n = 0;
	for (const char *p = toned; *p;) {
		uint32_t c = lines_utf8(&p);
		char letter = tone_plain(c);
		if (!letter && (c < 0x300 || c > 0x36F))
			gen_die("strange reading: %s", toned);
		if (letter && n < 7)
			plain[n++] = letter;
	}
	memset(plain + n, 0, 8 - n);
}

void tone_emit(struct gen *g)
{
	size_t n = 0;
	fprintf(g->out, "const struct uni_tone uni_tone[] = {\n");
	for (uint32_t c = 'a'; c < 0x2000; c++)
		if (tone_plain(c)) {
			fprintf(g->out, "\t{0x%X, '%c'},\n", c, tone_plain(c));
			n++;
		}
	fprintf(g->out, "};\nconst uint32_t uni_tone_count = %zu;\n\n", n);
}
