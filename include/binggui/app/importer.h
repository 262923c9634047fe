#ifndef BINGGUI_APP_IMPORTER_H
#define BINGGUI_APP_IMPORTER_H

#include <binggui/app/app.h>

/*
 * The import of a roster, a ledger or a table of posts on the screen: the mapping of its columns
 * (changeable), then every row's outcome; nothing is written before the clerk agrees; afterwards the
 * refused rows can be saved to a file.  A file that cannot be read is told, and no screen is shown.
 */
void importer_open(struct app *app, const struct def_table *t, const char *path);

#endif
