#ifndef BINGGUI_APP_FAILURES_H
#define BINGGUI_APP_FAILURES_H

#include <binggui/app/app.h>
#include <binggui/domain/bulk.h>

/* The records a bulk change left as they were, and why; Enter opens one.  The failures are taken over. */
void failures_push(struct app *app, const struct def_table *t, struct bulk_result *result);

#endif
