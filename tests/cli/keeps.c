#include <criterion/criterion.h>
#include <string.h>

#include <lib/shell.h>

/* What only the steps of the work may write, and what stays as it was paid. */

struct step {
	int code;
	const char *words;
	const char *says[3];
};

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(keeps, .init = open_shell, .fini = close_shell);

static void go(const struct step *steps)
{
	for (; steps->words; steps++) {
		cr_assert_eq(shell_run(&s, steps->words), steps->code, "%s: exit %d\n%s%s",
			steps->words, s.code, str_c(&s.out), str_c(&s.err));
		for (size_t i = 0; i < 3 && steps->says[i]; i++)
			cr_assert(shell_says(&s, steps->says[i]), "%s: no “%s” in\n%s%s",
				steps->words, steps->says[i], str_c(&s.out), str_c(&s.err));
	}
}

#define START                                                                                      \
	{0, "init", {0}},                                                                          \
	{                                                                                          \
		0, "set person name=李四 id_no=610927198611029013 village=610927100200",           \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}

Test(keeps, the_sixty_days_are_not_typed)
{
	static const struct step steps[] = {START,
		{65, "set case person=1-1 channel=来访 kind=优待抚恤 content=补助 due=2021-01-01",
			{"“到期日”在新登记时自动算出，不用填"}},
		{0,
			"set case person=1-1 channel=来访 kind=优待抚恤 content=补助 "
			"accept_date=2020-03-02",
			{0}},
		{65, "set case 1-1 due=2021-01-01",
			{"“到期日”由办理写，不能直接改；请按 F9 办", "“延期”", "“更正期限”"}},
		{65, "set case 1-1 extended=2020-05-31", {"“延期至”由办理写"}},
		{65, "set case 1-1 pause_from=2020-04-01", {"“中止起”由办理写"}},
		{65, "set case 1-1 closed_date=2020-04-01", {"“办结日期”由办理写"}},
		{65, "move case 1-1 受理 due=2021-01-01 closed_date=2020-04-01",
			{"“办结日期”由办理写"}},
		{0, "move case 1-1 受理 accept_date=2020-03-10", {"现在是“受理”"}},
		{0, "list case --columns due", {"2020-05-09"}},
		{65, "move case 1-1 更正期限 due=2020-06-01 opinion=算错了",
			{"到期日不能晚于受理日期加60日"}},
		{0, "move case 1-1 更正期限 due=2020-05-01 opinion=算错了", {"已办"}},
		{0, "list case_step", {"更正期限"}}, {0, NULL, {0}}};

	go(steps);
}

Test(keeps, an_old_case_entered_as_closed_has_its_day)
{
	static const struct step steps[] = {START,
		{0,
			"set case person=1-1 channel=来访 kind=优待抚恤 content=补助 "
			"accept_date=2019-03-02 state=办结 answer=已发 answer_date=2019-04-01 "
			"told_rights=是 solved=是 closed_date=2019-04-02",
			{0}},
		{0, "list case --columns closed_date,due", {"2019-04-02\t2019-05-01"}},
		{0, NULL, {0}}};

	go(steps);
}

Test(keeps, an_old_ledger_brings_its_days)
{
	shell_do(&s, "printf '姓名,受理日期,诉求渠道,诉求类别,诉求内容,到期日,办理状态,办结日期\\n"
		     "李四,2019-03-02,来访,优待抚恤,补助,2019-06-01,办结,2019-05-20\\n' "
		     "> $DIR/old.csv");
	static const struct step steps[] = {START, {0, "import case $DIR/old.csv", {"新增 1"}},
		{0, "list case --columns due,closed_date", {"2019-06-01\t2019-05-20"}},
		{0, NULL, {0}}};

	go(steps);
}

Test(keeps, what_the_work_logs_is_not_made_up)
{
	static const struct step steps[] = {START,
		{0, "set household household_no=610927100201001 village=610927100200 address=一组",
			{0}},
		{0, "set plaque household=1-1 based_on=1-1 state=应挂", {0}},
		{65, "set plaque_event plaque=1-1 act=新发 date=2020-04-01 reason=其他",
			{"《光荣牌经办》由程序在办理时记，不能手工添"}},
		{65, "set plaque 1-1 hang_date=2020-04-01", {"“悬挂日期”由办理写"}},
		{0, "move plaque 1-1 新发 hang_date=2020-04-01", {"在挂"}},
		{0, "list plaque_event --columns act,date --where act=新发", {"新发\t2020-04-01"}},
		{0, "move plaque 1-1 更正 hang_date=2020-03-28 reason=其他", {"已办"}},
		{0, "list plaque_event --columns act,date --where act=新发", {"新发\t2020-03-28"}},
		{0, "set case person=1-1 channel=来访 kind=优待抚恤 content=补助", {0}},
		{65, "set case_step case=1-1 action=延期", {"不能手工添"}},
		{65, "set person_change person=1-1 act=去世", {"不能手工添"}}, {0, NULL, {0}}};

	go(steps);
}

Test(keeps, a_report_that_was_sent_up_stands)
{
	static const struct step steps[] = {START,
		{0, "set daily_report station=城关镇退役军人服务站 date=2020-04-29 nothing=是",
			{0}},
		{0, "move daily_report 1-1 上报", {0}},
		{65, "set daily_report 1-1 nothing=否 rows=有情况", {"已经上报，不能直接改"}},
		{0, "move daily_report 1-1 撤回", {0}},
		{0, "set daily_report 1-1 nothing=否 rows=有情况", {0}}, {0, NULL, {0}}};

	go(steps);
}

#define PAID                                                                                         \
	START, {0, "set fund year=2020 source=县", {0}},                                             \
		{0, "set fund_move fund=1-1 date=2020-01-02 in_out=收入 kind=拨入 amount=1000",      \
			{0}},                                                                        \
	{                                                                                            \
		0,                                                                                   \
			"set aid app_no=A1 person=1-1 kind=关爱基金 source=县 state=已发放 " \
			"date=2020-03-01 amount=500 fund=1-1",                                       \
		{                                                                                    \
			0                                                                            \
		}                                                                                    \
	}

Test(keeps, what_was_paid_out_goes_back_by_a_move)
{
	static const struct step steps[] = {PAID, {0, "list fund --columns balance", {"500"}},
		{65, "move aid 1-1 冲正 returned_date=2020-02-01 return_why=打错了",
			{"冲正日期早于发放日期"}},
		{65, "move aid 1-1 冲正 returned_date=2020-04-20", {"“冲正”要填“冲正原因”"}},
		{0, "move aid 1-1 冲正 returned_date=2020-04-20 return_why=打错了",
			{"连带：《基金收支》1 条", "现在是“已冲正”"}},
		{0, "list fund --columns balance", {"1,000.00"}},
		{0, "list fund_move --where 'kind = 退回' --columns date,in_out,amount,aid",
			{"2020-04-20\t收入\t500.00\tA1"}},
		{65, "set aid 1-1 amount=400", {"不能直接改"}},
		{65, "set fund_move 1-3 amount=1", {"不能直接改"}},
		{0,
			"set aid app_no=A2 person=1-1 kind=关爱基金 source=县 state=已发放 "
			"date=2020-03-01 amount=1000 fund=1-1",
			{0}},
		{0, "list fund --columns balance", {"余额\n0.00"}},
		{0, "figures annual --period 2019-01-01..2020-04-30 --json", {0}},
		{0, "check", {0}}, {0, NULL, {0}}};

	go(steps);
}

Test(keeps, a_fund_chosen_late_is_booked)
{
	static const struct step steps[] = {START, {0, "set fund year=2020 source=县", {0}},
		{0, "set fund_move fund=1-1 date=2020-01-02 in_out=收入 kind=拨入 amount=1000",
			{0}},
		{0,
			"set aid person=1-1 kind=关爱基金 source=县 state=已发放 date=2020-03-01 "
			"amount=500",
			{0}},
		{65, "set aid 1-1 fund=1-1", {"从哪个基金出按 F9 办“补记基金”"}},
		{0, "move aid 1-1 补记基金 fund=1-1", {"连带：《基金收支》1 条"}},
		{0, "list fund --columns balance", {"500"}},
		{65, "move aid 1-1 补记基金", {"这笔已经从基金支出过"}},
		{0,
			"set aid person=1-1 kind=慰问金 source=县 state=已发放 date=2020-03-01 "
			"amount=500",
			{0}},
		{0, "set aid 1-2 amount=400", {0}}, {0, NULL, {0}}};

	go(steps);
}

/* Whoever takes back the money that came in is stopped. */
Test(keeps, a_fund_never_owes)
{
	static const struct step steps[] = {PAID,
		{65, "set fund_move 1-1 amount=499", {"基金余额不足"}},
		{0, "set fund year=2021 source=县", {0}},
		{65, "set fund_move 1-1 fund=1-2", {"“2020年县”：基金余额不足"}},
		{0, "list fund --columns balance", {"500"}}, {0, "check", {0}}, {0, NULL, {0}}};

	go(steps);
}

Test(keeps, a_record_is_voided_and_brought_back_with_a_reason)
{
	static const struct step steps[] = {PAID, {2, "void person 1-1", {"要写为什么作废：--why"}},
		{65, "void aid A1 --why 重复", {"这笔已从关爱基金支出", "办“冲正”"}},
		{65, "void fund_move 1-1 --why 重复", {"基金余额不足"}},
		{65, "void fund_move 1-2 --why 重复", {"救助发放或冲正时自动记的"}},
		{0, "set case case_no=2020-1 person=1-1 channel=来访 kind=优待抚恤 content=补助",
			{0}},
		{65, "void case_step 1-1 --why 重复", {"不能手工作废"}},
		{0, "void case 2020-1 --why 重复登记", {"已作废 1-1，第2版"}},
		{65, "void case 1-1 --why 重复登记", {"已经作废了"}},
		{0, "history case 1-1", {"重复登记"}},
		{0, "set case case_no=2020-1 person=1-1 channel=来访 kind=优待抚恤 content=补助",
			{0}},
		{65, "unvoid case 1-1 --why 作废错了", {"诉求编号与已有的"}},
		{0, "set case 1-2 case_no=2020-2", {0}},
		{0, "unvoid case 1-1 --why 作废错了 --json", {"\"result\":\"restored\""}},
		{65, "unvoid case 1-1 --why 作废错了", {"没有作废，不用恢复"}}, {0, NULL, {0}}};

	go(steps);
}

Test(keeps, what_could_not_follow_is_told)
{
	static const struct step steps[] = {START, {0, "set employer name=某茶业公司", {0}},
		{0, "set post employer=1-1 title=采茶工 vacancies=3 state=招聘中", {0}},
		{0, "set seeker person=1-1 want_post=采茶", {0}},
		{0, "set referral person=1-1 post=1-1 date=2020-04-01", {0}},
		{0, "move seeker 1-1 撤回", {0}},
		{0, "move referral 1-1 录用 hired_date=2020-04-20 county_in=是",
			{"《求职登记》“李四", "现在是“撤回”，没有连带办“就业”"}},
		{0, NULL, {0}}};

	go(steps);
}

/* Two files of one person: what is paid and logged follows, and comes apart again. */
Test(keeps, joining_files_takes_along_what_nobody_changes)
{
	static const struct step steps[] = {PAID,
		{0, "set person name=李四 id_type=无证 village=610927100200", {0}},
		{0, "move person 1-1 迁出 out_date=2020-04-01 out_to=西安", {0}},
		{0, "merge person 1-2 1-1", {"转来"}},
		{0, "list aid --columns amount,state", {"500.00\t已发放"}},
		{0, "list person_change --where 'person = \"1-2\"'", {"迁出"}}, {0, "undo 1", {0}},
		{0, "list person_change --where 'person = \"1-1\"'", {"迁出"}}, {0, NULL, {0}}};

	go(steps);
}

Test(keeps, a_condition_that_is_none_is_not_kept)
{
	static const struct step steps[] = {START,
		{65, "set visit_plan name=高龄 'who=年龄 >= ' every=1 unit=月 times=1",
			{"“走访哪些人”不是能用的条件，第"}},
		{65,
			"set campaign no=2020-1 name=春节 kind=常态 from=2020-01-01 'who=没有这项 "
			"= 1'",
			{"“走访哪些人”不是能用的条件"}},
		{0, "set visit_plan name=高龄 'who=年龄 >= 20' every=1 unit=月 times=1", {0}},
		{0, "owed", {"欠访 1 人"}}, {0, NULL, {0}}};

	go(steps);
}

Test(keeps, a_standard_without_a_level_is_one_a_year)
{
	static const struct step steps[] = {START,
		{0, "set benefit_std year=2020 class=带病回乡退伍军人 amount=600", {0}},
		{65, "set benefit_std year=2020 class=带病回乡退伍军人 amount=650",
			{"这一年这个类别等级的标准已经录过"}},
		{0, "set benefit_std year=2020 class=残疾军人 level=1级 amount=650", {0}},
		{0, "set benefit_std year=2020 class=残疾军人 amount=650", {0}},
		{65, "set benefit_std year=2020 class=残疾军人 level=1级 amount=660", {"已经录过"}},
		{0, NULL, {0}}};

	go(steps);
}

#define SENT                                                                                       \
	START, {0, "set employer name=某茶业公司", {0}},                                           \
		{0, "set post employer=1-1 title=采茶工 vacancies=3 state=招聘中", {0}},           \
		{0, "set post employer=1-1 title=保洁 kind=公益性岗位 vacancies=3 state=招聘中",   \
			{0}},                                                                      \
		{0, "set seeker person=1-1 want_post=采茶", {0}},                                  \
		{0, "set referral person=1-1 post=1-1 date=2020-04-01", {0}},                      \
		{0, "set referral person=1-1 post=1-2 date=2020-04-01", {0}},                      \
	{                                                                                          \
		0, "move seeker 1-1 推荐",                                                         \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}

Test(keeps, who_was_taken_by_nobody_looks_for_work_again)
{
	static const struct step steps[] = {SENT, {0, "move referral 1-1 未录用", {0}},
		{0, "list seeker --columns state", {"推荐中"}},
		{0, "move referral 1-2 拒绝", {"《求职登记》未成 1 条"}},
		{0, "list seeker --columns state", {"求职"}},
		{0, "move referral 1-2 重新推荐", {"《求职登记》推荐 1 条"}}, {0, NULL, {0}}};

	go(steps);
}

Test(keeps, what_kind_of_post_it_was_stands_in_the_employment)
{
	static const struct step steps[] = {SENT,
		{0, "move referral 1-2 录用 hired_date=2020-04-20 county_in=是", {0}},
		{0, "list employment --columns status,post", {"公益性岗位\t保洁"}}, {0, NULL, {0}}};

	go(steps);
}

#define TWO_FILES                                                                                  \
	START, {0, "set person name=李四 id_type=无证 village=610927100200", {0}},                 \
		{0, "set staff name=王建军 unit=镇政府 tier=镇 kind=专干 phone=19900000001", {0}}, \
		{0, "set staff name=赵大牛 unit=镇政府 tier=镇 kind=专干 phone=19900000002", {0}}, \
		{0, "set pairing person=1-1 tier=镇 staff=1-1 from=2020-02-01", {0}},              \
	{                                                                                          \
		0, "set pairing person=1-2 tier=镇 staff=1-2 from=2019-02-01",                     \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}

/* The older pair goes on, the newer ends; taken apart again both are open. */
Test(keeps, joining_files_ends_the_newer_pair)
{
	static const struct step steps[] = {TWO_FILES,
		{0, "merge person 1-1 1-2", {"结束结对 1-1"}},
		{0, "list pairing --columns from,to,end_reason --sort from",
			{"2019-02-01\t\t", "2020-02-01\t2020-04-30\t合并档案"}},
		{0, "undo 1", {0}},
		{0, "list pairing --columns from,to,end_reason --sort from",
			{"2019-02-01\t\t", "2020-02-01\t\t"}},
		{0, "check", {0}}, {0, NULL, {0}}};

	go(steps);
}

/* Nothing opens a pair of the dead again. */
Test(keeps, the_dead_have_no_open_pair)
{
	static const struct step steps[] = {START,
		{0, "set staff name=王建军 unit=镇政府 tier=镇 kind=专干 phone=19900000001", {0}},
		{0, "set pairing person=1-1 tier=镇 staff=1-1 from=2020-02-01", {0}},
		{0, "move person 1-1 去世 death_date=2020-04-01", {"《结对》1 条"}},
		{65, "set pairing 1-1 to= end_reason=", {"对象已去世或注销"}},
		{65, "set pairing person=1-1 tier=镇 staff=1-1 from=2020-04-02",
			{"对象已去世或注销"}},
		{0, NULL, {0}}};

	go(steps);
}

/* What the writing would refuse is told before: a state no move leads to, two of one file. */
Test(keeps, a_dry_run_foresees_what_the_writing_refuses)
{
	shell_do(&s, "printf '姓名,身份证号,困难状态,困难类型,发现日期\\n"
		     "李四,610927198611029013,疑似,医疗,2020-03-01\\n"
		     "王五,610927199001019031,疑似,住房,2020-03-02\\n"
		     "李四,610927198611029013,在册,医疗,2020-04-01\\n' > $DIR/hard.csv");
	static const struct step steps[] = {START,
		{0, "set person name=王五 id_no=610927199001019031 village=610927100200", {0}},
		{1, "import hardship $DIR/hard.csv --dry-run",
			{"第4行 未导入", "写入时会被拒绝：", "可导入2行"}},
		{0, "list hardship --format csv", {0}},
		{1, "import hardship $DIR/hard.csv", {"新增 2", "第4行 未导入"}}, {0, NULL, {0}}};

	go(steps);
}
