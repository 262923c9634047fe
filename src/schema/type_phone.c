#include <binggui/schema/type_phone.h>

#include <string.h>

#include <binggui/schema/type_text.h>
#include <binggui/text/scan.h>

/* What was typed, as groups of digits with what stood between them. */
enum { GROUPS_MAX = 6, DIGITS_MAX = 24 };
struct phone {
	bool foreign; /* began with + or 00 */
	struct {
		char digits[DIGITS_MAX + 1];
		char before; /* '-', ' ', 'x' (转 or ext.), or ';' where a second number begins */
	} group[GROUPS_MAX];
	size_t n;
	bool odd; /* something that is in no phone number */
};

static bool digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* The sign between two groups that a character makes; 0 if it has no place in a number. */
static char separator(uint32_t c)
{
	switch (c) {
	case ' ':
	case '.':
	case 0xB7:
		return ' ';
	case '-':
	case '(':
	case ')':
	case 0x2010:
	case 0x2011:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212:
		return '-';
	case 0x8F6C: /* 转 */
	case 'x':
	case 'X':
	case '#':
		return 'x';
	case 0x3001: /* 、 */
	case '/':
	case ',':
	case ';':
	case '\\':
	case 0x6216: /* 或 */
		return ';';
	default:
		return 0;
	}
}

/* Of two signs next to each other, the one that says more. */
static char stronger(char a, char b)
{
	static const char order[] = " -x;";
	const char *x = a ? strchr(order, a) : order, *y = strchr(order, b);

	return x > y ? *x : *y;
}

static bool add_digit(struct phone *p, char c, char before)
{
	if (p->n == 0 || before) {
		if (p->n == GROUPS_MAX)
			return false;
		p->group[p->n++].before = before;
	}
	char *digits = p->group[p->n - 1].digits;
	size_t n = strlen(digits);
	if (n == DIGITS_MAX)
		return false;
	digits[n] = c;
	return true;
}

static void take_apart(struct phone *p, const struct scan *s)
{
	char before = 0;
	size_t i = 0;

	*p = (struct phone){.odd = s->cut};
	if (s->at[0] == '+') {
		p->foreign = true;
		i++;
	}
	for (; i < s->n && !p->odd; i++) {
		if (digit(s->at[i])) {
			p->odd = !add_digit(p, (char)s->at[i], before);
			before = 0;
			continue;
		}
		char sign = separator(s->at[i]);
		p->odd = !sign;
		if (sign)
			before = stronger(before, sign);
	}
	if (before == ';' || before == 'x')
		p->odd = true; /* nothing follows */
}

/* ---- what a run of digits can be ----------------------------------------------------------------- */

static bool is_mobile(const char *d)
{
	return strlen(d) == 11 && d[0] == '1' && d[1] >= '3';
}

/* Digits of the area code (010, 02x, 0xxx), 0 if there is none. */
static size_t area_code(const char *d)
{
	if (d[0] != '0' || d[1] < '1' || d[1] > '9')
		return 0;
	return d[1] <= '2' ? 3 : 4;
}

static bool is_landline(const char *d)
{
	size_t area = area_code(d), n = strlen(d);

	if (!area || n < area + 7 || n > area + 8)
		return false;
	return d[area] >= '2' && d[area] <= '9';
}

static bool is_service(const char *d)
{
	return strlen(d) == 10 && (d[0] == '4' || d[0] == '8') && d[1] == '0' && d[2] == '0';
}

static bool is_phone(const char *d)
{
	return is_mobile(d) || is_landline(d) || is_service(d);
}

static void join(
	const struct phone *p, size_t from, size_t to, char out[GROUPS_MAX * DIGITS_MAX + 2])
{
	out[0] = '\0';
	for (size_t i = from; i < to; i++)
		strcat(out, p->group[i].digits);
}

/* Takes 86 and 0086 off; a landline gets back its 0. */
static void without_country(bool plus, char *d)
{
	size_t off = text_starts(d, "0086") ? 4 : 0;

	if (!off && text_starts(d, "86") && (plus || strlen(d) == 13))
		off = 2;
	if (!off)
		return;
	memmove(d, d + off, strlen(d + off) + 1);
	if (!is_phone(d) && d[0] != '0') {
		memmove(d + 1, d, strlen(d) + 1);
		d[0] = '0';
	}
}

/* Whether there are two whole numbers, however they are set apart. */
static bool several(const struct phone *p)
{
	char left[GROUPS_MAX * DIGITS_MAX + 2], right[GROUPS_MAX * DIGITS_MAX + 2];

	for (size_t i = 1; i < p->n; i++) {
		if (p->group[i].before == ';')
			return true;
		join(p, 0, i, left);
		join(p, i, p->n, right);
		if (is_phone(left) && is_phone(right))
			return true;
	}
	join(p, 0, p->n, left);
	if (strlen(left) != 22)
		return false;
	memcpy(right, left + 11, 12);
	left[11] = '\0';
	return is_mobile(left) && is_mobile(right);
}

/* The whole, or all but a last group that is an extension: canonical text into out, false if neither is a number. */
static bool put_together(const struct phone *p, struct str *out)
{
	char d[GROUPS_MAX * DIGITS_MAX + 2];
	const char *last = p->group[p->n - 1].digits;

	if (p->group[p->n - 1].before != 'x') {
		join(p, 0, p->n, d);
		without_country(p->foreign, d);
		if (is_phone(d)) {
			str_set(out, d);
			return true;
		}
	}
	if (p->n < 2 || p->group[p->n - 1].before == ' ' || strlen(last) > 6)
		return false;
	join(p, 0, p->n - 1, d);
	without_country(p->foreign, d);
	if (!is_landline(d) && !is_service(d))
		return false;
	str_set(out, d);
	str_addf(out, "-%s", last);
	return true;
}

static bool put_foreign(const struct phone *p, struct str *out)
{
	char d[GROUPS_MAX * DIGITS_MAX + 2];

	join(p, 0, p->n, d);
	if (!p->foreign || text_starts(d, "86") || d[0] == '0' || strlen(d) < 7 || strlen(d) > 15)
		return false;
	str_set(out, "+");
	str_add(out, d);
	return true;
}

static void refuse(const struct def_field *f, const struct phone *p, struct str *why)
{
	char d[GROUPS_MAX * DIGITS_MAX + 2];

	join(p, 0, p->n, d);
	str_clear(why);
	if (!p->odd && several(p))
		str_addf(why, "“%s”只填一个号码，这里有几个；其余的请填到别的栏", f->label);
	else if (p->odd || p->n == 0)
		str_addf(why, "“%s”里有不是电话号码的文字；只写号码", f->label);
	else if (d[0] == '1')
		str_addf(why, "“%s”不像手机号：有 %zu 位，应为 13 到 19 开头的 11 位", f->label,
			strlen(d));
	else if (strlen(d) == 7 || strlen(d) == 8)
		str_addf(why, "“%s”请带上区号，如 0915-8822001", f->label);
	else
		str_addf(why, "“%s”不是手机号，也不是带区号的固定电话", f->label);
}

static bool parse_phone(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	struct scan s;
	struct phone p;

	(void)c;
	str_clear(out);
	scan_read(&s, typed);
	if (s.n == 0 || scan_is(&s, "无") || scan_is(&s, "-") || scan_is(&s, "/"))
		return true;
	take_apart(&p, &s);
	if (!p.odd && p.n && !several(&p) && (put_together(&p, out) || put_foreign(&p, out)))
		return true;
	str_clear(out);
	refuse(f, &p, why);
	return false;
}

static void format_phone(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *out)
{
	size_t area = area_code(value);

	(void)f, (void)c;
	str_clear(out);
	if (!area || strlen(value) < area + 7) {
		str_set(out, value);
		return;
	}
	str_addn(out, value, area);
	str_addc(out, '-');
	str_add(out, value + area);
}

static bool check_phone(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *why)
{
	struct str out = {0};
	bool good = parse_phone(f, c, value, &out, why);

	if (good && !text_eq(str_c(&out), value)) {
		str_clear(why);
		str_addf(why, "“%s”存的“%s”不是规范的号码", f->label, value);
		good = false;
	}
	str_free(&out);
	return good;
}

const struct type type_phone = {
	.name = "phone",
	.label = "电话",
	.size = 24,
	.width = 13,
	.parse = parse_phone,
	.format = format_phone,
	.check = check_phone,
	.key = type_text_bytes,
};
