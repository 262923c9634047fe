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

/* Rosters of any bytes: read, judged, written into an archive in memory, told as JSON; a second judgement finds nothing new. */
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

static void judge(struct archive *a, const struct book *b, bool again)
{
	struct err e = {0};
	struct import_result result;
	struct str json = {0};
	struct plan *p = plan_open(a, defs_table(a->defs, "person"), b, NULL, &e);

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
	static struct archive *archive;
	struct book b;
	struct err e = {0};

	if (!archive)
		archive = open_archive();
	if (!sheet_parse(&b, (const char *)data, size, NULL, &e))
		return 0;
	judge(archive, &b, false);
	judge(archive, &b, true);
	sheet_close(&b);
	return 0;
}
