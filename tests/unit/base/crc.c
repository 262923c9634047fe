#include <criterion/criterion.h>
#include <string.h>

#include <binggui/base/crc.h>

/* Bit by bit, as the definition says. */
static uint32_t slowly(uint32_t before, const unsigned char *p, size_t n)
{
	uint32_t c = ~before;

	for (size_t i = 0; i < n * 8; i++) {
		uint32_t bit = p[i / 8] >> i % 8 & 1;
		c = (c ^ bit) & 1 ? c >> 1 ^ UINT32_C(0xEDB88320) : c >> 1;
	}
	return ~c;
}

Test(crc, is_that_of_zlib)
{
	cr_expect_eq(crc_32(0, "", 0), 0);
	cr_expect_eq(crc_32(0, "123456789", 9), 0xCBF43926);
	cr_expect_eq(crc_32(0, "The quick brown fox jumps over the lazy dog", 43), 0x414FA339);
}

Test(crc, of_any_length_from_anywhere)
{
	unsigned char bytes[80];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(i * 151 + 7);
	for (size_t from = 0; from < 9; from++)
		for (size_t n = 0; from + n <= sizeof bytes; n++)
			cr_assert_eq(crc_32(0, bytes + from, n), slowly(0, bytes + from, n),
				"%zu from %zu", n, from);
}

Test(crc, in_parts)
{
	const char text[] = "镇坪县退役军人服务中心 19900001234";
	uint32_t whole = crc_32(0, text, strlen(text));

	for (size_t n = 0; n <= strlen(text); n++)
		cr_assert_eq(crc_32(crc_32(0, text, n), text + n, strlen(text) - n), whole);
}
