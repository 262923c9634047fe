#include "gen.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The fields in the order in which they say what is commonest. */
static const char *const fields[] = {"kMandarin", "kHanyuPinlu", "kTGHZ2013", "kXHC1983"};
#define FIELDS (sizeof fields / sizeof *fields)

uint16_t readings_syllable(struct gen *g, const char *toned)
{
	char plain[8];
	tone_strip(toned, plain);
	for (size_t i = 0; i < g->n_syllables; i++)
		if (strcmp(g->syllables[i], plain) == 0)
			return (uint16_t)i;
	if (!plain[0] || g->n_syllables == sizeof g->syllables / sizeof *g->syllables)
		gen_die("no room for the reading '%s'", toned);
	memcpy(g->syllables[g->n_syllables], plain, sizeof plain);
	return (uint16_t)g->n_syllables++;
}

void readings_add(struct gen *g, uint32_t c, const char *toned)
{
	struct gen_readings *r = &g->readings[c];
	uint16_t syllable = readings_syllable(g, toned);
	for (size_t i = 0; i < r->n; i++)
		if (r->syllable[i] == syllable)
			return;
	if (r->n == GEN_READINGS)
		gen_die("U+%04X has too many readings", c);
	if (r->n == 0)
		snprintf(r->toned, sizeof r->toned, "%s", toned);
	r->syllable[r->n++] = syllable;
}

static int is_letter(unsigned char b)
{
	return b >= 0x80 || islower(b);
}

/* The words in a value, whatever stands around them: "0352.091:gān 0913.050:qián", "hù(131) hu(86)". */
static void add_words(struct gen *g, uint32_t c, const char *p)
{
	while (*p) {
		char word[16];
		size_t n = 0;
		while (*p && !is_letter((unsigned char)*p))
			p++;
		for (; is_letter((unsigned char)*p); p++)
			if (n < sizeof word - 1)
				word[n++] = *p;
		word[n] = '\0';
		if (n)
			readings_add(g, c, word);
	}
}

static void read_field(struct gen *g, const char *path, const char *wanted)
{
	struct lines l;
	size_t seen = 0;
	for (lines_open(&l, g->unicode, path); lines_next(&l);) {
		char *at = l.text;
		char *code = lines_field(&at, '\t');
		char *field = lines_field(&at, '\t');
		if (!at || strncmp(code, "U+", 2) != 0 || strcmp(field, wanted) != 0)
			continue;
		uint32_t c = (uint32_t)strtoul(code + 2, NULL, 16);
		if (c >= GEN_HAN)
			gen_die("%s lies beyond the table", code);
		add_words(g, c, at);
		g->readings[c].general |= strcmp(wanted, "kTGHZ2013") == 0;
		seen++;
	}
	lines_close(&l);
	if (seen == 0)
		gen_die("no %s in %s", wanted, path);
}

/* readings.txt: what Unihan lacks, "〇 líng" a line. */
static void read_own(struct gen *g)
{
	struct lines l;
	for (lines_open(&l, g->own, "readings.txt"); lines_next(&l);) {
		const char *p = l.text;
		if (!*p || *p == '#')
			continue;
		uint32_t c = lines_utf8(&p);
		add_words(g, c, p);
	}
	lines_close(&l);
}

void readings_read(struct gen *g)
{
	for (size_t i = 0; i < FIELDS; i++)
		read_field(g, "Unihan_Readings.txt.bz2", fields[i]);
	read_own(g);
}

/* The distinct sets of readings, and which one each character has. */
struct sets {
	const struct gen_readings *at[8192];
	size_t n;
	uint16_t of[GEN_HAN];
};

static int same(const struct gen_readings *a, const struct gen_readings *b)
{
	return a->n == b->n && memcmp(a->syllable, b->syllable, a->n * sizeof *a->syllable) == 0;
}

static void collect(const struct gen *g, struct sets *sets)
{
	static const struct gen_readings none;
	sets->at[sets->n++] = &none;
	for (size_t c = 0; c < GEN_HAN; c++) {
		size_t i = 0;
		while (i < sets->n && !same(sets->at[i], &g->readings[c]))
			i++;
		if (i == sizeof sets->at / sizeof *sets->at)
			gen_die("too many sets of readings");
		if (i == sets->n)
			sets->at[sets->n++] = &g->readings[c];
		sets->of[c] = (uint16_t)i;
	}
}

static uint32_t initials(const struct gen *g, const struct gen_readings *r)
{
	uint32_t mask = 0;
	for (size_t i = 0; i < r->n; i++)
		mask |= 1u << (g->syllables[r->syllable[i]][0] - 'a');
	return mask;
}

static void emit_sets(struct gen *g, const struct sets *sets)
{
	static uint32_t masks[8192];
	static uint16_t from[8193], list[8192 * GEN_READINGS];
	size_t n = 0;
	for (size_t s = 0; s < sets->n; s++) {
		masks[s] = initials(g, sets->at[s]);
		from[s] = (uint16_t)n;
		for (size_t i = 0; i < sets->at[s]->n; i++)
			list[n++] = sets->at[s]->syllable[i];
	}
	from[sets->n] = (uint16_t)n;
	table_u32(g->out, "uni_set_initials", "", masks, sets->n);
	table_u16(g->out, "uni_set_from", "", from, sets->n + 1);
	table_u16(g->out, "uni_set_syllable", "", list, n);
}

void readings_emit(struct gen *g)
{
	struct sets *sets = calloc(1, sizeof *sets);
	collect(g, sets);
	emit_sets(g, sets);
	table_two_level(g->out, "uni_set", "uint16_t", sets->of, GEN_HAN);
	fprintf(g->out, "const char uni_syllable[][8] = {\n");
	for (size_t i = 0; i < g->n_syllables; i++)
		fprintf(g->out, "\t\"%s\",\n", g->syllables[i]);
	fprintf(g->out, "};\n\n");
	free(sets);
}
