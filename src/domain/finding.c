#include <binggui/domain/finding.h>

#include <stdarg.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>

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
	added->text = text.at ? str_take(&text) : mem_strdup("");
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
