#ifndef BINGGUI_DOMAIN_COMPARISON_H
#define BINGGUI_DOMAIN_COMPARISON_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/domain/figure.h>
#include <binggui/domain/figure_text.h>
#include <binggui/domain/frozen.h>
#include <binggui/domain/grid.h>

/*
 * Two sheets side by side: two periods, two areas, or what was frozen and what is now.  A
 * side is told apart by its title; figures by their key, those of the first side first.
 */
struct comparison_line {
	char *key, *title, *text[2], *value[2];
	bool there[2];
	char *difference;    /* "+12"; "" if one of them is not known */
	size_t more, fewer;  /* ids behind the second that the first has not, and the other way */
	struct idset ids[2]; /* sorted */
};
struct comparison {
	char *title[2];
	struct comparison_line *at;
	size_t n, cap;
};

void comparison_free(struct comparison *c); /* in any state */

/* Each fills one side (0 or 1); comparison_finish comes when both are there. */
void comparison_add(struct comparison *c, int side, const struct figure_sheet *s);
bool comparison_add_frozen(
	struct comparison *c, int side, struct archive *a, const struct frozen *f, struct err *e);
void comparison_finish(struct comparison *c);

void comparison_grid(const struct comparison *c, struct grid *out);

/* {"first","second","figures":[{"key","title","first":{"value","text"}|null,"second","difference","more","fewer"}]} */
void comparison_json(const struct comparison *c, struct str *out);

/* What is behind one side and not behind the other; `side` has it; replaces out. */
void comparison_ids(const struct comparison_line *l, int side, struct idset *out);

#endif
