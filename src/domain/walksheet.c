#include <binggui/domain/walksheet.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/table/table.h>
#include <binggui/text/width.h>
#include <binggui/text/xlsx_write.h>

/* What is said of a person, all as text. */
enum cell { NAME, SEX, AGE, PHONE, ADDRESS, LAST, STAFF, STATE, CELLS };

struct reading {
	const struct walksheet *sheet;
	const struct def_table *person, *visit, *target;
	struct str cells[CELLS];
};

static void reading_begin(struct reading *g, const struct walksheet *w)
{
	const struct defs *d = w->roll->archive->defs;

	*g = (struct reading){.sheet = w};
	g->person = defs_table(d, "person");
	g->visit = defs_table(d, "visit");
	g->target = defs_table(d, "campaign_target");
}

static void reading_end(struct reading *g)
{
	for (size_t i = 0; i < CELLS; i++)
		str_free(&g->cells[i]);
}

static const char *get(const struct def_table *t, const struct record *r, const char *name)
{
	const struct def_field *f = def_field(t, name);

	return f ? record_field(r, f) : "";
}

static void shown(struct reading *g, const struct def_table *t, const struct record *r,
	const char *name, struct str *out)
{
	const struct def_field *f = def_field(t, name);

	if (f && f->computed)
		expr_value(f->computed, r, &g->sheet->roll->archive->env, out);
	else if (f)
		type_format_masked(f, &g->sheet->roll->archive->types, record_field(r, f), out);
}

/* The day of his newest visit. */
static bool read_last(struct reading *g, const struct record *person, struct err *e)
{
	struct archive *a = g->sheet->roll->archive;
	struct str reference = {0};
	struct ids ids = {0};
	struct record r = {0};

	table_reference(g->person, person, &reference);
	bool ok = table_by_index(
		a, g->visit, def_field(g->visit, "person"), str_c(&reference), 0, &ids, e);
	for (size_t i = 0; ok && i < ids.n; i++) {
		ok = table_get(a, g->visit, ids.at[i], &r, e);
		if (ok && strcmp(get(g->visit, &r, "date"), str_c(&g->cells[LAST])) > 0)
			str_set(&g->cells[LAST], get(g->visit, &r, "date"));
	}
	record_free(&r);
	vec_free(&ids);
	str_free(&reference);
	return ok;
}

/* Only the name of whom: his unit is known where he works. */
static void read_staff(struct reading *g, const struct record *target)
{
	struct archive *a = g->sheet->roll->archive;
	const struct def_table *staff = defs_table(a->defs, "staff");
	const char *reference = get(g->target, target, "assigned");
	struct record r = {0};
	struct err e = {0};

	if (*reference && staff && table_by_reference(a, staff, reference, &r, &e))
		str_set(&g->cells[STAFF], get(staff, &r, "name"));
	record_free(&r);
}

static bool read_line(struct reading *g, size_t line, struct err *e)
{
	static const char *const states[] = {
		[ROLL_OPEN] = "", [ROLL_DONE] = "已走访", [ROLL_EXEMPT] = "免访"};
	const struct roll_line *l = &g->sheet->roll->at[line];
	struct archive *a = g->sheet->roll->archive;
	struct record p = {0}, t = {0};

	for (size_t i = 0; i < CELLS; i++)
		str_clear(&g->cells[i]);
	bool ok = table_get(a, g->person, l->person, &p, e) &&
		  table_get(a, g->target, l->target, &t, e) && read_last(g, &p, e);
	if (ok) {
		shown(g, g->person, &p, "name", &g->cells[NAME]);
		shown(g, g->person, &p, "sex", &g->cells[SEX]);
		shown(g, g->person, &p, "age", &g->cells[AGE]);
		shown(g, g->person, &p, "phone1", &g->cells[PHONE]);
		shown(g, g->person, &p, "live_addr", &g->cells[ADDRESS]);
		if (!g->cells[ADDRESS].n)
			shown(g, g->person, &p, "hukou_addr", &g->cells[ADDRESS]);
		read_staff(g, &t);
		str_set(&g->cells[STATE], states[l->state]);
	}
	record_free(&p);
	record_free(&t);
	return ok;
}

/* Whether a line stands on the sheet. */
static bool wanted(const struct walksheet *w, size_t line)
{
	return roll_within(w->roll, line, w->area) &&
	       (w->all || w->roll->at[line].state == ROLL_OPEN);
}

/* ---- text ------------------------------------------------------------------------------------ */

static void rule(struct str *out, int columns, char c)
{
	for (int i = 0; i < columns; i++)
		str_addc(out, c);
	str_addc(out, '\n');
}

/* A name is never cut on paper: a long one moves what stands behind it. */
static void name_column(struct str *out, const char *name, size_t columns)
{
	str_add(out, name);
	for (size_t i = width_text(name, 1); i < columns; i++)
		str_addc(out, ' ');
	str_addc(out, ' ');
}

/* Cut to its columns and followed by a blank. */
static void column(struct str *out, const char *text, size_t columns)
{
	width_fit(out, text, columns, 1);
	str_addc(out, ' ');
}

/* A label and a line to write on. */
static void blank(struct str *out, const char *label, int columns)
{
	str_add(out, label);
	for (int i = (int)width_text(label, 1); i < columns; i++)
		str_addc(out, '_');
	str_addc(out, ' ');
}

static void head(const struct walksheet *w, long area, size_t people, struct str *out)
{
	const struct areas *areas = &w->roll->areas;
	long town = area >= 0 ? areas->at[area].town : -1;
	char today[DATE_TEXT];

	date_format(w->roll->archive->types.today, today);
	str_addf(out, "%s  走访名单    %s%s%s    共 %zu 人    打印 %s\n", w->title,
		town >= 0 ? areas->at[town].name : "", town >= 0 ? " " : "",
		roll_place_name(w->roll, area), people, today);
	str_add(out, "走访日期 ______________   走访人 ______________________________\n");
	rule(out, w->columns, '=');
	str_add(out, "  序 姓名         性  龄 电话         上次走访   责任人     ");
	str_add(out, w->columns > 80 ? "住址\n" : "\n");
	rule(out, w->columns, '-');
}

static void body(const struct walksheet *w, struct reading *g, size_t number, struct str *out)
{
	const struct str *c = g->cells;
	char text[16];

	snprintf(text, sizeof text, "%4zu ", number);
	str_add(out, text);
	name_column(out, str_c(&c[NAME]), 12);
	column(out, str_c(&c[SEX]), 2);
	for (size_t i = width_text(str_c(&c[AGE]), 1); i < 3; i++)
		str_addc(out, ' ');
	str_addf(out, "%s ", str_c(&c[AGE]));
	column(out, str_c(&c[PHONE]), 12);
	column(out, c[LAST].n ? str_c(&c[LAST]) : "没有", 10);
	column(out, str_c(&c[STAFF]), 10);
	if (w->columns > 80)
		str_add(out, str_c(&c[ADDRESS]));
	else
		str_addf(out, "%s\n     ", str_c(&c[STATE]));
	if (w->columns <= 80 && c[ADDRESS].n)
		str_addf(out, "住址 %s", str_c(&c[ADDRESS]));
	else if (w->columns <= 80)
		blank(out, "住址", 74);
	str_add(out, "\n     见到[ ] 家属[ ] 未遇[ ]  ");
	blank(out, "慰问金", 16);
	blank(out, "实物", w->columns > 80 ? 26 : 14);
	blank(out, "签字", w->columns > 80 ? 40 : 14);
	str_add(out, "\n     ");
	blank(out, "诉求", w->columns - 6);
	str_add(out, "\n\n");
}

/* One place: its head, its people. */
static bool page(const struct walksheet *w, struct reading *g, long area, struct str *out,
	size_t *people, struct err *e)
{
	size_t n = 0, number = 0;
	bool ok = true;

	for (size_t i = 0; i < w->roll->n; i++)
		n += w->roll->at[i].area == area && wanted(w, i);
	if (!n)
		return true;
	if (out->n)
		str_add(out, "\n\n");
	head(w, area, n, out);
	for (size_t i = 0; ok && i < w->roll->n; i++) {
		if (w->roll->at[i].area != area || !wanted(w, i))
			continue;
		ok = read_line(g, i, e);
		body(w, g, ++number, out);
	}
	*people += n;
	return ok;
}

/* The places with anybody on the list, in the order of the roll. */
static void list_places(const struct roll *r, struct roll_places *out)
{
	for (size_t i = 0; i < r->n; i++)
		if (!out->n || out->at[out->n - 1] != r->at[i].area)
			vec_push(out, r->at[i].area);
}

/* Blanks at the ends of lines are ink for nobody. */
static void trim_lines(struct str *text)
{
	size_t to = 0;

	for (size_t i = 0; i < text->n; i++) {
		while (text->at[i] == '\n' && to && text->at[to - 1] == ' ')
			to--;
		text->at[to++] = text->at[i];
	}
	str_cut(text, to);
}

bool walksheet_text(const struct walksheet *w, struct str *out, size_t *people, struct err *e)
{
	struct reading g;
	struct roll_places places = {0};
	bool ok = true;

	str_clear(out);
	*people = 0;
	reading_begin(&g, w);
	list_places(w->roll, &places);
	for (size_t i = 0; ok && i < places.n; i++)
		ok = page(w, &g, places.at[i], out, people, e);
	trim_lines(out);
	vec_free(&places);
	reading_end(&g);
	return ok;
}

/* ---- workbook -------------------------------------------------------------------------------- */

static const char *const titles[] = {"序", "村(社区)", "姓名", "性别", "年龄", "电话", "住址",
	"上次走访", "责任人", "见到", "诉求", "慰问金", "实物", "签字", "备注"};
static const size_t widths[] = {5, 16, 12, 5, 5, 14, 36, 12, 12, 8, 30, 10, 16, 12, 10};
enum { COLUMNS = sizeof titles / sizeof *titles };

static bool write_titles(struct xlsx_writer *x, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < COLUMNS; i++)
		ok = xlsx_write_text(x, 0, i, titles[i], e);
	xlsx_write_widths(x, widths, COLUMNS);
	xlsx_write_freeze(x, 1);
	return ok;
}

static bool write_line(struct xlsx_writer *x, const struct walksheet *w, struct reading *g,
	size_t line, size_t row, struct err *e)
{
	static const enum cell order[] = {NAME, SEX, AGE, PHONE, ADDRESS, LAST, STAFF};
	bool ok = read_line(g, line, e) && xlsx_write_number(x, row, 0, (double)row, e) &&
		  xlsx_write_text(x, row, 1, roll_place_name(w->roll, w->roll->at[line].area), e);

	for (size_t i = 0; ok && i < sizeof order / sizeof *order; i++)
		ok = xlsx_write_text(x, row, 2 + i, str_c(&g->cells[order[i]]), e);
	return ok && xlsx_write_text(x, row, COLUMNS - 1, str_c(&g->cells[STATE]), e);
}

static bool write_town(struct xlsx_writer *x, const struct walksheet *w, struct reading *g,
	long town, size_t *people, struct err *e)
{
	size_t row = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < w->roll->n; i++) {
		if (!wanted(w, i) || !roll_within(w->roll, i, town))
			continue;
		if (!row)
			ok = xlsx_write_sheet(x, roll_place_name(w->roll, town), e) &&
			     write_titles(x, e);
		ok = ok && write_line(x, w, g, i, ++row, e);
	}
	*people += row;
	return ok;
}

bool walksheet_xlsx(const struct walksheet *w, const char *path, size_t *people, struct err *e)
{
	struct str beside = {0};
	struct roll_places towns = {0};
	struct reading g;

	*people = 0;
	str_addf(&beside, "%s.part", path);
	struct xlsx_writer *x = xlsx_write_open(str_c(&beside), e);
	bool ok = x != NULL;
	reading_begin(&g, w);
	roll_places(w->roll, ROLL_ALL, &towns);
	for (size_t i = 0; ok && i < towns.n; i++)
		ok = write_town(x, w, &g, towns.at[i], people, e);
	if (ok && !*people)
		ok = err_set(e, ERR_CHECK, "名单上没有要走访的人，没有写文件");
	if (ok)
		ok = xlsx_write_close(x, e) &&
		     (rename(str_c(&beside), path) == 0 || err_set(e, ERR_IO, "不能写到 %s", path));
	else
		xlsx_write_drop(x);
	reading_end(&g);
	vec_free(&towns);
	str_free(&beside);
	return ok;
}
