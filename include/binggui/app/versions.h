#ifndef BINGGUI_APP_VERSIONS_H
#define BINGGUI_APP_VERSIONS_H

#include <binggui/schema/record.h>
#include <binggui/table/journal.h>

/*
 * A record as it was after one of its versions, worked out backwards from what
 * it is now.  `entries` are its history, newest first (journal_history).
 * version 0 is the record before it was made.  out is replaced.
 */
void versions_get(const struct journal_list *entries, const struct record *now, uint32_t version,
	struct record *out);

#endif
