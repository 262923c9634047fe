#include <figures/hand.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void hand_note(struct map *set, const char *kind, const char *who)
{
	char key[128];

	snprintf(key, sizeof key, "%s %s", kind, who);
	map_put(set, key, set);
}

int64_t hand_size(struct map *set)
{
	int64_t n = (int64_t)set->n;

	map_free(set);
	return n;
}

int64_t hand_number(const char *text)
{
	return *text ? strtoll(text, NULL, 10) : 0;
}

bool hand_paid(const struct ledger_row *r, const char *kind)
{
	return is(r, "state", "已发放") && (!kind || is(r, "kind", kind)) && within(of(r, "date"));
}

int64_t hand_money(struct ledgers *l, const char *kind, const char *rank, const char *scenes)
{
	int64_t fen = 0;

	ledger_each (l, "aid", r)
		if (hand_paid(r, kind) && (!rank || is(r, "leader_rank", rank)) &&
			(!scenes || among(r, "scene", scenes)))
			fen += hand_number(of(r, "amount"));
	return fen;
}

int64_t hand_dated(struct ledgers *l, const char *table, const char *day)
{
	int64_t n = 0;

	ledger_each (l, table, r)
		n += within(of(r, day));
	return n;
}
