#ifndef BINGGUI_DOMAIN_JUDGE_PERSON_H
#define BINGGUI_DOMAIN_JUDGE_PERSON_H

#include <stdbool.h>

#include <binggui/domain/candidate.h>
#include <binggui/domain/lexicon.h>
#include <binggui/text/sheet.h>

/*
 * What is peculiar to a row of people: the number is the key and tells sex and
 * birthday; notes leave the name; the village is found from whatever the row,
 * the title or a section's heading says of the place.
 *
 * Where the village comes from: the village column; if it says none, the
 * registered address; if the file has neither, the address where somebody lives; the town from the
 * same text, else its own column, else the title.  A second column never outvotes the first.
 */
struct judge_person {
	const struct slot *id, *name, *former, *sex, *birth, *nation, *village, *county, *town,
		*group, *hukou, *live, *phone1, *phone2, *state, *note, *age;
	const struct def_codes
		*words[4]; /* lists whose words may stand behind a name; NULL at the end */
};

/* False if the table is none of people (no name and id_no). */
bool judge_person_make(struct judge_person *p, const struct lexicon *l, const struct defs *d);

/* True if the cell has been dealt with (or is to be, in judge_person_finish). */
bool judge_person_cell(const struct judge_person *p, struct candidate *c, const struct slot *s,
	const struct cell *cell);

/* Once all cells are read. */
void judge_person_finish(const struct judge_person *p, struct candidate *c);

#endif
