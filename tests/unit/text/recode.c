#include <criterion/criterion.h>
#include <string.h>

#include <binggui/text/charset.h>
#include <binggui/text/recode.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

enum side { OUT, IN };

static struct recode *opened(enum charset terminal, int ambiguous)
{
	struct err e = {0};
	struct recode *r = recode_new(terminal, ambiguous, &e);
	cr_assert_not_null(r, "%s", e.text);
	return r;
}

static void pass(struct recode *r, enum side side, const char *bytes, size_t n, struct str *out)
{
	if (side == OUT)
		recode_out(r, bytes, n, out);
	else
		recode_in(r, bytes, n, out);
}

/* All at once, cut in two everywhere, and byte by byte: always the same. */
static void expect(
	enum charset terminal, int ambiguous, enum side side, const char *bytes, const char *wanted)
{
	size_t n = strlen(bytes);
	for (size_t cut = 0; cut <= n + 1; cut++) {
		struct recode *r = opened(terminal, ambiguous);
		struct str out = {0};
		if (cut <= n) {
			pass(r, side, bytes, cut, &out);
			pass(r, side, bytes + cut, n - cut, &out);
		} else {
			for (size_t i = 0; i < n; i++)
				pass(r, side, bytes + i, 1, &out);
		}
		cr_expect_str_eq(str_c(&out), wanted, "%s, cut at %zu of “%s”: “%s”",
			charset_name(terminal), cut, bytes, str_c(&out));
		str_free(&out);
		recode_free(r);
	}
}

/* ---- to the terminal ---- */

Test(recode, what_is_written_whole_or_in_pieces)
{
	static const char text[] =
		"\033[1;7H\033[7m张三丰\033[m a·b 李\r\n\016lqk\017\033(0x\033(B";
	expect(CHARSET_GBK, 2, OUT, text,
		"\033[1;7H\033[7m\xD5\xC5\xC8\xFD\xB7\xE1\033[m a\xA1\xA4"
		"b \xC0\xEE\r\n\016lqk\017\033(0x\033(B");
	expect(CHARSET_GB18030, 2, OUT, text,
		"\033[1;7H\033[7m\xD5\xC5\xC8\xFD\xB7\xE1\033[m a\xA1\xA4"
		"b \xC0\xEE\r\n\016lqk\017\033(0x\033(B");
	expect(CHARSET_BIG5, 2, OUT, "\033[7m張三豐\033[m a·b 李\r\n",
		"\033[7m\xB1\x69\xA4\x54\xC2\xD7\033[m a\xA1\x50"
		"b \xA7\xF5\r\n");
	expect(CHARSET_GBK, 2, OUT, "", "");
	expect(CHARSET_GBK, 2, OUT, "plain\033[6n\a", "plain\033[6n\a");
}

Test(recode, what_the_terminal_lacks_keeps_its_columns)
{
	/* 㛃 䶮 𬭩 are GB18030's, € is one byte of GBK, which would be one column. */
	expect(CHARSET_GBK, 2, OUT, "㛃䶮𬭩€·", "\xA1\xF5\xA1\xF5\xA1\xF5\xA1\xF5\xA1\xA4");
	expect(CHARSET_GB18030, 2, OUT, "㛃䶮𬭩€·",
		"\x82\x30\xB7\x31\xFE\x9F\x99\x33\xAB\x39\xA2\xE3\xA1\xA4");
	expect(CHARSET_BIG5, 2, OUT, "㛃䶮𬭩€·", "\xFB\x7D\xA1\xBC\xA1\xBC\xA1\xBC\xA1\x50");
	/* One column: a question mark; none: nothing. */
	expect(CHARSET_GBK, 2, OUT, "aÿb", "a?b");
	expect(CHARSET_GBK, 2, OUT, "e\xCC\x84\xE2\x80\x8D.", "e.");
	/* Two bytes for what is one column here: they would be two there. */
	expect(CHARSET_GB18030, 2, OUT, "ǹ", "?");
	expect(CHARSET_GBK, 2, OUT, "ù", "\xA8\xB4");
}

Test(recode, a_terminal_with_narrow_ambiguous_characters)
{
	expect(CHARSET_GBK, 1, OUT, "·€", "\xA1\xA4\x80");
	/* There □ is one column, so it is followed by a blank. */
	expect(CHARSET_GBK, 1, OUT, "𬭩兵", "\xA1\xF5 \xB1\xF8");
	expect(CHARSET_GB18030, 1, OUT, "ǹ", "\xA8\xBF");
	expect(CHARSET_GBK, 1, OUT, "─│┌", "-|+");
}

Test(recode, box_lines_never_pass)
{
	expect(CHARSET_GBK, 2, OUT, "─", "--");
	expect(CHARSET_GBK, 2, OUT, "│", "| ");
	expect(CHARSET_GBK, 2, OUT, "┼", "+-");
	expect(CHARSET_GB18030, 1, OUT, "━┃┄┆┈┊╌╎═║╱╲╳╴╵╼╽╔╬├", "-|-|-|-|-|/\\X-|-|+++");
	for (int t = 0; t < 3; t++) {
		struct recode *r =
			opened((enum charset[]){CHARSET_GBK, CHARSET_GB18030, CHARSET_BIG5}[t], 1);
		struct str out = {0};
		char line[4];
		for (uint32_t c = 0x2500; c < 0x2580; c++)
			recode_out(r, line, utf8_put(line, c), &out);
		cr_expect_eq(out.n, 0x80);
		cr_expect_eq(strspn(str_c(&out), "+-|/\\X"), out.n, "%s", str_c(&out));
		str_free(&out);
		recode_free(r);
	}
}

Test(recode, what_is_no_text_never_reaches_the_terminal)
{
	expect(CHARSET_GBK, 2, OUT, "\xFF.\xE5\xBC.\x80.\xC0\xAF.\xED\xA0\x80.", "?.??.?.??.???.");
	expect(CHARSET_GB18030, 2, OUT, "\xC2\x80.\xC2\x9B.\xE2\x80\xA8", "?.?.?");
	expect(CHARSET_GBK, 2, OUT, "张\xE5李", "\xD5\xC5?\xC0\xEE");
}

Test(recode, gbk_never_gets_four_bytes)
{
	/* Everything two columns wide comes out as two bytes, whatever it is. */
	struct recode *gbk = opened(CHARSET_GBK, 2), *big5 = opened(CHARSET_BIG5, 2);
	struct str out = {0};
	char text[4];
	for (uint32_t c = 0xA0; c < 0x32000; c++) {
		size_t n = utf8_put(text, c);
		int width = width_char(c, 2);
		if (c >= 0xD800 && c < 0xE000)
			continue;
		size_t wanted = width < 0 ? 1 : (size_t)width;
		str_clear(&out);
		recode_out(gbk, text, n, &out);
		cr_assert_eq(out.n, wanted, "U+%04X: %zu bytes of GBK, %zu columns", (unsigned)c,
			out.n, wanted);
		str_clear(&out);
		recode_out(big5, text, n, &out);
		cr_assert_eq(out.n, wanted, "U+%04X: %zu bytes of Big5", (unsigned)c, out.n);
	}
	str_free(&out);
	recode_free(gbk);
	recode_free(big5);
}

/* ---- from the terminal ---- */

Test(recode, what_is_typed_whole_or_in_pieces)
{
	expect(CHARSET_GBK, 2, IN, "\xC0\xEE\x81\x40\033[A1q\xA1\xA4\x80\033OP",
		"李丂\033[A1q·€\033OP");
	expect(CHARSET_GB18030, 2, IN,
		"\xC0\xEE\x82\x30\xB7\x31\xFE\x9F\x99\x33\xAB\x39\xA2\xE3"
		"9",
		"李㛃䶮𬭩€9");
	expect(CHARSET_BIG5, 2, IN, "\xA7\xF5\xB1\x69\033[B\xFB\x7D\xA1\x50\r", "李張\033[B㛃·\r");
	/* One that is two in Unicode, and one that iconv would hold back. */
	expect(CHARSET_BIG5, 2, IN, "\x88\x62\x88\x66", "Ê̄Ê");
	/* GBK as it is read everywhere: what GB18030 has in two bytes. */
	expect(CHARSET_GBK, 2, IN, "\xFE\x9F\xA2\xE3", "䶮€");
	expect(CHARSET_GBK, 2, IN, "\033[200~\xB1\xF8\xB9\xE9\033[201~", "\033[200~兵归\033[201~");
}

Test(recode, stray_bytes_swallow_nothing)
{
	/* Behind a stray lead byte keys that can be no second byte are whole. */
	expect(CHARSET_GBK, 2, IN, "\xC0\033[A", "\033[A");
	expect(CHARSET_GBK, 2, IN,
		"\x81"
		"0\x81"
		"0",
		"00");
	expect(CHARSET_GBK, 2, IN, "\xC0\r\xFF\xC0\x7F.", "\r\x7F.");
	expect(CHARSET_GB18030, 2, IN,
		"\x82"
		"0\r",
		"0\r");
	expect(CHARSET_GB18030, 2, IN,
		"\x82"
		"0\xB7q",
		"0穛");
	expect(CHARSET_GB18030, 2, IN,
		"\x82"
		"0\xB7\r\x80.",
		"0\r.");
	expect(CHARSET_BIG5, 2, IN, "\xA7\x80\x80.\xA7\xA0\r", ".\r");
	/* Two bytes of the right form that nobody gave a character. */
	expect(CHARSET_BIG5, 2, IN, "\x81\x40.", "\xEF\xBF\xBD.");
}

static void typed(struct recode *r, const char *bytes, struct str *out)
{
	str_clear(out);
	recode_in(r, bytes, strlen(bytes), out);
}

Test(recode, a_lead_byte_at_the_end_waits_and_can_be_dropped)
{
	struct recode *r = opened(CHARSET_GBK, 2);
	struct str out = {0};
	cr_expect_not(recode_in_waits(r));
	typed(r, "a\xC0", &out);
	cr_expect_str_eq(str_c(&out), "a");
	cr_expect(recode_in_waits(r));
	typed(r, "\xEE", &out);
	cr_expect_str_eq(str_c(&out), "李");
	cr_expect_not(recode_in_waits(r));
	typed(r, "\xC0", &out);
	recode_in_expire(r, &out);
	cr_expect_str_eq(str_c(&out), "");
	cr_expect_not(recode_in_waits(r));
	typed(r, "A\xC0\xEE", &out);
	cr_expect_str_eq(str_c(&out), "A李");
	recode_in_expire(r, &out);
	cr_expect_str_eq(str_c(&out), "A李");
	recode_free(r);

	r = opened(CHARSET_GB18030, 2);
	typed(r,
		"\x82"
		"0",
		&out);
	cr_expect(recode_in_waits(r));
	recode_in_expire(r, &out);
	cr_expect_str_eq(str_c(&out), "0", "the digit was a key");
	typed(r,
		"\x82"
		"0\xB7",
		&out);
	recode_in_expire(r, &out);
	cr_expect_str_eq(str_c(&out), "0");
	cr_expect_not(recode_in_waits(r));
	recode_free(r);
	str_free(&out);
}

Test(recode, a_nul_is_a_key_like_others)
{
	struct recode *r = opened(CHARSET_GBK, 2);
	struct str out = {0};
	recode_in(r, "\0\xC0\0\xC0\xEE\0", 6, &out);
	cr_expect_eq(out.n, 6);
	cr_expect_eq(memcmp(out.at, "\0\0李\0", 6), 0);
	str_free(&out);
	recode_free(r);
}

Test(recode, both_sides_are_apart)
{
	struct recode *r = opened(CHARSET_GBK, 2);
	struct str out = {0};
	recode_in(r, "\xC0", 1, &out);
	recode_out(r, "\xE5\xBC", 2, &out);
	cr_expect_eq(out.n, 0);
	recode_out(r, "\xA0", 1, &out);
	cr_expect_str_eq(str_c(&out), "\xD5\xC5");
	recode_in(r, "\xEE", 1, &out);
	cr_expect_str_eq(str_c(&out), "\xD5\xC5李");
	str_free(&out);
	recode_free(r);
	recode_free(NULL);
}

/* ---- one character of charset.h ---- */

Test(recode, one_character_at_a_time)
{
	struct err e = {0};
	char out[CHARSET_CHAR];
	struct charset_chars *x = charset_chars_open(CHARSET_GBK, &e);
	cr_assert_not_null(x, "%s", e.text);
	cr_expect_eq(charset_chars_encode(x, 0x674E, out), 2);
	cr_expect_eq(memcmp(out, "\xC0\xEE", 2), 0);
	cr_expect_eq(charset_chars_encode(x, 0x4DAE, out), 0);
	cr_expect_eq(charset_chars_encode(x, UTF8_BAD | 0x80, out), 0);
	cr_expect_eq(charset_chars_encode(x, 'A', out), 1);
	cr_expect_eq(charset_chars_decode(x, "\xC0\xEE", 2, out), 3);
	cr_expect_eq(memcmp(out, "李", 3), 0);
	cr_expect_eq(charset_chars_decode(x, "\xC0", 1, out), 0);
	cr_expect_eq(charset_chars_decode(x, "\xC0\xEE\xC0", 3, out), 0);
	cr_expect_eq(charset_chars_decode(x, "\x80", 1, out), 3);
	charset_chars_close(x);
	charset_chars_close(NULL);
	cr_expect_str_eq(charset_name(CHARSET_GBK), "GBK");
}
