#include <binggui/text/charset.h>

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/unitables.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

static const struct {
	const char *name;  /* shown, and told to iconv unless `iconv` says otherwise */
	const char *iconv; /* what glibc and GNU libiconv both know */
	const char *also;  /* spellings without case, blanks, - and _ */
	const char *bom;
	size_t n_bom;
} charsets[] = {
	[CHARSET_UTF8] = {"UTF-8", "UTF-8", " utf8 utf8bom utf8sig 65001 cp65001 ", "\xEF\xBB\xBF",
		3},
	[CHARSET_GB18030] = {"GB18030", "GB18030",
		" gb18030 gbk gb2312 gb cp936 ms936 936 windows936 euccn gb23121980 ansi ",
		"\x84\x31\x95\x33", 4},
	[CHARSET_BIG5] = {"Big5", "BIG5-HKSCS",
		" big5 big5hkscs big5eten cp950 ms950 950 windows950 ", "", 0},
	[CHARSET_UTF16LE] = {"UTF-16LE", "UTF-16LE", " utf16le utf16 unicode ucs2 ucs2le 1200 ",
		"\xFF\xFE", 2},
	[CHARSET_UTF16BE] = {"UTF-16BE", "UTF-16BE", " utf16be ucs2be 1201 ", "\xFE\xFF", 2},
	[CHARSET_GBK] = {"GBK", "GBK", "", "", 0},
};

const char *charset_name(enum charset c)
{
	bool known = (unsigned)c < sizeof charsets / sizeof *charsets && charsets[c].name;
	return known ? charsets[c].name : "?";
}

bool charset_by_name(const char *name, enum charset *out)
{
	char wanted[32] = " ";
	size_t n = 1;
	for (; name && *name; name++) {
		char c = *name;
		if (c == '-' || c == '_' || c == ' ')
			continue;
		if (n >= sizeof wanted - 2)
			return false;
		wanted[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	if (n == 1)
		return false;
	wanted[n] = ' ';
	for (int i = 0; i < CHARSET_COUNT; i++)
		if (strstr(charsets[i].also, wanted)) {
			*out = (enum charset)i;
			return true;
		}
	return false;
}

static bool no_iconv(struct err *e, enum charset c)
{
	return err_set(e, ERR_CONFIG,
		"这台机器的 iconv 不认识 %s 编码，请管理员安装 libc6 的 gconv 模块"
		"（Fedora 一类系统为 glibc-gconv-extra）后再试。",
		charset_name(c));
}

bool charset_probe(struct err *e)
{
	for (int i = CHARSET_UTF8 + 1; i < CHARSET_COUNT; i++) {
		iconv_t from = iconv_open("UTF-8", charsets[i].iconv);
		iconv_t to = iconv_open(charsets[i].iconv, "UTF-8");
		bool good = from != (iconv_t)-1 && to != (iconv_t)-1;
		if (from != (iconv_t)-1)
			iconv_close(from);
		if (to != (iconv_t)-1)
			iconv_close(to);
		if (!good)
			return no_iconv(e, (enum charset)i);
	}
	return true;
}

/* ---- detection ------------------------------------------------------------------------------- */

#define SAMPLE 65536 /* bytes looked at for the score */

static size_t bom_of(enum charset c, const char *bytes, size_t n)
{
	size_t n_bom = charsets[c].n_bom;
	return n_bom && n >= n_bom && memcmp(bytes, charsets[c].bom, n_bom) == 0 ? n_bom : 0;
}

static bool is_common(unsigned c)
{
	return c < 0x10000 && uni_common[c >> 3] >> (c & 7) & 1;
}

static bool is_plain(unsigned c)
{
	return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t' || is_common(c) ||
	       (c >= 0x3000 && c < 0x3020) || (c >= 0xFF00 && c < 0xFFF0);
}

/*
 * UTF-16 text has digits, commas and line ends, each with a zero byte, all on
 * one side (a hanzi like 一, 4E00, puts a few on the other), and reads as text.
 * A stray NUL in some other file does not make it so.
 */
static bool is_utf16(const char *bytes, size_t n, enum charset *out)
{
	size_t zeros[2] = {0}, plain = 0;
	n = n < SAMPLE ? n : SAMPLE;
	for (size_t i = 0; i < n; i++)
		zeros[i & 1] += bytes[i] == 0;
	bool big = zeros[0] > zeros[1];
	size_t many = zeros[big ? 0 : 1], few = zeros[big ? 1 : 0];
	*out = big ? CHARSET_UTF16BE : CHARSET_UTF16LE;
	if (n < 2 || many == 0 || few * 4 > many || (many * 8 < n && utf8_valid(bytes, n)))
		return false;
	for (size_t i = 0; i + 1 < n; i += 2) {
		unsigned a = (unsigned char)bytes[i], b = (unsigned char)bytes[i + 1];
		plain += is_plain(big ? a << 8 | b : b << 8 | a);
	}
	return plain * 4 >= n / 2 * 3;
}

/* Without a last sequence that the end of the bytes cuts off. */
static size_t whole(const char *bytes, size_t n)
{
	for (size_t back = 1; back <= 3 && back <= n; back++) {
		unsigned char b = (unsigned char)bytes[n - back];
		if (b >= 0xC2)
			return back < (b < 0xE0 ? 2u : b < 0xF0 ? 3u : 4u) ? n - back : n;
		if (b < 0x80)
			break;
	}
	return n;
}

/* Mostly well-formed is enough: a damaged or cut UTF-8 file is still UTF-8. */
static bool is_mostly_utf8(const char *bytes, size_t n)
{
	size_t good = 0, bad = 0;
	const char *end = bytes + whole(bytes, n);
	while (bytes < end) {
		uint32_t c = utf8_next(&bytes, end);
		good += c >= 0x80 && !(c & UTF8_BAD);
		bad += c >> 31;
	}
	return good > 0 && good >= 4 * bad;
}

/* Common characters in a thousand of those that are not ASCII, read as `c`. */
static unsigned score(enum charset c, const char *bytes, size_t n)
{
	iconv_t cd = iconv_open("UCS-4LE", charsets[c].iconv);
	if (cd == (iconv_t)-1)
		return 0;
	size_t common = 0, all = 0;
	char *from = (char *)bytes;
	while (n > 0) {
		unsigned char out[4096];
		char *to = (char *)out;
		size_t room = sizeof out;
		bool failed = iconv(cd, &from, &n, &to, &room) == (size_t)-1 && errno != E2BIG;
		for (size_t i = 0; i + 4 <= sizeof out - room; i += 4) {
			unsigned u =
				out[i] | (unsigned)out[i + 1] << 8 | (unsigned)out[i + 2] << 16;
			all += u >= 0x80;
			common += is_common(u);
		}
		if (failed && n > 0) {
			from++;
			n--;
			all++;
		}
	}
	iconv_close(cd);
	return all ? (unsigned)(common * 1000 / all) : 0;
}

enum charset charset_detect(const char *bytes, size_t n, size_t *bom)
{
	enum charset c;
	for (int i = 0; i < CHARSET_COUNT; i++)
		if ((*bom = bom_of((enum charset)i, bytes, n)) > 0)
			return (enum charset)i;
	if (is_utf16(bytes, n, &c))
		return c;
	if (utf8_valid(bytes, n))
		return CHARSET_UTF8;
	/* All before the first byte above ASCII is ASCII, so no character is cut in two here. */
	for (; (unsigned char)*bytes < 0x80; n--)
		bytes++;
	n = n < SAMPLE ? n : SAMPLE;
	if (is_mostly_utf8(bytes, n))
		return CHARSET_UTF8;
	unsigned gb = score(CHARSET_GB18030, bytes, n);
	unsigned big5 = score(CHARSET_BIG5, bytes, n);
	return big5 > gb ? CHARSET_BIG5 : CHARSET_GB18030;
}

/* ---- decoding -------------------------------------------------------------------------------- */

struct decoder {
	enum charset from;
	iconv_t cd;
	const char *start; /* of all input */
	struct str *out;
	struct charset_faults *faults;
};

static void fault(struct decoder *d, const char *at)
{
	struct charset_fault f = {(size_t)(at - d->start), d->out->n};
	if (d->faults)
		vec_push(d->faults, f);
	str_add(d->out, "\xEF\xBF\xBD");
}

/* A sequence that breaks off counts as one fault, not as one a byte. */
static void decode_utf8(struct decoder *d, const char *at, const char *end)
{
	while (at < end) {
		const char *good = at;
		const char *next = at;
		while (next < end && !(utf8_next(&next, end) & UTF8_BAD))
			at = next;
		str_addn(d->out, good, (size_t)(at - good));
		if (at == end)
			return;
		unsigned char lead = (unsigned char)*at;
		int tails = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
		fault(d, at++);
		while (tails-- > 0 && at < end && (*at & 0xC0) == 0x80)
			at++;
	}
}

/*
 * Bytes of the character that iconv refused.  A second byte that cannot be one
 * is left alone: behind a stray byte the next character is whole.
 */
static size_t refused(enum charset c, const char *at, size_t n)
{
	const unsigned char *b = (const unsigned char *)at;
	if (c == CHARSET_UTF16LE || c == CHARSET_UTF16BE)
		return n < 2 ? n : 2;
	if (n < 2 || b[0] <= 0x80 || b[0] == 0xFF)
		return 1;
	if (c == CHARSET_GB18030 && n >= 4 && b[1] >= '0' && b[1] <= '9' && b[2] >= 0x81 &&
		b[2] <= 0xFE && b[3] >= '0' && b[3] <= '9')
		return 4;
	/* Unassigned, but a pair by its form. */
	return b[1] >= (c == CHARSET_BIG5 ? 0xA1 : 0x80) && b[1] <= 0xFE ? 2 : 1;
}

/* One call of iconv into the free room of out; false with errno where it stopped. */
static bool convert(iconv_t cd, struct str *out, char **at, size_t *n)
{
	str_reserve(out, *n + *n / 2 + 16);
	char *to = out->at + out->n;
	size_t room = out->cap - out->n - 1;
	bool done = iconv(cd, at, n, &to, &room) != (size_t)-1;
	int why = errno;
	out->n = (size_t)(to - out->at);
	out->at[out->n] = '\0';
	errno = why;
	return done;
}

/* BIG5-HKSCS holds a letter back until it knows whether a mark follows. */
static void flush(iconv_t cd, struct str *out)
{
	str_reserve(out, 16);
	char *to = out->at + out->n;
	size_t room = out->cap - out->n - 1;
	iconv(cd, NULL, NULL, &to, &room);
	out->n = (size_t)(to - out->at);
	out->at[out->n] = '\0';
}

static void decode_iconv(struct decoder *d, const char *start, const char *end)
{
	char *at = (char *)start;
	size_t n = (size_t)(end - start);
	while (n > 0) {
		bool done = convert(d->cd, d->out, &at, &n);
		if (!done && errno == E2BIG)
			continue;
		flush(d->cd, d->out);
		if (n == 0)
			break;
		size_t skip = refused(d->from, at, n);
		if (d->from == CHARSET_GB18030 && (unsigned char)*at == 0x80)
			str_add(d->out, "€");
		else
			fault(d, at);
		at += skip;
		n -= skip;
	}
}

/*
 * What iconv takes but is no text: NUL, at which C strings would end unnoticed,
 * and 0x80 in Big5, which glibc reads as a control.  The next one, or end.
 */
static const char *next_stop(enum charset c, const char *at, const char *end)
{
	if (c == CHARSET_UTF8 || c == CHARSET_GB18030) {
		const char *nul = memchr(at, 0, (size_t)(end - at));
		return nul ? nul : end;
	}
	if (c == CHARSET_BIG5) {
		while (at < end && *at && (unsigned char)*at != 0x80)
			at++;
		return at;
	}
	for (; end - at >= 2; at += 2)
		if (at[0] == 0 && at[1] == 0)
			return at;
	return end;
}

static void decode(struct decoder *d, const char *at, const char *end)
{
	size_t unit = d->from == CHARSET_UTF16LE || d->from == CHARSET_UTF16BE ? 2 : 1;
	for (;;) {
		const char *stop = next_stop(d->from, at, end);
		if (d->from == CHARSET_UTF8)
			decode_utf8(d, at, stop);
		else
			decode_iconv(d, at, stop);
		if (stop == end)
			return;
		fault(d, stop);
		at = stop + unit;
	}
}

bool charset_decode(struct str *out, enum charset from, const char *bytes, size_t n,
	struct charset_faults *faults, struct err *e)
{
	struct decoder d = {.from = from, .start = bytes, .out = out, .faults = faults};
	str_clear(out);
	if (faults)
		faults->n = 0;
	if (from != CHARSET_UTF8) {
		d.cd = iconv_open("UTF-8", charsets[from].iconv);
		if (d.cd == (iconv_t)-1)
			return no_iconv(e, from);
	}
	if (n > 0)
		decode(&d, bytes + bom_of(from, bytes, n), bytes + n);
	if (from != CHARSET_UTF8)
		iconv_close(d.cd);
	return true;
}

void charset_faults_free(struct charset_faults *faults)
{
	if (faults)
		vec_free(faults);
}

/* ---- encoding -------------------------------------------------------------------------------- */

/* A mark of the same width, so that columns stay; the target may lack even □. */
static void encode_mark(iconv_t cd, struct str *out, uint32_t c)
{
	char box[] = "□";
	char *at = box;
	size_t n = strlen(box);
	if (!(c & UTF8_BAD) && width_char(c, 1) == 2 && convert(cd, out, &at, &n))
		return;
	char sign[] = "?";
	at = sign;
	n = 1;
	convert(cd, out, &at, &n);
}

static size_t encode_iconv(struct str *out, iconv_t cd, const char *text, size_t n)
{
	size_t lost = 0;
	char *at = (char *)text;
	while (n > 0) {
		if (convert(cd, out, &at, &n) || errno == E2BIG)
			continue;
		flush(cd, out);
		const char *next = at;
		encode_mark(cd, out, utf8_next(&next, at + n));
		n -= (size_t)(next - at);
		at = (char *)next;
		lost++;
	}
	flush(cd, out);
	return lost;
}

static size_t encode_utf8(struct str *out, const char *text, size_t n)
{
	size_t lost = 0;
	for (const char *end = text + n; text < end;) {
		uint32_t c = utf8_next(&text, end);
		lost += c >> 31;
		utf8_add(out, c & UTF8_BAD ? '?' : c);
	}
	return lost;
}

bool charset_encode(
	struct str *out, enum charset to, const char *text, size_t n, size_t *lost, struct err *e)
{
	size_t n_lost = 0;
	str_clear(out);
	if (to == CHARSET_UTF8) {
		n_lost = encode_utf8(out, text, n);
	} else {
		iconv_t cd = iconv_open(charsets[to].iconv, "UTF-8");
		if (cd == (iconv_t)-1)
			return no_iconv(e, to);
		n_lost = encode_iconv(out, cd, text, n);
		iconv_close(cd);
	}
	if (lost)
		*lost = n_lost;
	return true;
}

/* ---- one character --------------------------------------------------------------------------- */

struct charset_chars {
	enum charset charset;
	iconv_t from, to;
};

struct charset_chars *charset_chars_open(enum charset c, struct err *e)
{
	struct charset_chars *x = mem_new0(struct charset_chars);
	enum charset read_as = c == CHARSET_GBK ? CHARSET_GB18030 : c;
	x->charset = c;
	x->from = iconv_open("UTF-8", charsets[read_as].iconv);
	x->to = iconv_open(charsets[c].iconv, "UTF-8");
	if (x->from != (iconv_t)-1 && x->to != (iconv_t)-1)
		return x;
	charset_chars_close(x);
	no_iconv(e, c);
	return NULL;
}

void charset_chars_close(struct charset_chars *x)
{
	if (!x)
		return;
	if (x->from != (iconv_t)-1)
		iconv_close(x->from);
	if (x->to != (iconv_t)-1)
		iconv_close(x->to);
	mem_free(x);
}

/* All of it, with what iconv holds back, or nothing. */
static size_t convert_one(iconv_t cd, const char *bytes, size_t n, char out[CHARSET_CHAR])
{
	char *at = (char *)bytes;
	char *to = out;
	size_t room = CHARSET_CHAR;
	bool done = iconv(cd, &at, &n, &to, &room) == 0 && n == 0;
	iconv(cd, NULL, NULL, &to, &room);
	return done ? CHARSET_CHAR - room : 0;
}

size_t charset_chars_encode(struct charset_chars *x, uint32_t c, char out[CHARSET_CHAR])
{
	char text[4];
	return c & UTF8_BAD ? 0 : convert_one(x->to, text, utf8_put(text, c), out);
}

size_t charset_chars_decode(
	struct charset_chars *x, const char *bytes, size_t n, char out[CHARSET_CHAR])
{
	if (n == 1 && (unsigned char)*bytes == 0x80)
		return x->charset == CHARSET_GBK ? utf8_put(out, 0x20AC) : 0;
	return convert_one(x->from, bytes, n, out);
}
