#ifndef BINGGUI_GEN_H
#define BINGGUI_GEN_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/*
 * maketables: reads the Unicode data and our own few facts once, at build
 * time, and writes the C file that <binggui/text/unitables.h> declares.  It
 * ends with a message at the first thing it cannot read: a wrong table must
 * not be built.  Nothing is freed: the program lives for a second.
 */
#define GEN_ALL      0x110000u
#define GEN_HAN      0x33000u
#define GEN_BITS     6
#define GEN_READINGS 12

/* From where to read; what was read. */
struct gen {
	const char *unicode; /* /usr/share/unicode */
	const char *own;     /* src/text/gen */
	FILE *out;

	uint8_t width[GEN_ALL];
	struct gen_readings {
		char toned[16];                  /* the customary one, for surnames' places */
		uint16_t syllable[GEN_READINGS]; /* commonest first */
		uint8_t n;
		uint8_t general; /* in kTGHZ2013 */
	} readings[GEN_HAN];
	char syllables[1024][8];
	size_t n_syllables;

	uint32_t simple[GEN_HAN];
	uint16_t rank[GEN_HAN];
	struct gen_surname {
		uint32_t c[2];
		char toned[2][16];
		uint16_t rank[2];
	} surnames[512];
	size_t n_surnames;
};

_Noreturn void gen_die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* lines: walking text files; a name ending in .bz2 is read through bzip2. */
struct lines {
	FILE *file;
	char *text; /* the line at hand, without its end */
	size_t cap;
	int piped;
};
void lines_open(struct lines *l, const char *dir, const char *name);
int lines_next(struct lines *l);
void lines_close(struct lines *l);
char *lines_field(char **at, char separator); /* cuts the next field off; NULL at the end */
uint32_t lines_utf8(const char **at);         /* the next character of well-formed text */

/* tone: "zhàng" -> "zhang", "lǜ" -> "lv"; 0 for what is no Latin letter. */
char tone_plain(uint32_t c);
void tone_strip(const char *toned, char plain[8]);
void tone_emit(struct gen *g);

/* One pass each over the sources, in this order; then one to write. */
void width_read(struct gen *g);
void readings_read(struct gen *g);
void variants_read(struct gen *g);
void surnames_read(struct gen *g);
void order_read(struct gen *g);

void width_emit(struct gen *g);
void readings_emit(struct gen *g);
void variants_emit(struct gen *g);
void surnames_emit(struct gen *g);
void order_emit(struct gen *g);
void dots_emit(struct gen *g);
void common_emit(struct gen *g);

uint16_t readings_syllable(
	struct gen *g, const char *toned); /* number of a syllable, new or known */
void readings_add(struct gen *g, uint32_t c, const char *toned);

/* table: writing arrays; two-level ones share equal blocks. */
void table_u8(FILE *out, const char *name, const char *size, const uint8_t *at, size_t n);
void table_u16(FILE *out, const char *name, const char *size, const uint16_t *at, size_t n);
void table_u32(FILE *out, const char *name, const char *size, const uint32_t *at, size_t n);
void table_two_level(FILE *out, const char *name, const char *type, const uint16_t *at, size_t n);

#endif
