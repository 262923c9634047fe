#ifndef BINGGUI_TABLE_VERIFY_H
#define BINGGUI_TABLE_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>

/*
 * `binggui check`: reads everything and holds it against itself: checksums of records, values
 * against types, unique and plain indexes both ways, find blocks, counters, drafts, the journal's chain, each record
 * against its newest journal entry.
 */
struct verify_finding {
	char *text; /* one Chinese sentence */
	bool repairable;
};
struct verify {
	struct verify_finding *at;
	size_t n, cap;
	uint64_t records, entries, indexes;
};
/* True if it could be read through; findings are in out.  With repair, indexes, find blocks and counters are made again. */
bool verify_run(struct archive *a, bool repair,
	bool (*progress)(void *context, size_t done, size_t all), void *context, struct verify *out,
	struct err *e);
void verify_free(struct verify *v);

#endif
