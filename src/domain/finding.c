#include <binggui/domain/finding.h>

#include <stdarg.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/text/utf8.h>

enum {
	QUOTED_MOST = 40
}; /* characters of a cell: the message is one line, the file has the whole */

static const struct {
	const char *name, *label;
} outcomes[OUTCOME_COUNT] = {
	[OUTCOME_ACCEPT] = {"accept", "导入"},
	[OUTCOME_WARN] = {"warn", "提醒"},
	[OUTCOME_REPORT] = {"report", "未导入"},
	[OUTCOME_SKIP] = {"skip", "跳过"},
};

static const struct {
	const char *name;
	enum outcome outcome;
} codes[FINDING_COUNT] = {
#define AS_ENTRY(id, name, outcome) [FINDING_##id] = {name, outcome},
	FINDING_CODES(AS_ENTRY)
#undef AS_ENTRY
};

const char *outcome_name(enum outcome o)
{
	return outcomes[o].name;
}

const char *outcome_label(enum outcome o)
{
	return outcomes[o].label;
}

const char *finding_name(enum finding_code c)
{
	return codes[c].name;
}

enum outcome finding_outcome(enum finding_code c)
{
	return codes[c].outcome;
}

enum finding_code finding_by_name(const char *name)
{
	for (int c = 0; c < FINDING_COUNT; c++)
		if (text_eq(codes[c].name, name))
			return (enum finding_code)c;
	return FINDING_COUNT;
}

/* Each quoted cell down to what can be read at a glance. */
static char *with_short_quotes(const char *text)
{
	static const char open[] = "“", close[] = "”";
	struct str out = {0};

	for (const char *at; (at = strstr(text, open));) {
		const char *from = at + strlen(open), *end = strstr(from, close);
		if (!end)
			break;
		char *quoted = mem_strndup(from, (size_t)(end - from));
		bool cut = utf8_count(quoted) > QUOTED_MOST;
		str_addn(&out, text, (size_t)(from - text));
		str_addn(&out, quoted, cut ? utf8_bytes(quoted, QUOTED_MOST) : strlen(quoted));
		str_addf(&out, "%s%s", cut ? "…" : "", close);
		mem_free(quoted);
		text = end + strlen(close);
	}
	str_add(&out, text);
	return out.at ? str_take(&out) : mem_strdup("");
}

void finding_add(
	struct findings *f, const char *field, enum finding_code code, const char *format, ...)
{
	struct str text = {0};
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	struct finding *added = vec_add(f);
	added->field = field;
	added->code = code;
	added->text = with_short_quotes(str_c(&text));
	str_free(&text);
}

bool finding_has(const struct findings *f, enum finding_code code)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->at[i].code == code)
			return true;
	return false;
}

void findings_free(struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		mem_free(f->at[i].text);
	vec_free(f);
}
