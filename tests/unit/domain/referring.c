#include <criterion/criterion.h>
#include <string.h>

#include <binggui/domain/referring.h>
#include <binggui/domain/visiting.h>
#include <binggui/schema/record.h>
#include <binggui/table/table.h>
#include <unit/domain/rig.h>

/* A record named by its key stays while others name it. */

static struct rig rig;
static const struct def_table *area;
static struct record stored, changed;

static void open(void)
{
	rig_open(&rig);
	visiting_follow(rig.archive);
	area = defs_table(rig.archive->defs, "area");
}

static void close(void)
{
	record_free(&stored);
	record_free(&changed);
	rig_close(&rig);
}

TestSuite(referring, .init = open, .fini = close);

static void read_area(const char *code)
{
	struct err e = {0};

	record_free(&stored);
	record_free(&changed);
	cr_assert(table_by_reference(rig.archive, area, code, &stored, &e), "%s", e.text);
	record_copy(&changed, &stored);
}

static bool save(bool void_it, struct err *e)
{
	struct change c = {.table = area, .base = &stored, .record = &changed, .void_it = void_it};
	bool ok = table_save(rig.archive, &c, 1, NULL, e);

	change_free(&c);
	return ok;
}

static void set(const char *field, const char *value)
{
	record_set(&changed, def_field(area, field)->number, value);
}

Test(referring, what_is_named_is_not_voided)
{
	struct err e = {0};

	read_area("610927100000");
	cr_assert_not(save(true, &e));
	cr_assert(strstr(e.text, "“城关镇”有 "), "%s", e.text);
	cr_assert(strstr(e.text, "不能作废"), "%s", e.text);
}

Test(referring, its_key_stays_its_name_may_change)
{
	struct err e = {0};

	read_area("610927100202");
	set("code", "610927100299");
	cr_assert_not(save(false, &e));
	cr_assert(strstr(e.text, "区划代码不能改；请先改服务站 1 条"), "%s", e.text);
	read_area("610927100202");
	set("short", "文彩");
	cr_assert(save(false, &e), "%s", e.text);
}

Test(referring, what_nobody_names_goes)
{
	const struct def_table *station = defs_table(rig.archive->defs, "station");
	struct err e = {0};
	struct record s = {0}, gone = {0};

	cr_assert(table_by_reference(rig.archive, station, "610927100202", &s, &e), "%s", e.text);
	record_copy(&gone, &s);
	struct change c = {.table = station, .base = &s, .record = &gone, .void_it = true};
	cr_assert(table_save(rig.archive, &c, 1, NULL, &e), "%s", e.text);
	change_free(&c);
	record_free(&s);
	record_free(&gone);
	read_area("610927100202");
	cr_assert(save(true, &e), "%s", e.text);
}
