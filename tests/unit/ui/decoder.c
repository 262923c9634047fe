#include <binggui/ui/decoder.h>

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/str.h>

/* All that comes of some bytes, by name; pastes as "<text>", bad bytes as "?XX". */
static void take(struct decoder *d, struct str *out)
{
	struct press k;
	while (decoder_next(d, &k)) {
		char name[PRESS_NAME];
		press_name(&k, name);
		if (out->n)
			str_addc(out, ' ');
		if (k.kind == PRESS_PASTE)
			str_addf(out, "<%.*s>", (int)k.n, k.text);
		else if (k.kind == PRESS_BAD)
			str_addf(out, "?%02X", (unsigned)k.c);
		else
			str_add(out, name);
	}
}

static void expect(const char *bytes, size_t n, const char *wanted)
{
	/* Whole, then byte by byte: where the reads fall must not matter. */
	for (int split = 0; split < 2; split++) {
		struct decoder *d = decoder_new();
		struct str got = {0};
		for (size_t i = 0; i < n; i += split ? 1 : n) {
			decoder_feed(d, bytes + i, split ? 1 : n);
			take(d, &got);
		}
		for (int i = 0; i < 4 && decoder_waits(d) != DECODER_IDLE; i++) {
			decoder_flush(d);
			take(d, &got);
		}
		cr_assert_str_eq(str_c(&got), wanted, "%s: got %s, wanted %s",
			split ? "split" : "whole", str_c(&got), wanted);
		cr_assert_eq(decoder_waits(d), DECODER_IDLE);
		str_free(&got);
		decoder_free(d);
	}
}

#define EXPECT(bytes, wanted) expect(bytes, sizeof(bytes) - 1, wanted)

Test(decoder, text)
{
	EXPECT("aZ 9", "a Z Space 9");
	EXPECT("张三丰", "张 三 丰");
	EXPECT("㛃䶮𬭩·Ａ", "㛃 䶮 𬭩 · Ａ");
	EXPECT("", "");
}

Test(decoder, bad_bytes_swallow_nothing)
{
	EXPECT("\xff"
	       "abc",
		"?FF a b c");
	EXPECT("\xd5\xc5"
	       "abc",
		"?D5 ?C5 a b c"); /* 张 from a GBK terminal */
	EXPECT("\xe5\xbc"
	       "a",
		"?E5 ?BC a");
	EXPECT("\xe5\xbc\x1b[A", "?E5 ?BC Up");
	EXPECT("\xe5\xbc", "?E5 ?BC");
	EXPECT("\xed\xa0\x80x", "?ED ?A0 ?80 x"); /* a surrogate */
	EXPECT("\xf0\x9f", "?F0 ?9F");
	EXPECT("\xc2\x85x", "x"); /* C1 */
}

Test(decoder, control_bytes)
{
	EXPECT("\r\n\t\b\x7f", "Enter Enter Tab Backspace Backspace");
	EXPECT("\x01\x10\x1a\x13\x1d", "Ctrl-A Ctrl-P Ctrl-Z Ctrl-S Ctrl-]");
	expect("\0", 1, "Ctrl-@");
}

Test(decoder, escape)
{
	EXPECT("\x1b", "Esc");
	EXPECT("\x1b\x1b", "Esc Esc");
	EXPECT("\x1bx", "Esc x");
	EXPECT("\x1b张", "Esc 张");
	EXPECT("\x1b\x1b[A", "Esc Up");
	EXPECT("\x1b[", "Esc [");
	EXPECT("\x1b[1", "Esc [ 1");
	EXPECT("\x1bO", "Esc O");
}

Test(decoder, escape_and_digit)
{
	EXPECT("\x1b"
	       "1\x1b"
	       "2\x1b"
	       "9\x1b"
	       "0",
		"F1 F2 F9 F10");
	EXPECT("\x1b"
	       "22",
		"F2 2");
}

Test(decoder, arrows)
{
	EXPECT("\x1b[A\x1b[B\x1b[C\x1b[D", "Up Down Right Left");
	EXPECT("\x1bOA\x1bOB\x1bOC\x1bOD", "Up Down Right Left");
	EXPECT("\x1b[1;5D\x1b[1;5H\x1b[1;2A", "Ctrl-Left Ctrl-Home Up");
	EXPECT("\x1bOd\x1b[d\x1b[a", "Ctrl-Left Left Up"); /* rxvt */
	EXPECT("\x1b[Z\t", "BackTab Tab");
}

Test(decoder, function_keys)
{
	EXPECT("\x1bOP\x1bOQ\x1bOR\x1bOS\x1b[15~\x1b[17~", "F1 F2 F3 F4 F5 F6"); /* xterm */
	EXPECT("\x1b[11~\x1b[12~\x1b[13~\x1b[14~", "F1 F2 F3 F4");               /* PuTTY, rxvt */
	EXPECT("\x1b[[A\x1b[[B\x1b[[C\x1b[[D\x1b[[E", "F1 F2 F3 F4 F5");         /* Linux console */
	EXPECT("\x1b[18~\x1b[19~\x1b[20~\x1b[21~\x1b[23~\x1b[24~", "F7 F8 F9 F10 F11 F12");
	EXPECT("\x1bOT\x1bOX\x1bOY\x1bOZ\x1bO[", "F5 F9 F10 F11 F12"); /* PuTTY as VT100+ */
	EXPECT("\x1b[1;2P\x1b[15;2~\x1b[25~\x1b[1;5Q", "F13 F17 F13 F2");
	EXPECT("\x1b[23$a", "F23 a"); /* rxvt, shifted */
}

Test(decoder, editing_keys)
{
	EXPECT("\x1b[1~\x1b[4~\x1b[7~\x1b[8~\x1b[H\x1b[F\x1bOH\x1bOF",
		"Home End Home End Home End Home End");
	EXPECT("\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "Ins Del PgUp PgDn");
	EXPECT("\x1b[3^\x1b[6;5~", "Ctrl-Del Ctrl-PgDn");
	EXPECT("\x1bOM\x1bOp\x1bOy\x1bOk", "Enter 0 9 +"); /* keypad */
}

Test(decoder, unknown_sequences_vanish_whole)
{
	EXPECT("\x1b[99~a", "a");
	EXPECT("\x1b[<0;12;7Ma", "a");
	EXPECT("\x1b[?1;2ca", "a");
	EXPECT("\x1b[12;40Ra", "a"); /* a cursor report, not F3 */
	EXPECT("\x1b[Ia", "a");
	EXPECT("\x1b[[Za", "a");
	EXPECT("\x1b[1\x1b[A", "Up"); /* broken off by another key */
	EXPECT("\x1bO\x01", "Ctrl-A");
	EXPECT("\x1b[0000000000000000000000000000000000000000~a", "a");
}

Test(decoder, paste)
{
	EXPECT("\x1b[200~张三\nF2\x1b[201~x", "<张三\nF2> x");
	EXPECT("\x1b[200~\x1b[201~", "<>");
	EXPECT("\x1b[200~\x1b[A\x1b"
	       "2\xff\x1b[201~",
		"<\x1b[A\x1b"
		"2\xff>");
	EXPECT("\x1b[200~cut off", "<cut off>");
	EXPECT("\x1b[200~", "<>");
	EXPECT("\x1b[201~a", "a");
}

Test(decoder, long_paste)
{
	struct decoder *d = decoder_new();
	struct press k;
	decoder_feed(d, "\x1b[200~", 6);
	for (int i = 0; i < 6000; i++) {
		decoder_feed(d, "汉", 3);
		cr_assert_not(decoder_next(d, &k));
		cr_assert_eq(decoder_waits(d), DECODER_PASTE);
	}
	decoder_feed(d, "\x1b[201~", 6);
	cr_assert(decoder_next(d, &k));
	cr_assert_eq(k.n, 18000);
	decoder_free(d);
}

Test(decoder, what_it_waits_for)
{
	struct decoder *d = decoder_new();
	struct press k;
	cr_assert_eq(decoder_waits(d), DECODER_IDLE);
	decoder_feed(d, "\x1b", 1);
	cr_assert_not(decoder_next(d, &k));
	cr_assert_eq(decoder_waits(d), DECODER_ESCAPE);
	decoder_feed(d, "[", 1);
	cr_assert_not(decoder_next(d, &k));
	cr_assert_eq(decoder_waits(d), DECODER_SEQUENCE);
	decoder_feed(d, "A\xe5", 2);
	cr_assert(decoder_next(d, &k));
	cr_assert_eq(k.kind, PRESS_UP);
	cr_assert_not(decoder_next(d, &k));
	cr_assert_eq(decoder_waits(d), DECODER_CHAR);
	decoder_free(d);
	decoder_free(NULL);
}

Test(decoder, learns)
{
	struct decoder *d = decoder_new();
	struct str got = {0};
	cr_assert(decoder_learn(d, "\x1bKq", press_f(7)));
	cr_assert(decoder_learn(d, "\x1b[A", press_of(PRESS_PGUP)), "the terminal knows best");
	cr_assert(decoder_learn(d, "\x01@\r", press_f(1)));
	cr_assert_not(decoder_learn(d, "", press_f(1)));
	cr_assert_not(decoder_learn(d, NULL, press_f(1)));
	cr_assert_not(decoder_learn(d, "ab", press_f(1)));
	cr_assert_not(decoder_learn(d, "\x1b", press_f(1)));
	for (const char *at = "\x1bKq\x1b[A\x01@\r\x01x"; *at; at++) {
		decoder_feed(d, at, 1);
		take(d, &got);
	}
	decoder_flush(d);
	take(d, &got);
	cr_assert_str_eq(str_c(&got), "F7 PgUp F1 Ctrl-A x");
	str_free(&got);
	decoder_free(d);
}

/* Everything comes out again: whatever is fed, text behind an Enter arrives. */
Test(decoder, never_stuck)
{
	srand(3);
	for (int i = 0; i < 2000; i++) {
		static const char soup[] = "\x1b\x1b[[OO~;0123456789AZ$^\xe5\xbc\xa0\xff\x00\x7f";
		struct decoder *d = decoder_new();
		struct str got = {0};
		char bytes[24];
		size_t n = (size_t)(rand() % 24);
		for (size_t k = 0; k < n; k++)
			bytes[k] = soup[rand() % (int)sizeof soup];
		decoder_feed(d, bytes, n);
		take(d, &got);
		for (int turn = 0; turn < 30 && decoder_waits(d) != DECODER_IDLE; turn++) {
			decoder_flush(d);
			take(d, &got);
		}
		cr_assert_eq(decoder_waits(d), DECODER_IDLE);
		str_clear(&got);
		decoder_feed(d, "\r", 1);
		take(d, &got);
		cr_assert_str_eq(str_c(&got), "Enter");
		str_free(&got);
		decoder_free(d);
	}
}
