#include <binggui/domain/period.h>

#include <string.h>

#include <binggui/domain/rounding.h>
#include <binggui/text/dateread.h>

static struct date first_day(struct date d)
{
	d.month = d.month ? d.month : 1;
	d.day = d.day ? d.day : 1;
	return d;
}

static struct date last_day(struct date d)
{
	d.month = d.month ? d.month : 12;
	d.day = d.day ? d.day : (uint8_t)date_month_days(d.year, d.month);
	return d;
}

static bool read_end(struct span text, struct date today, struct date *out, struct err *e)
{
	struct str copy = {0};
	struct dateread read;

	text = span_trim(text);
	str_addn(&copy, text.at, text.n);
	dateread_typed(&read, str_c(&copy), today);
	bool ok = read.fault == DATEREAD_OK || read.fault == DATEREAD_PARTIAL;
	*out = read.date;
	if (!ok)
		err_set(e, ERR_USAGE, "“%s”不是日期；期间应写作 2019-01-01..2020-04-30 或 2019",
			str_c(&copy));
	str_free(&copy);
	return ok;
}

/* Where the first end stops and the second begins; NULL = there is only one. */
static const char *divider(const char *text, size_t *n)
{
	static const char *const words[] = {"..", "～", "~", "至"};
	const char *at;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if ((at = strstr(text, words[i])) != NULL) {
			*n = strlen(words[i]);
			return at;
		}
	return NULL;
}

bool period_read(
	const char *text, struct date today, struct date *since, struct date *until, struct err *e)
{
	size_t n = 0;
	const char *at = divider(text, &n);
	struct span from = {text, at ? (size_t)(at - text) : strlen(text)};

	if (!read_end(from, today, since, e))
		return false;
	*until = at ? today : *since;
	if (at && !text_blank(at + n) && !read_end(span_of(at + n), today, until, e))
		return false;
	*since = first_day(*since);
	*until = last_day(*until);
	if (date_cmp(*until, *since) < 0)
		return err_set(e, ERR_USAGE, "期间“%s”的结束早于开始", text);
	return true;
}

void period_words(struct str *out, struct date since, struct date until)
{
	struct str day = {0};
	bool from_new_year = since.month == 1 && since.day == 1;
	bool to_its_end = until.month == 12 && until.day == 31;

	if (from_new_year && to_its_end && since.year == until.year) {
		str_clear(out);
		str_addf(out, "%d年", since.year);
		return;
	}
	rounding_date(&day, until, false);
	if (from_new_year) {
		str_clear(out);
		str_addf(out, "%d年以来（至%s）", since.year, str_c(&day));
	} else {
		rounding_date(out, since, false);
		str_addf(out, "至%s", str_c(&day));
	}
	str_free(&day);
}

void period_text(struct str *out, struct date since, struct date until)
{
	char from[DATE_TEXT], to[DATE_TEXT];

	date_format(since, from);
	date_format(until, to);
	str_clear(out);
	str_addf(out, "%s..%s", from, to);
}
