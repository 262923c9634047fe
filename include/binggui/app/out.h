#ifndef BINGGUI_APP_OUT_H
#define BINGGUI_APP_OUT_H

#include <stdbool.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>

/*
 * What the command line prints.  Control characters other than line breaks and
 * TAB never get out: a name in the data must not be able to steer a terminal.
 */
void out_text(const char *text);
void out_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
void out_problem(const char *format, ...) __attribute__((format(printf, 1, 2))); /* to stderr */

/* Says the failure on stderr; returns its exit code. */
int out_failed(const struct err *e);

/* Everything printed has arrived (a full disk behind a redirection has not). */
bool out_flush(struct err *e);

#endif
