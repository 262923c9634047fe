#include <fuzz/driver.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/domain/county.h>
#include <binggui/domain/import.h>
#include <binggui/domain/import_json.h>
#include <binggui/domain/plan.h>
#include <binggui/schema/load.h>
#include <binggui/table/archive.h>
#include <binggui/text/sheet.h>

/* Rosters, ledgers and tables of posts of any bytes: read, judged, written into an archive in memory, told as JSON; a second judgement finds nothing new. */
const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"城关镇花名册\n序号,姓 "
		"名,身份证号码(必填),性别,出生年月,村(社区),联系电话,入伍时间,退役时间,伤残等级,"
		"人员类别\n"
		"1,张三（已故）,610927198611029013,男,1986.11,文彩村3组,19900000001/"
		"0915-8822001,2004.12,至今,因公7级,"
		"退役士兵、残疾军人\n小计,1人\n制表人：李四,审核人：\n",
		"姓名;公民身份号码;户籍地址;服役起止时间;户编号;家庭人口\n"
		"买买提•吐尔逊;'610927700101903;陕西省安康市镇坪县曾家镇宏伟村二组12号;1986.11-"
		"1990.12;H001;4人\n"
		"李?六;6.10927E+17;平利县城关镇;31718;H001;\"x\ny\n",
		"基本信息\t\t服役情况\t\t配偶\n姓名\t身份证号\t入伍时间\t退役时间\t姓名\n"
		"张三\t610927********9013\t1990\t1986\t\xFF\xFE\x1B\n\t\t\n文彩村\n",
		"2019年八一走访台账\n走访时间,走访对象,身份证后四位,村,走访干部,方式,困难诉求,"
		"下次走访时间\n"
		"7月28日,张三丰(9013),901X,文彩村,李卫国，王建军,入户,暂无,"
		"12月20日\n县人武部官兵\n",
		"单位：万元\n乡镇,姓名,身份证号,金额,慰问品,日期,经办人\n一、慰问金,,,,,,\n城关镇,"
		"张三,"
		"610927198611029013,伍佰元整,大米1袋,1月5日,李四\n,李四,,500元+大米1袋,,20.1.5,\n"
		"小计,,,0.1,,,\n合计,,,（0.2）,,,\n",
		"公司,岗位,薪资,年龄,要求,人数,学历,经验\n['甲公司'],['保安'],['1-1.5万/月'],[],"
		"['男，18-50岁'],若干,3年经验,大专\n,保洁,8000-5000,45-18,女55岁以下,男5女3,,\n",
		"",
		NULL,
	};
	return seeds;
}

/* Made once: the process ends with the run. */
static struct archive *open_archive(void)
{
	struct faults faults = {0};
	struct err e = {0};
	struct county_result county;
	struct archive_options options = {
		.defs = load_dir("screens", &faults, &e), .today = {2026, 11, 23}, .create = true};
	struct archive *a = options.defs ? archive_open("mem:", &options, &e) : NULL;

	if (!a || !county_load(a, "screens/areas", &county, &e))
		abort(); /* run in the project's root */
	return a;
}

static void judge(struct archive *a, const char *table, const struct book *b, bool again)
{
	struct err e = {0};
	struct import_result result;
	struct str json = {0};
	struct plan *p = plan_open(a, defs_table(a->defs, table), b, NULL, &e);

	if (p) {
		if (!plan_judge(p, NULL, NULL, &e) || (again && p->actions[PLAN_CREATE]))
			abort();
		import_json(&json, p, "x");
		if (!import_apply(p, NULL, &result, &e) || result.failed)
			abort();
	}
	plan_close(p);
	str_free(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const tables[] = {"person", "visit", "aid", "post"};
	static struct archive *archive;
	struct book b;
	struct err e = {0};

	if (!archive)
		archive = open_archive();
	if (!sheet_parse(&b, (const char *)data, size, NULL, &e))
		return 0;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		judge(archive, tables[i], &b, false);
		judge(archive, tables[i], &b, true);
	}
	sheet_close(&b);
	return 0;
}
