#ifndef BINGGUI_UI_TERMINFO_H
#define BINGGUI_UI_TERMINFO_H

#include <stdbool.h>

/*
 * Whether terminfo knows a terminal of that name and it can move its cursor.
 * Asked before newterm(), which leaks where it fails.  Leaves nothing behind.
 */
bool terminfo_known(const char *name, int fd); /* NULL and "" are not known */

#endif
