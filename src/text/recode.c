#include <binggui/text/recode.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

struct recode {
	enum charset terminal;
	int ambiguous;
	struct charset_chars *chars;
	char box[CHARSET_CHAR]; /* □ */
	size_t n_box;
	char written[4]; /* the beginning of a character, of each side */
	size_t n_written;
	char typed[4];
	size_t n_typed;
};

struct recode *recode_new(enum charset terminal, int ambiguous, struct err *e)
{
	struct recode *r = mem_new0(struct recode);
	r->terminal = terminal;
	r->ambiguous = ambiguous == 1 ? 1 : 2;
	r->chars = charset_chars_open(terminal, e);
	if (!r->chars) {
		recode_free(r);
		return NULL;
	}
	r->n_box = charset_chars_encode(r->chars, 0x25A1, r->box);
	return r;
}

void recode_free(struct recode *r)
{
	if (!r)
		return;
	charset_chars_close(r->chars);
	mem_free(r);
}

/* Most of what passes is ASCII, all of it in one piece. */
static size_t ascii_run(const char *bytes, size_t n)
{
	size_t run = 0;
	while (run < n && (unsigned char)bytes[run] < 0x80)
		run++;
	return run;
}

/* ---- to the terminal ------------------------------------------------------------------------- */

static void add_mark(const struct recode *r, int width, struct str *out)
{
	if (width == 2) {
		str_addn(out, r->box, r->n_box);
		if (width_char(0x25A1, r->ambiguous) == 1)
			str_addc(out, ' ');
	} else if (width != 0) {
		str_addc(out, '?');
	}
}

static char line_in_ascii(uint32_t c)
{
	if (c >= 0x2574)
		return c & 1 ? '|' : '-';
	if (c >= 0x2571)
		return "/\\X"[c - 0x2571];
	if (c == 0x2550 || c == 0x2551)
		return c & 1 ? '|' : '-';
	if (c < 0x250C || (c >= 0x254C && c < 0x2550))
		return c & 2 ? '|' : '-';
	return '+';
}

static void add_line(int width, uint32_t c, struct str *out)
{
	char line = line_in_ascii(c);
	str_addc(out, line);
	if (width == 2)
		str_addc(out, line == '-' || line == '+' ? '-' : ' ');
}

/*
 * Where ambiguous characters are wide, the terminal counts bytes: two are two
 * columns.  Characters of four bytes have the width Unicode gives them.
 */
static bool keeps_columns(const struct recode *r, size_t n, int width)
{
	if (n == 0 || width < 0)
		return false;
	if (n == 4)
		return true;
	return r->ambiguous == 2 ? n == (size_t)width : width > 0;
}

static void add_char(struct recode *r, uint32_t c, struct str *out)
{
	char bytes[CHARSET_CHAR];
	int width = width_char(c, r->ambiguous);
	if (c >= 0x2500 && c < 0x2580) {
		add_line(width, c, out);
		return;
	}
	size_t n = width < 0 ? 0 : charset_chars_encode(r->chars, c, bytes);
	if (keeps_columns(r, n, width))
		str_addn(out, bytes, n);
	else
		add_mark(r, width, out);
}

static size_t length_by_lead(unsigned char lead)
{
	return lead < 0xC2 || lead > 0xF4 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The bytes held are a character, or they never will be one: a mark for each. */
static void finish_written(struct recode *r, struct str *out)
{
	const char *at = r->written;
	const char *end = at + r->n_written;
	while (at < end)
		add_char(r, utf8_next(&at, end), out);
	r->n_written = 0;
}

static void take_written(struct recode *r, char byte, struct str *out)
{
	bool tail = ((unsigned char)byte & 0xC0) == 0x80;
	if (r->n_written && !tail)
		finish_written(r, out);
	r->written[r->n_written++] = byte;
	if (r->n_written >= length_by_lead((unsigned char)r->written[0]))
		finish_written(r, out);
}

void recode_out(struct recode *r, const char *bytes, size_t n, struct str *out)
{
	while (n > 0) {
		size_t run = ascii_run(bytes, n);
		if (run > 0)
			finish_written(r, out);
		str_addn(out, bytes, run);
		bytes += run;
		n -= run;
		if (n > 0) {
			take_written(r, *bytes++, out);
			n--;
		}
	}
}

/* ---- from the terminal ----------------------------------------------------------------------- */

enum form { WRONG, PART, WHOLE };

static bool is_lead(unsigned char b)
{
	return b >= 0x81 && b <= 0xFE;
}

/* Four bytes of GB18030: lead, digit, lead, digit. */
static enum form form_of_four(const unsigned char *b, size_t n)
{
	unsigned char last = b[n - 1];
	bool fits = n == 3 ? is_lead(last) : last >= '0' && last <= '9';
	return !fits ? WRONG : n == 4 ? WHOLE : PART;
}

static enum form form_of(const struct recode *r)
{
	const unsigned char *b = (const unsigned char *)r->typed;
	if (r->n_typed == 1) {
		if (b[0] == 0x80 && r->terminal == CHARSET_GBK)
			return WHOLE;
		return b[0] < 0x80 ? WHOLE : is_lead(b[0]) ? PART : WRONG;
	}
	if (r->terminal == CHARSET_GB18030 && b[1] >= '0' && b[1] <= '9')
		return form_of_four(b, r->n_typed);
	if (b[1] < 0x40 || b[1] == 0x7F || b[1] == 0xFF)
		return WRONG;
	return b[1] >= 0x80 && b[1] <= 0xA0 && r->terminal == CHARSET_BIG5 ? WRONG : WHOLE;
}

static void take_typed(struct recode *r, char byte, struct str *out);

/* Without the first of the bytes held; the others may be something of their own. */
static void drop_first(struct recode *r, struct str *out)
{
	char rest[sizeof r->typed];
	size_t n = r->n_typed - 1;
	memcpy(rest, r->typed + 1, n);
	r->n_typed = 0;
	for (size_t i = 0; i < n; i++)
		take_typed(r, rest[i], out);
}

static void take_typed(struct recode *r, char byte, struct str *out)
{
	char text[CHARSET_CHAR];
	r->typed[r->n_typed++] = byte;
	enum form form = form_of(r);
	if (form == PART)
		return;
	if (form == WRONG) {
		drop_first(r, out);
		return;
	}
	size_t n = charset_chars_decode(r->chars, r->typed, r->n_typed, text);
	if (n > 0)
		str_addn(out, text, n);
	else
		str_add(out, "\xEF\xBF\xBD");
	r->n_typed = 0;
}

void recode_in(struct recode *r, const char *bytes, size_t n, struct str *out)
{
	while (n > 0) {
		size_t run = r->n_typed ? 0 : ascii_run(bytes, n);
		str_addn(out, bytes, run);
		bytes += run;
		n -= run;
		if (n > 0) {
			take_typed(r, *bytes++, out);
			n--;
		}
	}
}

bool recode_in_waits(const struct recode *r)
{
	return r->n_typed > 0;
}

void recode_in_expire(struct recode *r, struct str *out)
{
	while (r->n_typed)
		drop_first(r, out);
}
