#ifndef BINGGUI_DOMAIN_DUPLICATE_H
#define BINGGUI_DOMAIN_DUPLICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/*
 * Who else might be the person that is about to be saved.  Looks only at the few
 * records whose name or number resembles: the find blocks are read a handful of
 * times, no other records are.  A table without a name that is found by (`find:`)
 * has no duplicates.
 *
 * A birthday is the same if what is known of both agrees (1986-11 and
 * 1986-11-02); for names that only resemble each other year and month must be known.
 * Names are compared as fold_find makes them: traditional or simplified, dots and blanks do not count.
 */
#define DUPLICATE_RULES(_)                                                                         \
	_(NUMBER, "same-number", "号码相同")                                                       \
	_(NAME_BIRTH, "same-name-birth", "姓名和出生日期相同")                                     \
	_(NAME_PHONE, "same-name-phone", "姓名和电话相同")                                         \
	_(NAME_NUMBER, "near-number", "姓名相同，号码只差一两位")                                  \
	_(SOUND, "same-sound-birth", "姓名同音，出生日期相同")                                     \
	_(CHARACTER, "near-name-birth", "姓名差一个字，出生日期相同")                              \
	_(NAME, "same-name", "姓名相同，无法用出生日期区分")
#define DUPLICATE_ENUM_(id, code, label) DUPLICATE_##id,
enum duplicate_rule { DUPLICATE_RULES(DUPLICATE_ENUM_) DUPLICATE_RULE_COUNT };
#undef DUPLICATE_ENUM_

const char *duplicate_code(enum duplicate_rule rule);  /* stable, English */
const char *duplicate_label(enum duplicate_rule rule); /* one Chinese phrase */

struct duplicate {
	uint64_t id;
	enum duplicate_rule rule; /* the first that holds */
};
struct duplicates {
	struct duplicate *at;
	size_t n, cap;
};

enum { DUPLICATE_MAX = 20 }; /* the likeliest; more help nobody */

/*
 * Live records other than r itself that may mean the same person, by rule and id;
 * replaces out.
 */
bool duplicate_find(struct archive *a, const struct def_table *t, const struct record *r,
	struct duplicates *out, struct err *e);
void duplicates_free(struct duplicates *d);

/* Whether any field the rules look at differs between two versions of a record (before NULL = a new one). */
bool duplicate_touched(
	const struct def_table *t, const struct record *before, const struct record *now);

#endif
