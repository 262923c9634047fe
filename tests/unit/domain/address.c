#include <unit/domain/rig.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/domain/address.h>

static struct rig rig;
static struct areas areas;
static struct str text;
static struct address address;

static void open(void)
{
	struct err e;

	rig_open(&rig);
	cr_assert(areas_load(&areas, rig.archive, &e));
}

static void close(void)
{
	str_free(&text);
	areas_free(&areas);
	rig_close(&rig);
}

TestSuite(address, .init = open, .fini = close);

Test(address, is_read_from_the_left)
{
	address_read(&address, &areas, &text, "陕西省镇坪县城关镇文彩村3组12号");
	cr_assert(address.county);
	cr_assert_str_eq(areas.at[address.town].name, "城关镇");
	cr_assert_eq(address.n_hits, 1);
	cr_assert_str_eq(areas.at[address.hits[0]].name, "文彩村");
	cr_assert_str_eq(address.rest, "3组12号");
}

Test(address, may_lie_outside_or_in_no_town_of_ours)
{
	address_read(&address, &areas, &text, "平利县长安镇千家坪村");
	cr_assert(address.outside);
	cr_assert_str_eq(address.word, "平利县");
	address_read(&address, &areas, &text, "长安镇千家坪村");
	cr_assert(address.town_unknown);
	cr_assert_str_eq(address.word, "长安镇");
	address_read(&address, &areas, &text, "");
	cr_assert_eq(address.n_hits, 0);
}

Test(address, of_a_town_alone)
{
	address_town(&address, &areas, "镇坪县曾家镇");
	cr_assert_str_eq(areas.at[address.town].name, "曾家镇");
	address_town(&address, &areas, "610927101");
	cr_assert_str_eq(areas.at[address.town].name, "曾家镇");
	address_town(&address, &areas, "火星镇");
	cr_assert(address.town_unknown);
	address_town(&address, &areas, "");
	cr_assert(!address.town_unknown && address.town < 0);
}

Test(address, parts_of_it)
{
	cr_assert(address_is_code("610927"));
	cr_assert_not(address_is_code(""));
	cr_assert_not(address_is_code("6109x"));
	cr_assert(address_is_group("3组"));
	cr_assert(address_is_group("第三村民小组"));
	cr_assert(address_is_group("村民小组"));
	cr_assert_not(address_is_group("三坪"));
	cr_assert_str_eq(address_skip_marks("-/、x"), "x");
	cr_assert_str_eq(address_skip_marks(""), "");
}
