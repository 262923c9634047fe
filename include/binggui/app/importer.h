#ifndef BINGGUI_APP_IMPORTER_H
#define BINGGUI_APP_IMPORTER_H

#include <binggui/app/app.h>

/*
 * The import of a roster on the screen: the file's name is asked, then the
 * mapping of its columns (changeable), then every row's outcome; nothing is written before the
 * clerk agrees; afterwards the refused rows can be saved to a file.
 */
void importer_push(struct app *app);

#endif
