#ifndef BINGGUI_DOMAIN_NAMESAKES_H
#define BINGGUI_DOMAIN_NAMESAKES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/map.h>
#include <binggui/table/archive.h>

/*
 * Everybody of a table by name, with what tells one of two namesakes from the other.  Read once, of
 * one table; a save made meanwhile is not seen.  Zero-filled has not been read.
 */
struct namesake {
	uint64_t id;
	char number[19];  /* identity number, "" = none */
	char village[13]; /* code, "" = none */
	char name[40];    /* as stored, cut if longer */
	size_t next;      /* the next of that name: its place + 1, 0 = none */
};
struct namesakes {
	struct namesake *at;
	size_t n, cap;
	struct map names; /* folded name -> place + 1 of the last read */
	bool read;
};
bool namesakes_read(
	struct namesakes *s, struct archive *a, const struct def_table *t, struct err *e);
void namesakes_free(struct namesakes *s);

/* for (const struct namesake *n = namesakes_of(s, name); n; n = namesakes_next(s, n)) */
const struct namesake *namesakes_of(const struct namesakes *s, const char *name);
const struct namesake *namesakes_next(const struct namesakes *s, const struct namesake *n);

#endif
