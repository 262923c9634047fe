#ifndef BINGGUI_DOMAIN_JUDGE_H
#define BINGGUI_DOMAIN_JUDGE_H

#include <stdbool.h>

#include <binggui/domain/candidate.h>
#include <binggui/domain/judge_person.h>
#include <binggui/domain/owner.h>
#include <binggui/domain/wrapper.h>
#include <binggui/schema/record.h>

/*
 * One row against the definitions: every column by its field's type, then the
 * rules that the definitions declare (`rules:`) for the main record and for those
 * that hang on it.  A broken rule of level error empties the field it is shown at
 * (the original goes to the note): the person comes in without it.  That
 * something is missing is told only if the file has a column for it.
 */
struct judge {
	struct candidate *candidate;
	bool people; /* the table is one of people: judge_person has its say */
	struct judge_person person;
	struct wrapper wrapper;
	struct owner owner;     /* whom the rows are about, if the table hangs on another */
	uint64_t owner_id;      /* of the row; 0 = nobody is known */
	struct record followed; /* what a rule looked at last */
	struct record *records; /* main, then one per related table; what the rules look at */
	struct expr *
		*rules; /* of all these tables in turn, bound to today; made for the first row */
	size_t n_rules;
};
void judge_make(struct judge *j, struct candidate *c);
void judge_free(struct judge *j);

/* Fills the candidate with what the row says and what is wrong with it.  False if the store fails. */
bool judge_row(struct judge *j, const struct row *r, struct err *e);

#endif
