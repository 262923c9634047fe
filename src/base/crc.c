#include <binggui/base/crc.h>

#include <stdbool.h>

enum { LANES = 8, BYTES = 256 };
#define POLYNOMIAL UINT32_C(0xEDB88320)

/* tables[k][b]: what byte b, with k bytes behind it, does to the sum. */
static uint32_t tables[LANES][BYTES];

static void make_tables(void)
{
	for (uint32_t b = 0; b < BYTES; b++) {
		uint32_t c = b;
		for (int bit = 0; bit < 8; bit++)
			c = c & 1 ? c >> 1 ^ POLYNOMIAL : c >> 1;
		tables[0][b] = c;
	}
	for (uint32_t b = 0; b < BYTES; b++)
		for (int k = 1; k < LANES; k++)
			tables[k][b] = tables[k - 1][b] >> 8 ^ tables[0][tables[k - 1][b] & 0xFF];
}

uint32_t crc_32(uint32_t before, const void *bytes, size_t n)
{
	static bool made;
	const unsigned char *p = bytes;
	uint32_t c = ~before;

	if (!made) {
		make_tables();
		made = true;
	}
	for (; n >= LANES; n -= LANES, p += LANES) {
		c ^= (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
		     (uint32_t)p[3] << 24;
		c = tables[7][c & 0xFF] ^ tables[6][c >> 8 & 0xFF] ^ tables[5][c >> 16 & 0xFF] ^
		    tables[4][c >> 24] ^ tables[3][p[4]] ^ tables[2][p[5]] ^ tables[1][p[6]] ^
		    tables[0][p[7]];
	}
	for (; n; n--, p++)
		c = c >> 8 ^ tables[0][(c ^ *p) & 0xFF];
	return ~c;
}
