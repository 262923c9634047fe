#ifndef BINGGUI_DOMAIN_MEASURE_H
#define BINGGUI_DOMAIN_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/figuredef.h>
#include <binggui/table/archive.h>

/*
 * By what records are told apart in a cross table: a field, perhaps behind references,
 * and what of its value counts ("date:year", "village:town", "age:10"; domain/crosstab).
 */
enum measure_part {
	MEASURE_WHOLE,
	MEASURE_YEAR,
	MEASURE_MONTH,
	MEASURE_LEVEL, /* the area so many levels below the root */
	MEASURE_STEP,  /* numbers in steps of n */
};

struct measure {
	struct def_path path; /* empty = everything is one */
	enum measure_part part;
	size_t n;    /* level or step */
	char *title; /* 户籍村(社区)·镇 */
};

/* NULL or "" measures nothing.  ERR_USAGE with the fields there are. */
bool measure_read(struct measure *m, const struct def_table *t, const char *text, struct err *e);
void measure_free(struct measure *m);

const char *measure_title(const struct measure *m);

/* The values of a record, as keys; at least one, "" if there is nothing. */
void measure_values(const struct measure *m, const struct record *r, const struct expr_env *env,
	struct def_words *out);

/* A key as it is shown; replaces out. */
void measure_show(const struct measure *m, struct archive *a, const char *key, struct str *out);

/* Where a key stands among the codes of a list; SIZE_MAX for what is none of them. */
size_t measure_rank(const struct measure *m, const char *key);

#endif
