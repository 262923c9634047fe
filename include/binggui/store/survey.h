#ifndef BINGGUI_STORE_SURVEY_H
#define BINGGUI_STORE_SURVEY_H

#include <binggui/store/engine.h>

/*
 * Reading a whole store to see whether it can be read: behind KV_CHECK and
 * KV_BACKUP.  KV_IO means damage: a key out of order or of impossible size, or
 * another number of entries than the engine believes it has.
 */
enum kv_status survey_walk(const struct kv_engine *engine, void *env);

/* Every byte of a file.  What the disk cannot read is an errno here; in a map it would be a SIGBUS. */
int survey_file(int fd);

/* The same of an LMDB data file, and its pages (metapage_tree_is_good): EUCLEAN = damaged. */
int survey_data(int fd);

#endif
