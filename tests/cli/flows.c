#include <criterion/criterion.h>
#include <string.h>

#include <lib/shell.h>

/* Cases, aid, the fund and hardship step by step: each move that is allowed, each refusal in its words. */

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

TestSuite(flows, .init = open_shell, .fini = close_shell);

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
#define A_CASE                                                                                     \
	{                                                                                          \
		0,                                                                                 \
			"set case case_no=2020-0001 person=1-1 channel=来访 kind=优待抚恤 "  \
			"accept_date=2020-03-02 content=申请补助",                                 \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}

Test(flows, a_case_goes_up_and_down_and_back)
{
	static const struct step steps[] = {START, A_CASE,
		{65, "move case 1-1 自办", {"现在是“登记”，不能“自办”", "现在能办的有：受理"}},
		{65, "move case 1-1 不予受理", {"“不予受理”要填“办理意见”"}},
		{0, "move case 1-1 受理", {"现在是“受理”"}},
		{65, "move case 1-1 转交", {"“转交”要填“承办单位”"}},
		{0, "move case 1-1 转交 owner_dept=优抚股 opinion=属优抚股职责", {"现在是“转办”"}},
		{65, "move case 1-1 退回", {"“退回”要填“办理意见”"}},
		{0, "move case 1-1 退回 opinion=不属本股", {"现在是“受理”"}},
		{65, "move case 1-1 上报 owner_tier=村 owner_dept=县局", {"上报是交给上一级"}},
		{0, "move case 1-1 上报 owner_tier=县 owner_dept=县局", {"现在是“转办”"}},
		{65, "move case 1-1 下派 owner_tier=县 owner_dept=县局", {"下派是交给下一级"}},
		{0, "move case 1-1 下派 owner_tier=镇 owner_dept=城关镇站", {"现在是“转办”"}},
		{0, "move case 1-1 自办 opinion=本站办理", {"现在是“办理”"}},
		{65, "move case 1-1 反馈", {"“反馈”要填“办理意见”"}},
		{0, "move case 1-1 反馈 opinion=已核实", {"现在是“待答复”"}},
		{0, "move case 1-1 审核 opinion=同意", {"现在是“待答复”"}},
		{0, "move case 1-1 发回重办 opinion=再查一年", {"现在是“办理”"}},
		{0, "list case_step --columns action", {"新建", "上报", "发回重办"}},
		{0, NULL, {0}}};

	go(steps);
}

Test(flows, a_case_waits_is_resumed_and_prolonged_where_it_stands)
{
	static const struct step steps[] = {START, A_CASE, {0, "move case 1-1 受理", {0}},
		{65, "move case 1-1 恢复", {"这件没有中止，不用恢复"}},
		{65, "move case 1-1 中止 pause_from=2020-05-01 opinion=等鉴定",
			{"中止的开始日期在今天以后"}},
		{65, "move case 1-1 中止 pause_from=2020-03-01 opinion=等鉴定",
			{"中止的开始日期早于受理日期"}},
		{65, "move case 1-1 中止 pause_from=2020-04-10", {"“中止”要填“办理意见”"}},
		{0, "move case 1-1 中止 pause_from=2020-04-10 opinion=等鉴定", {"现在是“受理”"}},
		{65, "move case 1-1 延期 opinion=情况复杂", {"还在中止期间，请先恢复再延期"}},
		{0, "move case 1-1 恢复", {"现在是“受理”"}},
		{0, "list case --columns due,pause_from", {"2020-05-21\t\n"}},
		{65, "move case 1-1 延期", {"“延期”要填“办理意见”"}},
		{0, "move case 1-1 延期 opinion=情况复杂", {"现在是“受理”"}},
		{0, "list case --columns due,extended", {"2020-06-20\t2020-06-20"}},
		{65, "move case 1-1 延期 opinion=再延", {"已经延期过一次，不能再延"}},
		{0, "set case other_name=赵大牛 kind=优待抚恤 accept_date=2020-01-02 content=补助",
			{0}},
		{0, "move case 1-2 受理", {0}},
		{65, "move case 1-2 延期 opinion=晚了", {"已经超过到期日，不能再延期"}},
		{0, NULL, {0}}};

	go(steps);
}

#define ANSWER "answer=自四月起发放 answer_date=2020-04-20 "

Test(flows, a_case_is_closed_with_an_answer_and_the_rights_told)
{
	static const struct step steps[] = {START, A_CASE, {0, "move case 1-1 受理", {0}},
		{0, "move case 1-1 自办", {0}},
		{65, "move case 1-1 办结 solved=是",
			{"“办结”要填“答复意见”", "“办结”要填“答复日期”"}},
		{65, "move case 1-1 办结 " ANSWER "solved=是", {"“办结”要填“告知救济权利”"}},
		{65, "move case 1-1 答复 " ANSWER "told_rights=否",
			{"答复时要告知当事人不服可以申请复查"}},
		{0, "move case 1-1 中止 pause_from=2020-04-10 opinion=等鉴定", {0}},
		{65, "move case 1-1 答复 " ANSWER "told_rights=是",
			{"还在中止期间，请先恢复再答复"}},
		{65, "move case 1-1 办结 " ANSWER "told_rights=是 solved=是",
			{"还在中止期间，请先恢复再办结"}},
		{0, "move case 1-1 恢复", {0}},
		{65,
			"move case 1-1 办结 answer=已发 answer_date=2020-03-01 told_rights=是 "
			"solved=是",
			{"答复日期早于受理日期"}},
		{0, "move case 1-1 答复 " ANSWER "told_rights=是", {"现在是“答复”"}},
		{65, "move case 1-1 评价 satisfaction=满意", {"现在是“答复”，不能“评价”"}},
		{0, "move case 1-1 办结 solved=是", {"现在是“办结”"}},
		{0, "list case --columns closed_date", {"2020-04-30"}},
		{65, "move case 1-1 追踪", {"“追踪”要填“回访情况”"}},
		{0, "move case 1-1 评价 satisfaction=满意", {"现在是“办结”"}},
		{0, "move case 1-1 追踪 followup=生活安定", {"现在是“办结”"}},
		{0, "move case 1-1 复查 opinion=不服", {"现在是“复查”"}},
		{0, "move case 1-1 复核 opinion=仍不服", {"现在是“复核”"}},
		{65, "move case 1-1 撤回 opinion=不办了", {"现在是“复核”，不能“撤回”"}},
		{0, "move case 1-1 办结", {"现在是“办结”"}}, {0, NULL, {0}}};

	go(steps);
}

#define VILLAGE "village_op=属实 village_by=赵明 village_date=2020-03-15 "
#define TOWN    "town_op=同意上报 town_date=2020-03-20 "
#define COUNTY  "county_op=同意 county_date=2020-03-28 "
#define AID                                                                                            \
	{                                                                                              \
		0,                                                                                     \
			"set aid app_no=2020-1 person=1-1 kind=关爱基金 source=县 reason=医疗 " \
			"asked=8000",                                                                  \
		{                                                                                      \
			0                                                                              \
		}                                                                                      \
	}

Test(flows, aid_is_looked_at_three_times_shown_in_public_and_paid_from_a_fund)
{
	static const struct step steps[] = {START, AID,
		{65, "move aid 1-1 镇级审核 " TOWN "town_by=李卫国 town_ok=是",
			{"现在是“申请”，不能“镇级审核”", "村级审核"}},
		{65, "move aid 1-1 村级审核 " VILLAGE, {"“村级审核”要填“村级同意”"}},
		{65, "move aid 1-1 村级审核 " VILLAGE "village_ok=否",
			{"村级不同意的，请用“不通过”或“退回”，并写原因"}},
		{0, "move aid 1-1 村级审核 " VILLAGE "village_ok=是", {"现在是“村已审”"}},
		{65, "move aid 1-1 镇级审核 " TOWN "town_by=赵明 town_ok=是",
			{"镇级审核人不能与村级是同一人"}},
		{65, "move aid 1-1 镇级审核 " TOWN "town_by=李卫国 town_ok=否", {"镇级不同意的"}},
		{0, "move aid 1-1 镇级审核 " TOWN "town_by=李卫国 town_ok=是", {"现在是“镇已审”"}},
		{65, "move aid 1-1 县级审核 " COUNTY "county_by=王建军 county_ok=是",
			{"“县级审核”要填“批准金额”"}},
		{65, "move aid 1-1 县级审核 " COUNTY "county_by=李卫国 county_ok=是 approved=5000",
			{"县级审批人不能与村级、镇级是同一人"}},
		{65, "move aid 1-1 县级审核 " COUNTY "county_by=王建军 county_ok=否 approved=5000",
			{"县级不同意的"}},
		{0, "move aid 1-1 县级审核 " COUNTY "county_by=王建军 county_ok=是 approved=5000",
			{"现在是“县已审”"}},
		{65, "move aid 1-1 公示 public_from=2020-04-27 public_to=2020-04-20",
			{"公示结束早于开始"}},
		{0, "move aid 1-1 公示 public_from=2020-04-27 public_to=2020-04-30",
			{"现在是“公示”"}},
		{65, "move aid 1-1 批准 public_ok=否 --today 2020-05-01", {"公示有异议的不能批准"}},
		{65, "move aid 1-1 批准 public_ok=是", {"公示期还没有满，不能批准"}},
		{0, "move aid 1-1 批准 public_ok=是 --today 2020-05-01", {"现在是“已批准”"}},
		{65, "move aid 1-1 发放 date=2020-04-30 amount=5000",
			{"关爱基金没有选从哪个基金出"}},
		{0, "set fund year=2020 source=县", {0}},
		{0, "set fund_move fund=1-1 date=2020-01-15 in_out=收入 kind=拨入 amount=4000",
			{0}},
		{65, "move aid 1-1 发放 date=2020-05-30 amount=5000 fund=1-1",
			{"发放日期在今天以后"}},
		{65, "move aid 1-1 发放 date=2020-04-30 amount=5001 fund=1-1",
			{"发放金额超过批准金额"}},
		{65, "move aid 1-1 发放 date=2020-04-30 amount=5000 fund=1-1",
			{"“2020年县”：基金余额不足", "收入4000、支出5000，余额成了-1000"}},
		{0, "list aid --columns state", {"已批准"}}, {0, "list fund_move", {"拨入"}},
		{0, "set fund_move fund=1-1 date=2020-02-15 in_out=收入 kind=捐入 amount=1500",
			{0}},
		{0, "move aid 1-1 发放 date=2020-04-30 amount=5000 fund=1-1",
			{"连带：《基金收支》1 条", "现在是“已发放”"}},
		{0, "list fund_move --where 'kind = 支出' --columns aid,amount,date",
			{"2020-1", "5,000.00", "2020-04-30"}},
		{0, "list fund --columns balance", {"500"}},
		{65,
			"set fund_move fund=1-1 date=2020-04-30 in_out=支出 kind=支出 aid=1-1 "
			"amount=1",
			{"“帮扶发放”由办理写，不能直接填；办了就自动写：《救助慰问》的“发放”"}},
		{65, "move aid 1-1 撤回 decide_reason=错", {"现在能办的有：补记基金、冲正"}},
		{0, "check", {0}}, {0, NULL, {0}}};

	go(steps);
}

Test(flows, aid_is_turned_down_and_sent_back_only_with_a_reason)
{
	static const struct step steps[] = {START, AID,
		{65, "move aid 1-1 不通过", {"不通过、退回、撤回的要写原因"}},
		{65, "move aid 1-1 退回", {"不通过、退回、撤回的要写原因"}},
		{0, "move aid 1-1 退回 decide_reason=缺诊断证明", {"现在是“退回”"}},
		{0, "move aid 1-1 重新申请", {"现在是“申请”"}},
		{0, "move aid 1-1 不通过 decide_reason=收入高于标准", {"现在是“不通过”"}},
		{65, "move aid 1-1 撤回 decide_reason=算了", {"“不通过”以后不再变动"}},
		{0, NULL, {0}}};

	go(steps);
}

Test(flows, the_same_help_within_a_year_is_told_until_it_was_looked_into)
{
	static const struct step steps[] = {START,
		{0,
			"set aid person=1-1 kind=救助资金 reason=医疗 state=已发放 date=2019-07-01 "
			"amount=100 source=县",
			{"已保存"}},
		{0, "set aid person=1-1 kind=救助资金 reason=医疗 asked=100",
			{"已保存", "此人一年内已申请或领过同类、同一原因的救助",
				"“重复已核”填“是”"}},
		{0, "set aid person=1-1 kind=救助资金 reason=住房 asked=100", {"已保存"}},
		{0, NULL, {0}}};

	go(steps);
	cr_assert(!shell_says(&s, "一年内已"), "for another reason");
	cr_assert_eq(shell_run(&s, "set aid person=1-1 kind=救助资金 reason=医疗 asked=100 "
				   "dup_ack=是 dup_note=二次住院"),
		0);
	cr_assert(!shell_says(&s, "一年内已"), "it was looked into");
	cr_assert_eq(shell_run(&s, "set aid person=1-1 kind=医疗救助 reason=医疗 state=已发放 "
				   "date=2018-07-01 amount=100 source=县"),
		0);
	cr_assert(!shell_says(&s, "一年内已"), "another kind");
}

Test(flows, what_is_entered_as_paid_is_taken_from_its_fund_too)
{
	static const struct step steps[] = {START, {0, "set fund year=2020 source=县", {0}},
		{65,
			"set aid person=1-1 kind=关爱基金 reason=医疗 state=已发放 date=2020-04-01 "
			"amount=100 source=县 fund=1-1",
			{"“2020年县”：基金余额不足"}},
		{0, "set fund_move fund=1-1 date=2020-01-15 in_out=收入 kind=拨入 amount=100", {0}},
		{0,
			"set aid person=1-1 kind=关爱基金 reason=医疗 state=已发放 date=2020-04-01 "
			"amount=100 source=县 fund=1-1",
			{0}},
		{0, "list fund_move --where 'kind = 支出' --columns date,amount",
			{"2020-04-01\t100.00"}},
		{65, "set fund_move fund=1-1 date=2020-04-02 in_out=支出 kind=支出 amount=0.01",
			{"基金余额不足"}},
		{0, NULL, {0}}};

	go(steps);
}

#define LOOKED "verified_date=2020-04-10 verified_by=李卫国 desc=妻子重病 "

Test(flows, hardship_is_verified_kept_and_left)
{
	static const struct step steps[] = {START,
		{0, "set hardship person=1-1 found_date=2020-04-01", {0}},
		{65, "move hardship 1-1 核实为困难 " LOOKED, {"在册困难的要选困难类型"}},
		{65, "move hardship 1-1 拟转出 measures=低保", {"现在是“疑似”，不能“拟转出”"}},
		{0, "move hardship 1-1 核实不困难 " LOOKED, {"现在是“核实非困难”"}},
		{0, "move hardship 1-1 重新列为疑似", {"现在是“疑似”"}},
		{65,
			"move hardship 1-1 核实为困难 kind=医疗 verified_by=李卫国 desc=病 "
			"verified_date=2020-03-01",
			{"核实日期早于发现日期"}},
		{0, "move hardship 1-1 核实为困难 kind=医疗 " LOOKED, {"现在是“在册”"}},
		{65, "move hardship 1-1 拟转出", {"“拟转出”要填“帮扶措施”"}},
		{0, "move hardship 1-1 拟转出 measures=纳入低保", {"现在是“待转出”"}},
		{0, "move hardship 1-1 退回在册 desc=又住院", {"现在是“在册”"}},
		{0, "move hardship 1-1 拟转出", {0}},
		{65, "move hardship 1-1 转为脱困", {"“转为脱困”要填“转出日期”"}},
		{65, "move hardship 1-1 转为脱困 out_date=2020-04-01 out_kind=病情好转",
			{"转出日期早于核实日期"}},
		{0, "move hardship 1-1 转为脱困 out_date=2020-04-29 out_kind=病情好转",
			{"现在是“脱困”"}},
		{0, "move hardship 1-1 返困 desc=复发 verified_date=2020-04-30", {"现在是“在册”"}},
		{0, "list hardship --columns state,out_date", {"在册\t\n"}},
		{65, "set hardship person=1-1 found_date=2020-04-30", {"此人已在困难台账里"}},
		{0, NULL, {0}}};

	go(steps);
}

Test(flows, one_record_for_each_who_satisfies_a_condition)
{
	static const struct step steps[] = {START,
		{0,
			"set person name=王五 id_no=610927195002139010 village=610927100200 "
			"hukou_kind=农村",
			{0}},
		{0,
			"set person name=赵六 id_no=610927195102139018 village=610927100200 "
			"hukou_kind=农村",
			{0}},
		{2, "each person insurance year=2020", {"请用 --where 写明"}},
		{2, "each person fund --where 'years(birth) >= 60' year=2020",
			{"没有引用《对象档案》的字段"}},
		{0,
			"each person insurance --where 'hukou_kind = 农村 and years(birth) >= 60' "
			"year=2020 amount=300 paid_date=2020-02-01 eligible=60岁以上农村籍退役士兵",
			{"《医保代缴》登记了 2 条，没有登记成的 0 条"}},
		{0, "list insurance --columns person,amount", {"王五", "赵六"}},
		{65,
			"each person insurance --where 'hukou_kind = 农村' year=2020 "
			"eligible=重点优抚对象",
			{"此人这一年的这个险种已经代缴过", "一条也没有登记成"}},
		{65, "each person insurance --where 'name = 李四' year=2020",
			{"“代缴依据”必须填写"}},
		{0, "batches", {"逐条登记：医保代缴"}}, {0, "check", {0}}, {0, NULL, {0}}};

	go(steps);
}

/* A death learnt of late: a pair made since then cannot end before it began. */
Test(flows, a_pair_made_after_the_death_ends_today)
{
	static const struct step steps[] = {START,
		{0, "set staff name=周村 unit=站 tier=村 kind=村干部 station=610927100200", {0}},
		{0, "set staff name=吴镇 unit=站 tier=镇 kind=村干部 station=610927100000", {0}},
		{0, "set pairing person=1-1 tier=村 staff=1-1 from=2019-03-01", {0}},
		{0, "set pairing person=1-1 tier=镇 staff=1-2 from=2021-03-01", {0}},
		{0, "move person 1-1 去世 death_date=2020-05-01 --today 2022-06-01",
			{"《结对》2 条"}},
		{0, "show pairing 1-1", {"结束日期：2020-05-01", "结束原因：去世"}},
		{0, "show pairing 1-2", {"结束日期：2022-06-01", "结束原因：去世"}},
		{0, "set pairing 1-2 note=补记", {0}}, {0}};

	go(steps);
}

/* What was paid from the fund is not another amount, or from no fund, afterwards. */
Test(flows, aid_paid_from_the_fund_stays_what_was_paid)
{
	static const struct step steps[] = {START, {0, "set fund year=2020 source=县", {0}},
		{0, "set fund_move fund=1-1 date=2020-01-02 in_out=收入 kind=拨入 amount=1000",
			{0}},
		{0,
			"set aid app_no=A1 person=1-1 kind=关爱基金 source=县 state=已发放 "
			"date=2020-03-01 amount=500 fund=1-1",
			{0}},
		{65, "set aid 1-1 amount=900", {"这笔已从关爱基金支出，不能直接改", "办“冲正”"}},
		{65, "set aid 1-1 fund=", {"这笔已从关爱基金支出"}},
		{65, "set aid 1-1 kind=救助资金", {"这笔已从关爱基金支出"}},
		{0, "set aid 1-1 by=王五", {0}},
		{65, "set fund_move 1-2 amount=400", {"不能直接改", "办“冲正”"}}, {0}};

	go(steps);
}
