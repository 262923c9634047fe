#include <fuzz/driver.h>

#include <string.h>

#include <zlib.h>

#include <binggui/schema/record.h>

const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"",
		"\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01",
		"\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x02\x01\x01\x03"
		"abc\x01\x02\x06张三",
		"\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x03\x01\x01\x81\x01"
		"a",
		"\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x03\x01\x01\xFF\xFF\xFF\xFF\xFF"
		"\xFF\xFF"
		"a",
		NULL,
	};
	return seeds;
}

static void read_all(const struct str *bytes)
{
	struct record r = {0};
	struct str again = {0};

	for (unsigned field = 0; field < 0x400; field += 0x41)
		FUZZ_HOLDS(record_peek(bytes->at, bytes->n, (uint16_t)field).n <= bytes->n);
	record_peek_version(bytes->at, bytes->n);
	record_peek_voided(bytes->at, bytes->n);
	if (record_decode(&r, 7, bytes->at, bytes->n)) {
		struct record back = {0};
		record_encode(&again, &r);
		FUZZ_HOLDS(record_decode(&back, 7, again.at, again.n));
		FUZZ_HOLDS(back.n == r.n && back.version == r.version && back.entry == r.entry);
		for (size_t i = 0; i < r.n; i++) {
			FUZZ_HOLDS(strcmp(record_get(&back, r.at[i].field), r.at[i].text) == 0);
			FUZZ_HOLDS(span_is(
				record_peek(again.at, again.n, r.at[i].field), r.at[i].text));
		}
		record_free(&back);
	} else {
		FUZZ_HOLDS(r.n == 0);
	}
	record_free(&r);
	str_free(&again);
}

/* As it is, and with a checksum that fits, so that the rest is reached as well. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str s = {0};
	uint64_t id;

	str_addn(&s, bytes, n);
	read_all(&s);
	uint32_t sum = (uint32_t)crc32_z(0, bytes, n);
	for (int shift = 24; shift >= 0; shift -= 8)
		str_addc(&s, (char)(sum >> shift));
	read_all(&s);
	str_clear(&s);
	str_addn(&s, bytes, n);
	record_id_parse(str_c(&s), &id);
	str_free(&s);
	return 0;
}
