#ifndef BINGGUI_APP_RELAY_H
#define BINGGUI_APP_RELAY_H

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/text/recode.h>

/*
 * Runs this program once more, with the same arguments, in a terminal of its
 * own and stands between it and the real one (descriptors 0 and 1) until it
 * ends.  `typed` is what was typed already, as it came.  Sizes, hang-ups and
 * requests to end are passed on; if this process goes, whatever the way, the
 * other one is hung up.  The real terminal's modes are put back.  The two
 * bytes of a character lie at most line_ms apart (less than usual changes nothing).
 *
 * The environment is the caller's, but for the locale, which is C.UTF-8.
 * Returns the exit code, 128 + n if signal n ended it; -1 with err.
 */
int relay_run(struct recode *r, const struct str *typed, int line_ms, struct err *e);

#endif
