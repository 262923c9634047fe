#include <fuzz/driver.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/dateread.h>

const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"",
		"1986-11-02 00:00:00",
		"1986年11月2日",
		"'86.11",
		"198611",
		"19861100",
		"31718.0",
		"民国七十五年十一月二日",
		"二OO八年八月八日",
		"1986.11—1990.12",
		"1986年11月至今",
		"02/03/1986",
		"2-Nov-86",
		"1986-11-02T08:30:00.000+08:00",
		"t-17",
		"１９８６年底",
		NULL,
	};
	return seeds;
}

static void check(const struct dateread *r)
{
	FUZZ_HOLDS(r->fault <= DATEREAD_UNPARSED);
	bool dated = r->fault == DATEREAD_OK || r->fault == DATEREAD_PARTIAL ||
		     r->fault == DATEREAD_RANGE;
	FUZZ_HOLDS(dated ? date_valid(r->date) : date_none(r->date));
	FUZZ_HOLDS((r->fault == DATEREAD_OK) ? date_full(r->date) : true);
	FUZZ_HOLDS(r->fault != DATEREAD_PARTIAL || !date_full(r->date));
	FUZZ_HOLDS(r->fault != DATEREAD_RANGE || r->until_open != date_valid(r->until));
	FUZZ_HOLDS(!r->from_serial || r->fault == DATEREAD_OK);
}

/* What was read is read again from its canonical text. */
static void check_again(const struct dateread *r, struct date today)
{
	char canonical[DATE_TEXT];
	struct dateread again;

	date_format(r->date, canonical);
	dateread_cell(&again, canonical, true, today);
	FUZZ_HOLDS(again.fault == r->fault);
	FUZZ_HOLDS(date_cmp(again.date, r->date) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *text = mem_strndup((const char *)data, n);
	struct date today = {2026, 11, 23};
	struct dateread r;

	for (int serial_ok = 0; serial_ok < 2; serial_ok++) {
		dateread_cell(&r, text, serial_ok, today);
		check(&r);
		if (r.fault == DATEREAD_OK || r.fault == DATEREAD_PARTIAL)
			check_again(&r, today);
	}
	dateread_typed(&r, text, today);
	check(&r);
	mem_free(text);
	return 0;
}
