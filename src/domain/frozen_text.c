#include <binggui/domain/frozen_text.h>

#include <binggui/domain/figure_text.h>

enum { TITLE_COLUMNS = 40, PRINTED_COLUMNS = 14 };

void frozen_text_made(struct str *out, const struct frozen *f)
{
	const struct date d = f->made_on;

	str_addf(out, "%04d-%02d-%02d %s冻结%s%s", d.year, d.month, d.day, f->made_by,
		*f->note ? "：" : "", f->note);
}

/* Whether a chapter begins with this line. */
static bool begins_chapter(const struct frozen *f, size_t i)
{
	return i == 0 || !text_eq(f->at[i].chapter, f->at[i - 1].chapter);
}

void frozen_text_sheet(struct str *out, const struct frozen *f, const char *area)
{
	str_addf(out, "%s\n%s%s%s\n", f->title, f->period, *area ? "  " : "", area);
	frozen_text_made(out, f);
	str_addc(out, '\n');
	for (size_t i = 0; i < f->n; i++) {
		const struct frozen_line *l = &f->at[i];
		if (begins_chapter(f, i))
			str_addf(out, "\n%s\n", l->chapter);
		str_add(out, "  ");
		figure_text_pad(out, l->title, TITLE_COLUMNS);
		str_addc(out, ' ');
		figure_text_pad(out, l->text, *l->value ? PRINTED_COLUMNS : 0);
		if (*l->value)
			str_addf(out, " %s", l->value);
		str_addc(out, '\n');
	}
}

static void add_row(struct grid *out, const struct frozen_line *l)
{
	grid_text(out, l->chapter);
	grid_text(out, l->title);
	grid_text(out, l->text);
	grid_number(out, l->value);
	grid_text(out, l->unit);
	grid_number(out, l->behind);
	grid_text(out, l->definition);
	grid_end(out);
}

void frozen_text_grid(struct grid *out, const struct frozen *f, const char *area)
{
	static const char *const heads[] = {
		"章节", "项目", "表述", "准确数", "单位", "名单", "口径"};
	struct str text = {0};

	grid_title(out, f->title);
	grid_heading(out, f->title);
	str_addf(&text, "%s%s%s  ", f->period, *area ? "  " : "", area);
	frozen_text_made(&text, f);
	grid_heading(out, str_c(&text));
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		grid_text(out, heads[i]);
	grid_end(out);
	for (size_t i = 0; i < f->n; i++)
		add_row(out, &f->at[i]);
	str_free(&text);
}
