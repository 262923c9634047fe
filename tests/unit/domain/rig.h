#ifndef BINGGUI_TESTS_RIG_H
#define BINGGUI_TESTS_RIG_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/domain/plan.h>
#include <binggui/schema/def.h>
#include <binggui/table/archive.h>
#include <binggui/text/sheet.h>

/* An archive in memory with the project's own definitions and the county of screens/areas; today is 2026-11-23. */
struct rig {
	struct defs *defs;
	struct archive *archive;
	struct book book;
	struct plan *plan; /* of the last rig_judge() */
};
void rig_open(struct rig *g);
void rig_close(struct rig *g);

/* Reads a CSV and judges it for a table; what was judged before is freed. */
void rig_judge(struct rig *g, const char *table, const char *csv);
/* The same, for one person under 姓名,身份证号 and one more column: all findings as "field:code field:code". */
const char *rig_one(struct rig *g, const char *column, const char *cell);
void rig_apply(struct rig *g); /* writes the plan */

const struct plan_row *rig_row(const struct rig *g, size_t number); /* by its number in the file */
const char *rig_outcome(const struct rig *g, size_t number);
const char *rig_codes(
	const struct rig *g, size_t number); /* "field:code …", good until the next call */
const char *rig_value(const struct rig *g, size_t number, const char *path);

/* The valid number of somebody invented: rig_id("19861102", 901); good for 16 further calls. */
const char *rig_id(const char *birth, int order);
const char *rig_id_of(const char *region, const char *birth, int order);

/* A CSV text with %ID1 … %ID9 replaced by valid numbers (born 1986-11-01 … -09, men). */
const char *rig_fill(const char *csv);

#endif
