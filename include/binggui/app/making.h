#ifndef BINGGUI_APP_MAKING_H
#define BINGGUI_APP_MAKING_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/app.h>

/* A new store with its county, from the first-run guide's answers. */
enum { MAKING_STATIONS = 9999 };

struct making {
	const char *areas; /* the file */
	const char *mode;  /* 正式库, 练习库 */
	const char *name;  /* who works here: kept in the user's settings */
	uint16_t station;
};

/* Opens it as app->archive.  After a failure it can be tried again: what is made already stays. */
bool making_store(struct app *app, const struct making *m, struct err *e);

#endif
