#ifndef BINGGUI_APP_BOOKTEXT_H
#define BINGGUI_APP_BOOKTEXT_H

#include <binggui/app/app.h>
#include <binggui/domain/chapters.h>
#include <binggui/schema/record.h>

/*
 * A book as text for paper, 80 columns: what the record itself says, then each chapter that
 * holds something, newest first, in the columns of its list.  Secrets stay masked.
 * What cannot be read is marked where it should stand.
 */
void booktext_make(struct app *app, const struct def_table *t, const struct record *r,
	const struct chapters *chapters, struct str *out); /* replaces out */

/* What a file for it might be called: 张三丰-一人一册.txt; replaces out. */
void booktext_name(
	struct app *app, const struct def_table *t, const struct record *r, struct str *out);

#endif
