#ifndef BINGGUI_TABLE_JOINING_H
#define BINGGUI_TABLE_JOINING_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>
#include <binggui/table/change.h>

/*
 * What has to be saved together with somebody's changes, whichever door they come
 * through: a visit settles its line in a campaign's list.  The domain says what
 * (archive.join); table_save() puts it into the same transaction, and asks
 * anew if one of these records was saved by somebody else in between.
 */
struct joined {
	struct change *at;
	size_t n, cap;
};

/*
 * One more change, of a record as it is stored (NULL = a new one).  `base` is copied; what shall
 * be stored begins as the same and is the caller's to change.  Valid until the next is added.
 */
struct change *joined_add(struct joined *j, const struct def_table *t, const struct record *base);

/* The change of that record that is in already; NULL if there is none. */
struct change *joined_find(const struct joined *j, const struct def_table *t, uint64_t id);

void joined_free(struct joined *j); /* with the records */

/* Whether one of them could not be saved because somebody else had saved it: asking again may help. */
bool joined_clash(const struct joined *j);

#endif
