#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/text/width.h>
#include <lib/shell.h>

/* binggui print: the papers of the registers, filled in, and to whom they may be shown. */

static struct shell s;

static void open_shell(void)
{
	shell_open(&s);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(papers, .init = open_shell, .fini = close_shell);

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))
#define SAYS(text)                                                                                 \
	cr_assert(shell_says(&s, text), "no “%s” in\n%s%s", text, str_c(&s.out), str_c(&s.err))
#define SAYS_NOT(text) cr_assert(!shell_says(&s, text), "“%s” in\n%s", text, str_c(&s.out))

static void open_aid(void)
{
	RUN(0, "init");
	RUN(0, "set person name=李四光 id_no=610927198611029013 village=610927100200 "
	       "live_addr=城关镇某路9号 phone1=19900000001");
	RUN(0, "set aid app_no=2020-1 person=1-1 kind=救助资金 source=县 reason=医疗 asked=8000 "
	       "acct=6217000000000000000");
	RUN(0, "move aid 2020-1 村级审核 village_op=情况属实 village_by=赵明 "
	       "village_date=2020-03-15 village_ok=是");
	RUN(0, "move aid 2020-1 镇级审核 town_op=同意上报 town_by=李卫国 town_date=2020-03-20 "
	       "town_ok=是");
}

static void approve(void)
{
	RUN(0, "move aid 2020-1 县级审核 county_op=同意救助 county_by=王建军 "
	       "county_date=2020-03-28 county_ok=是 approved=5000.5");
}

Test(papers, three_opinions_stand_on_one_form)
{
	open_aid();
	RUN(0, "print aid");
	SAYS("approval\t困难退役军人救助审批表\t一条一张");
	RUN(0, "print aid approval 2020-1");
	SAYS("|姓    名    |李四光 ");
	SAYS("|申请人事由  |医疗 ");
	SAYS("|村(社区)    |情况属实 ");
	SAYS("负责人签字：李卫国          2020年3月20日");
	SAYS("|县  局      |                    ");
	SAYS("610927********9013");
	SAYS("|申请金额    |8000.00 ");
	approve();
	RUN(0, "print aid 困难退役军人救助审批表 1-1");
	SAYS("批准金额：5000.50");
	RUN(0, "journal");
	SAYS("困难退役军人救助审批表");
}

Test(papers, what_is_shown_in_public_is_masked)
{
	open_aid();
	RUN(65, "print aid notice");
	SAYS("只公示县级审核通过、对象在档案里的");
	approve();
	RUN(0, "print aid notice --area 610927100000");
	SAYS("李*光");
	SAYS("610927********9013");
	SAYS("拟对以下1人给予救助");
	SAYS("合计：1人，5000.50元");
	SAYS("监督电话");
	SAYS("城关镇退役军人服务站(章)");
	SAYS_NOT("李四光");
	SAYS_NOT("某路");
	SAYS_NOT("19900000001");
	SAYS_NOT("6217");
}

Test(papers, an_answer_is_handed_out_once_there_is_one)
{
	RUN(0, "init");
	RUN(0, "set case case_no=2020-0001 other_name=赵大牛 kind=优待抚恤 channel=来访 "
	       "content=申请补助 accept_date=2020-03-02");
	RUN(65, "print case answer 2020-0001");
	SAYS("还没有答复意见");
	RUN(0, "set case 1-1 answer=自四月起发放 answer_date=2020-04-20");
	RUN(0, "print case answer 2020-0001 -o $DIR/a.txt --encoding gb18030");
	shell_do(&s, "iconv -f GB18030 -t UTF-8 $DIR/a.txt");
	SAYS("赵大牛：");
	SAYS("您2020年3月2日反映的优待抚恤事项");
	SAYS("    申请补助");
	SAYS("    自四月起发放");
	SAYS("请求原办理机关的上一级机关");
	RUN(0, "journal");
	SAYS("信访诉求答复意见书");
	RUN(0, "print case transfer 2020-0001");
	SAYS("|诉求内容    |申请补助 ");
	RUN(2, "print case nothing 2020-0001");
	SAYS("answer（信访诉求答复意见书）");
}

/* Nothing in out is wider than the paper. */
static void fits(const char *what)
{
	char line[1024];

	for (const char *at = str_c(&s.out); *at;) {
		size_t n = strcspn(at, "\n");
		cr_assert_lt(n, sizeof line);
		memcpy(line, at, n);
		line[n] = '\0';
		cr_assert_leq(width_text(line, 2), 80, "%s: %s", what, line);
		at += n + (at[n] == '\n');
	}
}

Test(papers, each_register_prints_its_own)
{
	static const char *const papers[][3] = {
		{"goodnews delivery", "喜报送达登记", "李四光"},
		{"card receipt", "优待证发放签收表", "李四光"},
		{"yearly_confirm confirm", "优抚对象年度确认表", "在世符合"},
		{"honor approval", "表彰申报审批表", "最美退役军人"},
		{"recuperation_row roster", "短期疗养名单", "李四光"},
		{"insurance roster", "医保代缴名单", "合计：1人，300.00元"},
		{"daily_report monthly", "矛盾排查表", "分管领导"},
		{"plaque receipt", "光荣牌悬挂登记签收表", "共1块"},
		{"aid receipt", "救助慰问发放签领表", "合计：1人，500.00元"},
	};

	RUN(0, "init");
	RUN(0, "set person name=李四光 id_no=610927198611029013 village=610927100200");
	RUN(0, "set household household_no=900 head=1-1 village=610927100200");
	RUN(0, "set goodnews person=1-1 grade=三等功 unit_name=某部 receive_date=2020-04-01");
	RUN(0, "set card person=1-1 kind=退役军人 state=已发 issued_date=2020-01-02");
	RUN(0, "set yearly_confirm person=1-1 year=2020 result=在世符合");
	RUN(0, "set honor winner=个人 person=1-1 title=最美退役军人 level=县 year=2020");
	RUN(0, "set recuperation no=2020-1 year=2020 name=短期疗养 from=2020-04-01");
	RUN(0, "set recuperation_row batch=1-1 person=1-1");
	RUN(0, "set insurance person=1-1 year=2020 eligible=重点优抚对象 amount=300");
	RUN(0, "set daily_report station=1-1 date=2020-04-30 nothing=是");
	RUN(0, "set plaque household=1-1 based_on=1-1 class12=退役士兵");
	RUN(0, "set aid person=1-1 kind=慰问金 scene=春节 source=县 state=已发放 date=2020-01-15 "
	       "amount=500");
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
		char words[80];
		snprintf(words, sizeof words, "print %s", papers[i][0]);
		RUN(0, words);
		SAYS(papers[i][1]);
		SAYS(papers[i][2]);
		SAYS_NOT("610927198611029013");
		fits(words);
	}
}
