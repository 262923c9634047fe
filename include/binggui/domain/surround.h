#ifndef BINGGUI_DOMAIN_SURROUND_H
#define BINGGUI_DOMAIN_SURROUND_H

#include <stdbool.h>

#include <binggui/base/date.h>
#include <binggui/base/str.h>
#include <binggui/domain/lexicon.h>

/*
 * What stands around the rows of a sheet and belongs to what their cells say: the year of a title
 * (2019年八一慰问台账) for 7月28日, the unit of its money (单位：万元), and words that a column of
 * its own would have said (慰问金, 春节). A section's line goes before the title.
 */
struct surround {
	struct str title, name; /* of the sheet; one may be empty */
	struct str section;     /* the last line that stood alone above the row */
};
void surround_make(struct surround *s, const char *title, const char *name);
void surround_section(struct surround *s, const char *text);
void surround_free(struct surround *s);

/* The year all of it speaks of: 0 if it names none or several. */
int surround_year(const struct surround *s);

/* The one whole day that the section, else the title names: 2019年7月28日走访记录; canonical. */
bool surround_day(const struct surround *s, struct date today, struct str *out);

/*
 * The text of a date cell with the year that it leaves out, or the century (20.1.15): true if something
 * was added.  `day`: the row's own day, canonical, for dates that lie behind it; "" = not known.
 */
bool surround_date(const struct surround *s, const char *text, const char *day, bool ahead,
	struct date today, struct str *out);

/* The same of an amount, with the unit that the header or the title states. */
bool surround_money(const struct surround *s, const char *text, const char *label, struct str *out);

/*
 * The one code of a field whose words the row's own title, the section, the sheet's title, its name or
 * the header of the amounts holds, the first that holds any; the field's default is not looked for.
 * NULL if none or several.
 */
const struct def_code *surround_code(
	const struct surround *s, const struct def_field *f, const char *row, const char *header);

/* The one code whose words a text holds (省级关爱基金, 八一慰问金); NULL if none or several. */
const struct def_code *surround_word(const struct def_field *f, const char *text);

#endif
