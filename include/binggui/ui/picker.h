#ifndef BINGGUI_UI_PICKER_H
#define BINGGUI_UI_PICKER_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/ui/listview.h>
#include <binggui/ui/stack.h>

/*
 * Choosing one from a list, over the screen.  `done` is called exactly once after the
 * picker has been popped; if the stack ends first, with PICKER_NONE.
 */
#define PICKER_NONE ((size_t)-1) /* Esc */
typedef void picker_done(void *x, size_t index);

struct picker_item {
	const char *label;
	const char *code; /* mnemonic or code, shown beside; NULL = none */
	bool dim;         /* shown as what cannot be had now; its label says why */
};

/*
 * A list that is at hand (copied).  Numbered from 1.  Typing finds by number, by
 * the start of the code, by characters, by pinyin and initials; an item whose number
 * or code is exactly what was typed comes first.  `at` has the cursor; `query` is typed
 * already (NULL = empty).
 */
void picker_items(struct stack *s, const char *title, const struct picker_item *items, size_t n,
	size_t at, const char *query, picker_done *done, void *x);

/* The same; `codes` is what stands over the codes (picker_items: nothing). */
void picker_coded(struct stack *s, const char *title, const char *codes,
	const struct picker_item *items, size_t n, size_t at, const char *query, picker_done *done,
	void *x);

/* A list that is fetched: any model of listview.h; `index` is the model's. */
void picker_model(struct stack *s, const char *title, const struct listview_model *ops, void *model,
	const struct listview_column *columns, size_t n_columns, const char *query,
	picker_done *done, void *x);

/*
 * How well an item answers what was typed: 0 not at all, else the smaller the better
 * (1 exact number or code, 2 start of them, 3 start of the label or its pinyin, 4 within).
 * number 0 = not numbered.
 */
int picker_match(const struct picker_item *item, size_t number, const char *query);

#endif
