#include "gen.h"

#include <stdlib.h>
#include <string.h>

#define PUA_FIRST 0xE815u
#define PUA_COUNT 80u

/*
 * Of several simplified forms those outside the BMP are scholarly ones nobody
 * types (蘭: 兰 or U+2C795).  If more than one is left, or the character itself
 * is among them (著, 乾), which one is meant depends on the word: no folding.
 */
static uint32_t single_form(uint32_t c, char *value)
{
	uint32_t bmp = 0, other = 0, n_bmp = 0, n_other = 0;
	for (char *form; (form = lines_field(&value, ' '));) {
		uint32_t to = (uint32_t)strtoul(form + 2, NULL, 16);
		if (to == c)
			return 0;
		if (to < 0x10000) {
			bmp = to;
			n_bmp++;
		} else {
			other = to;
			n_other++;
		}
	}
	return n_bmp == 1 ? bmp : n_bmp == 0 && n_other == 1 ? other : 0;
}

static void read_simplified(struct gen *g)
{
	struct lines l;
	for (lines_open(&l, g->unicode, "Unihan_Variants.txt.bz2"); lines_next(&l);) {
		char *at = l.text;
		char *code = lines_field(&at, '\t');
		char *field = lines_field(&at, '\t');
		if (!at || strcmp(field, "kSimplifiedVariant") != 0)
			continue;
		uint32_t c = (uint32_t)strtoul(code + 2, NULL, 16);
		uint32_t to = single_form(c, at);
		/* A character of today's general table never folds to one outside it (瑙). */
		if (to && !(g->readings[c].general && !g->readings[to].general))
			g->simple[c] = to;
	}
	lines_close(&l);
}

/* Compatibility ideographs and radicals that stand for an ideograph, as PDF files bring them. */
static void read_compatibility(struct gen *g)
{
	struct lines l;
	for (lines_open(&l, g->unicode, "UnicodeData.txt"); lines_next(&l);) {
		char *at = l.text;
		uint32_t c = (uint32_t)strtoul(lines_field(&at, ';'), NULL, 16);
		int wanted = (c >= 0x2E80 && c < 0x2FE0) || (c >= 0xF900 && c < 0xFB00) ||
			     (c >= 0x2F800 && c < 0x2FA20);
		for (int i = 0; i < 4; i++)
			lines_field(&at, ';');
		const char *to = lines_field(&at, ';');
		if (strncmp(to, "<compat> ", 9) == 0)
			to += 9;
		if (wanted && *to && *to != '<' && !strchr(to, ' '))
			g->simple[c] = (uint32_t)strtoul(to, NULL, 16);
	}
	lines_close(&l);
}

/* So that one step is enough at run time. */
static void follow_chains(struct gen *g)
{
	for (uint32_t c = 0; c < GEN_HAN; c++)
		for (int i = 0; i < 4 && g->simple[c] && g->simple[g->simple[c]]; i++)
			g->simple[c] = g->simple[g->simple[c]];
}

void variants_read(struct gen *g)
{
	read_simplified(g);
	read_compatibility(g);
	follow_chains(g);
}

static void emit_simple(struct gen *g)
{
	static uint16_t index[GEN_HAN];
	static uint32_t to[16384];
	size_t n = 1;
	for (size_t c = 0; c < GEN_HAN; c++)
		if (g->simple[c]) {
			if (n == sizeof to / sizeof *to)
				gen_die("too many variants");
			index[c] = (uint16_t)n;
			to[n++] = g->simple[c];
		}
	table_two_level(g->out, "uni_simple", "uint16_t", index, GEN_HAN);
	table_u32(g->out, "uni_simple_to", "", to, n);
}

/* pua.txt: "E863 4DAE" a line, all 80. */
static void emit_pua(struct gen *g)
{
	struct lines l;
	uint32_t to[PUA_COUNT] = {0};
	size_t n = 0;
	for (lines_open(&l, g->own, "pua.txt"); lines_next(&l);) {
		if (!l.text[0] || l.text[0] == '#')
			continue;
		char *end;
		unsigned long c = strtoul(l.text, &end, 16);
		if (c < PUA_FIRST || c >= PUA_FIRST + PUA_COUNT || to[c - PUA_FIRST])
			gen_die("pua.txt: %s", l.text);
		to[c - PUA_FIRST] = (uint32_t)strtoul(end, NULL, 16);
		n++;
	}
	lines_close(&l);
	if (n != PUA_COUNT)
		gen_die("pua.txt has %zu of %u lines", n, PUA_COUNT);
	table_u32(g->out, "uni_pua", "UNI_PUA_COUNT", to, n);
}

void variants_emit(struct gen *g)
{
	emit_simple(g);
	emit_pua(g);
}

/* dots.txt: code points in rising order. */
void dots_emit(struct gen *g)
{
	struct lines l;
	uint16_t dots[64];
	size_t n = 0;
	for (lines_open(&l, g->own, "dots.txt"); lines_next(&l);) {
		if (!l.text[0] || l.text[0] == '#')
			continue;
		dots[n] = (uint16_t)strtoul(l.text, NULL, 16);
		if (n + 1 == sizeof dots / sizeof *dots || (n && dots[n] <= dots[n - 1]))
			gen_die("dots.txt: %s", l.text);
		n++;
	}
	lines_close(&l);
	table_u16(g->out, "uni_dot", "", dots, n);
	fprintf(g->out, "const uint32_t uni_dot_count = %zu;\n\n", n);
}
