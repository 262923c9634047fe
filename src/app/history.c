#include <binggui/app/history.h>

#include <string.h>
#include <time.h>

#include <binggui/text/utf8.h>

enum { NAMED_PLACES = 4 };

const char *history_action(const char *action)
{
	static const char *const words[][2] = {
		{"create", "新建"},
		{"save", "修改"},
		{"move", "办理"},
		{"void", "作废"},
		{"restore", "恢复"},
		{"import", "导入"},
		{"undo", "撤销"},
		{"merge", "合并修改"},
		{"reveal", "查看保密内容"},
		{"print", "打印"},
		{"verify", "复录核对"},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i][0], action) == 0)
			return words[i][1];
	return action;
}

void history_time(int64_t time_ms, struct str *out)
{
	time_t seconds = (time_t)(time_ms / 1000);
	char text[32];
	struct tm tm;

	localtime_r(&seconds, &tm);
	strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &tm);
	str_set(out, text);
}

static const struct def_field *by_number(const struct def_table *t, uint16_t number)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i]->number == number)
			return t->fields[i];
	return NULL;
}

void history_value(struct archive *a, const struct def_field *f, const char *value, bool revealed,
	struct str *out)
{
	if (!*value)
		str_set(out, "（空）");
	else if (!f)
		str_set(out, value);
	else if (revealed)
		type_format(f, &a->types, value, out);
	else
		type_format_masked(f, &a->types, value, out);
}

void history_flatten(struct str *s)
{
	struct str flat = {0};

	for (size_t i = 0; i < s->n; i++)
		if (s->at[i] == '\n')
			str_add(&flat, " / ");
		else
			str_addc(&flat, s->at[i]);
	str_free(s);
	*s = flat;
}

static void add_place(struct str *out, size_t *n, size_t place)
{
	if (*n < NAMED_PLACES)
		str_addf(out, "%s%zu", *n ? "、" : "", place);
	++*n;
}

void history_places(const char *first, const char *text, struct str *out)
{
	const char *a = first, *b = text;
	const char *a_end = a + strlen(a), *b_end = b + strlen(b);
	struct str places = {0};
	size_t n = 0;

	if (!*a || utf8_count(a) != utf8_count(b))
		return;
	for (size_t i = 1; a < a_end && b < b_end; i++)
		if (utf8_next(&a, a_end) != utf8_next(&b, b_end))
			add_place(&places, &n, i);
	if (n && n <= NAMED_PLACES)
		str_addf(out, "  （第%s位不同）", str_c(&places));
	str_free(&places);
}

static void add_value(
	struct archive *a, const struct def_field *f, const char *value, struct str *out)
{
	struct str shown = {0};

	if (!*value)
		str_set(&shown, "空");
	else if (f)
		type_format_masked(f, &a->types, value, &shown);
	else
		str_set(&shown, value);
	str_add(out, str_c(&shown));
	str_free(&shown);
}

/* Field 0 is no field: the record was voided, or is no longer. */
static void add_field(struct archive *a, const struct def_table *t, const struct journal_entry *j,
	const struct journal_field *change, struct str *out)
{
	const struct def_field *f = by_number(t, change->field);
	bool made = j->previous == 0 && !*change->old;
	const char *label = change->field == 0 ? "作废" : f ? f->label : "（已取消的字段）";

	str_addf(out, "    %s：", label);
	if (!made) {
		add_value(a, f, change->old, out);
		str_add(out, " → ");
	}
	add_value(a, f, change->new, out);
	str_addc(out, '\n');
}

void history_entry(struct archive *a, const struct def_table *t, const struct journal_entry *j,
	struct str *out)
{
	struct str when = {0};

	history_time(j->time_ms, &when);
	str_addf(out, "%s  %s  %s  第%u版%s%s\n", str_c(&when), j->user, history_action(j->action),
		j->version, j->reason && *j->reason ? "  " : "", j->reason ? j->reason : "");
	str_free(&when);
	for (size_t i = 0; i < j->n; i++)
		add_field(a, t, j, &j->at[i], out);
}
