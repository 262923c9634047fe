#ifndef BINGGUI_APP_SHELF_H
#define BINGGUI_APP_SHELF_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/app/look.h>

/*
 * Named views of one user on one table, in the order of making; kept in the setting
 * "user/NAME/views/TABLE" as text:
 *
 *	view 在外老兵
 *	columns name 10, phone1
 *	sort -birth
 *	filter out_of_county != 在家
 */
enum { SHELF_VIEWS = 40, SHELF_NAME = 24 };

struct shelf_view {
	char *name;
	struct look look;
};
struct shelf {
	struct shelf_view *at;
	size_t n, cap;
};

void shelf_free(struct shelf *s);
void shelf_read(struct shelf *s, const struct def_table *t, const char *text); /* replaces s */
void shelf_write(const struct shelf *s, struct str *out);                      /* replaces out */

/* A name cleaned and cut to SHELF_NAME characters; replaces out. */
void shelf_name(struct str *out, const char *typed);

/* NULL if there is none of that name. */
struct shelf_view *shelf_find(const struct shelf *s, const char *name);

/* Puts a copy there under a name, instead of one that had it; false if the shelf is full. */
bool shelf_put(struct shelf *s, const char *name, const struct look *l);
void shelf_remove(struct shelf *s, const char *name);

#endif
