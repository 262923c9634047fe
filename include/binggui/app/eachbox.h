#ifndef BINGGUI_APP_EACHBOX_H
#define BINGGUI_APP_EACHBOX_H

#include <binggui/app/app.h>
#include <binggui/table/reading.h>

/*
 * One new record for each of the marked ones: the register is asked, then its form is filled in
 * once for all, F2 makes them (domain/eachnew); what could not be made is listed with the reason.
 */
void eachbox_push(struct app *app, const struct def_table *from, const uint64_t *ids, size_t n);

#endif
