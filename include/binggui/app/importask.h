#ifndef BINGGUI_APP_IMPORTASK_H
#define BINGGUI_APP_IMPORTASK_H

#include <binggui/app/app.h>

/*
 * What an import is to be of, asked before its screen: the register (`t`, or NULL = a list of them,
 * people first, then those whose tables others write), then the file.
 */
void importask_push(struct app *app, const struct def_table *t);

#endif
