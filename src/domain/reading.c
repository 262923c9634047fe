#include <binggui/domain/reading.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/domain/codeword.h>
#include <binggui/domain/namelist.h>
#include <binggui/domain/nothing.h>
#include <binggui/domain/phones.h>
#include <binggui/text/dateread.h>
#include <binggui/text/fold.h>
#include <binggui/text/headcount.h>
#include <binggui/text/utf8.h>

enum { MEMO_MOST = 4096 }; /* a bigger memory is slower than reading the cell again */

void reading_free(struct reading *r)
{
	str_free(&r->value);
	str_free(&r->why);
	str_free(&r->more_value);
	*r = (struct reading){.code = FINDING_COUNT};
}

void reader_free(struct reader *r)
{
	const char *key;
	void *value;

	for (size_t s = 0; r->memo && s < r->lexicon->n; s++) {
		for (size_t i = 0; map_each(&r->memo[s], &i, &key, &value);) {
			reading_free(value);
			mem_free(value);
		}
		map_free(&r->memo[s]);
	}
	mem_free(r->memo);
	mem_free(r->types);
	reading_free(&r->held);
	*r = (struct reader){0};
}

static void refuse(struct reading *out, enum finding_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static void refuse(struct reading *out, enum finding_code code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_clear(&out->why);
	str_addv(&out->why, format, args);
	va_end(args);
	str_clear(&out->value);
	out->code = code;
	out->keep = true;
}

/* What people write where there is nothing. */
static bool says_none(const char *text)
{
	static const char *const words[] = {"-", "--", "---", "—", "——", "－", "/", "\\", "无",
		"無", "暂无", "没有", "空", "不详", "未知", "N/A", "n/a", "NULL", "null", "None",
		"none", "／", "nan", "#N/A", "*", "、", "."};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_eq(text, words[i]))
			return true;
	return !*text;
}

/* ---- dates ----------------------------------------------------------------------------------- */

static void put_date(struct reading *out, const struct slot *s, struct date d, struct date today)
{
	char text[DATE_TEXT];

	if (d.year < 1850)
		refuse(out, FINDING_DATE_INVALID, "“%s”的年份 %d 不可能", s->field->label, d.year);
	else if (date_before(today, d) && !(s->field->intake & INTAKE_AHEAD))
		refuse(out, FINDING_DATE_FUTURE, "“%s”在今天以后", s->field->label);
	else {
		date_format(d, text);
		str_set(&out->value, text);
	}
}

static void put_range(struct reading *out, const char *label, const struct dateread *d)
{
	if (d->until_open)
		refuse(out, FINDING_DATE_OPEN, "“%s”写到“至今”，没有终点", label);
	else if (!date_none(d->until) && date_before(d->until, d->date))
		refuse(out, FINDING_RANGE_REVERSED, "“%s”的起止时间颠倒", label);
	else
		refuse(out, FINDING_DATE_RANGE, "“%s”里有两个日期，不知道是哪一个", label);
}

/* 至今(现役), 尚未退役: there is no end yet, whatever else is said. */
static bool says_open(const char *text)
{
	static const char *const words[] = {"至今", "现役", "未退役", "未退伍", "服役中"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

/* 1975年 月 日: a form whose blanks nobody filled in. */
static bool blank_form(const char *text, struct date *year)
{
	struct str plain = {0};
	char digits[5] = "";

	fold_ascii(&plain, text);
	if (strspn(str_c(&plain), "0123456789") == 4)
		memcpy(digits, plain.at, 4);
	const char *at = str_c(&plain) + strlen(digits);
	bool form = *digits && text_starts(at, "年") && strstr(at, "月");
	for (at += form ? strlen("年") : 0; form && *at;)
		if (*at == ' ' || *at == '_')
			at++;
		else if (text_starts(at, "月") || text_starts(at, "日"))
			at += strlen("月");
		else
			form = false;
	str_free(&plain);
	return form && date_parse(year, digits);
}

static void put_unread(
	struct reading *out, const struct slot *s, const char *text, struct date today)
{
	const char *label = s->field->label;
	struct date year;

	if (says_open(text)) {
		refuse(out, FINDING_DATE_OPEN, "“%s”写的是“%s”，不是一个日期", label, text);
		return;
	}
	if (!blank_form(text, &year)) {
		refuse(out, FINDING_DATE_UNPARSABLE, "“%s”的“%s”不是日期", label, text);
		return;
	}
	put_date(out, s, year, today);
	if (out->code != FINDING_COUNT)
		return;
	out->code = FINDING_DATE_PARTIAL;
	out->keep = true;
	str_addf(&out->why, "“%s”只写到年，月日没有填", label);
}

static void read_date(struct reader *r, const struct slot *s, const char *text, struct reading *out)
{
	struct dateread d;
	struct date today = r->archive->types.today;
	const char *label = s->field->label;

	bool own = date_parse(&d.date, text) && (strlen(text) > 4 || *text <= '2');
	if (own) /* as the program itself writes them */
		d.fault = DATEREAD_OK;
	else
		dateread_cell(&d, text, true, today);
	switch (d.fault) {
	case DATEREAD_OK:
	case DATEREAD_PARTIAL:
		put_date(out, s, d.date, today);
		break;
	case DATEREAD_EMPTY: /* 0000-00-00 was written, and is no date */
		if (strspn(text, "0-/. ") < strlen(text) || strlen(text) < 4 || !strchr(text, '0'))
			break;
		/* fall through */
	case DATEREAD_INVALID:
		refuse(out, FINDING_DATE_INVALID, "“%s”的“%s”不存在", label, text);
		break;
	case DATEREAD_OPEN:
		refuse(out, FINDING_DATE_OPEN, "“%s”写的是“%s”，不是一个日期", label, text);
		break;
	case DATEREAD_AMBIGUOUS:
		refuse(out, FINDING_DATE_AMBIGUOUS, "“%s”的“%s”有几种读法，请写全年月日", label,
			text);
		break;
	case DATEREAD_RANGE:
		if ((s->field->intake & INTAKE_UNTIL) && !d.until_open &&
			!date_before(d.until, d.date))
			put_date(out, s, d.until, today);
		else
			put_range(out, label, &d);
		break;
	case DATEREAD_UNPARSED:
		put_unread(out, s, text, today);
		break;
	}
}

/* 1986.11-1990.12, 1986.11至今: start and end in one cell; a single date is the start. */
static void read_period(
	struct reader *r, const struct slot *s, const char *text, struct reading *out)
{
	struct dateread d;
	char until[DATE_TEXT];

	dateread_cell(&d, text, true, r->archive->types.today);
	if (d.fault != DATEREAD_RANGE) {
		read_date(r, s, text, out);
		return;
	}
	if (!date_none(d.until) && date_before(d.until, d.date)) {
		put_range(out, s->label, &d);
		return;
	}
	put_date(out, s, d.date, r->archive->types.today);
	if (out->code != FINDING_COUNT || d.until_open)
		return;
	date_format(d.until, until);
	if (date_before(r->archive->types.today, d.until)) {
		out->code = FINDING_DATE_FUTURE;
		str_addf(&out->why, "“%s”的结束在今天以后", s->label);
		out->keep = true;
		return;
	}
	out->more = s->until;
	str_set(&out->more_value, until);
}

/* ---- codes ----------------------------------------------------------------------------------- */

static void add_line(struct str *values, const char *value)
{
	const char *at = str_c(values);
	size_t n = strlen(value);

	for (const char *found = at; (found = strstr(found, value)); found += n)
		if ((found == at || found[-1] == '\n') && (!found[n] || found[n] == '\n'))
			return;
	if (values->n)
		str_addc(values, '\n');
	str_add(values, value);
}

bool reading_splits(const struct lexicon *l, const struct slot *slot)
{
	return slot->role == SLOT_FIELD && slot->table != l->table && slot->field->codes &&
	       slot->field->required && slot->table->owner && !slot->table->owner->unique;
}

static bool is_between(uint32_t c)
{
	return c == 0x3001 || c == 0xFF0C || c == ',' || c == ';' || c == 0xFF1B || c == '/' ||
	       c == '\n' || c == ' ' || c == '+' || c == 0x3000 || c == 0xFF0F;
}

static void read_pieces(const struct slot *s, const char *text, struct reading *out)
{
	const char *at = text, *end = at + strlen(at);
	struct str piece = {0}, unknown = {0};

	while (at <= end) {
		uint32_t c = at < end ? utf8_next(&at, end) : (at++, 0);
		if (c && !is_between(c)) {
			utf8_add(&piece, c);
			continue;
		}
		bool rest;
		const struct def_code *code =
			piece.n ? codeword_find(s->field->codes, piece.at, &rest) : NULL;
		if (code)
			add_line(&out->value, code->label);
		else if (piece.n && !says_none(piece.at))
			str_addf(&unknown, "%s%s", unknown.n ? "、" : "", piece.at);
		str_clear(&piece);
	}
	if (unknown.n) {
		out->code = FINDING_VALUE_UNKNOWN;
		out->keep = true;
		str_addf(&out->why, "“%s”里没有“%s”这一项", s->field->label, unknown.at);
	}
	str_free(&piece);
	str_free(&unknown);
}

static void read_code(struct reader *r, const struct slot *s, const char *text, struct reading *out)
{
	bool rest;
	const struct def_code *code = codeword_find(s->field->codes, text, &rest);
	const struct def_field *other;
	const struct def_code *other_code;

	if (code) {
		str_set(&out->value, code->label);
		out->keep = rest;
		return;
	}
	if (says_none(text))
		return;
	if (s->field->multiple || reading_splits(r->lexicon, s)) {
		read_pieces(s, text, out);
		return;
	}
	code = s->table != r->lexicon->table
		       ? codeword_split(s->table, s->field, text, &other, &other_code)
		       : NULL;
	if (!code) {
		refuse(out, FINDING_VALUE_UNKNOWN, "“%s”里没有“%s”这一项", s->field->label, text);
		return;
	}
	str_set(&out->value, code->label);
	out->more = lexicon_field(r->lexicon, s->table, other->name);
	str_set(&out->more_value, other_code->label);
}

/* ---- telephones, figures, places -------------------------------------------------------------- */

static const struct slot *next_phone(const struct lexicon *l, const struct slot *s)
{
	for (size_t i = s->number + 1; i < l->n; i++)
		if (l->at[i]->role == SLOT_FIELD && l->at[i]->table == s->table &&
			l->at[i]->field->type == s->field->type)
			return l->at[i];
	return NULL;
}

static void read_phone(
	struct reader *r, const struct slot *s, const char *text, struct reading *out)
{
	struct phones p;

	phones_read(&p, s->field, &r->archive->types, text);
	if (p.n)
		str_set(&out->value, str_c(&p.at[0]));
	if (p.n > 1) {
		out->more = next_phone(r->lexicon, s);
		str_set(&out->more_value, str_c(&p.at[1]));
	}
	out->keep = p.words || p.more || p.bad || p.n > 2 || (p.n > 1 && !out->more);
	if (p.bad) {
		out->code = FINDING_PHONE_INVALID;
		str_addf(&out->why, "“%s”的“%s”不是%s电话号码", s->field->label, text,
			p.n ? "完整的" : "");
	} else if (p.n > 1) {
		out->code = FINDING_PHONE_MULTIPLE;
		str_addf(&out->why, "“%s”里有几个号码，第一个作联系电话", s->field->label);
	}
	phones_free(&p);
}

/* Without the unit behind a figure: 4人, 36个月, but not 1年以下. */
static void cut_unit(struct str *s)
{
	size_t n = strspn(str_c(s), "0123456789.-");

	if (n && n < s->n && utf8_count(s->at + n) <= 3 && (unsigned char)s->at[n] >= 0x80 &&
		!text_ends(s->at, "以下") && !text_ends(s->at, "以内"))
		str_cut(s, n);
}

/* 招2人, 若干, 男5女3 under 招聘人数: what is sure, and the rest in the note. */
static bool read_headcount(const struct slot *s, const char *text, struct reading *out)
{
	struct headcount n;

	if (!strstr(s->field->label, "人数") || !headcount_parse(&n, text))
		return false;
	if (n.n)
		str_addf(&out->value, "%u", n.n);
	out->keep = !n.exact;
	return true;
}

/* People are counted whole. */
static bool counts_people(const struct slot *s)
{
	return strstr(s->field->label, "人数") || strstr(s->field->label, "年龄");
}

/* 3-5人 typed into a spreadsheet becomes the third of May. */
static bool is_day(const char *text)
{
	struct date d;

	return strlen(text) == strlen("2020-03-05") && date_parse(&d, text) && date_full(d);
}

static void read_figure(
	struct reader *r, const struct slot *s, const char *text, struct reading *out)
{
	struct str plain = {0}, why = {0};
	bool money = text_eq(s->field->type_name, "money");

	if (is_day(text)) {
		refuse(out, money ? FINDING_AMOUNT_UNPARSABLE : FINDING_VALUE_UNKNOWN,
			"“%s”的“%s”是日期，不是数（表格软件会把 3-5 当作日期）", s->field->label,
			text);
		return;
	}
	fold_ascii(&plain, text);
	if (!money)
		cut_unit(&plain);
	if (!money && !type_parse(s->field, &r->archive->types, text, &out->value, &why) &&
		read_headcount(s, text, out))
		plain.n = 0;
	else if (!type_parse(s->field, &r->archive->types, str_c(&plain), &out->value, &why))
		refuse(out, money ? FINDING_AMOUNT_UNPARSABLE : FINDING_VALUE_UNKNOWN,
			"“%s”的“%s”不是数", s->field->label, text);
	else if (counts_people(s) && strchr(str_c(&out->value), '.'))
		refuse(out, FINDING_VALUE_UNKNOWN, "“%s”的“%s”不是整数", s->field->label, text);
	else if (money && str_c(&out->value)[0] == '-')
		refuse(out, FINDING_AMOUNT_NEGATIVE, "“%s”小于0", s->field->label);
	str_free(&plain);
	str_free(&why);
}

enum finding_code reading_village_code(enum village_fault fault)
{
	static const enum finding_code codes[] = {
		[VILLAGE_OK] = FINDING_COUNT,
		[VILLAGE_EMPTY] = FINDING_VILLAGE_MISSING,
		[VILLAGE_NOT_SAID] = FINDING_VILLAGE_MISSING,
		[VILLAGE_NOT_KNOWN] = FINDING_VILLAGE_UNKNOWN,
		[VILLAGE_SEVERAL] = FINDING_VILLAGE_AMBIGUOUS,
		[VILLAGE_ELSEWHERE] = FINDING_VILLAGE_TOWN_MISMATCH,
		[VILLAGE_OUTSIDE] = FINDING_OUT_OF_AREA,
	};

	return codes[fault];
}

static void read_ref(struct reader *r, const struct slot *s, const char *text, struct reading *out)
{
	struct village found;
	struct str why = {0};

	if (text_eq(s->field->table, "area")) {
		village_find(r->villages, text, NULL, NULL, &found);
		bool town = strstr(s->field->label, "镇") && !strstr(s->field->label, "村");
		if (town && *found.town)
			str_set(&out->value, found.town);
		else if (found.fault == VILLAGE_OK)
			str_set(&out->value, found.code);
		else if (found.fault == VILLAGE_NOT_SAID && *found.town &&
			 !text_eq(s->field->name, "village"))
			str_set(&out->value, found.town);
		else
			refuse(out, reading_village_code(found.fault), "“%s”：%s", s->field->label,
				found.why);
	} else if (!type_parse(s->field, &r->archive->types, text, &out->value, &why)) {
		refuse(out, FINDING_VALUE_UNKNOWN, "“%s”里没有找到“%s”", s->field->label, text);
	}
	str_free(&why);
}

static void read_other(
	struct reader *r, const struct slot *s, const char *text, struct reading *out)
{
	struct str why = {0}, names = {0};

	if (text_eq(s->field->type_name, "longtext") && nothing_said(text, s->field->label))
		return;
	if (s->field->intake & INTAKE_NAMES) {
		namelist_join(&names, text);
		text = str_c(&names);
	}
	if (!type_parse(s->field, &r->archive->types, text, &out->value, &why))
		refuse(out, FINDING_VALUE_UNKNOWN, "%s", str_c(&why));
	str_free(&names);
	str_free(&why);
}

/* ---- a cell ---------------------------------------------------------------------------------- */

typedef void read_as(struct reader *r, const struct slot *s, const char *text, struct reading *out);

static const struct reading_type {
	const char *type;
	read_as *read;
	bool memo;      /* cells of a column repeat */
	bool none_told; /* the reader knows itself what says "none" */
} types[] = {
	{"date", read_date, true, true},
	{"code", read_code, true, true},
	{"phone", read_phone, false, false},
	{"number", read_figure, true, false},
	{"money", read_figure, false, false},
	{"ref", read_ref, false, false},
	{"yesno", read_other, true, true},
};

static const struct reading_type *type_of(const struct slot *s)
{
	if (s->role == SLOT_PERIOD)
		return &types[0];
	if (!s->field)
		return NULL;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (text_eq(types[i].type, s->field->type_name))
			return &types[i];
	return NULL;
}

void reader_make(struct reader *r, struct archive *a, const struct lexicon *l, struct villages *v)
{
	*r = (struct reader){.archive = a, .lexicon = l, .villages = v};
	r->memo = mem_array(l->n + 1, sizeof *r->memo);
	r->types = mem_array(l->n + 1, sizeof *r->types);
	for (size_t i = 0; i < l->n; i++)
		r->types[i] = type_of(l->at[i]);
	r->held.code = FINDING_COUNT;
}

/* 6.217E+18, or a figure longer than a spreadsheet can hold: an account number that is one no more. */
static bool is_rounded(const struct cell *cell, const char *text)
{
	size_t n = strspn(text, "0123456789.");
	bool power = n && (text[n] == 'E' || text[n] == 'e') && text[n + 1] == '+' && text[n + 2] &&
		     !text[n + 2 + strspn(text + n + 2, "0123456789")];

	return power || (cell->flags & CELL_ROUNDED);
}

/* A number cell 1986.1 may have been typed as 1986.10: the spreadsheet drops the 0. */
static bool cut_month(const struct reading_type *t, const struct cell *cell)
{
	return t == &types[0] && cell->kind == CELL_NUMBER &&
	       strlen(cell->text) == strlen("1986.1") && text_ends(cell->text, ".1");
}

static void read_cell(struct reader *r, const struct slot *s, const struct cell *cell,
	const struct reading_type *t, struct reading *out)
{
	struct str clean = {0};
	bool lines = text_eq(s->field->type_name, "longtext") ||
		     (s->field->intake & INTAKE_NAMES) || (t && t->read == read_code);

	if (lines)
		fold_clean_lines(&clean, cell->text);
	else
		fold_clean(&clean, cell->text);
	const char *text = str_c(&clean);
	if (cell->kind == CELL_ERROR)
		refuse(out, FINDING_VALUE_UNKNOWN, "“%s”是表格里算错的值 %s", s->field->label,
			text);
	else if (!t && is_rounded(cell, text))
		refuse(out, FINDING_VALUE_UNKNOWN,
			"表格软件把“%s”当作数，后几位已经丢失；请把这一栏设为文本后重新录入",
			s->field->label);
	else if (cut_month(t, cell))
		refuse(out, FINDING_DATE_AMBIGUOUS,
			"“%s”的“%s”可能是1月，也可能是10月（表格软件会去掉末尾的0）",
			s->field->label, text);
	else if (s->role == SLOT_PERIOD)
		read_period(r, s, text, out);
	else if ((t && t->none_told) || !says_none(text))
		(t ? t->read : read_other)(r, s, text, out);
	if (out->code == FINDING_COUNT &&
		(cell->flags & CELL_LOSSY || strstr(text, "\xEF\xBF\xBD"))) {
		out->code = FINDING_ENCODING_LOSS;
		str_addf(&out->why, "“%s”里有字已经丢失", s->field->label);
	}
	str_free(&clean);
}

/* 1986-11-02: read faster than looked up. */
static bool is_plain_date(const struct reading_type *t, const char *text)
{
	return t == &types[0] && strlen(text) == 10 && text[4] == '-' && text[7] == '-';
}

const struct reading *reader_cell(
	struct reader *r, const struct slot *slot, const struct cell *cell)
{
	const struct reading_type *t = r->types[slot->number];
	bool once = cell->kind == CELL_ERROR || cut_month(t, cell) || (t && !t->memo);
	struct map *memo =
		t && !once && !is_plain_date(t, cell->text) ? &r->memo[slot->number] : NULL;
	struct reading *known = memo ? map_get(memo, cell->text) : NULL;

	if (known)
		return known;
	reading_free(&r->held);
	read_cell(r, slot, cell, t, &r->held);
	if (!memo || memo->n >= MEMO_MOST)
		return &r->held;
	known = mem_dup(&r->held, sizeof r->held);
	map_put(memo, cell->text, known);
	r->held = (struct reading){.code = FINDING_COUNT};
	return known;
}
