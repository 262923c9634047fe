#include <binggui/text/numeral.h>

enum { TEN = 10, MOST_DIGITS = 15 };
static const uint64_t WAN = 10000, YI = 100000000, MOST = 1000000000000000;

struct sign {
	uint32_t c;
	int value;
};

/* The digit a character is; -1 if it is none. */
static int digit(uint32_t c)
{
	static const struct sign digits[] = {{0x3007, 0}, {0x96F6, 0}, {0x4E00, 1}, {0x58F9, 1},
		{0x58F1, 1}, {0x5F0C, 1}, {0x4E8C, 2}, {0x8D30, 2}, {0x8CB3, 2}, {0x5169, 2},
		{0x4E24, 2}, {0x4E09, 3}, {0x53C1, 3}, {0x53C3, 3}, {0x53C4, 3}, {0x56DB, 4},
		{0x8086, 4}, {0x4E94, 5}, {0x4F0D, 5}, {0x516D, 6}, {0x9646, 6}, {0x9678, 6},
		{0x4E03, 7}, {0x67D2, 7}, {0x516B, 8}, {0x634C, 8}, {0x4E5D, 9}, {0x7396, 9}};

	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
		if (digits[i].c == c)
			return digits[i].value;
	return -1;
}

/* 十 百 千 within a group of four; 0 if it is none. */
static unsigned place(uint32_t c)
{
	switch (c) {
	case 0x5341: /* 十 */
	case 0x62FE: /* 拾 */
		return 10;
	case 0x767E: /* 百 */
	case 0x4F70: /* 佰 */
		return 100;
	case 0x5343: /* 千 */
	case 0x4EDF: /* 仟 */
		return 1000;
	default:
		return 0;
	}
}

/* 万 亿 */
static uint64_t group(uint32_t c)
{
	if (c == 0x4E07 || c == 0x842C)
		return WAN;
	return c == 0x4EBF || c == 0x5104 ? YI : 0;
}

struct counting {
	uint64_t all, part; /* groups that are closed, and the one being read */
	int held;           /* a digit that waits for its place; -1 = none */
	uint64_t last;      /* the place or group that stood last: 两万三 is 23000 */
	bool zero;          /* 零 stood since: 一千零二 is 1002 */
};

static bool take_place(struct counting *n, unsigned p)
{
	if (n->held < 0 && p != TEN)
		return false; /* 百 alone is no number; 十五 is */
	n->part += (uint64_t)(n->held < 0 ? 1 : n->held) * p;
	n->held = -1;
	n->last = p;
	n->zero = false;
	return true;
}

static bool take_group(struct counting *n, uint64_t g)
{
	uint64_t part = n->part + (n->held > 0 ? (uint64_t)n->held : 0);

	if (g == YI) {
		part += n->all;
		n->all = 0;
	}
	if (!part || part > MOST / g)
		return false;
	n->all += part * g;
	n->part = 0;
	n->held = -1;
	n->last = g;
	n->zero = false;
	return true;
}

/* 一五〇: digits one beside the other. */
static bool plain_digits(const struct scan *s, size_t at, size_t *end, uint64_t *number)
{
	size_t i = at;

	for (*number = 0; i < s->n && digit(s->at[i]) >= 0; i++) {
		if (i - at >= MOST_DIGITS)
			return false;
		*number = *number * TEN + (uint64_t)digit(s->at[i]);
	}
	*end = i;
	return i - at > 1 && !place(s->at[i]) && !group(s->at[i]);
}

bool numeral_read(const struct scan *s, size_t at, size_t *end, uint64_t *number)
{
	struct counting n = {.held = -1};
	size_t i = at;

	if (plain_digits(s, at, end, number))
		return true;
	for (; i < s->n; i++) {
		int d = digit(s->at[i]);
		if (d == 0) {
			n.zero = true;
		} else if (d > 0) {
			if (n.held >= 0)
				return false;
			n.held = d;
		} else if (place(s->at[i])) {
			if (!take_place(&n, place(s->at[i])))
				break;
		} else if (!group(s->at[i]) || !take_group(&n, group(s->at[i]))) {
			break;
		}
	}
	if (n.held > 0) /* 两万三, but 一千零三 and 十三 */
		n.part += (uint64_t)n.held * (!n.zero && n.last > TEN ? n.last / TEN : 1);
	*number = n.all + n.part;
	*end = i;
	return i > at && *number <= MOST;
}

/* ---- money ----------------------------------------------------------------------------------- */

static bool is_yuan(uint32_t c)
{
	return c == 0x5143 || c == 0x5706 || c == 0x5713 || c == 0x5757; /* 元 圆 圓 块 */
}

/* What a unit behind a number is worth in 分; 0 if it is none. */
static int64_t worth(uint32_t c)
{
	if (is_yuan(c))
		return 100;
	return c == 0x89D2 ? 10 : c == 0x5206 ? 1 : 0; /* 角 分 */
}

bool numeral_money(const struct scan *s, int64_t *fen)
{
	size_t i = 0, end;
	int64_t last = INT64_MAX, sum = 0;
	uint64_t n;

	while (i < s->n && s->at[i] != 0x6574 && s->at[i] != 0x6B63) { /* 整 正 */
		if (!numeral_read(s, i, &end, &n) || !worth(s->at[end]) ||
			worth(s->at[end]) >= last)
			return false;
		last = worth(s->at[end]);
		sum += (int64_t)n * last;
		i = end + 1;
	}
	if (last == INT64_MAX || i + 1 < s->n)
		return false;
	*fen = sum;
	return true;
}
