#ifndef BINGGUI_TESTS_ROWS_H
#define BINGGUI_TESTS_ROWS_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Small comma-separated fact files under tests/data, a row at a time, the
 * header skipped.  A test whose file is missing is skipped.
 */
#define ROWS_CELLS 8

struct rows {
	FILE *file;
	char line[512];
	char *cell[ROWS_CELLS]; /* "" where the row is short */
};

static inline void rows_open(struct rows *r, const char *name)
{
	char path[256];
	snprintf(path, sizeof path, "tests/data/names/%s.csv", name);
	r->file = fopen(path, "r");
	if (!r->file)
		cr_skip_test("no %s here", path);
	(void)!fgets(r->line, sizeof r->line, r->file);
}

static inline char *rows_cell(char **at)
{
	char *start = *at, *end;
	if (*start == '"') {
		end = strchr(++start, '"');
		*end++ = '\0';
	} else {
		end = start + strcspn(start, ",\r\n");
	}
	*at = *end == ',' ? end + 1 : end + strlen(end);
	*end = '\0';
	return start;
}

static inline int rows_next(struct rows *r)
{
	char *at = r->line;
	if (!fgets(r->line, sizeof r->line, r->file)) {
		fclose(r->file);
		return 0;
	}
	for (int i = 0; i < ROWS_CELLS; i++)
		r->cell[i] = *at ? rows_cell(&at) : "";
	return 1;
}

#endif
