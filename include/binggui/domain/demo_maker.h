#ifndef BINGGUI_DOMAIN_DEMO_MAKER_H
#define BINGGUI_DOMAIN_DEMO_MAKER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/err.h>
#include <binggui/base/vec.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/*
 * How the records of the practice county are put down: many to a transaction, each as it stands (the
 * flows, joint uniqueness and kept conditions hold as for everybody).  After a failure everything
 * here does nothing, so only the end has to ask.
 */
struct demo_record;

struct demo_maker {
	struct archive *archive;
	struct err *err;
	bool failed;
	uint64_t seed;
	struct {
		struct demo_record *at;
		size_t n, cap;
	} held;
	struct record log; /* for the next record; nothing if has_log is false */
	bool has_log;
	size_t records; /* put down so far */
	char texts[64][200];
	size_t text; /* of the texts, which is used next */
};

void demo_maker_open(struct demo_maker *m, struct archive *a, uint64_t seed, struct err *e);
void demo_maker_close(struct demo_maker *m); /* what is held is dropped */

/*
 * A new record: field, value, field, value … NULL.  `id` (NULL = nobody asks) gets what
 * demo_ref() understands, at once; it must stay where it is until the next demo_flush().
 */
void demo_put(struct demo_maker *m, const char *table, uint64_t *id, ...);
/* Values for the log that the next record, or change, writes. */
void demo_log(struct demo_maker *m, const char *table, ...);
/* Fields of a stored record; by that move (NULL = none).  Twice for one record only with a flush between. */
void demo_change(struct demo_maker *m, const char *table, uint64_t id, const char *move, ...);
void demo_void(struct demo_maker *m, const char *table, uint64_t id);
bool demo_flush(struct demo_maker *m); /* false = failed, now or before */

/* Texts for values; each is valid until sixty more have been asked for. */
const char *demo_ref(struct demo_maker *m, uint64_t id); /* "" for 0 */
const char *demo_day(struct demo_maker *m, const char *from, int days);
const char *demo_yuan(struct demo_maker *m, long yuan);
const char *demo_int(struct demo_maker *m, long n);
const char *demo_say(struct demo_maker *m, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The dice: 0 … n-1, the same for the same seed. */
unsigned demo_roll(struct demo_maker *m, unsigned n);

#endif
