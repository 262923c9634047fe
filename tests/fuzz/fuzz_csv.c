#include <fuzz/driver.h>

#include <string.h>

#include <binggui/text/csv.h>
#include <binggui/text/sheet.h>

const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"",
		"姓名,身份证号\r\n张三,610927198611029101\r\n",
		"\"a\",\"b\"\"c\",\"d\ne\"\n\n\"x\"y,=\"0123\"",
		"a;b;c\n1;2\n3;4;5;6",
		"a\tb\r\"c\td\"\r",
		"sep=;\na;b\n",
		"\xEF\xBB\xBFx,y\n\"open, never closed\n1,2\n",
		"\xD0\xD5\xC3\xFB,\xD0\xD4\xB1\xF0\r\n\xD5\xC5\xC8\xFD,\xC4\xD0\r\n\x1A",
		NULL,
	};
	return seeds;
}

static void write_rows(struct str *out, const struct sheet *s, char separator)
{
	for (size_t i = 0; i < s->n; i++) {
		FUZZ_HOLDS(s->rows[i].number == i + 1);
		FUZZ_HOLDS(s->rows[i].n <= s->columns);
		for (size_t c = 0; c < s->rows[i].n; c++)
			csv_add_cell(out, s->rows[i].cells[c].text, separator, c);
		csv_end_row(out);
	}
}

/* Rows that were read come back the same after writing; a row of one empty cell is a blank line. */
static void check_return(const struct sheet *s, char separator)
{
	struct str out = {0};
	struct sheet back = {0};

	write_rows(&out, s, separator);
	csv_parse(&back, str_c(&out), out.n, separator);
	bool special = text_starts(str_c(&out), "sep=") || text_starts(str_c(&out), "\xEF\xBB\xBF");
	for (size_t i = 0; !special && i < s->n; i++) {
		FUZZ_HOLDS(i < back.n);
		FUZZ_HOLDS(!(back.rows[i].flags & ROW_QUOTE_MALFORMED));
		for (size_t c = 0; c < s->rows[i].n; c++)
			FUZZ_HOLDS(strcmp(sheet_text(&back.rows[i], c), s->rows[i].cells[c].text) ==
				   0);
	}
	cell_free_sheet(&back);
	str_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char separators[] = {',', ';', '\t'};
	const char *text = (const char *)data;
	struct book b;

	FUZZ_HOLDS(csv_separator(text, n) != '\0');
	for (size_t i = 0; i < sizeof separators; i++) {
		struct sheet s = {0};
		csv_parse(&s, text, n, separators[i]);
		check_return(&s, separators[i]);
		cell_free_sheet(&s);
	}
	if (sheet_parse(&b, text, n, NULL, NULL))
		sheet_close(&b);
	return 0;
}
