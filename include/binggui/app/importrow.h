#ifndef BINGGUI_APP_IMPORTROW_H
#define BINGGUI_APP_IMPORTROW_H

#include <binggui/app/app.h>
#include <binggui/domain/plan.h>

/* What is told of a row and what it would become, a line each; secrets masked; added to out. */
void importrow_text(
	const struct app *app, const struct plan *p, const struct plan_row *r, struct str *out);

/*
 * A row of the file put right by hand before it is imported: which cell, then its new text.  The book in
 * memory is changed, the file is not.  `done` is called if a cell was changed, with the row's
 * place in the book; the plan has to be judged again then.  Book and plan must outlive the questions.
 */
typedef void importrow_done(void *x, size_t sheet, size_t index);
void importrow_mend(struct app *app, struct book *book, const struct plan *p,
	const struct plan_row *r, importrow_done *done, void *x);

#endif
