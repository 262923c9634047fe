#ifndef BINGGUI_TABLE_BATCH_H
#define BINGGUI_TABLE_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * Bulk work that is undone as one: an import.  Its saves name the batch; each
 * table_save() stays a transaction of its own, small enough (<= 50 ms) that nobody else's save waits.
 */
enum batch_state { BATCH_RUNNING, BATCH_DONE, BATCH_STOPPED, BATCH_UNDONE };

struct batch {
	uint64_t id;
	char *table, *file, *user;
	int64_t time_ms;
	uint64_t first, last; /* journal entries between which its saves lie */
	uint64_t records;     /* records made or changed */
	enum batch_state state;
	char *summary; /* counts, as text for people */
};
void batch_free(struct batch *b);

bool batch_begin(
	struct archive *a, const char *table, const char *file, struct batch *out, struct err *e);
bool batch_end(struct archive *a, struct batch *b, enum batch_state state, const char *summary,
	struct err *e);

struct batch_list {
	struct batch *at;
	size_t n, cap;
};
bool batch_list(struct archive *a, struct batch_list *out, struct err *e); /* newest first */
void batch_list_free(struct batch_list *l);

/* Records that an undo left as they were; free with vec_free. */
struct batch_kept {
	struct batch_left {
		const struct def_table *table; /* NULL: no definition knows it any more */
		uint64_t id;
	} * at;
	size_t n, cap;
};

/*
 * Takes back everything a batch saved, newest first, in small transactions.
 * Records that somebody changed afterwards are left and listed in `kept`, each once, by register.
 * progress may be NULL; false stops (what was undone stays undone, and it can be continued).
 */
bool batch_undo(struct archive *a, uint64_t id,
	bool (*progress)(void *context, size_t done, size_t all), void *context,
	struct batch_kept *kept, struct err *e);

#endif
