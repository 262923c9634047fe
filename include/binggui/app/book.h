#ifndef BINGGUI_APP_BOOK_H
#define BINGGUI_APP_BOOK_H

#include <stdint.h>

#include <binggui/app/app.h>

/*
 * One person, one book (一人一册): a tab for every register the table's `book:`
 * names, with how many records each holds, and a new related record with one key.
 * Of a record without a book of its own (a card, a seeker) it is that of the one it hangs on, open at its register.
 * Pushes itself on app->stack.
 */
void book_push(struct app *app, const struct def_table *t, uint64_t id);

#endif
