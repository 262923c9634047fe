#include <criterion/criterion.h>

#include <figures/hand.h>

/* The engine's figures beside those counted by hand, on the same records. */
static void compare(struct county *c)
{
	static const struct hand *const chapters[] = {
		hand_people, hand_warmth, hand_work, hand_service};
	struct ledgers l;

	ledgers_read(&l, c);
	for (size_t i = 0; i < sizeof chapters / sizeof *chapters; i++)
		for (const struct hand *h = chapters[i]; h->key; h++) {
			long long counted = county_value(c, h->key), by_hand = h->count(&l);
			cr_expect_eq(counted, by_hand, "%s: %lld, by hand %lld", h->key, counted,
				by_hand);
		}
	ledgers_free(&l);
}

Test(second, counted_by_hand_each_figure_is_the_same)
{
	struct county c;

	county_open(&c, 0, 0);
	county_count(&c);
	compare(&c);
	county_close(&c);
}

Test(second, of_fewer_people_and_of_another_seed_too)
{
	struct county c;

	county_open(&c, 400, 31);
	county_count(&c);
	compare(&c);
	county_close(&c);
}
