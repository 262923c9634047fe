#ifndef BINGGUI_APP_BOARD_H
#define BINGGUI_APP_BOARD_H

#include <binggui/app/app.h>

/*
 * The board of the three-level pairing: the people of a grid unit (an area) down, the
 * levels across with whoever has them, gaps and overload marked, the load of those
 * who suit the current place at the foot.  Assigns, moves, ends, fills, hands over.
 */
void board_push(struct app *app);

#endif
