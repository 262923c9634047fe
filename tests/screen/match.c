#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/base/file.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/text/charset.h>
#include <binggui/text/width.h>
#include <lib/golden.h>
#include <lib/world.h>

/* Posts for people and people for posts, by keyboard; today is 2020-04-30. */

static struct world w;
static char dir[] = "/tmp/binggui-match-XXXXXX";
static const uint64_t FIRST = UINT64_C(1) << 40 | 1;

/* "field=value|field=value", values canonical. */
static uint64_t put(const char *table, const char *values)
{
	const struct def_table *t = defs_table(w.app.archive->defs, table);
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct err e = {0};

	check_derive(t, &r, &w.app.archive->types);
	while (*values) {
		char name[64], value[256];
		size_t n = strcspn(values, "="), k = strcspn(values + n + 1, "|");
		snprintf(name, sizeof name, "%.*s", (int)n, values);
		snprintf(value, sizeof value, "%.*s", (int)k, values + n + 1);
		record_set(&r, def_field(t, name)->number, value);
		values += n + 1 + k;
		values += *values == '|';
	}
	bool ok = table_save(w.app.archive, &c, 1, &(struct save_options){0}, &e);
	cr_assert(ok, "%s: %s %s", table, e.text, c.problems.n ? c.problems.at[0].text : "");
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	return id;
}

static void seeker(const char *name, const char *birth, int order, const char *values)
{
	char id[19], region[32], all[512], person[32];

	snprintf(region, sizeof region, "610927%s", birth);
	world_id(id, region, order);
	record_id_text(world_person(&w, name, id, "610927100201", "19900001234"), person);
	snprintf(all, sizeof all, "person=%s|%s", person, values);
	put("seeker", all);
}

static void open_world(void)
{
	cr_assert(mkdtemp(strcpy(dir, "/tmp/binggui-match-XXXXXX")) != NULL);
	setenv("HOME", dir, 1);
	world_open(&w, 24, 80);
	put("employer", "name=镇坪县某茶业有限公司|area=610927100000|contact=李经理");
	put("post", "employer=1-1|title=茶园工|trade=种植|area=610927100201|vacancies=2|"
		    "pay_from=300000|pay_to=400000|pay_unit=月|shift=白班|veterans_first=是");
	put("post", "employer=1-1|title=保安|trade=保安|vacancies=1|age_max=45|place=县城");
	put("post", "employer=1-1|title=值班电工|trade=电工|vacancies=1|certs=电工证");
	put("post", "employer=1-1|title=会计|trade=财务|vacancies=1|edu_min=本科|age_max=30");
	put("training", "no=2020-P1|name=低压电工订单班|year=2020|kind=订单式|start=2020-05-20");
	seeker("张三丰", "19720401", 901, "want_trade=种植|pay_min=280000|shift=白班");
	seeker("李卫国", "19900401", 903, "want_trade=保安|certs=健康证");
}

static void close_world(void)
{
	char path[128];

	snprintf(path, sizeof path, "%s/推荐单.txt", dir);
	unlink(path);
	rmdir(dir);
	world_close(&w);
}

TestSuite(match, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

Test(match, posts_for_a_person_with_the_reasons_of_each)
{
	world_keys(&w, "zsf Ctrl-Y");
	golden("match-posts", world_text(&w));
	world_keys(&w, "Down");
	SEES("差：年龄48岁，超过45岁上限3岁");
	world_keys(&w, "Down");
	SEES("差：缺电工证，可报名低压电工订单班（2020-05-20开班）");
	world_keys(&w, "Enter");
	SEES("还差一项，不能推荐");
	world_keys(&w, "F5");
	SEES("年龄偏大  2");
}

Test(match, everything_is_there_on_a_small_screen)
{
	world_keys(&w, "<size 16x60> zsf Ctrl-Y");
	golden("match-posts-60x16", world_text(&w));
}

/* Reads the score in the list and the parts below it back from the screen. */
Test(match, a_score_shown_is_the_sum_of_the_parts_shown)
{
	world_keys(&w, "zsf Ctrl-Y");
	const char *text = world_text(&w), *total = strstr(text, "总分 ");
	int sum = 0, parts = 0;

	cr_assert(total, "%s", text);
	for (const char *at = total; (at = strchr(at, '+')) != NULL; at++, parts++)
		sum += atoi(at + 1);
	cr_assert_geq(parts, 4);
	cr_assert_eq(sum, atoi(total + strlen("总分 ")), "%s", text);
	cr_assert_eq(sum, atoi(strstr(text, "▸") + strlen("▸")), "%s", text);
}

Test(match, one_key_sends_and_another_prints_the_slip)
{
	struct str path = {0}, text = {0};
	struct err e = {0};

	world_keys(&w, "zsf Ctrl-Y Enter");
	SEES("已推荐");
	SEES("▸*");
	cr_assert_str_eq(world_value(&w, "referral", FIRST, "result"), "推荐");
	cr_assert_str_eq(world_value(&w, "referral", FIRST, "date"), "2020-04-30");
	cr_assert_str_eq(world_value(&w, "seeker", FIRST, "state"), "推荐中");
	world_keys(&w, "F7"); /* twice is once */
	SEES("已经有这条");
	cr_assert_eq(archive_count(w.app.archive, defs_table(w.app.archive->defs, "referral")), 1);
	world_keys(&w, "F6 Enter Enter");
	SEES("已写到");
	str_addf(&path, "%s/推荐单.txt", dir);
	cr_assert(file_read(str_c(&path), 1 << 16, &text, &e), "%s", e.text);
	golden("match-slip", str_c(&text));
	for (char *line = text.at, *end; line && *line; line = end ? end + 1 : NULL) {
		end = strchr(line, '\n');
		if (end)
			*end = '\0';
		cr_assert_leq(width_text(line, 2), 80, "%s", line);
	}
	str_free(&path);
	str_free(&text);
}

Test(match, a_slip_for_an_old_printer)
{
	struct str path = {0}, bytes = {0}, text = {0};
	struct err e = {0};

	world_keys(&w, "zsf Ctrl-Y F6 2 Enter Enter");
	str_addf(&path, "%s/推荐单.txt", dir);
	cr_assert(file_read(str_c(&path), 1 << 16, &bytes, &e), "%s", e.text);
	cr_assert(charset_decode(&text, CHARSET_GB18030, bytes.at, bytes.n, NULL, &e));
	cr_assert(strstr(str_c(&text), "退役军人就业推荐单"));
	str_free(&path);
	str_free(&bytes);
	str_free(&text);
}

Test(match, people_for_a_post)
{
	world_keys(&w, "Ctrl-P <text 招聘岗位> Enter <text 茶园工> Ctrl-Y");
	golden("match-people", world_text(&w));
	world_keys(&w, "F4");
	SEES("求职登记");
}

Test(match, from_the_book_too_and_without_a_search_it_says_so)
{
	char id[19];

	world_id(id, "61092719650401", 905);
	world_person(&w, "王五", id, "610927100201", "");
	world_keys(&w, "zsf F4 Ctrl-Y");
	SEES("合适的岗位  张三丰");
	world_keys(&w, "F10 F10 Ctrl-U <text 王五> Ctrl-Y");
	SEES("此人还没有求职登记");
}

Test(match, everybody_at_once_is_shown_then_sent_in_one_batch)
{
	world_keys(&w, "Ctrl-P <text 岗位匹配> Enter Enter");
	golden("match-all", world_text(&w));
	world_keys(&w, "F5");
	golden("match-nobody", world_text(&w));
	world_keys(&w, "F5");
	SEES("没有安排的人 0");
	world_keys(&w, "F2 n");
	cr_assert_eq(archive_count(w.app.archive, defs_table(w.app.archive->defs, "referral")), 0);
	world_keys(&w, "F2 y");
	SEES("已推荐 2 人");
	cr_assert_eq(archive_count(w.app.archive, defs_table(w.app.archive->defs, "referral")), 2);
	world_keys(&w, "F2");
	SEES("已经推荐过了");
	world_keys(&w, "Esc Ctrl-P <text 导入历史> Enter Ctrl-Z y");
	SEES("整批已撤销");
	cr_assert_eq(archive_count(w.app.archive, defs_table(w.app.archive->defs, "referral")), 0);
	cr_assert_str_eq(world_value(&w, "seeker", FIRST, "state"), "求职");
}

Test(match, a_fair_without_employers_says_what_to_do)
{
	put("job_fair", "no=2020-001|name=专场招聘会|kind=专场|date=2020-04-20");
	world_keys(&w, "Ctrl-P <text 岗位匹配> Enter 2 Enter Enter");
	SEES("还没有登记用工单位");
	put("fair_stand", "fair=1-1|employer=1-1");
	world_keys(&w, "Ctrl-P <text 岗位匹配> Enter 2 Enter Enter");
	SEES("安排 2  2020-001 专场招聘会");
}

Test(match, without_an_open_post_it_says_where_they_are_entered)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "post");
	struct err e = {0};

	for (uint64_t id = FIRST; id < FIRST + 4; id++) {
		struct record base = {0}, r = {0};
		cr_assert(table_get(w.app.archive, t, id, &base, &e), "%s", e.text);
		record_copy(&r, &base);
		record_set(&r, def_field(t, "date")->number, "2020-01-02");
		record_set(&r, def_field(t, "valid_to")->number, "2020-04-29");
		struct change c = {.table = t, .base = &base, .record = &r};
		cr_assert(table_save(w.app.archive, &c, 1, &(struct save_options){0}, &e), "%s",
			e.text);
		change_free(&c);
		record_free(&r);
		record_free(&base);
	}
	world_keys(&w, "zsf Ctrl-Y F5");
	SEES("没有在招的岗位");
	SEES("招聘岗位");
}
