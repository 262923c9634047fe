#ifndef BINGGUI_TABLE_DRAFT_H
#define BINGGUI_TABLE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>
#include <binggui/schema/record.h>

/*
 * What was typed and not yet saved: kept within two seconds of a pause, so
 * that it survives a dropped line or a power cut; offered again to the same
 * user; removed only by the save it belongs to (save_options.with_draft, for a
 * new record with its draft_slot) or by draft_drop().  One per user and
 * record; several new records, and the moves that a record was about to make, are told apart by `slot`.
 */
struct draft {
	const struct def_table *table;
	uint64_t record; /* 0 = a new one */
	uint32_t slot;   /* for new ones: 1, 2 …; else 0, or the number of a move from 1 */
	uint32_t base;   /* the version the editor saw */
	int64_t time_ms;
	struct record typed; /* texts as typed (may break the definition) */
};
void draft_free(struct draft *d);

bool draft_put(struct archive *a, const struct draft *d, struct err *e);
bool draft_get(struct archive *a, const struct def_table *t, uint64_t record, uint32_t slot,
	struct draft *out, struct err *e); /* ERR_NOTFOUND if there is none */
bool draft_drop(struct archive *a, const struct def_table *t, uint64_t record, uint32_t slot,
	struct err *e);

struct draft_list {
	struct draft *at;
	size_t n, cap;
};
bool draft_list(
	struct archive *a, struct draft_list *out, struct err *e); /* this user's, newest first */
void draft_list_free(struct draft_list *l);

#endif
