#ifndef BINGGUI_TABLE_TABLE_H
#define BINGGUI_TABLE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>
#include <binggui/table/change.h>
#include <binggui/table/reading.h>

/*
 * The one door to records: reading stands in table/reading.  A save is one transaction that writes
 * records, indexes, find blocks, counters and journal entries, and removes the
 * draft it came from; it is durable when the call returns true.
 */

/*
 * Saves all of them or none: false if any is CONFLICT or REFUSED (e then is
 * ERR_CONFLICT or ERR_CHECK with the first reason) or if the store fails
 * (nothing is written, what was typed is still the caller's).  Records are checked
 * by check_record against their definition first unless told otherwise.
 */
bool table_save(struct archive *a, struct change *changes, size_t n,
	const struct save_options *options, struct err *e);

#endif
