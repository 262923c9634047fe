#ifndef BINGGUI_SCHEMA_FIGUREDEF_H
#define BINGGUI_SCHEMA_FIGUREDEF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>

/*
 * What `figures:`, `sheets:` and `checks:` declare (docs/screens.md, "Figures"):
 * numbers that are counted from the records, the sheets that show them, and what
 * must hold between them.  Read-only once loaded, owned by struct defs.
 */
struct def_field;
struct def_figure;
struct def_table;
struct expr;

enum figure_kind {
	FIGURE_COUNT,    /* rows, or different values of a path */
	FIGURE_SUM,      /* of number or money fields, each row once */
	FIGURE_RATIO,    /* one figure by another */
	FIGURE_EARLIEST, /* the first day in a field */
	FIGURE_CHAPTERS, /* how many chapters a sheet has */
	FIGURE_CONSTANT, /* a rule's own number */
};

/* Print forms.  The words stand in figuredef_rounds, in this order. */
enum figure_round {
	ROUND_WHOLE,      /* 整: 1298块, 15.43万元 */
	ROUND_TENS,       /* 余十: 130余人 */
	ROUND_HUNDREDS,   /* 余百: 1300余名 */
	ROUND_WAN,        /* 余万: 17万余元 */
	ROUND_TEN_WAN,    /* 余十万: 20余万元 */
	ROUND_WAN_TENTHS, /* 万1位: 15.4万元 */
	ROUND_HANZI,      /* 中文数: 两期 */
	ROUND_MONTH,      /* 年月: 2018年12月 */
};
extern const char *const figuredef_rounds[]; /* NULL-terminated */

/* Which days count. */
enum figure_period {
	PERIOD_WITHIN, /* within: the day of a record lies between since and until */
	PERIOD_UNTIL,  /* until: on or before until (累计) */
	PERIOD_ALWAYS, /* always: the condition itself speaks of the period, if it needs to */
};

/* From a field through references to the last one. */
struct def_path {
	const struct def_field **at;
	size_t n, cap;
};

/* A condition or a place, kept once however many figures write the same: it is worked out once a record. */
struct def_condition {
	const struct def_table *of;
	char *text;
	struct expr *expr;
};

/* One ledger that a figure counts from. */
struct def_part {
	char *label;
	unsigned set; /* of `every:`: parts of one set stand for each other (`any:`) */
	const struct def_table *of;
	const struct expr *where;  /* borrowed, like common and places; NULL = all */
	const struct expr *common; /* the figure's own condition, which holds as well */
	const struct expr **place; /* the first that leads anywhere; none = the table's own */
	size_t n_place, cap_place;
	const struct def_field **day; /* the first that is filled in; none = no day */
	size_t n_day, cap_day;
	enum figure_period period;
	struct def_path *by; /* what is told apart: the first that is not empty; none = the rows */
	size_t n_by, cap_by;
};

struct def_figure {
	char *key;
	char *title;
	char *article;    /* the numbers in the list of reported figures; "" = none */
	char *definition; /* 口径 */
	char *unit;
	enum figure_kind kind;
	enum figure_round round;
	bool times; /* `value: times`: how often what is counted was met in the first part */
	bool every; /* what stands in all parts, not in any of them */
	const struct expr *where; /* common to the parts of its table */
	const struct def_field
		*more_than;     /* only what was met more often than this field of its own says */
	struct def_part *parts; /* at least one of COUNT, SUM and EARLIEST */
	size_t n_parts, cap_parts;    /* FIGURE_PARTS at most */
	const struct def_field **sum; /* of SUM; of EARLIEST the one field */
	size_t n_sum, cap_sum;
	struct def_path group;            /* `each:` told for each value of it too; empty = no */
	size_t group_part;                /* as that part says; 0 = as all do, else 1 + its place */
	const struct def_figure *against; /* what it is a share of (coverage); NULL = nothing */
	const struct def_figure *over, *under; /* of RATIO */
	const struct def_sheet *chapters;
	int64_t constant;
};
enum { FIGURE_PARTS = 16 };

struct def_chapter {
	char *title;
	const struct def_figure **at;
	size_t n, cap;
};
struct def_sheet {
	char *key;
	char *title;
	char *text;        /* paragraphs with {key}; "" = none */
	struct date since; /* the first day, unless another is asked for; none = this year's */
	struct def_chapter *at;
	size_t n, cap;
};

/* Two sums of figures and how they must stand to each other. */
enum figure_relation { RELATION_EQUAL, RELATION_AT_MOST, RELATION_AT_LEAST };
struct def_side {
	struct def_term {
		const struct def_figure *figure;
		int sign;
	} * at;
	size_t n, cap;
};
struct def_check {
	char *title;
	char *say;                     /* what it means if it does not hold */
	struct def_side left, right;   /* right without a term: nothing */
	const struct def_sheet *sheet; /* stands there though none of its figures does; or NULL */
	enum figure_relation relation;
};

struct def_figures {
	struct def_figure **at; /* in the order declared */
	size_t n, cap;
	struct def_sheet **sheets;
	size_t n_sheets, cap_sheets;
	struct def_check *checks;
	size_t n_checks, cap_checks;
	struct def_condition *conditions;
	size_t n_conditions, cap_conditions;
};

struct def_figures *figuredef_new(void);
void figuredef_free(struct def_figures *f); /* NULL is fine */

/* A new part of the whole; parts are valid until the next of their kind is made. */
struct def_figure *figuredef_new_figure(struct def_figures *f, const char *key);
struct def_part *figuredef_new_part(struct def_figure *f);
struct def_sheet *figuredef_new_sheet(struct def_figures *f, const char *key);
struct def_chapter *figuredef_new_chapter(struct def_sheet *s);
struct def_check *figuredef_new_check(struct def_figures *f);

/* The condition of that text on that table, NULL if there is none yet; and keeping one (taken over). */
const struct expr *figuredef_condition(
	const struct def_figures *f, const struct def_table *of, const char *text);
void figuredef_keep_condition(
	struct def_figures *f, const struct def_table *of, const char *text, struct expr *x);

/* NULL if there is none; f may be NULL. */
struct def_figure *figuredef_figure(const struct def_figures *f, const char *key);
struct def_sheet *figuredef_sheet(const struct def_figures *f, const char *key);
bool figuredef_stands(const struct def_sheet *s, const struct def_figure *f);  /* on the sheet */
bool figuredef_concerns(const struct def_check *c, const struct def_sheet *s); /* a figure on it */
bool figuredef_quotes(const struct def_sheet *s, const char *key); /* its text says {key} */

#endif
