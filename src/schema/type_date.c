#include <binggui/schema/type_date.h>

#include <binggui/schema/type_text.h>
#include <binggui/text/dateread.h>

/* Why a typed date was not taken. */
static const char *const refusals[] = {
	[DATEREAD_AMBIGUOUS] = "“%s”有几种读法，程序不猜；请按年月日写全，如 1986-11-02",
	[DATEREAD_INVALID] = "“%s”里的日子在日历上没有；请核对",
	[DATEREAD_RANGE] = "“%s”只填一个日期，这里写了起止两个",
	[DATEREAD_UNPARSED] = "“%s”看不懂；请写成 1986-11-02、1986-11 或 1986 的样子",
};

static bool parse_date(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	struct dateread read;
	char text[DATE_TEXT];

	str_clear(out);
	dateread_typed(&read, typed, c ? c->today : (struct date){0});
	switch (read.fault) {
	case DATEREAD_OK:
	case DATEREAD_PARTIAL:
		date_format(read.date, text);
		str_set(out, text);
		return true;
	case DATEREAD_EMPTY:
	case DATEREAD_OPEN: /* 至今: there is no end to write down */
		return true;
	default:
		str_clear(why);
		str_addf(why, refusals[read.fault], f->label);
		return false;
	}
}

static bool check_date(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *why)
{
	struct date d;

	(void)c;
	if (date_parse(&d, value))
		return true;
	str_clear(why);
	str_addf(why, "“%s”存的“%s”不是日期", f->label, value);
	return false;
}

/* The earliest day, high byte first, then how much is known. */
static void date_key(const struct def_field *f, const char *value, struct str *out)
{
	struct date d = {0};

	(void)f;
	uint32_t days = date_parse(&d, value) ? (uint32_t)date_days(d) ^ UINT32_C(0x80000000) : 0;
	for (int shift = 24; shift >= 0; shift -= 8)
		str_addc(out, (char)(days >> shift));
	str_addc(out, (char)((d.month != 0) + (d.day != 0)));
}

bool type_date_span(struct date d, int32_t *first, int32_t *last)
{
	if (date_none(d))
		return false;
	*first = *last = date_days(d);
	if (!d.month)
		*last += date_month_days(d.year, 2) == 29 ? 365 : 364;
	else if (!d.day)
		*last += date_month_days(d.year, d.month) - 1;
	return true;
}

const struct type type_date = {
	.name = "date",
	.label = "日期",
	.size = 10,
	.width = 10,
	.ordered = true,
	.parse = parse_date,
	.format = type_text_format,
	.check = check_date,
	.key = date_key,
};
