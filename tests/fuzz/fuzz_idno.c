#include <fuzz/driver.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/idno.h>

const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"",
		"610927198611029101",
		"61092719861102911X",
		"６１０９２７１９８６１１０２９１１Ｘ",
		"610927861102910",
		"=\"612428195603159122\"",
		"'610927 19861102 9101",
		"6.10927198611029E+17",
		"610927198611029101.0",
		"610927********9101",
		"610927198611029000",
		"无",
		NULL,
	};
	return seeds;
}

/* A number that is right says so again when it is read again. */
static void check_right(const struct idno *id, struct date today)
{
	struct idno again;

	FUZZ_HOLDS(strlen(id->number) == 18);
	FUZZ_HOLDS(idno_check_digit(id->number) == id->number[17]);
	FUZZ_HOLDS(idno_region_known(id->number));
	FUZZ_HOLDS(date_full(id->birth) && date_valid(id->birth));
	FUZZ_HOLDS(id->sex == 'M' || id->sex == 'F');
	idno_parse(&again, id->number, false, today);
	FUZZ_HOLDS(again.fault == IDNO_OK);
	FUZZ_HOLDS(strcmp(again.number, id->number) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *text = mem_strndup((const char *)data, n), mask[19];
	struct date today = {2026, 11, 23};
	struct idno id;

	for (int from_number = 0; from_number < 2; from_number++) {
		idno_parse(&id, text, from_number, today);
		FUZZ_HOLDS(id.fault <= IDNO_CHECK_DIGIT);
		FUZZ_HOLDS(strlen(id.number) <= 18);
		FUZZ_HOLDS(id.swap_at >= -1 && id.swap_at < 17);
		if (id.fault == IDNO_OK)
			check_right(&id, today);
	}
	idno_mask(mask, text);
	FUZZ_HOLDS(strlen(mask) <= 18);
	mem_free(text);
	return 0;
}
