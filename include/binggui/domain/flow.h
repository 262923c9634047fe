#ifndef BINGGUI_DOMAIN_FLOW_H
#define BINGGUI_DOMAIN_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * The moves a record can make now, and making one.  What a move needs, forbids and brings with it
 * is the save's to hold (table/gate, table/sequel); here it is offered and told.
 */
struct flow_choice {
	const struct def_move *move;
	bool open;
	char *why; /* the sentence if it is not, else "" */
};
struct flow_choices {
	struct flow_choice *at;
	size_t n, cap;
};
void flow_choices_free(struct flow_choices *c);

/* The moves that leave the record's state, in their order; none if its register has no flow. */
void flow_choices(struct archive *a, const struct def_table *t, const struct record *r,
	struct flow_choices *out);

/*
 * Makes the move: `typed` is the record as it was read (base) with what was asked filled in, `log`
 * what was asked for the log alone.  What was wrong with the record before is no hindrance, what
 * becomes wrong is.  c is filled in any case (change_free) and points to base and typed.
 */
bool flow_do(struct archive *a, const struct def_table *t, const struct def_move *m,
	const struct record *base, struct record *typed, const struct record *log, struct change *c,
	struct err *e);

/*
 * What a move did, as a sentence: “去世”已办；连带：《结对》1 条、《优待证》停用 1 条.  What others could
 * not do from where they are stands before that.  Appends.
 */
void flow_tell(const struct change *c, struct str *out);

#endif
