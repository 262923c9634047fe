#include <binggui/ui/decoder.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

#define ESC           0x1B
#define SEQUENCE_MAX  64 /* a longer one is no key of any terminal */
#define PASTE_BEGINS  "\033[200~"
#define PASTE_ENDS    "\033[201~"
#define PASTE_BRACKET 6

struct learnt {
	char *bytes;
	size_t n;
	struct press key;
};

struct decoder {
	struct str in;   /* bytes not yet decoded */
	size_t at;       /* of them, decoded already */
	size_t searched; /* bytes of a paste in which its end does not begin */
	bool paste;      /* within a bracketed paste */
	bool over;       /* nothing more will come: take what is there */
	struct str text; /* of the paste handed out last */
	VEC(struct learnt) learnt;
};

struct decoder *decoder_new(void)
{
	return mem_new0(struct decoder);
}

void decoder_free(struct decoder *d)
{
	struct learnt *l;
	if (!d)
		return;
	vec_each (l, &d->learnt)
		mem_free(l->bytes);
	vec_free(&d->learnt);
	str_free(&d->in);
	str_free(&d->text);
	mem_free(d);
}

bool decoder_learn(struct decoder *d, const char *bytes, struct press key)
{
	size_t n = bytes ? strlen(bytes) : 0;
	/* A key that sends printable text would make that text untypable. */
	if (n < 2 || n > SEQUENCE_MAX || (uint8_t)bytes[0] >= 0x20)
		return false;
	vec_push(&d->learnt, ((struct learnt){mem_strdup(bytes), n, key}));
	return true;
}

void decoder_feed(struct decoder *d, const char *bytes, size_t n)
{
	if (d->at) {
		memmove(d->in.at, d->in.at + d->at, d->in.n - d->at);
		str_cut(&d->in, d->in.n - d->at);
		d->at = 0;
	}
	str_addn(&d->in, bytes, n);
	d->over = false;
}

/* ---- sequences ------------------------------------------------------------------------------- */

/* What a step has found: nothing yet, a press, or bytes that mean nothing. */
enum step { MORE, PRESS, SKIP };

struct final {
	char final;
	enum press_kind kind;
	int f;
};

/* ESC [ … letter; what xterm calls R with another first number is a report, not F3 */
static const struct final finals[] = {
	{'A', PRESS_UP, 0}, {'B', PRESS_DOWN, 0}, {'C', PRESS_RIGHT, 0}, {'D', PRESS_LEFT, 0},
	{'H', PRESS_HOME, 0}, {'F', PRESS_END, 0}, {'Z', PRESS_BACKTAB, 0}, {'P', PRESS_F, 1},
	{'Q', PRESS_F, 2}, {'R', PRESS_F, 3}, {'S', PRESS_F, 4}, {'a', PRESS_UP, 0},
	{'b', PRESS_DOWN, 0}, {'c', PRESS_RIGHT, 0}, {'d', PRESS_LEFT, 0}, /* rxvt */
};

/* ESC [ number ~ : VT220, PuTTY, rxvt and the Linux console agree on these. */
static const struct final numbers[] = {
	[1] = {0, PRESS_HOME, 0},
	[2] = {0, PRESS_INS, 0},
	[3] = {0, PRESS_DEL, 0},
	[4] = {0, PRESS_END, 0},
	[5] = {0, PRESS_PGUP, 0},
	[6] = {0, PRESS_PGDN, 0},
	[7] = {0, PRESS_HOME, 0},
	[8] = {0, PRESS_END, 0},
	[11] = {0, PRESS_F, 1},
	[12] = {0, PRESS_F, 2},
	[13] = {0, PRESS_F, 3},
	[14] = {0, PRESS_F, 4},
	[15] = {0, PRESS_F, 5},
	[17] = {0, PRESS_F, 6},
	[18] = {0, PRESS_F, 7},
	[19] = {0, PRESS_F, 8},
	[20] = {0, PRESS_F, 9},
	[21] = {0, PRESS_F, 10},
	[23] = {0, PRESS_F, 11},
	[24] = {0, PRESS_F, 12},
	[25] = {0, PRESS_F, 13},
	[26] = {0, PRESS_F, 14},
	[28] = {0, PRESS_F, 15},
	[29] = {0, PRESS_F, 16},
	[31] = {0, PRESS_F, 17},
	[32] = {0, PRESS_F, 18},
	[33] = {0, PRESS_F, 19},
	[34] = {0, PRESS_F, 20},
};

/* xterm's second parameter: 1 + shift 1 + alt 2 + ctrl 4. */
static void modify(struct press *k, unsigned modifier)
{
	unsigned held = modifier ? modifier - 1 : 0;
	k->ctrl = (held & 4) && k->kind != PRESS_F;
	if ((held & 1) && k->kind == PRESS_F && k->f <= 12)
		k->f += 12;
}

static enum step named(const struct final *entry, unsigned modifier, struct press *out)
{
	if (entry->kind == PRESS_NONE)
		return SKIP;
	*out = (struct press){.kind = entry->kind, .f = entry->f};
	modify(out, modifier);
	return PRESS;
}

static enum step by_final(char final, unsigned modifier, struct press *out)
{
	for (size_t i = 0; i < sizeof finals / sizeof *finals; i++)
		if (finals[i].final == final)
			return named(&finals[i], modifier, out);
	return SKIP;
}

/* Up to two parameters; more are of no use to us. */
static void parameters(const char *at, const char *end, unsigned out[2])
{
	size_t i = 0;
	for (out[0] = out[1] = 0; at < end; at++) {
		if (*at == ';')
			i++;
		else if (*at >= '0' && *at <= '9' && i < 2 && out[i] < 10000)
			out[i] = out[i] * 10 + (unsigned)(*at - '0');
	}
}

/*
 * The final byte of a sequence that begins with ESC [ ; NULL if it is not there
 * yet.  rxvt ends shifted keys with '$', which elsewhere stands before the final byte.
 */
static const char *csi_end(const char *at, const char *end, bool *broken)
{
	const char *first = at + 2;
	*broken = false;
	for (at = first; at < end; at++) {
		uint8_t b = (uint8_t)*at;
		if ((b >= 0x40 && b <= 0x7E) || (b == '$' && at > first && at - first <= 2))
			return at;
		if (b < 0x20 || b > 0x7E) {
			*broken = true; /* another key came in between */
			return at;
		}
	}
	return NULL;
}

/* The Linux console's F1..F5: ESC [ [ A..E */
static enum step linux_f(const char *at, const char *end, struct press *out, size_t *used)
{
	if (end - at < 4)
		return MORE;
	*used = 4;
	if (at[3] < 'A' || at[3] > 'E')
		return SKIP;
	*out = press_f(at[3] - 'A' + 1);
	return PRESS;
}

/* rxvt says by the final byte what was held. */
static unsigned held_with(char final, unsigned parameter)
{
	switch (final) {
	case '^':
		return 5;
	case '$':
		return 2;
	case '@':
		return 6;
	default:
		return parameter;
	}
}

static enum step csi(const char *at, const char *end, struct press *out, size_t *used)
{
	bool broken;
	unsigned p[2];
	if (end - at > 2 && at[2] == '[')
		return linux_f(at, end, out, used);
	const char *final = csi_end(at, end, &broken);
	if (!final) {
		*used = (size_t)(end - at);
		return end - at > SEQUENCE_MAX ? SKIP : MORE;
	}
	*used = (size_t)(final - at) + !broken;
	/* Reports (what the terminal is, where its mouse is) begin with one of < = > ? */
	if (broken || (at[2] >= '<' && at[2] <= '?'))
		return SKIP;
	parameters(at + 2, final, p);
	if (strchr("~$^@", *final)) {
		if (p[0] >= sizeof numbers / sizeof *numbers)
			return SKIP;
		return named(&numbers[p[0]], held_with(*final, p[1]), out);
	}
	return *final == 'R' && p[0] != 1 ? SKIP : by_final(*final, p[1], out);
}

/* ESC O x: arrows and F-keys (PuTTY's "VT100+" goes on up to F12 = '['), and the keypad. */
static enum step ss3(const char *at, const char *end, struct press *out, size_t *used)
{
	if (end - at < 3)
		return MORE;
	char c = at[2];
	*used = 3;
	if (c >= 'j' && c <= 'y')
		*out = press_char((uint8_t) "*+,-./0123456789"[c - 'j']);
	else if (c >= 'P' && c <= '[')
		*out = press_f(c - 'P' + 1);
	else if (c == 'M')
		*out = press_of(PRESS_ENTER);
	else if (c >= ' ' && c <= '~')
		return by_final(c, c >= 'a' && c <= 'd' ? 5 : 0, out);
	else {
		*used = 2;
		return SKIP;
	}
	return PRESS;
}

/* ---- one step -------------------------------------------------------------------------------- */

/* A key of this terminal's own; *partial is set if what is there could become one. */
static const struct learnt *own_key(
	const struct decoder *d, const char *at, size_t n, bool *partial)
{
	*partial = false;
	for (size_t i = d->learnt.n; i-- > 0;) {
		const struct learnt *l = &d->learnt.at[i];
		if (l->n <= n && memcmp(l->bytes, at, l->n) == 0)
			return l;
		if (l->n > n && memcmp(l->bytes, at, n) == 0)
			*partial = true;
	}
	return NULL;
}

static enum step lone_escape(struct press *out, size_t *used)
{
	*out = press_of(PRESS_ESC);
	*used = 1;
	return PRESS;
}

static enum step escape(
	struct decoder *d, const char *at, const char *end, struct press *out, size_t *used)
{
	size_t n = (size_t)(end - at);
	if (n == 1)
		return d->over ? lone_escape(out, used) : MORE;
	if (at[1] >= '0' && at[1] <= '9') {
		*out = press_f(at[1] == '0' ? 10 : at[1] - '0');
		*used = 2;
		return PRESS;
	}
	if (at[1] != '[' && at[1] != 'O')
		return lone_escape(out, used);
	if (n >= PASTE_BRACKET && memcmp(at, PASTE_BEGINS, PASTE_BRACKET) == 0) {
		d->paste = true;
		*used = PASTE_BRACKET;
		return SKIP;
	}
	enum step step = at[1] == '[' ? csi(at, end, out, used) : ss3(at, end, out, used);
	return step == MORE && d->over ? lone_escape(out, used) : step;
}

static enum step control(uint8_t b, struct press *out)
{
	static const enum press_kind kinds[] = {['\b'] = PRESS_BACKSPACE,
		['\t'] = PRESS_TAB,
		['\n'] = PRESS_ENTER,
		['\r'] = PRESS_ENTER};
	if (b == 0x7F)
		*out = press_of(PRESS_BACKSPACE);
	else if (b < sizeof kinds / sizeof *kinds && kinds[b] != PRESS_NONE)
		*out = press_of(kinds[b]);
	else
		*out = (struct press){.kind = PRESS_CTRL, .c = (uint32_t)b + '@'};
	return PRESS;
}

/* Whether the bytes there are the beginning of a character whose rest has not come yet. */
static bool cut_char(const char *at, const char *end)
{
	static const char rest[] = "\x80\x80\x80";
	char whole[8];
	size_t n = (size_t)(end - at);
	if (n == 0 || n > 3)
		return false;
	for (uint8_t fill = 0x80; fill < 0xC0; fill = (uint8_t)(fill + 0x10))
		for (size_t more = 1; more + n <= 4; more++) {
			memcpy(whole, at, n);
			memcpy(whole + n, rest, more);
			whole[n] = (char)fill;
			if (utf8_valid(whole, n + more))
				return true;
		}
	return false;
}

static enum step character(
	struct decoder *d, const char *at, const char *end, struct press *out, size_t *used)
{
	const char *next = at;
	uint32_t c = utf8_next(&next, end);
	*used = (size_t)(next - at);
	if (c & UTF8_BAD) {
		if (!d->over && cut_char(at, end))
			return MORE;
		*out = (struct press){.kind = PRESS_BAD, .c = c & 0xFF};
		return PRESS;
	}
	if (c >= 0x80 && c < 0xA0)
		return SKIP; /* C1 */
	*out = press_char(c);
	return PRESS;
}

/* All of a paste is needed before it is a press. */
static enum step pasted(
	struct decoder *d, const char *at, const char *end, struct press *out, size_t *used)
{
	const char *from = at + d->searched;
	const char *stop = memmem(from, (size_t)(end - from), PASTE_ENDS, PASTE_BRACKET);
	if (!stop && !d->over) {
		size_t all = (size_t)(end - at);
		d->searched = all < PASTE_BRACKET ? 0 : all - PASTE_BRACKET + 1;
		return MORE;
	}
	d->searched = 0;
	size_t n = (size_t)((stop ? stop : end) - at);
	str_clear(&d->text);
	str_addn(&d->text, at, n);
	*used = n + (stop ? PASTE_BRACKET : 0);
	*out = (struct press){.kind = PRESS_PASTE, .text = str_c(&d->text), .n = d->text.n};
	d->paste = false;
	return PRESS;
}

static enum step step(struct decoder *d, struct press *out, size_t *used)
{
	const char *at = d->in.at + d->at;
	const char *end = d->in.at + d->in.n;
	bool partial;
	if (d->paste)
		return pasted(d, at, end, out, used);
	const struct learnt *own = own_key(d, at, (size_t)(end - at), &partial);
	if (own) {
		*out = own->key;
		*used = own->n;
		return PRESS;
	}
	if (partial && !d->over)
		return MORE;
	if (*at == ESC)
		return escape(d, at, end, out, used);
	*used = 1;
	if ((uint8_t)*at < 0x20 || *at == 0x7F)
		return control((uint8_t)*at, out);
	return character(d, at, end, out, used);
}

bool decoder_next(struct decoder *d, struct press *out)
{
	while (d->at < d->in.n || (d->paste && d->over)) {
		size_t used = 0;
		enum step found = step(d, out, &used);
		if (found == MORE)
			return false;
		d->at += used;
		if (found == PRESS)
			return true;
	}
	d->over = false;
	return false;
}

enum decoder_wait decoder_waits(const struct decoder *d)
{
	size_t n = d->in.n - d->at;
	if (d->paste)
		return DECODER_PASTE;
	if (n == 0)
		return DECODER_IDLE;
	if (d->in.at[d->at] != ESC)
		return (uint8_t)d->in.at[d->at] < 0x20 ? DECODER_SEQUENCE : DECODER_CHAR;
	return n == 1 ? DECODER_ESCAPE : DECODER_SEQUENCE;
}

void decoder_flush(struct decoder *d)
{
	d->over = true;
}
