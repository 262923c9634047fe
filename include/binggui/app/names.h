#ifndef BINGGUI_APP_NAMES_H
#define BINGGUI_APP_NAMES_H

#include <binggui/app/app.h>
#include <binggui/domain/idset.h>

/*
 * The list of what is behind a number: records by name, perhaps of several registers,
 * with slices (the parts of a union, the values of a group) it can be narrowed to.
 */
struct names_slice {
	char *label;
	struct idset ids; /* sorted */
};
struct names_list {
	char *title;
	struct names_slice *at; /* the first is everything */
	size_t n, cap;
};

/* Adds a slice: ids are copied and sorted. */
void names_add(struct names_list *l, const char *label, const struct idset *ids);
/* Only those of `ids` that were met in this part. */
void names_add_part(struct names_list *l, const char *label, const struct idset *ids, unsigned bit);
void names_free(struct names_list *l);

/* Pushes itself on app->stack; `l` is taken over and empty afterwards. */
void names_push(struct app *app, struct names_list *l);

#endif
