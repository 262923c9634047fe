#ifndef BINGGUI_SCHEMA_EXPRTREE_H
#define BINGGUI_SCHEMA_EXPRTREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>

/*
 * A condition taken apart.  It stands below schema/def so that definitions can
 * own and free their formulas and rules; schema/exprread builds it,
 * schema/expr evaluates it.  Nothing else looks inside.
 */
struct map;
struct def_code;
struct def_field;
struct def_table;
struct record;

enum expr_kind {
	EXPR_OR,       /* left, right */
	EXPR_AND,      /* left, right */
	EXPR_NOT,      /* left */
	EXPR_COMPARE,  /* left op right */
	EXPR_WITHIN,   /* left, or a record above it in its tree, is right */
	EXPR_IN,       /* left in (right, right->next …) */
	EXPR_ADD,      /* left + right */
	EXPR_SUBTRACT, /* left - right */
	EXPR_NEGATE,   /* left */
	EXPR_FIELD,    /* path */
	EXPR_LITERAL,  /* as it is written: the other side chooses a reading */
	EXPR_VALUE,    /* worked out before: exactly what evaluation gave (schema/exprbind) */
	EXPR_TODAY,
	EXPR_SINCE, /* first and last day of the period asked for */
	EXPR_UNTIL,
	EXPR_SPAN,    /* 90d, 6m, 60y: days, months */
	EXPR_YEARS,   /* years(left) until today, years(left, right) between the two */
	EXPR_DAYS,    /* days(left), days(left, right) */
	EXPR_LENGTH,  /* length(left) */
	EXPR_MONTHLY, /* monthly(left, right): an amount per unit as of one month */
	/* Over the records of a table that refer to this one by a field, those that satisfy left: */
	EXPR_HAS,
	EXPR_COUNT,
	EXPR_SUM,   /* of right, a field of theirs */
	EXPR_LAST,  /* its greatest value */
	EXPR_FIRST, /* its least */
};

enum expr_op {
	OP_EQUAL,
	OP_UNEQUAL,
	OP_LESS,
	OP_LESS_EQUAL,
	OP_MORE,
	OP_MORE_EQUAL,
	OP_LIKE,
	OP_UNLIKE
};

/* Numbers are exact decimals: millionths.  Money counts in 元. */
#define EXPR_ONE INT64_C(1000000)

struct expr {
	enum expr_kind kind;
	enum expr_op op;
	struct expr *left, *right;
	struct expr *next;             /* the next alternative of `in` */
	const struct def_field **path; /* from this record's field through references to the last */
	uint32_t n_path;
	unsigned
		scope; /* of a field or related records: 0 = of the record at hand, n = of scope n - 1 */

	/* A literal is kept in every reading it allows; the other side chooses. */
	char *text;                  /* canonical for the field it is compared with */
	size_t n_text;               /* its bytes */
	char *folded;                /* text as fold_find makes it, for ~ */
	const struct def_code *code; /* the code it names, if the other side is a code */
	bool is_number, is_date;
	bool constant;       /* a reading may be used for an index: text is canonical */
	bool several;        /* of a value: one a line */
	int64_t number;      /* millionths */
	int32_t first, last; /* days since 1970 */
	int days, months;

	/* Of a value, beside text, number, first and last. */
	struct date date;
	int value;                     /* enum exprvalue_kind */
	const struct def_field *field; /* whose value it is, or NULL */
	/* Of a bound comparison: a short way to it, enum exprquick; 0 = none. */
	unsigned char quick;
	/* Of a bound comparison of a reference: for which it is known to hold or not to. */
	struct map *memo;

	const struct def_table *table; /* of has, count, sum, last and first */
	const struct def_field *by;    /* its reference to this record */
	const struct record *of;       /* the known record they refer to (bound), or NULL */
};

void exprtree_free(struct expr *x); /* NULL is fine */

/* Whether anything in x starts from that field of the record itself. */
bool exprtree_names(const struct expr *x, const struct def_field *f);

#endif
