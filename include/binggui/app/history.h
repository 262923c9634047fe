#ifndef BINGGUI_APP_HISTORY_H
#define BINGGUI_APP_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/table/archive.h>
#include <binggui/table/journal.h>

/*
 * Journal entries in words: "2026-11-23 10:20 张三 修改" and one line per field,
 * "联系电话：空 → 199****0001".  Secret fields masked.  Appends to out.
 */
void history_entry(struct archive *a, const struct def_table *t, const struct journal_entry *j,
	struct str *out);

/* "2026-11-23 10:20:05" local time; replaces out. */
void history_time(int64_t time_ms, struct str *out);

/* A value as it is shown, "（空）" for none; secrets masked unless revealed.  f NULL: a field that is no more. */
void history_value(struct archive *a, const struct def_field *f, const char *value, bool revealed,
	struct str *out); /* replaces out */

/*
 * Appends "（第15、16位不同）" for texts as long as each other that differ in a few places: nobody
 * sees that at a glance.
 */
void history_places(const char *first, const char *text, struct str *out);

/* Several lines in one, for a cell of a list. */
void history_flatten(struct str *s);

const char *history_action(const char *action); /* "save" -> 修改 */

#endif
