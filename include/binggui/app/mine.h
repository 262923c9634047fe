#ifndef BINGGUI_APP_MINE_H
#define BINGGUI_APP_MINE_H

#include <stdbool.h>

#include <binggui/app/app.h>

/*
 * Which part of the county whoever sits here works for: the area of the settings, else that of the
 * station at which a member of staff of his name works.  A town's clerk is then told what the town
 * owes, not what the county does.
 */

/* The area's key (its code) into out, replaced; "" = the whole county. */
void mine_area(struct app *app, struct str *out);

/* 城关镇, for a heading; "" = the whole county; replaces out. */
void mine_area_name(struct app *app, struct str *out);

/*
 * A condition narrowed to what lies in the area: by the table's place; as it was if the table has none
 * or the area is "".  Replaces out.
 */
void mine_condition(
	const struct def_table *t, const char *condition, const char *area, struct str *out);

/*
 * What --where and --area of a command ask of that table together; replaces out, "" = nothing.
 * False: the condition is wrong by itself, there is no such area, or the table has no place.
 */
bool mine_where(struct app *app, const struct def_table *t, struct str *out, struct err *e);

#endif
