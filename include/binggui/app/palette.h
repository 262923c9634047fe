#ifndef BINGGUI_APP_PALETTE_H
#define BINGGUI_APP_PALETTE_H

#include <binggui/app/app.h>

/*
 * Ctrl-P: the commands of the screen with their keys, the menu, every register, and the user's named
 * views; found by name, pinyin and initials.  Nothing over another list to choose from.
 */
void palette_push(struct app *app);

#endif
