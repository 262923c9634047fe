#ifndef BINGGUI_TEXT_XLSX_BOOK_H
#define BINGGUI_TEXT_XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/text/cell.h>
#include <binggui/text/xlsx_part.h>
#include <binggui/text/xlsx_style.h>

/*
 * What the sheets of a workbook share: the list of sheets, where the parts
 * lie, the strings and the styles.  Each part has its reader; the context of
 * all of them is a struct xlsx_book.
 */
struct xlsx_relation {
	char *id, *type, *target; /* target: name in the zip */
};

struct xlsx_tab {
	char *name;
	char *relation; /* id of the relation that names its part */
	bool hidden;
};

struct xlsx_string {
	char *text;
	unsigned flags; /* CELL_LOSSY */
};

struct xlsx_numfmt {
	int id;
	struct xlsx_style style;
};

struct xlsx_book {
	bool system_1904;
	struct xlsx_tab *tabs;
	size_t n_tabs, cap_tabs;
	struct xlsx_relation *relations;
	size_t n_relations, cap_relations;
	struct xlsx_string *strings;
	size_t n_strings, cap_strings;
	struct xlsx_numfmt *numfmts;
	size_t n_numfmts, cap_numfmts;
	struct xlsx_style *styles; /* by the s= of a cell */
	size_t n_styles, cap_styles;
	struct cell_pool *pool; /* of the struct book: owns the strings' text */

	/* while reading a part */
	const char *folder; /* of the part whose relations are read */
	struct str text;
	bool in_text, in_formats;
	int phonetic;
};

extern const struct xlsx_part xlsx_book_workbook;
extern const struct xlsx_part xlsx_book_relations;
extern const struct xlsx_part xlsx_book_strings;
extern const struct xlsx_part xlsx_book_styles;

void xlsx_book_free(struct xlsx_book *b);
void xlsx_book_forget_relations(struct xlsx_book *b);

/* The relation with this id; the target of the first whose type ends so.  NULL: there is none. */
const struct xlsx_relation *xlsx_book_by_id(const struct xlsx_book *b, const char *id);
const char *xlsx_book_by_type(const struct xlsx_book *b, const char *type);

/* "xl/" and "../docProps/x.xml" is "docProps/x.xml"; out is replaced. */
void xlsx_book_join(struct str *out, const char *folder, const char *target);

#endif
