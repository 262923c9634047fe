#ifndef BINGGUI_TEXT_IDNO_H
#define BINGGUI_TEXT_IDNO_H

#include <stdbool.h>

#include <binggui/base/date.h>

/*
 * Citizen identity numbers, GB 11643: six digits region, eight birth, three
 * order (odd = male), one check digit (ISO 7064 MOD 11-2).
 */
enum idno_fault {
	IDNO_OK,
	IDNO_MISSING,
	IDNO_LENGTH, /* neither 15 nor 18 characters, whatever they are */
	IDNO_FORMAT, /* something that is not a digit (or X at the end) */
	IDNO_MASKED, /* '*' (or ● or XXX) among the digits */
	/*
	 * A spreadsheet rounded it: 3.20102E+17, 18 digits in a number cell, "….0", or 18
	 * digits that end in 000 where the check digit is wrong.
	 */
	IDNO_PRECISION_LOST,
	IDNO_BIRTH,  /* the birth date in it does not exist, or lies after `today` */
	IDNO_REGION, /* the region never existed */
	IDNO_CHECK_DIGIT,
};

struct idno {
	char number[19]; /* 18 characters, upper-case X; with a fault as cleaned (may be cut) */
	enum idno_fault fault;
	bool upgraded;     /* it came with 15 digits */
	struct date birth; /* full, unless fault <= IDNO_PRECISION_LOST or IDNO_BIRTH */
	char sex;          /* 'M', 'F', 0 = unknown */
	char expected;     /* with IDNO_CHECK_DIGIT: the check digit the first 17 ask for */
	int swap_at; /* with IDNO_CHECK_DIGIT: the first (from 0) of the two neighbours whose */
		     /* swap makes it right; -1 = none or several such pairs */
};

/*
 * Reads what was typed or found in a cell: full-width digits, blanks, NBSP,
 * zero-width characters, TAB, a leading ', and ="…" are taken away; x and Ｘ
 * become X; 15 digits are upgraded (19xx).  `today` bounds the birth date (none:
 * no bound).  A dash, a slash or 无 is a missing number.  Of several faults one is
 * told: masked, precision lost, length, format, birth, region, check digit.
 * Never repairs by guessing.  `from_number` says that the cell held a number.
 */
void idno_parse(struct idno *out, const char *text, bool from_number, struct date today);

char idno_check_digit(const char *first17); /* '0'..'9' or 'X' */

/* Whether the six digits were ever the code of a region (GB/T 2260 since 1980): see region.h. */
bool idno_region_known(const char *six);

/* Writes 610927********1234 (first six and last four) into out; shorter texts become all '*'. */
void idno_mask(char out[19], const char *number);

#endif
