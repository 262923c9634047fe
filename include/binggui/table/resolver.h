#ifndef BINGGUI_TABLE_RESOLVER_H
#define BINGGUI_TABLE_RESOLVER_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/table/archive.h>

/*
 * References in an archive: what is meant by a typed one, what a stored one
 * shows, and the records behind it while a condition is evaluated.  Fills
 * archive.types.refs and archive.env; remembers what it read until the store changes.
 *
 * A typed reference is, in this order: a natural key or id ("3-1027"), a value
 * of a unique field (身份证号), a name in full, a place's name without 村 or 镇, initials.
 * Names may carry the places above them (城关镇蔬菜村).  Only what
 * names exactly one live record is taken; nothing is found by a part of it.
 */
struct resolver;

struct resolver *resolver_new(struct archive *a);
bool resolver_trouble(struct resolver *r, struct err *e); /* as archive_trouble() */
/* What was read is read again: the running transaction has written, or has ended. */
void resolver_forget(struct resolver *r);
/* While held, what was read is not looked at again: for a walk over many records (archive_hold). */
void resolver_hold(struct resolver *r, bool held);
void resolver_free(struct resolver *r); /* NULL is fine; before the archive's store is closed */

#endif
