#include "gen.h"

#include <iconv.h>
#include <stdlib.h>

/* Sets the bits of all two-byte characters of a rectangle of bytes that iconv knows. */
static void mark(uint8_t *bits, const char *charset, unsigned first, unsigned last)
{
	iconv_t cd = iconv_open("UTF-16LE", charset);
	size_t seen = 0;
	if (cd == (iconv_t)-1)
		gen_die("iconv does not know %s", charset);
	for (unsigned code = first; code <= last; code++) {
		char in[2] = {(char)(code >> 8), (char)(code & 0xFF)};
		unsigned char out[4];
		char *from = in, *to = (char *)out;
		size_t n_in = 2, n_out = sizeof out;
		iconv(cd, NULL, NULL, NULL, NULL);
		if (iconv(cd, &from, &n_in, &to, &n_out) != 0 || n_out != 2)
			continue;
		unsigned c = out[0] | (unsigned)out[1] << 8;
		bits[c >> 3] |= (uint8_t)(1u << (c & 7));
		seen++;
	}
	iconv_close(cd);
	if (seen < 3000)
		gen_die("only %zu common characters in %s", seen, charset);
}

/* Rows 16..55 of GB2312 (by pronunciation, 3,755) and A440..C67E of Big5 (5,401). */
static void mark_gb2312(uint8_t *bits)
{
	mark(bits, "GB2312", 0xB0A1, 0xD7F9);
}

void common_emit(struct gen *g)
{
	static uint8_t bits[0x10000 / 8];
	mark_gb2312(bits);
	mark(bits, "BIG5", 0xA440, 0xC67E);
	table_u8(g->out, "uni_common", "0x10000 / 8", bits, sizeof bits);
}
