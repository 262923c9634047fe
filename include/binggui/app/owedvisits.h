#ifndef BINGGUI_APP_OWEDVISITS_H
#define BINGGUI_APP_OWEDVISITS_H

#include <binggui/app/app.h>

/* Who is owed a visit by the declared frequencies, longest first, and who will be soon. */
void owedvisits_push(struct app *app);

#endif
