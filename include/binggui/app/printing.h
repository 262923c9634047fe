#ifndef BINGGUI_APP_PRINTING_H
#define BINGGUI_APP_PRINTING_H

#include <binggui/app/paper.h>
#include <binggui/domain/paperform.h>
#include <binggui/table/reading.h>

/*
 * The papers of a register (schema/paperdef) for records at hand: which one is asked if there are
 * several, then in which encoding and under which name (app/paper); journalled.  Zero-filled
 * at first; it belongs to the screen that asks.
 */
struct printing {
	struct app *app;
	const struct def_table *table;
	struct ids ids;
	bool one; /* a list of one is no list */
	struct {
		const struct def_paper **at;
		size_t n, cap;
	} offered;
	const struct def_paper *chosen;
	struct paper paper;
};
void printing_free(struct printing *p);

/* `ids` are copied; `one`: the record of a form, so that lists are not offered. */
void printing_push(struct printing *p, struct app *app, const struct def_table *t,
	const struct ids *ids, bool one);

/* What is needed besides the records: who prints, and for which area (kept in town). */
void printing_form(struct app *app, const struct def_table *t, const struct def_paper *paper,
	struct str *town, struct paperform *out);

#endif
