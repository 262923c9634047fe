#include <unit/domain/ledgers.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/domain/crosstab.h>

static struct ledgers l;
static uint64_t zhang, li, wang;

static void open_up(void)
{
	ledgers_open(&l);
	zhang = ledgers_add(
		&l, "person", "name", "张三", "village", "111", "death_date", "2019-03-02", NULL);
	li = ledgers_add(
		&l, "person", "name", "李四", "village", "111", "death_date", "2019", NULL);
	wang = ledgers_add(&l, "person", "name", "王五", "village", "121", NULL);
	ledgers_add(&l, "pair", "person", ledgers_ref(zhang), "tier", "村", NULL);
	ledgers_add(&l, "pair", "person", ledgers_ref(zhang), "tier", "县", NULL);
	ledgers_add(&l, "pair", "person", ledgers_ref(wang), "tier", "县", NULL);
	ledgers_add(&l, "pair", "person", ledgers_ref(wang), NULL);
}

static void close_down(void)
{
	ledgers_close(&l);
}

TestSuite(crosstab, .init = open_up, .fini = close_down);

static struct crosstab_ask ask_of(const char *table, const char *down, const char *across)
{
	return (struct crosstab_ask){.archive = l.archive,
		.table = defs_table(l.defs, table),
		.down = down,
		.across = across};
}

/* The whole table as text. */
static void shows(const struct crosstab_ask *ask, const char *text)
{
	struct crosstab c;
	struct grid grid = {0};
	struct str out = {0};
	struct err e = {0};

	cr_assert(crosstab_run(&c, ask, &e), "%s", e.text);
	crosstab_grid(&c, &grid);
	grid_write_csv(&grid, &out);
	cr_expect_str_eq(str_c(&out), text, "%s", str_c(&out));
	str_free(&out);
	grid_free(&grid);
	crosstab_free(&c);
}

static void refuses(const struct crosstab_ask *ask, const char *sentence)
{
	struct crosstab c;
	struct err e = {0};

	cr_assert_not(crosstab_run(&c, ask, &e));
	cr_expect_str_eq(e.text, sentence, "%s", e.text);
}

Test(crosstab, codes_stand_in_their_order_and_nothing_last)
{
	struct crosstab_ask ask = ask_of("pair", "person", "tier");

	shows(&ask, "对象,县,村,（未填）,合计\r\n张三,1,1,0,2\r\n王五,1,0,1,2\r\n"
		    "合计,2,1,1,4\r\n");
}

Test(crosstab, one_field_alone_has_one_column)
{
	struct crosstab_ask ask = ask_of("pair", "tier", NULL);

	shows(&ask, "层级,合计\r\n县,2\r\n村,1\r\n（未填）,1\r\n合计,4\r\n");
}

Test(crosstab, areas_by_level_and_dates_by_year_and_month)
{
	struct crosstab_ask ask = ask_of("person", "village:town", "death_date:year");

	shows(&ask, "村（镇）,2019年,（未填）,合计\r\n城关镇,2,0,2\r\n曙坪镇,0,1,1\r\n"
		    "合计,2,1,3\r\n");
	ask.across = "death_date:month";
	shows(&ask, "村（镇）,2019年3月,（未填）,合计\r\n城关镇,1,1,2\r\n曙坪镇,0,1,1\r\n"
		    "合计,1,2,3\r\n");
	ask = ask_of("pair", "person.village:town", NULL);
	shows(&ask, "对象的村（镇）,合计\r\n城关镇,2\r\n曙坪镇,2\r\n合计,4\r\n");
}

Test(crosstab, under_a_condition_and_within_an_area)
{
	struct crosstab_ask ask = ask_of("pair", "person", "");

	ask.where = "tier = 县";
	shows(&ask, "对象,合计\r\n张三,1\r\n王五,1\r\n合计,2\r\n");
	ask.area = "12";
	shows(&ask, "对象,合计\r\n王五,1\r\n合计,1\r\n");
}

Test(crosstab, the_ids_behind_a_cell_a_row_and_everything)
{
	struct crosstab_ask ask = ask_of("pair", "person", "tier");
	struct crosstab c;
	struct ids ids = {0};
	struct err e = {0};

	cr_assert(crosstab_run(&c, &ask, &e));
	crosstab_ids(&c, 0, 0, &ids);
	cr_expect_eq(ids.n, 1);
	crosstab_ids(&c, 1, CROSSTAB_ALL, &ids);
	cr_expect_eq(ids.n, 2);
	crosstab_ids(&c, CROSSTAB_ALL, CROSSTAB_ALL, &ids);
	cr_expect_eq(ids.n, 4);
	vec_free(&ids);
	crosstab_free(&c);
}

Test(crosstab, what_cannot_be_told_apart_is_refused)
{
	struct crosstab_ask ask = ask_of("pair", "teir", NULL);

	refuses(&ask, "结对没有字段“teir”；是不是“tier”？");
	ask.down = "tier:year";
	refuses(&ask, "“层级”不能这样归并：年、月只用于日期，县、镇、村只用于区划");
	ask.down = "tier:weekly";
	refuses(&ask,
		"“:weekly”不认识；日期可写 :year :month，区划可写 :town :village，数字可写 :10");
	ask.down = "tier.x";
	refuses(&ask, "“x”前面的字段不是引用");
	ask.down = "tier";
	ask.where = "tier ==";
	struct crosstab c;
	cr_expect_not(crosstab_run(&c, &ask, NULL));
	ask = ask_of("duty", "person", NULL);
	ask.area = "11";
	refuses(&ask, "《值守》的记录不分区划，不能只算一个区划的");
}
