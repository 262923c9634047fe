#ifndef BINGGUI_SCHEMA_PAPERDEF_H
#define BINGGUI_SCHEMA_PAPERDEF_H

#include <stdbool.h>
#include <stddef.h>

/*
 * `papers:` of a register: forms on paper, of one record or of a list (docs/screens.md, "Papers").
 * A template is taken apart into lines of pieces; domain/paperform sets it.  Owned by the register.
 */
struct expr;

enum { PAPER_COLUMNS = 80 };

enum paper_word {
	PAPER_TEXT,  /* as it stands */
	PAPER_VALUE, /* an expression over the record */
	PAPER_TODAY,
	PAPER_TOWN,  /* the area of whoever sits there */
	PAPER_USER,  /* his name */
	PAPER_ROW,   /* of a list: the number of the row */
	PAPER_COUNT, /* of a list: how many rows */
	PAPER_SUM,   /* of a list: an expression added up over the rows */
};

struct paper_piece {
	enum paper_word word;
	char *text;
	struct expr *value;
	size_t width; /* columns from brace to brace; 0 = as many as the value needs */
	bool mask;    /* a name shown in public: 张*三 */
	bool spare;   /* empty, it leaves nothing: no line to write on */
	bool full;    /* a secret field uncovered: the paper goes to whom it is about */
};
struct paper_line {
	struct paper_piece *at;
	size_t n, cap;
};
struct paper_text {
	struct paper_line *at;
	size_t n, cap;
};

struct def_paper {
	char *name;  /* a-z 0-9 _ */
	char *title; /* at its head, and in the menu */
	bool list;
	bool reveals;           /* has a secret field in full: to be journalled as such */
	struct expr *when;      /* which records it is for; NULL = all */
	char *say;              /* why another has none */
	struct paper_text text; /* of one record */
	struct paper_text head, row, foot; /* of a list */
};

/* All of an array, and the array. */
void paperdef_free(struct def_paper *at, size_t n);

/* By name or title; NULL if there is none. */
const struct def_paper *paperdef_named(const struct def_paper *at, size_t n, const char *name);

#endif
