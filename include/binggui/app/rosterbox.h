#ifndef BINGGUI_APP_ROSTERBOX_H
#define BINGGUI_APP_ROSTERBOX_H

#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/app/paper.h>
#include <binggui/domain/roll.h>

/*
 * Asks how the roster of a walk is to be written (80 or 132 columns, or a workbook) and
 * where to, and writes it.  The struct is the asker's, zero-filled at first; the roll stays the asker's
 * and must live as long.
 */
struct rosterbox {
	struct app *app;
	struct roll *roll;
	struct str title;
	uint64_t campaign;
	long area;
	struct paper paper;
};
void rosterbox_push(struct rosterbox *b, struct app *app, struct roll *roll, uint64_t campaign,
	const char *title, long area);
void rosterbox_free(struct rosterbox *b);

#endif
