#ifndef BINGGUI_UI_FORMKEYS_H
#define BINGGUI_UI_FORMKEYS_H

#include <stdbool.h>

#include <binggui/ui/form.h>
#include <binggui/ui/press.h>

/*
 * What keys do in a form.  Enter Tab Down: next field; BackTab Up: previous;
 * PgUp PgDn: page; Home End Left Right Del Backspace and characters: in the
 * field; Ctrl-Z and Ctrl-Y undo and redo in it; Ctrl-K, Ctrl-U and Ctrl-W delete to the
 * end, to the start, a word; Ctrl-Home and Ctrl-End: first and last field.  `=` or
 * Space in an empty field gives the last answer.  A paste goes into the field as
 * one undo step.  In a field of several lines Up and Down stay within, and so
 * does Enter but for one on an empty line at the end: it takes that line away
 * and goes to the next field, so that Enter alone leads through every form.
 *
 * False: the form has no use for it (F-keys, Esc, undo with nothing to undo,
 * Enter in the last field).
 */
bool form_key(struct form *f, const struct press *k);

#endif
