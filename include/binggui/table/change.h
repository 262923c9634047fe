#ifndef BINGGUI_TABLE_CHANGE_H
#define BINGGUI_TABLE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/schema/check.h>
#include <binggui/schema/record.h>
#include <binggui/table/merge.h>

/*
 * What somebody wants to save, and what became of it (table_save).
 */
enum change_result {
	CHANGE_NONE, /* not tried yet */
	CHANGE_SAVED,
	CHANGE_MERGED,    /* somebody else had saved other fields meanwhile: both are in */
	CHANGE_UNCHANGED, /* nothing differs from what is stored: nothing was written */
	CHANGE_CONFLICT, /* the same fields were saved by somebody else: `theirs` and `clashes` say what */
	CHANGE_REFUSED, /* see `problems`: breaks the definition, or a unique value is taken */
};

/* A reference to a record that is made in the same call: its `field` gets that record's reference. */
struct change_link {
	const struct def_field *field;
	size_t to; /* index into the array of changes, before this one */
};

/* A record that was put down along with a change: its log, or what a move did to another. */
struct change_effect {
	const struct def_table *table;
	uint64_t id;
	const char *
		move; /* it moved too; NULL = it was only changed; valid as long as the definitions */
	bool log;
};
struct change_effects {
	struct change_effect *at;
	size_t n, cap;
};

struct change {
	const struct def_table *table;
	const struct record *base; /* as the editor saw it; NULL = a new record */
	struct record *record; /* what shall be stored; gets id, version, entry and merged values */
	bool void_it;          /* 作废 */
	struct change_link links[3];
	size_t n_links;
	/* A move by its name: the state follows from it.  NULL = the one that leads to the state set. */
	const char *move;
	const struct record *log; /* values for the flow's log, by its field numbers; NULL = none */
	uint64_t undoes; /* of an undo, besides save_options: the entry this one takes back */
	enum change_result result;
	struct problems problems;
	struct record theirs;         /* with CHANGE_CONFLICT: what is stored now */
	struct merge_clashes clashes; /* at, n: the fields */
	const struct def_move *moved; /* the move it was; NULL = none */
	struct change_effects effects;
};
void change_free(struct change *c); /* problems, theirs, clashes, effects; not base and record */

struct save_options {
	const char *reason; /* journalled; NULL = none */
	uint64_t batch;     /* the import these belong to; 0 = none */
	const char *
		action; /* journal word: NULL = "create", "void", "restore" or "save"; "undo", "merge", "import" … */
	uint64_t undoes;     /* of an undo: the journal entry it takes back */
	bool skip_check;     /* the caller has run check_record itself (import) */
	bool with_draft;     /* remove this user's draft of each record in the same transaction */
	uint32_t draft_slot; /* of a new record's draft; 0 = it has none */
	bool rehearse; /* nothing is written: only whether it would be, and what would stand against it */
	bool joins;  /* records are put together: what refers to one follows, whoever writes it */
	bool ledger; /* an old ledger is entered: brings fields that are `by: import` */
	bool allow_warnings; /* LEVEL_WARN never refuses; this only says they were shown */
};

#endif
