#ifndef BINGGUI_APP_HANDING_H
#define BINGGUI_APP_HANDING_H

#include <binggui/app/app.h>
#include <binggui/app/planbox.h>
#include <binggui/ui/picker.h>

/*
 * Who leaves, who takes over, why: three questions, then the plan.  `area` (code, "" = all):
 * only colleagues in charge there are offered.
 */
void handing_push(struct app *app, const char *area, planbox_done *done, void *x);

/* Why a pair ends: a picker; the index is that of the code in pairing.end_reason. */
void handing_pick_reason(struct app *app, picker_done *done, void *x);
const char *handing_reason(const struct app *app, size_t index);

#endif
