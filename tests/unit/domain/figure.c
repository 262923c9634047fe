#include <unit/domain/ledgers.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/domain/figure_check.h>
#include <binggui/domain/figure_text.h>
#include <binggui/table/table.h>

static struct ledgers l;
static uint64_t zhang, li, wang; /* 东村, 东村, 西村 */

static void open_up(void)
{
	ledgers_open(&l);
	zhang = ledgers_add(&l, "person", "name", "张三", "village", "111", NULL);
	li = ledgers_add(&l, "person", "name", "李四", "village", "111", NULL);
	wang = ledgers_add(&l, "person", "name", "王五", "village", "121", NULL);
}

static void close_down(void)
{
	ledgers_close(&l);
}

TestSuite(figure, .init = open_up, .fini = close_down);

static int64_t value(const char *key)
{
	return ledgers_value(&l, key)->value;
}

static uint64_t aid(uint64_t person, const char *kind, const char *date, const char *fen)
{
	return ledgers_add(&l, "aid", "person", ledgers_ref(person), "kind", kind, "date", date,
		"amount", fen, NULL);
}

static void pair(uint64_t person, const char *tier, const char *from, const char *to)
{
	ledgers_add(&l, "pair", "person", ledgers_ref(person), "tier", tier, "from", from, "to", to,
		NULL);
}

Test(figure, of_nothing_is_nothing)
{
	ledgers_count(&l, "");
	cr_expect_eq(value("aid_rows"), 0);
	cr_expect_eq(value("relief"), 0);
	cr_expect_eq(value("work"), 0);
	cr_expect_str_eq(ledgers_printed(&l, "first_pair"), "—");
	cr_expect_str_eq(ledgers_printed(&l, "people"), "3名");
	cr_expect_str_eq(ledgers_printed(&l, "share"), "0%");
}

Test(figure, rows_and_people_are_counted_differently)
{
	aid(zhang, "慰问金", "2019-02-01", "10000");
	aid(zhang, "慰问金", "2019-08-01", "10000");
	aid(wang, "救助资金", "2020-04-30", "12345");
	ledgers_count(&l, "");
	cr_expect_eq(value("aid_rows"), 3);
	cr_expect_eq(value("aid_people"), 2);
	cr_expect_eq(value("relief"), 12345);
	cr_expect_str_eq(ledgers_printed(&l, "relief"), "123.45元");
	cr_expect_str_eq(ledgers_printed(&l, "share"), "66.6%");
}

Test(figure, only_the_period_counts_and_its_ends_do)
{
	aid(zhang, "慰问金", "2018-12-31", "1");
	aid(zhang, "慰问金", "2019-01-01", "1");
	aid(zhang, "慰问金", "2020-04-30", "1");
	aid(zhang, "慰问金", "2020-05-01", "1");
	ledgers_count(&l, "");
	cr_expect_eq(value("aid_rows"), 2);
	cr_expect_eq(value("aid_ever"), 3);
}

Test(figure, a_day_known_in_part_counts_only_if_all_of_it_would)
{
	aid(zhang, "慰问金", "2019", "1");    /* all of it */
	aid(zhang, "慰问金", "2020-04", "1"); /* all of it */
	aid(zhang, "慰问金", "2020", "1");    /* perhaps */
	aid(zhang, "慰问金", "", "1");        /* perhaps */
	aid(zhang, "慰问金", "2018-11", "1"); /* none of it */
	ledgers_count(&l, "");
	cr_expect_eq(value("aid_rows"), 2);
	cr_expect_eq(ledgers_value(&l, "aid_rows")->undated, 2);
}

Test(figure, a_void_record_does_not_count)
{
	uint64_t id = aid(zhang, "慰问金", "2019-02-01", "100");
	const struct def_table *t = defs_table(l.defs, "aid");
	struct record r = {0}, base = {0};
	struct err e = {0};

	cr_assert(table_get(l.archive, t, id, &base, &e));
	record_copy(&r, &base);
	struct change c = {.table = t, .base = &base, .record = &r, .void_it = true};
	cr_assert(table_save(l.archive, &c, 1, &(struct save_options){0}, &e), "%s", e.text);
	change_free(&c);
	record_free(&r);
	record_free(&base);
	ledgers_count(&l, "");
	cr_expect_eq(value("aid_rows"), 0);
}

Test(figure, a_state_at_the_end_is_told_from_today)
{
	ledgers_set(&l, "person", zhang, "death_date", "2020-05-02");
	ledgers_set(&l, "person", li, "death_date", "2020-04-30");
	ledgers_count(&l, "");
	cr_expect_eq(value("people"), 2);
}

Test(figure, a_union_counts_each_once_and_tells_the_overlap)
{
	ledgers_add(&l, "job", "person", ledgers_ref(zhang), "hours", "2.5", NULL);
	ledgers_add(&l, "job", "person", ledgers_ref(zhang), "hours", "1.25", NULL);
	ledgers_add(&l, "job", "person", ledgers_ref(li), NULL);
	ledgers_add(&l, "seek", "person", ledgers_ref(zhang), NULL);
	ledgers_add(&l, "seek", "person", ledgers_ref(wang), NULL);
	ledgers_count(&l, "");
	const struct figure_value *v = ledgers_value(&l, "work");
	cr_expect_eq(v->value, 3);
	cr_expect_eq(v->parts[0].value, 2);
	cr_expect_eq(v->parts[1].value, 2);
	cr_expect_eq(v->met[1], 2);
	cr_expect_eq(v->met[2], 1);
	cr_assert_eq(v->ids.n, 3);
	cr_expect_eq(v->ids.at[0].id, zhang);
	cr_expect_eq(v->ids.at[0].parts, 3);
	cr_expect_eq(v->ids.at[0].table, defs_table(l.defs, "person")->number);
	cr_expect_str_eq(ledgers_printed(&l, "hours"), "3.75小时");
}

Test(figure, in_every_part_or_not_at_all)
{
	pair(zhang, "县", "2019-01-01", "");
	pair(zhang, "镇", "2019-01-01", "");
	pair(zhang, "村", "2019-01-01", "");
	pair(li, "县", "2019-01-01", "");
	pair(li, "镇", "2019-01-01", "2020-04-30"); /* ended on the last day */
	pair(li, "村", "2019-01-01", "");
	pair(wang, "县", "2019-01-01", "");
	pair(wang, "县", "2019-06-01", "");
	pair(wang, "县", "2019-07-01", "");
	ledgers_count(&l, "");
	const struct figure_value *v = ledgers_value(&l, "paired");
	cr_expect_eq(v->value, 1);
	cr_assert_eq(v->ids.n, 1);
	cr_expect_eq(v->ids.at[0].id, zhang);
	cr_expect_eq(v->parts[0].value, 3);
	cr_expect_eq(v->parts[1].value, 1);
}

Test(figure, a_cadre_who_is_a_veteran_counts_once)
{
	uint64_t both =
		ledgers_add(&l, "staff", "name", "张三", "person", ledgers_ref(zhang), NULL);
	uint64_t cadre = ledgers_add(&l, "staff", "name", "赵六", NULL);

	ledgers_add(&l, "duty", "person", ledgers_ref(zhang), NULL);
	ledgers_add(&l, "duty", "staff", ledgers_ref(both), NULL);
	ledgers_add(&l, "duty", "person", ledgers_ref(zhang), "staff", ledgers_ref(both), NULL);
	ledgers_add(&l, "duty", "staff", ledgers_ref(cadre), NULL);
	ledgers_add(&l, "duty", "staff", ledgers_ref(cadre), NULL);
	ledgers_add(&l, "duty", "person", ledgers_ref(li), NULL);
	ledgers_add(&l, "duty", NULL);
	ledgers_count(&l, "");
	cr_expect_eq(value("on_duty"), 3);
}

Test(figure, money_is_footed_once_whatever_the_headings)
{
	uint64_t id = aid(zhang, "救助资金", "2019-02-01", "50000");

	ledgers_set(&l, "aid", id, "leader", "是");
	ledgers_set(&l, "aid", id, "goods", "20000");
	aid(li, "救助资金", "2019-02-01", "10000");
	ledgers_count(&l, "");
	cr_expect_eq(value("relief"), 60000);
	cr_expect_eq(value("led"), 70000);
	cr_assert_eq(l.figures.n_footings, 1);
	cr_expect_eq(l.figures.footings[0].fen, 80000);
	cr_expect_eq(l.figures.footings[0].added, 130000);
	cr_expect_eq(l.figures.footings[0].rows, 2);
	const struct figure_value *v = ledgers_value(&l, "led");
	cr_assert_eq(v->n_groups, 1);
	cr_expect_str_eq(v->groups[0].label, "救助资金");
	cr_expect_eq(v->groups[0].value, 70000);
}

Test(figure, within_an_area)
{
	aid(zhang, "慰问金", "2019-02-01", "1");
	aid(wang, "慰问金", "2019-02-01", "1");
	ledgers_count(&l, "11");
	cr_expect_eq(value("people"), 2);
	cr_expect_eq(value("aid_people"), 1);
	ledgers_count(&l, "121");
	cr_expect_eq(value("aid_people"), 1);
	ledgers_count(&l, "1");
	cr_expect_eq(value("aid_people"), 2);
	cr_expect_not(ledgers_value(&l, "on_duty")->known, "people on duty lie nowhere");
	cr_expect_str_eq(ledgers_printed(&l, "on_duty"), "—");
}

Test(figure, without_a_person_the_next_place_is_asked)
{
	uint64_t both =
		ledgers_add(&l, "staff", "name", "张三", "person", ledgers_ref(zhang), NULL);
	uint64_t cadre = ledgers_add(&l, "staff", "name", "赵六", NULL);

	ledgers_add(&l, "duty", "person", ledgers_ref(wang), "area", "111", NULL);
	ledgers_add(&l, "duty", "staff", ledgers_ref(both), "area", "121", NULL);
	ledgers_add(&l, "duty", "staff", ledgers_ref(cadre), "area", "121", NULL);
	ledgers_add(&l, "duty", "staff", ledgers_ref(cadre), NULL); /* nowhere */
	ledgers_count(&l, "");
	cr_expect_eq(value("duties"), 4);
	ledgers_count(&l, "11");
	cr_expect_eq(value("duties"), 1);
	ledgers_count(&l, "12");
	cr_expect_eq(value("duties"), 2);
	ledgers_count(&l, "1");
	cr_expect_eq(value("duties"), 3);
}

Test(figure, the_first_day_that_is_filled_in_counts)
{
	pair(zhang, "县", "2018-05-01", "2019-03-01");
	pair(li, "县", "2018-05-01", "");
	pair(wang, "县", "2019-05-01", "");
	pair(wang, "镇", "2019-05-01", "2020-06-01"); /* after the period */
	ledgers_count(&l, "");
	cr_expect_eq(value("turns"), 2);
	pair(wang, "村", "2019-05-01", "2020"); /* perhaps */
	ledgers_count(&l, "");
	cr_expect_eq(value("turns"), 2);
	cr_expect_eq(ledgers_value(&l, "turns")->undated, 1);
}

Test(figure, one_part_says_how_the_whole_is_told_apart)
{
	aid(zhang, "慰问金", "2019-02-01", "1");
	aid(zhang, "慰问金", "2019-03-01", "1");
	aid(li, "慰问金", "2019-02-01", "1");
	pair(zhang, "县", "2019-01-01", "");
	pair(zhang, "镇", "2019-01-01", "");
	pair(wang, "村", "2019-01-01", ""); /* never helped: no group of its own */
	ledgers_count(&l, "");
	const struct figure_value *v = ledgers_value(&l, "helped");
	cr_expect_eq(v->value, 2);
	cr_assert_eq(v->n_groups, 2);
	for (size_t i = 0; i < v->n_groups; i++) {
		cr_expect_str_neq(v->groups[i].label, "村");
		cr_expect_eq(v->groups[i].value, 2);
		cr_expect_eq(v->groups[i].ids.n, 1);
	}
}

Test(figure, days_constants_and_chapters)
{
	pair(zhang, "县", "2019-03-05", "");
	pair(zhang, "镇", "2018-12-09", "");
	ledgers_count(&l, "");
	cr_expect_str_eq(ledgers_printed(&l, "first_pair"), "2018年12月");
	cr_expect_str_eq(ledgers_printed(&l, "sixty"), "60岁");
	cr_expect_str_eq(ledgers_printed(&l, "chapters"), "两大");
}

Test(figure, checks_are_held_against_the_values)
{
	const struct def_figures *all = l.defs->figures;
	struct figure_verdict_of v;
	struct str out = {0};

	aid(zhang, "慰问金", "2019-02-01", "1");
	aid(zhang, "慰问金", "2019-02-01", "1");
	ledgers_count(&l, "");
	figure_check(&v, &all->checks[0], &l.figures);
	cr_expect_eq(v.verdict, VERDICT_HOLDS);
	figure_check(&v, &all->checks[1], &l.figures);
	cr_expect_eq(v.verdict, VERDICT_BROKEN);
	figure_check_text(&out, &all->checks[1], &l.figures);
	cr_expect_str_eq(str_c(&out), "人次 2人次，人－台账 1人：数错了");
	str_free(&out);
}

Test(figure, a_sheet_as_paragraphs_and_json)
{
	const struct def_figures *all = l.defs->figures;
	struct figure_sheet s = {.figures = &l.figures,
		.defs = all,
		.sheet = all->sheets[0],
		.since = {2019, 1, 1},
		.until = {2020, 4, 30},
		.area = ""};
	struct str out = {0};

	aid(zhang, "救助资金", "2019-02-01", "123450");
	ledgers_count(&l, "");
	figure_text_paragraphs(&out, &s);
	cr_expect_str_eq(str_c(&out), "2019年以来（至2020年4月30日）救助1人，1234.5元。");
	str_clear(&out);
	pair(zhang, "县", "2019-01-01", "");
	pair(zhang, "镇", "2019-01-01", "");
	pair(zhang, "村", "2019-01-01", "");
	ledgers_count(&l, "");
	figure_text_paragraphs(&out, &s); /* a bracket within it is still empty */
	cr_expect_str_eq(str_c(&out), "2019年以来（至2020年4月30日）救助1人，1234.5元，结对1人。");
	str_clear(&out);
	figure_text_json(&out, &s);
	cr_expect(strstr(str_c(&out), "{\"key\":\"relief\",\"title\":\"救助资金\",\"article\":\"\","
				      "\"value\":1234.5,\"unit\":\"元\",\"text\":\"1234.5元\"}"),
		"%s", str_c(&out));
	str_free(&out);
}

static bool stop(void *context, size_t done, size_t all)
{
	(void)context, (void)done, (void)all;
	return false;
}

Test(figure, can_be_stopped)
{
	struct figure_ask ask = {.archive = l.archive,
		.since = {2019, 1, 1},
		.until = {2020, 4, 30},
		.progress = stop};
	const struct def_figure *wanted = figuredef_figure(l.defs->figures, "people");
	struct figures f;
	struct err e = {0};

	for (unsigned i = 0; i < 1100; i++)
		ledgers_add(&l, "person", "name", "赵六", NULL);
	cr_expect_not(figures_run(&f, &ask, &wanted, 1, &e));
	cr_expect_eq(e.code, ERR_STOPPED);
}
