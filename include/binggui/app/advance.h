#ifndef BINGGUI_APP_ADVANCE_H
#define BINGGUI_APP_ADVANCE_H

#include <stddef.h>
#include <stdint.h>

#include <binggui/app/app.h>

struct str;

/* "[#####.....]" of `columns`; appends. */
void advance_bar(struct str *out, size_t done, size_t all, int columns);

/*
 * How far one campaign has come: towns, their villages, the people.  Starts and ends it, adds
 * later arrivals, excuses people, prints the roster, leads to keying in.
 */
void advance_push(struct app *app, uint64_t campaign);

#endif
