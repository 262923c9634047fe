#include <fuzz/driver.h>

#include <string.h>

#include <binggui/text/charset.h>
#include <binggui/text/utf8.h>

const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"",
		"姓名,性别\r\n张三丰,男\r\n买买提·吐尔逊,男\r\n",
		"\xEF\xBB\xBF姓名\n𬭩㛃䶮\n",
		"\xD0\xD5\xC3\xFB,\xD0\xD4\xB1\xF0\r\n\xD5\xC5\xC8\xFD\xB7\xE1,\xC4\xD0\r\n",
		"\xFE\x9F\x82\x30\xB7\x31\x80\xA2\xE3\x95\x32\x82\x36\x83\x36\xCF\x39",
		"\xA9\x6D\xA6\x57,"
		"\xA9\xCA\xA7\x4F\r\n\xB1\x69\xA4\x54\xC2\xD7\x88\x62\x88\x66\xFB\x7D",
		"\xFF\xFE\x20\x5F\x09\x4E\x72\xD8\x69\xDF\x0D\x01\x0A\x01",
		"\xFE\xFF\x5F\x20\x4E\x09\xD8\x72\xDF\x69",
		NULL,
	};
	return seeds;
}

static void check_faults(const struct str *out, const struct charset_faults *f, size_t n)
{
	for (size_t i = 0; i < f->n; i++) {
		FUZZ_HOLDS(f->at[i].in < n);
		FUZZ_HOLDS(f->at[i].out + 3 <= out->n);
		FUZZ_HOLDS(memcmp(out->at + f->at[i].out, "\xEF\xBF\xBD", 3) == 0);
		FUZZ_HOLDS(i == 0 || f->at[i - 1].in < f->at[i].in);
		FUZZ_HOLDS(i == 0 || f->at[i - 1].out < f->at[i].out);
	}
}

/* What was decoded without a fault comes back as the same text. */
static void check_return(enum charset c, const struct str *text)
{
	struct str bytes = {0}, again = {0};
	struct charset_faults f = {0};
	size_t lost = 0;
	FUZZ_HOLDS(charset_encode(&bytes, c, str_c(text), text->n, &lost, NULL));
	FUZZ_HOLDS(charset_decode(&again, c, str_c(&bytes), bytes.n, &f, NULL));
	bool marks = text->n >= 3 && memcmp(text->at, "\xEF\xBB\xBF", 3) == 0;
	if (lost == 0 && !marks) {
		FUZZ_HOLDS(f.n == 0);
		FUZZ_HOLDS(strcmp(str_c(&again), str_c(text)) == 0);
	}
	charset_faults_free(&f);
	str_free(&bytes);
	str_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str out = {0};
	struct charset_faults f = {0};
	const char *bytes = (const char *)data;
	size_t bom;
	FUZZ_HOLDS(charset_detect(bytes, n, &bom) < CHARSET_COUNT);
	FUZZ_HOLDS(bom <= n);
	for (int c = 0; c < CHARSET_COUNT; c++) {
		FUZZ_HOLDS(charset_decode(&out, (enum charset)c, bytes, n, &f, NULL));
		FUZZ_HOLDS(utf8_valid(str_c(&out), out.n));
		FUZZ_HOLDS(strlen(str_c(&out)) == out.n);
		check_faults(&out, &f, n);
		if (f.n == 0)
			check_return((enum charset)c, &out);
	}
	charset_faults_free(&f);
	str_free(&out);
	return 0;
}
