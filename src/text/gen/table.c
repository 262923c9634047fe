#include "gen.h"

#include <stdlib.h>
#include <string.h>

static void put(FILE *out, size_t i, uint32_t value)
{
	fprintf(out, i % 16 == 0 ? "\n\t%u," : " %u,", value);
}

static void head(FILE *out, const char *type, const char *name, const char *size)
{
	fprintf(out, "const %s %s[%s] = {", type, name, size);
}

void table_u8(FILE *out, const char *name, const char *size, const uint8_t *at, size_t n)
{
	head(out, "uint8_t", name, size);
	for (size_t i = 0; i < n; i++)
		put(out, i, at[i]);
	fputs("\n};\n\n", out);
}

void table_u16(FILE *out, const char *name, const char *size, const uint16_t *at, size_t n)
{
	head(out, "uint16_t", name, size);
	for (size_t i = 0; i < n; i++)
		put(out, i, at[i]);
	fputs("\n};\n\n", out);
}

void table_u32(FILE *out, const char *name, const char *size, const uint32_t *at, size_t n)
{
	head(out, "uint32_t", name, size);
	for (size_t i = 0; i < n; i++)
		put(out, i, at[i]);
	fputs("\n};\n\n", out);
}

void table_two_level(FILE *out, const char *name, const char *type, const uint16_t *at, size_t n)
{
	const size_t size = 1u << GEN_BITS;
	size_t n_blocks = n / size;
	size_t n_kept = 0;
	uint16_t *block = calloc(n_blocks, sizeof *block);
	const uint16_t **kept = calloc(n_blocks, sizeof *kept);
	for (size_t b = 0; b < n_blocks; b++) {
		size_t k = 0;
		while (k < n_kept && memcmp(kept[k], at + b * size, size * sizeof *at) != 0)
			k++;
		if (k == n_kept)
			kept[n_kept++] = at + b * size;
		block[b] = (uint16_t)k;
	}
	char index[64];
	snprintf(index, sizeof index, "%s_block", name);
	table_u16(out, index, n == GEN_ALL ? "UNI_ALL >> UNI_BITS" : "UNI_HAN >> UNI_BITS", block,
		n_blocks);
	head(out, type, name, "");
	for (size_t k = 0; k < n_kept; k++)
		for (size_t i = 0; i < size; i++)
			put(out, i, kept[k][i]);
	fputs("\n};\n\n", out);
	free(block);
	free(kept);
}
