#ifndef BINGGUI_TABLE_SAVE_H
#define BINGGUI_TABLE_SAVE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>
#include <binggui/table/change.h>
#include <binggui/table/hold.h>
#include <binggui/table/index.h>
#include <binggui/table/writer.h>

/*
 * The transaction behind table_save().  It may run several times, so it reads
 * the changes and fills outcomes; nothing of the caller's is touched before
 * the commit is through.
 */
struct outcome {
	enum change_result result;
	struct record record; /* as put down */
	bool owned;           /* its values are ours, not the change's */
	struct record theirs;
	struct merge_clashes clashes;
	struct problems problems; /* of the merged record; its size */
	struct {
		struct index_clash *at;
		size_t n, cap;
	} taken; /* unique values that others have */
	const struct def_move *moved;
	struct change_effects effects;
};

struct save {
	struct archive *archive;
	const struct change *changes;
	size_t n;
	const struct save_options *options;
	int64_t now;
	struct outcome *out; /* n of them */
	struct writer writer;
	bool lawful;      /* something in it is held against a flow or other records */
	struct hold hold; /* what is to be looked at when all is put down */
	struct str reason;
	struct err *err;
	bool refused; /* some change cannot be saved: then nothing was */
	bool wrote;
	bool ready; /* everything was put down; only the commit could fail */
};

void save_init(struct save *s, struct archive *a, const struct change *changes, size_t n,
	const struct save_options *options);
void save_free(struct save *s);

/* False only if the store fails; look at s->refused then at the outcomes. */
bool save_run(struct save *s, struct err *e);

#endif
