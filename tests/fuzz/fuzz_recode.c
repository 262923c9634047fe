#include <fuzz/driver.h>

#include <string.h>

#include <binggui/text/recode.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"",
		"\033[1;7H\033[7m张三丰\033[m a·b 李\r\n─│┼ 㛃䶮𬭩€\xCC\x84ǹÿ",
		"\xC0\xEE\x81\x40\033[A1q\xA1\xA4\x80\033OP\xC0",
		"\x82\x30\xB7\x31\xFE\x9F\x99\x33\xAB\x39\xA2\xE3\x82\x30",
		"\xA7\xF5\xB1\x69\033[B\xFB\x7D\xA1\x50\x88\x62\x88\x66\r",
		"\033[200~\xB1\xF8\xB9\xE9\033[201~\xFF\xFE\xE5\xBC",
		NULL,
	};
	return seeds;
}

static const enum charset terminals[] = {CHARSET_GBK, CHARSET_GB18030, CHARSET_BIG5};

typedef void passing(struct recode *r, const char *bytes, size_t n, struct str *out);

/* In two pieces as in one. */
static void pass(
	passing *f, enum charset t, int ambiguous, const char *bytes, size_t n, struct str *out)
{
	struct str pieces = {0};
	for (size_t cut = 0; cut <= 1; cut++) {
		struct recode *r = recode_new(t, ambiguous, NULL);
		struct str *to = cut ? &pieces : out;
		size_t first = cut ? n / 2 : n;
		FUZZ_HOLDS(r != NULL);
		f(r, bytes, first, to);
		f(r, bytes + first, n - first, to);
		if (f == recode_in)
			recode_in_expire(r, to);
		FUZZ_HOLDS(!recode_in_waits(r));
		recode_free(r);
	}
	FUZZ_HOLDS(pieces.n == out->n && memcmp(str_c(&pieces), str_c(out), out->n) == 0);
	str_free(&pieces);
}

/* Columns as Unicode counts them; a character that is broken off at the end is not written. */
static size_t columns(const char *at, size_t n)
{
	size_t sum = 0;
	for (const char *end = at + n; at < end;) {
		int width = width_char(utf8_next(&at, end), 2);
		sum += width < 0 ? 1 : (size_t)width;
	}
	return sum;
}

static void check_written(enum charset t, const char *bytes, size_t n)
{
	struct str text = {0}, out = {0};
	str_addn(&text, bytes, n);
	str_addc(&text, '.'); /* nothing is held back behind it */
	pass(recode_out, t, 2, str_c(&text), text.n, &out);
	/* Where there are no characters of four bytes, bytes are columns. */
	if (t != CHARSET_GB18030)
		FUZZ_HOLDS(out.n == columns(str_c(&text), text.n));
	FUZZ_HOLDS(out.n && out.at[out.n - 1] == '.');
	str_free(&text);
	str_free(&out);
}

static void check_typed(enum charset t, const char *bytes, size_t n)
{
	struct str out = {0};
	size_t before = 0, after = 0;
	pass(recode_in, t, 2, bytes, n, &out);
	FUZZ_HOLDS(utf8_valid(str_c(&out), out.n));
	/* No key is swallowed that can be no second byte. */
	for (size_t i = 0; i < n; i++)
		before += (unsigned char)bytes[i] < 0x30;
	for (size_t i = 0; i < out.n; i++)
		after += (unsigned char)out.at[i] < 0x30;
	FUZZ_HOLDS(before == after);
	str_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
		check_written(terminals[i], (const char *)data, n);
		check_typed(terminals[i], (const char *)data, n);
	}
	return 0;
}
