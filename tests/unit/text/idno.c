#include <criterion/criterion.h>
#include <string.h>

#include <binggui/text/idno.h>

static const struct date today = {2026, 11, 23};

static const char *const fault_names[] = {
	[IDNO_OK] = "ok",
	[IDNO_MISSING] = "missing",
	[IDNO_LENGTH] = "length",
	[IDNO_FORMAT] = "format",
	[IDNO_MASKED] = "masked",
	[IDNO_PRECISION_LOST] = "precision",
	[IDNO_BIRTH] = "birth",
	[IDNO_REGION] = "region",
	[IDNO_CHECK_DIGIT] = "check",
};

struct sample {
	const char *text;
	enum idno_fault fault;
	const char *number;
};

static void check(const struct sample *samples, size_t n, bool from_number)
{
	for (size_t i = 0; i < n; i++) {
		struct idno id;
		idno_parse(&id, samples[i].text, from_number, today);
		cr_expect_eq(id.fault, samples[i].fault, "\"%s\": %s, expected %s", samples[i].text,
			fault_names[id.fault], fault_names[samples[i].fault]);
		if (samples[i].number)
			cr_expect_str_eq(id.number, samples[i].number, "\"%s\": %s",
				samples[i].text, id.number);
	}
}

#define CHECK(from_number, ...)                                                                    \
	do {                                                                                       \
		static const struct sample samples[] = {__VA_ARGS__};                              \
		check(samples, sizeof samples / sizeof *samples, from_number);                     \
	} while (0)

Test(idno, valid_numbers_in_every_dress)
{
	CHECK(false, {"610927198611029101", IDNO_OK, "610927198611029101"},
		{"61092719861102911X", IDNO_OK, "61092719861102911X"},
		{"61092719861102911x", IDNO_OK, "61092719861102911X"},
		{"６１０９２７１９８６１１０２９１１Ｘ", IDNO_OK, "61092719861102911X"},
		{"61092719861102911ｘ", IDNO_OK, "61092719861102911X"},
		{"'610927198611029101", IDNO_OK, "610927198611029101"},
		{"=\"610927198611029101\"", IDNO_OK, "610927198611029101"},
		{"\t610927198611029101\t", IDNO_OK, "610927198611029101"},
		{"610927 19861102 9101", IDNO_OK, "610927198611029101"},
		{"\u00A0610927198611029101\u3000", IDNO_OK, "610927198611029101"},
		{"610927\u200B198611029101\uFEFF", IDNO_OK, "610927198611029101"},
		{"612428195603159122", IDNO_OK, "612428195603159122"});
}

Test(idno, what_it_tells)
{
	struct idno id;

	idno_parse(&id, "610927198611029101", false, today);
	cr_assert_eq(id.sex, 'F');
	cr_assert(id.birth.year == 1986 && id.birth.month == 11 && id.birth.day == 2);
	cr_assert_not(id.upgraded);
	cr_assert_eq(id.swap_at, -1);
	cr_assert_eq(id.expected, 0);
	idno_parse(&id, "61092719861102911X", false, today);
	cr_assert_eq(id.sex, 'M');
}

Test(idno, fifteen_digits_are_upgraded)
{
	struct idno id;

	idno_parse(&id, "610927861102910", false, today);
	cr_assert_eq(id.fault, IDNO_OK);
	cr_assert(id.upgraded);
	cr_assert_str_eq(id.number, "610927198611029101");
	idno_parse(&id, "610927861102910", true, today);
	cr_assert_eq(id.fault, IDNO_OK, "a double holds fifteen digits");
	idno_parse(&id, "610927861102910.0", true, today);
	cr_assert_str_eq(id.number, "610927198611029101");
	idno_parse(&id, "610927861332910", false, today);
	cr_assert_eq(id.fault, IDNO_BIRTH);
	idno_parse(&id, "61092786110291X", false, today);
	cr_assert_eq(id.fault, IDNO_FORMAT);
}

Test(idno, missing)
{
	CHECK(false, {NULL, IDNO_MISSING, ""}, {"", IDNO_MISSING, ""},
		{"  \u3000", IDNO_MISSING, ""}, {"-", IDNO_MISSING, ""}, {"/", IDNO_MISSING, ""},
		{"无", IDNO_MISSING, ""}, {"——", IDNO_MISSING, ""}, {"=\"\"", IDNO_MISSING, ""},
		{"'", IDNO_MISSING, ""});
}

Test(idno, length_and_format)
{
	CHECK(false, {"61092719861102911", IDNO_LENGTH, "61092719861102911"},
		{"6109271986110291011", IDNO_LENGTH, "610927198611029101"}, {"1", IDNO_LENGTH, "1"},
		{"61092719861102910O", IDNO_FORMAT, "61092719861102910O"},
		{"6l0927198611029101", IDNO_FORMAT, NULL},
		{"6109271986X1029101", IDNO_FORMAT, NULL},
		{"6109271986110291十1", IDNO_FORMAT, NULL},
		{"61092719861102910?", IDNO_FORMAT, NULL},
		{"610927-19861102-9101", IDNO_LENGTH, NULL}, {"遗失补办中", IDNO_LENGTH, NULL},
		{"\xFF\xFE", IDNO_LENGTH, NULL}, {"61092719861102910\xFF", IDNO_FORMAT, NULL});
	char far[300];
	struct idno id;
	memset(far, '6', sizeof far);
	far[sizeof far - 1] = '\0';
	idno_parse(&id, far, false, today);
	cr_assert_eq(id.fault, IDNO_LENGTH);
}

Test(idno, masked)
{
	CHECK(false, {"610927********9101", IDNO_MASKED, "610927********9101"},
		{"6109**********9101", IDNO_MASKED, NULL},
		{"610927＊＊＊＊＊＊＊＊9101", IDNO_MASKED, NULL},
		{"61092719861102****", IDNO_MASKED, NULL},
		{"610927●●●●●●●●9101", IDNO_MASKED, NULL},
		{"610927XXXXXXXX9101", IDNO_MASKED, NULL}, {"***", IDNO_MASKED, NULL});
}

Test(idno, rounded_by_a_spreadsheet)
{
	CHECK(false, {"6.10927E+17", IDNO_PRECISION_LOST, NULL},
		{"6.10927198611029e17", IDNO_PRECISION_LOST, NULL},
		{"６.１０９２７E+17", IDNO_PRECISION_LOST, NULL},
		{"610927198611029000", IDNO_PRECISION_LOST, NULL},
		{"610927198611029101.0", IDNO_PRECISION_LOST, NULL},
		{"610927198609019000", IDNO_OK, "610927198609019000"});
	CHECK(true, {"610927198611029000", IDNO_PRECISION_LOST, NULL},
		{"610927198611029101", IDNO_PRECISION_LOST, NULL},
		{"610927198609019000", IDNO_PRECISION_LOST, NULL});
}

Test(idno, birth_and_region)
{
	CHECK(false, {"610927198702299019", IDNO_BIRTH, NULL},
		{"610927198706319005", IDNO_BIRTH, NULL}, {"610927198613029105", IDNO_BIRTH, NULL},
		{"610927209911029104", IDNO_BIRTH, NULL}, {"610999198611029103", IDNO_REGION, NULL},
		{"101010198611029106", IDNO_REGION, NULL});
	struct idno id;
	idno_parse(&id, "610999198611029103", false, today);
	cr_assert_eq(id.birth.year, 1986);
	cr_assert_eq(id.sex, 'F');
	idno_parse(&id, "610927198611029101", false, (struct date){1986, 11, 1});
	cr_assert_eq(id.fault, IDNO_BIRTH);
	idno_parse(&id, "610927198611029101", false, (struct date){0});
	cr_assert_eq(id.fault, IDNO_OK, "no bound without a today");
}

Test(idno, check_digit_with_its_hint)
{
	struct idno id;

	idno_parse(&id, "610927198611029102", false, today);
	cr_assert_eq(id.fault, IDNO_CHECK_DIGIT);
	cr_assert_eq(id.expected, '1');
	cr_assert_eq(id.birth.year, 1986);
	cr_assert_eq(id.sex, 'F');
	cr_assert_str_eq(id.number, "610927198611029102", "never repaired");
}

Test(idno, one_swap_is_named_several_are_not)
{
	struct idno id;
	char number[19];
	int named = 0;

	for (int i = 6; i < 16; i++) {
		strcpy(number, "610927198611029101");
		if (number[i] == number[i + 1])
			continue;
		char c = number[i];
		number[i] = number[i + 1];
		number[i + 1] = c;
		idno_parse(&id, number, false, today);
		cr_expect_neq(id.fault, IDNO_OK, "%s", number);
		if (id.fault != IDNO_CHECK_DIGIT || id.swap_at < 0)
			continue;
		named++;
		c = number[id.swap_at];
		number[id.swap_at] = number[id.swap_at + 1];
		number[id.swap_at + 1] = c;
		idno_parse(&id, number, false, today);
		cr_expect_eq(id.fault, IDNO_OK, "%s", number);
	}
	cr_assert_gt(named, 0);
}

Test(idno, check_digit_function)
{
	cr_assert_eq(idno_check_digit("61092719861102910"), '1');
	cr_assert_eq(idno_check_digit("61092719861102911"), 'X');
}

Test(idno, regions)
{
	cr_assert(idno_region_known("612428"));
	cr_assert(idno_region_known("610927198611029101"));
	cr_assert_not(idno_region_known("610999"));
	cr_assert_not(idno_region_known("61092"));
	cr_assert_not(idno_region_known("61092a"));
	cr_assert_not(idno_region_known(""));
	cr_assert_not(idno_region_known(NULL));
}

Test(idno, mask)
{
	char out[19];

	idno_mask(out, "610927198611029101");
	cr_assert_str_eq(out, "610927********9101");
	idno_mask(out, "61092719861102911X");
	cr_assert_str_eq(out, "610927********911X");
	idno_mask(out, "610927861102910");
	cr_assert_str_eq(out, "***************");
	idno_mask(out, "镇坪");
	cr_assert_str_eq(out, "**");
	idno_mask(out, "61092719861102910一");
	cr_assert_str_eq(out, "******************");
	idno_mask(out, "");
	cr_assert_str_eq(out, "");
	idno_mask(out, NULL);
	cr_assert_str_eq(out, "");
}
