#include "gen.h"

#include <stdlib.h>
#include <string.h>

static struct gen_surname *find(struct gen *g, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < g->n_surnames; i++)
		if (g->surnames[i].c[0] == a && g->surnames[i].c[1] == b)
			return &g->surnames[i];
	return NULL;
}

static struct gen_surname *add(struct gen *g, uint32_t a, uint32_t b)
{
	if (g->n_surnames == sizeof g->surnames / sizeof *g->surnames)
		gen_die("too many surnames");
	struct gen_surname *s = &g->surnames[g->n_surnames++];
	*s = (struct gen_surname){.c = {a, b}};
	return s;
}

/* "yùn" or "qín/tán": the first is the surname's, all are readings of the character. */
static void take_readings(struct gen *g, struct gen_surname *s, int i, char *words)
{
	char *first = lines_field(&words, '/');
	snprintf(s->toned[i], sizeof s->toned[i], "%s", first);
	for (char *word = first; word; word = lines_field(&words, '/'))
		readings_add(g, s->c[i], word);
}

/* surnames.txt: "尉迟 yù chí" a line. */
static void read_own(struct gen *g)
{
	struct lines l;
	for (lines_open(&l, g->own, "surnames.txt"); lines_next(&l);) {
		char *at = l.text;
		const char *p = lines_field(&at, ' ');
		if (!p || !*p || *p == '#')
			continue;
		uint32_t a = lines_utf8(&p);
		uint32_t b = *p ? lines_utf8(&p) : 0;
		struct gen_surname *s = add(g, a, b);
		for (int i = 0; i < (b ? 2 : 1); i++) {
			char *words = lines_field(&at, ' ');
			if (!words)
				gen_die("surnames.txt: a reading is missing");
			take_readings(g, s, i, words);
		}
	}
	lines_close(&l);
}

/* A rule of CLDR's transform, "$startOfHanMarker{ 秘→bì;" or "令 } \u0020? 狐 →líng;". */
static void read_rule(struct gen *g, char *rule)
{
	char *arrow = strstr(rule, "→");
	char *end = arrow ? strchr(arrow, ';') : NULL;
	uint32_t c[2] = {0};
	size_t n = 0;
	if (!end || strchr(rule, '[') || strchr(rule, ':'))
		return;
	for (const char *p = rule; p < arrow && n < 2;) {
		uint32_t one = lines_utf8(&p);
		if (one >= 0x3400)
			c[n++] = one;
	}
	*end = '\0';
	arrow += strlen("→");
	if (n == 0 || !*arrow || *arrow == ' ' || *arrow == '\\' || find(g, c[0], c[1]))
		return;
	struct gen_surname *s = add(g, c[0], c[1]);
	take_readings(g, s, 0, arrow);
	if (c[1])
		snprintf(s->toned[1], sizeof s->toned[1], "%s", g->readings[c[1]].toned);
}

static void read_cldr(struct gen *g)
{
	struct lines l;
	size_t before = g->n_surnames;
	for (lines_open(&l, g->unicode, "cldr/common/transforms/Han-Latin-Names.xml");
		lines_next(&l);)
		if (l.text[0] != '#')
			read_rule(g, l.text);
	lines_close(&l);
	if (g->n_surnames == before)
		gen_die("no rule in Han-Latin-Names.xml");
}

/* The same surname written with a traditional character at place i: 單 like 单. */
static void add_variants(struct gen *g, int i)
{
	size_t n = g->n_surnames;
	for (uint32_t c = 0x3400; c < GEN_HAN; c++)
		for (size_t k = 0; g->simple[c] && k < n; k++) {
			struct gen_surname s = g->surnames[k];
			if (s.c[i] != g->simple[c])
				continue;
			s.c[i] = c;
			if (find(g, s.c[0], s.c[1]))
				continue;
			*add(g, s.c[0], s.c[1]) = s;
			readings_add(g, c, s.toned[i]);
		}
}

static int by_characters(const void *a, const void *b)
{
	const struct gen_surname *x = a, *y = b;
	for (int i = 0; i < 2; i++)
		if (x->c[i] != y->c[i])
			return x->c[i] < y->c[i] ? -1 : 1;
	return 0;
}

void surnames_read(struct gen *g)
{
	read_own(g);
	read_cldr(g);
	add_variants(g, 0);
	add_variants(g, 1);
	qsort(g->surnames, g->n_surnames, sizeof *g->surnames, by_characters);
}

void surnames_emit(struct gen *g)
{
	fprintf(g->out, "const struct uni_surname uni_surname[] = {\n");
	for (size_t i = 0; i < g->n_surnames; i++) {
		const struct gen_surname *s = &g->surnames[i];
		unsigned second = s->c[1] ? readings_syllable(g, s->toned[1]) : 0;
		fprintf(g->out, "\t{{0x%X, 0x%X}, {%u, %u}, {%u, %u}},\n", s->c[0], s->c[1],
			readings_syllable(g, s->toned[0]), second, s->rank[0], s->rank[1]);
	}
	fprintf(g->out, "};\nconst uint32_t uni_surname_count = %zu;\n\n", g->n_surnames);
}
