#include <lib/hostile.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/table/table.h>
#include <binggui/text/utf8.h>

/* What is tried; "31337" and "PWNED" would be seen in the bytes if one got through. */
static const char *const seeds[] = {
	"\x1b[31337m",
	"\x1b[2J\x1b[H",
	"\x1b]0;PWNED\a",
	"\x1b]52;c;UFdORUQ=\x1b\\",
	"\x1bP+q544e\x1b\\",
	"\x1b[31337;31337H",
	"\x1b"
	"c",
	"\x1b[6n",
	"\x1b[5i",
	"\x1b(0",
	"\x1b#8",
	"\x1b_PWNED\x1b\\",
	"\x1b^PWNED\x1b\\",
	"\x1b[?1049l",
	"\x1b",
	"\x1b[",
	"\xc2\x9b"
	"31337m",
	"\xc2\x9d"
	"0;PWNED\xc2\x9c",
	"\xc2\x90PWNED\xc2\x9c",
	"\xc2\x85",
	"\x9b"
	"31337m",
	"\x9d"
	"0;PWNED\x9c",
	"\x90",
	"\x85",
	"\a",
	"\b\b\b\b",
	"\r",
	"\x0e",
	"\x0f",
	"\x7f",
	"\v",
	"\f",
	"\x05",
	"\x01\x02\x03",
	"\t",
	"\n",
	"\r\n",
	"\x18\x1a",
	"\u202a\u202b\u202c\u202d\u202e",
	"\u2066\u2067\u2068\u2069",
	"\u200e\u200f\u061c",
	"\u200b\u200c\u200d\u2060",
	"\ufeff",
	"\u00ad\u180e",
	"\ufff9\ufffa\ufffb",
	"\u2028\u2029",
	"\U000e0001\U000e0041",
	"\u2061\u206a\u206f",
	"\xff\xfe",
	"\xc0\xaf",
	"\xed\xa0\x80",
	"\xf4\x90\x80\x80",
	"\xe5\xbc",
	"\xf0\x9f\x98",
	"\xc1",
	"\x80\xbf",
	"\xf8\x88\x80\x80\x80",
	"e\u0301\u0301\u0301\u0301\u0301\u0301",
	"\u0301\u20dd",
	"张三丰",
	"㛃䶮𬭩·",
	"1２３",
	"=1+1",
	"'\"<&>,;|",
	"%s%n%d",
	"a b",
	"\u3000",
	"{}[]",
};

enum { SEEDS = sizeof seeds / sizeof *seeds };

static uint64_t next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

void hostile_text(struct str *out, size_t i)
{
	uint64_t state = (i + 1) * UINT64_C(0x9E3779B97F4A7C15);

	str_set(out, seeds[i % SEEDS]); /* each of them leads some text */
	for (size_t parts = i / SEEDS ? 1 + next(&state) % 4 : 0; parts; parts--) {
		uint64_t r = next(&state);
		if (r % 4 == 0)
			str_addc(out, (char)(1 + r / 4 % 255));
		else
			str_add(out, seeds[r / 4 % SEEDS]);
	}
}

void hostile_long(struct str *out, size_t i)
{
	struct str part = {0};

	str_clear(out);
	for (size_t k = i; out->n < 10 * 1024; k++) {
		hostile_text(&part, k);
		str_addn(out, str_c(&part), part.n);
	}
	str_free(&part);
}

size_t hostile_count(void)
{
	const char *said = getenv("BINGGUI_HOSTILE");
	uint64_t n;

	return said && text_to_u64(said, &n) && n ? (size_t)n : 260;
}

bool hostile_character(uint32_t c)
{
	static const uint32_t ranges[][2] = {{0, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x61C, 0x61C},
		{0x180E, 0x180E}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
		{0xD800, 0xDFFF}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF},
		{0xE0000, 0xE0FFF}, {0x110000, UINT32_MAX}};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

long hostile_in(const char *text, size_t n)
{
	for (const char *at = text, *end = text + n; at < end;) {
		const char *from = at;
		uint32_t c = utf8_next(&at, end);
		if (c != '\n' && c != '\t' && hostile_character(c))
			return from - text;
	}
	return -1;
}

/* ---- records --------------------------------------------------------------------------------- */

/* What no other record has, where no two may have the same. */
static void tell_apart(struct str *out, const struct def_field *f, size_t record)
{
	if (!f->unique)
		return;
	for (char *c = out->at; (c = strchr(c, '\n'));)
		*c = ' '; /* each line would be a value of its own */
	str_addf(out, "%08zu", record);
}

void hostile_value(struct str *out, const struct def_field *f, size_t i, size_t record)
{
	hostile_text(out, i);
	tell_apart(out, f, record);
}

/* With `with_long` one of the fields holds 10 KB. */
static bool save(struct archive *a, const struct def_table *t, const char *owner, size_t i,
	bool with_long, uint64_t *id, struct err *e)
{
	struct record r = {0};
	struct str text = {0};
	size_t before = (size_t)archive_count(a, t);

	for (size_t k = 0; k < t->n; k++) {
		const struct def_field *f = t->fields[k];
		if (f->computed || (t->flow && f == t->flow->state))
			continue; /* no state is stored but those of the flow */
		if (with_long && k == i % t->n)
			hostile_long(&text, i);
		else
			hostile_text(&text, i * 7 + k);
		tell_apart(&text, f, before);
		record_set(&r, f->number, f == t->owner ? owner : str_c(&text));
	}
	struct change c = {.table = t, .record = &r};
	/* Past every gate: what the programs of others may have left in a store. */
	const struct save_options how = {.skip_check = true, .action = "merge", .joins = true};
	bool ok = table_save(a, &c, 1, &how, e);
	*id = r.id;
	change_free(&c);
	record_free(&r);
	str_free(&text);
	return ok;
}

void hostile_records(struct archive *a, size_t i)
{
	const struct def_table *person = defs_table(a->defs, "person");
	struct err e = {0};
	char owner[32] = "";
	uint64_t id;
	/* each field of each table has had one by then; thousands are gigabytes of the same */
	bool with_long = i < 100 || i % 10 == 0;

	for (size_t pass = 0; pass < 2; pass++)
		for (size_t k = 0; k < a->defs->n; k++) {
			const struct def_table *t = a->defs->tables[k];
			if ((t == person) != (pass == 0))
				continue;
			cr_assert((with_long && save(a, t, owner, i, true, &id, &e)) ||
					  save(a, t, owner, i, false, &id, &e),
				"%s %zu: %s", t->name, i, e.text);
			if (t == person)
				record_id_text(id, owner);
		}
}
