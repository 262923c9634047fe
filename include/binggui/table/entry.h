#ifndef BINGGUI_TABLE_ENTRY_H
#define BINGGUI_TABLE_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>

/*
 * One line of the journal and its bytes.  Field number 0 stands for the record itself: 作废 is
 * journalled as field 0 going from "" to "是".  FIELD_SAVE is no change: its new value is the
 * number of the entry this one followed from (a move's log and effects); it stands first.
 */
enum { FIELD_VOIDED = 0, FIELD_SAVE = UINT16_MAX };
#define FIELD_VOIDED_YES "是"

struct journal_field {
	uint16_t field;
	char *old, *new; /* canonical texts, "" = none */
};

struct journal_entry {
	uint64_t seq;
	int64_t time_ms;
	char *user;
	char *action; /* "save" "create" "move" "void" "import" "undo" "merge" "reveal" "definitions" */
	char *reason;
	uint16_t table;
	uint64_t record;
	uint32_t base, version; /* the version the editor saw, the version made */
	uint64_t batch;
	uint64_t previous; /* this record's entry before, 0 = none */
	uint64_t undoes;   /* of an undo: the entry it took back, else 0 */
	uint64_t
		save; /* what followed from another save of the same transaction: that entry, else 0 */
	struct journal_field *at;
	size_t n, cap;
};
void journal_entry_free(struct journal_entry *j);

/* Appends the head of an entry to out (seq is in the key, `at` is left out), then its fields one by one. */
void entry_start(struct str *out, const struct journal_entry *head);
void entry_field(struct str *out, uint16_t field, const char *old, const char *new);

/* False if the bytes make no sense: then j is empty. */
bool entry_read(struct journal_entry *j, uint64_t seq, const void *bytes, size_t n);

/* What a walk over many entries looks at, without copying; false if the bytes make no sense. */
struct entry_peek {
	struct span user, action;
	uint16_t table;
	uint64_t record, batch, previous, undoes, save;
	uint32_t version;
};
bool entry_peek(struct entry_peek *out, const void *bytes, size_t n);

#endif
