#include <criterion/criterion.h>
#include <string.h>

#include <lib/shell.h>

/* binggui match: ranked with reasons, and everybody at once. */

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(match, .init = open_shell, .fini = close_shell);

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))
#define SAYS_NOT(text) cr_assert_not(shell_says(&s, text), "“%s” in\n%s", text, str_c(&s.out))

static void town(void)
{
	RUN(0, "init");
	RUN(0, "set person name=张三 id_no=610927198611029013 village=610927100200 edu=高中");
	RUN(0, "set seeker person=1-1 want_trade=保安 pay_min=2500");
	RUN(0, "set employer name=茶业公司");
	RUN(0, "set employer name=水电公司");
	RUN(0, "set post employer=1-1 title=保安 trade=保安 vacancies=1 pay_from=3000");
	RUN(0, "set post employer=1-2 title=电工 trade=电工 vacancies=1 certs=电工证");
	RUN(0, "set post employer=1-2 title=会计 trade=财务 vacancies=1 edu_min=本科");
}

Test(match, posts_for_a_person_and_people_for_a_post)
{
	town();
	RUN(0, "match person 1-1");
	SAYS("工种是本人想干的保安");
	SAYS("缺电工证");
	SAYS("要求本科以上，本人文化程度高中");
	RUN(0, "match person 610927198611029013 --json");
	SAYS("{\"looked\":3,\"fits\":1,\"fitting\":[{\"post\":\"1-1\"");
	SAYS("\"score\":40,\"parts\":[{\"code\":\"trade\",\"points\":25,");
	SAYS("{\"code\":\"pay\",\"points\":15,");
	SAYS("\"lacks\":[{\"code\":\"cert\",\"text\":\"缺电工证\"}]");
	SAYS("\"broken\":{\"edu\":1,\"cert\":1}");
	RUN(0, "match post 1-1 --json");
	SAYS("\"fitting\":[{\"person\":\"1-1\"");
	RUN(65, "match person 1-9");
	RUN(2, "match person");
	RUN(2, "match everybody");
}

Test(match, everybody_at_once_is_only_applied_when_asked_and_undone_as_one)
{
	town();
	RUN(0, "match all");
	SAYS("没有合适的人：电工");
	SAYS("安排 1 人，总分 40");
	SAYS("--apply");
	RUN(0, "list referral");
	SAYS_NOT("保安");
	RUN(0, "match all --apply --json");
	SAYS("\"placed\":1,\"score\":40,\"applied\":true");
	RUN(0, "show seeker 1-1");
	SAYS("推荐中");
	RUN(0, "match all --apply"); /* the same again makes nothing twice */
	SAYS("没有推荐成");
	RUN(0, "undo 1");
	RUN(0, "show seeker 1-1");
	SAYS("求职状态：求职");
}

Test(match, a_fair_and_a_base_have_their_own_posts)
{
	town();
	RUN(0, "set job_fair no=2026-001 name=专场招聘会 kind=专场 date=2020-04-20");
	RUN(65, "match all --fair 2026-001");
	SAYS("还没有登记用工单位");
	RUN(0, "set fair_stand fair=2026-001 employer=1-2");
	RUN(0, "match all --fair 2026-001 --json");
	SAYS("\"persons\":1,\"posts\":2,");
	RUN(0, "set base name=就业基地 kind=就业 host=1-1");
	RUN(0, "match all --base 就业基地 --json");
	SAYS("\"posts\":1,\"seats\":1,\"placed\":1");
	RUN(65, "match all --base 没有的");
}
