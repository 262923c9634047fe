#include <binggui/app/asking.h>

#include <string.h>

#include <binggui/app/out.h>
#include <binggui/app/paper.h>
#include <binggui/table/journal.h>

static const char *const formats[] = {
	[ASKING_TEXT] = "text",
	[ASKING_JSON] = "json",
	[ASKING_CSV] = "csv",
	[ASKING_XLSX] = "xlsx",
};

static bool ends(const char *path, const char *upper, const char *lower)
{
	return path && (text_ends(path, upper) || text_ends(path, lower));
}

enum asking_format asking_format(const struct app *app)
{
	const struct options *o = &app->options;

	if (o->json)
		return ASKING_JSON;
	for (size_t i = 0; o->format && i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i], o->format) == 0)
			return (enum asking_format)i;
	if (o->format)
		return ASKING_UNKNOWN;
	return ends(o->output, ".XLSX", ".xlsx") ? ASKING_XLSX
	       : ends(o->output, ".CSV", ".csv") ? ASKING_CSV
						 : ASKING_TEXT;
}

bool asking_check(const struct app *app, struct err *e)
{
	const struct options *o = &app->options;
	enum asking_format format = asking_format(app);
	enum export_format file;

	if (format == ASKING_UNKNOWN)
		return err_set(e, ERR_USAGE, "--format 只能是 text、json、csv 或 xlsx，不是“%s”",
			o->format);
	if (format == ASKING_XLSX && !ends(o->output, ".XLSX", ".xlsx"))
		return err_set(e, ERR_USAGE, "写 xlsx 要用 -o 写明文件名，以 .xlsx 结尾");
	if (format == ASKING_CSV && o->output && !ends(o->output, ".CSV", ".csv"))
		return err_set(e, ERR_USAGE, "文件名 %s 应以 .csv 结尾", o->output);
	return export_format(
		o->output && format >= ASKING_CSV ? o->output : "-.csv", o->encoding, &file, e);
}

bool asking_area(struct archive *a, const char *typed, struct str *reference, struct str *name,
	struct err *e)
{
	const struct def_table *areas = defs_table(a->defs, "area");
	const struct def_field *f = areas ? areas->tree : NULL; /* it knows how an area is typed */
	struct str value = {0}, why = {0};

	if (!text_blank(typed) && !f)
		return err_set(e, ERR_CONFIG, "定义文件里没有行政区划（area）");
	if (!text_blank(typed) && !type_parse(f, &a->types, typed, &value, &why)) {
		err_set(e, ERR_USAGE, "区划“%s”：%s", typed, str_c(&why));
		str_free(&value);
		str_free(&why);
		return false;
	}
	str_set(reference, str_c(&value));
	if (name)
		str_clear(name);
	if (name && value.n)
		type_format(f, &a->types, str_c(&value), name);
	str_free(&value);
	str_free(&why);
	return true;
}

bool asking_save(struct archive *a, const struct grid *g, const struct def_table *t,
	const char *path, const char *encoding, struct err *e)
{
	enum export_format format;
	struct str reason = {0};

	if (!export_format(path, encoding, &format, e))
		return false;
	str_addf(&reason, "%s到 %s", g->title ? g->title : "统计", path);
	bool ok =
		journal_note(a, "export", t, 0, str_c(&reason), e) && grid_save(g, path, format, e);
	str_free(&reason);
	return ok;
}

/* On a terminal or in a pipe a line ends as lines do there. */
static void plain_lines(struct str *text)
{
	size_t kept = 0;

	for (size_t i = 0; i < text->n; i++)
		if (text->at[i] != '\r')
			text->at[kept++] = text->at[i];
	str_cut(text, kept);
}

bool asking_write(const struct app *app, const struct grid *g, const struct def_table *t,
	struct str *out, struct err *e)
{
	const struct options *o = &app->options;
	enum asking_format format = asking_format(app);

	if (format == ASKING_TEXT) {
		grid_write_text(g, out);
	} else if (format == ASKING_CSV && !o->output) {
		grid_write_csv(g, out);
		plain_lines(out);
	} else {
		if (!asking_save(app->archive, g, t, o->output, o->encoding, e))
			return false;
		str_addf(out, "已写到 %s\n", o->output);
	}
	return true;
}

bool asking_print(const struct app *app, const struct str *out, struct err *e)
{
	const struct options *o = &app->options;

	if (o->output && asking_format(app) < ASKING_CSV)
		return paper_write(str_c(out), o->output, o->encoding, e);
	out_text(str_c(out));
	return true;
}
