#ifndef BINGGUI_TEXT_XLSX_STYLE_H
#define BINGGUI_TEXT_XLSX_STYLE_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/text/cell.h>

/*
 * What a number format makes of a number: the rule by which a serial is a
 * date, and how much of it the person at the spreadsheet saw.
 */
enum xlsx_shows {
	XLSX_SHOWS_NUMBER,
	XLSX_SHOWS_DAY,   /* year, month, day, whichever of them; also with a time */
	XLSX_SHOWS_MONTH, /* no day: yyyy"年"m"月", mmm-yy */
	XLSX_SHOWS_YEAR,
	XLSX_SHOWS_TIME,
};

struct xlsx_style {
	enum xlsx_shows shows;
	int zeros; /* 000000: so many digits at least; 0 = no such format */
};

struct xlsx_style xlsx_style_builtin(int id);          /* 0..163, with the Chinese ones 27..58 */
struct xlsx_style xlsx_style_custom(const char *code); /* yyyy\-mm;@ */

/*
 * The text of a number as it stands in the file ("31718", "6.1092719861102E+17")
 * into `out` (replaced), with its kind and flags.  What is no number comes out
 * as CELL_TEXT unchanged.
 */
enum cell_kind xlsx_style_number(struct str *out, const char *value, struct xlsx_style style,
	bool system_1904, unsigned *flags);

#endif
