#ifndef BINGGUI_DOMAIN_FIGURE_TEXT_H
#define BINGGUI_DOMAIN_FIGURE_TEXT_H

#include <binggui/base/str.h>
#include <binggui/domain/figure.h>
#include <binggui/domain/grid.h>
#include <binggui/text/json.h>

/*
 * A sheet as it is read: with its chapters, as the paragraphs staff write, as JSON; and how a
 * figure came about.  `area` is the area's name, "" = everywhere.  All append to out.
 */
struct figure_sheet {
	const struct figures *figures;
	const struct def_figures *defs;
	const struct def_sheet *sheet;
	struct date since, until, today;
	const char *area;
};

/* Title and chapters, both forms of every value, its share; then the checks and the footings. */
void figure_text_sheet(struct str *out, const struct figure_sheet *s);

/* A row a figure, with what it means, under a head: for files; appends to an empty grid. */
void figure_text_grid(struct grid *out, const struct figure_sheet *s);

/* The sheet's `text:` with every {key} filled in; nothing if it has none. */
void figure_text_paragraphs(struct str *out, const struct figure_sheet *s);

/* [{"key","title","article","value","unit","text"}, …] in the order of the sheet. */
void figure_text_json(struct str *out, const struct figure_sheet *s);

/* Those pairs of one figure, within an object that is open. */
void figure_text_pairs(struct json *j, const struct figure_value *v);

/* What it means, its parts and overlaps, its groups, what was left out. */
void figure_text_explain(
	struct str *out, const struct figure_sheet *s, const struct figure_value *v);

/* "慰问金合计：12笔，17.4万元（各项相加20万元）"; replaces out. */
void figure_text_footing(struct str *out, const struct figure_footing *f);

/* Blanks until the text is `columns` wide. */
void figure_text_pad(struct str *out, const char *text, size_t columns);

#endif
