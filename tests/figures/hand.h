#ifndef BINGGUI_TESTS_HAND_H
#define BINGGUI_TESTS_HAND_H

#include <figures/ledger.h>

/*
 * Each figure once more, by hand: loops over the records and sets of names.  Nothing of the language
 * of conditions, nor of screens/figures.yaml, is used.  Money is in 分.
 */
struct hand {
	const char *key;
	int64_t (*count)(struct ledgers *l);
};
/* By chapter; the last of each has no key. */
extern const struct hand hand_people[], hand_warmth[], hand_work[], hand_service[];

void hand_note(struct map *set, const char *kind, const char *who);
int64_t hand_size(struct map *set); /* and empties it */
int64_t hand_number(const char *text);
bool hand_paid(const struct ledger_row *r, const char *kind); /* in the period; NULL = any kind */
int64_t hand_money(struct ledgers *l, const char *kind, const char *rank, const char *scenes);
int64_t hand_dated(struct ledgers *l, const char *table, const char *day); /* rows of the period */

#endif
