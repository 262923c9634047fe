#include <binggui/app/booktext.h>

#include <string.h>

#include <binggui/app/row.h>
#include <binggui/text/width.h>

enum { PAPER = 80, HALF = 40, LABEL = 14, AMBIGUOUS = 2 /* a printer's */ };

struct paper {
	struct app *app;
	struct str *out;
	struct str cell, line; /* what is being set */
	bool left;             /* a half line stands in `line` */
};

/* ---- lines ----------------------------------------------------------------------------------- */

/* Blanks at the end only cost the printer's time. */
static void end_line(struct paper *p)
{
	while (p->line.n && p->line.at[p->line.n - 1] == ' ')
		p->line.at[--p->line.n] = '\0';
	str_add(p->out, str_c(&p->line));
	str_addc(p->out, '\n');
	str_clear(&p->line);
	p->left = false;
}

static void rule(struct paper *p, char c)
{
	for (int i = 0; i < PAPER - 1; i++)
		str_addc(&p->line, c);
	end_line(p);
}

static void centre(struct paper *p, const char *text)
{
	size_t width = width_text(text, AMBIGUOUS);

	for (size_t i = 0; width < PAPER && i < (PAPER - width) / 2; i++)
		str_addc(&p->line, ' ');
	str_add(&p->line, text);
	end_line(p);
}

/* ---- the record itself ----------------------------------------------------------------------- */

/* A long value goes on under itself. */
static void whole_line(struct paper *p, const char *label, const char *value)
{
	if (p->left)
		end_line(p);
	width_fit(&p->line, label, LABEL, AMBIGUOUS);
	do {
		size_t n = strcspn(value, "\n");
		size_t fits = width_clip(value, PAPER - LABEL - 1, AMBIGUOUS, NULL);
		n = n < fits || !fits ? n : fits;
		str_addn(&p->line, value, n);
		end_line(p);
		value += n;
		value += *value == '\n';
		if (*value)
			width_fit(&p->line, "", LABEL, AMBIGUOUS);
	} while (*value);
}

static void half_line(struct paper *p, const char *label, const char *value)
{
	bool right = p->left;

	width_fit(&p->line, label, LABEL, AMBIGUOUS);
	width_fit(&p->line, value, HALF - LABEL - 1, AMBIGUOUS);
	str_addc(&p->line, ' ');
	p->left = !right;
	if (right)
		end_line(p);
}

static void put_value(struct paper *p, const char *label, const char *value)
{
	bool fits = !strchr(value, '\n') && width_text(value, AMBIGUOUS) < HALF - LABEL;

	if (fits)
		half_line(p, label, value);
	else
		whole_line(p, label, value);
}

static void put_record(struct paper *p, const struct def_table *t, const struct record *r)
{
	for (size_t i = 0; i < t->n; i++) {
		row_value(p->app->archive, t->fields[i], r, false, &p->cell);
		if (p->cell.n)
			put_value(p, t->fields[i]->label, str_c(&p->cell));
	}
	if (p->left)
		end_line(p);
}

/* ---- chapters -------------------------------------------------------------------------------- */

static size_t column_width(const struct def_column *c)
{
	return c->width ? c->width : c->field->type->width;
}

/* One row of a register's list; r NULL: what its columns are called. */
static void put_row(struct paper *p, const struct chapter *c, const struct record *r)
{
	size_t used = 2;

	str_add(&p->line, "  ");
	for (size_t i = 0; i < c->table->list.n; i++) {
		const struct def_column *column = &c->table->list.at[i];
		size_t width = column_width(column);
		if (column->field == c->link || used + width > PAPER - 1)
			continue;
		if (r)
			row_value(p->app->archive, column->field, r, false, &p->cell);
		else
			str_set(&p->cell, column->field->label);
		width_fit(&p->line, str_c(&p->cell), width, AMBIGUOUS);
		str_addc(&p->line, ' ');
		used += width + 1;
	}
	end_line(p);
}

static void put_chapter(struct paper *p, const struct chapter *c)
{
	struct record r = {0};
	struct err e = {0};

	end_line(p);
	str_addf(&p->line, "【%s】%zu", c->table->title, c->ids.n);
	end_line(p);
	put_row(p, c, NULL);
	for (size_t i = 0; i < c->ids.n; i++) {
		if (table_get(p->app->archive, c->table, c->ids.at[i], &r, &e)) {
			put_row(p, c, &r);
		} else {
			str_addf(&p->line, "  （读不出：%s）", e.text);
			end_line(p);
		}
		record_free(&r);
	}
}

static void put_foot(struct paper *p)
{
	char today[DATE_TEXT];

	date_format(app_today(p->app), today);
	rule(p, '-');
	str_addf(&p->line, "%s  %s  %u号站  保密项已遮盖", today, p->app->options.user,
		p->app->archive->station);
	end_line(p);
}

void booktext_make(struct app *app, const struct def_table *t, const struct record *r,
	const struct chapters *chapters, struct str *out)
{
	struct paper p = {.app = app, .out = out};
	struct str title = {0};

	str_clear(out);
	table_title(app->archive, t, r, &title);
	str_add(&title, "  一人一册");
	centre(&p, str_c(&title));
	rule(&p, '=');
	put_record(&p, t, r);
	for (size_t i = 0; i < chapters->n; i++)
		if (chapters->at[i].ids.n)
			put_chapter(&p, &chapters->at[i]);
	put_foot(&p);
	str_free(&title);
	str_free(&p.cell);
	str_free(&p.line);
}

/* ---- the file -------------------------------------------------------------------------------- */

void booktext_name(
	struct app *app, const struct def_table *t, const struct record *r, struct str *out)
{
	struct str title = {0};

	table_title(app->archive, t, r, &title);
	str_clear(out);
	for (const char *c = str_c(&title); *c && *c != ' '; c++)
		if (*c != '/')
			str_addc(out, *c);
	str_add(out, "-一人一册.txt");
	str_free(&title);
}
