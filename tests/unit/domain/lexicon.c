#include <unit/domain/rig.h>

#include <criterion/criterion.h>

#include <binggui/domain/headword.h>
#include <binggui/domain/lexicon.h>
#include <binggui/schema/load.h>

static struct defs *defs;
static struct lexicon lexicon;

static void open(void)
{
	struct faults faults = {0};
	struct err e = {0};

	defs = load_dir("screens", &faults, &e);
	cr_assert(defs);
	lexicon_make(&lexicon, defs, defs_table(defs, "person"));
}

static void close(void)
{
	lexicon_free(&lexicon);
	lexicon_free(&lexicon);
	defs_free(defs);
}

TestSuite(lexicon, .init = open, .fini = close);

static const char *path(const char *header, const char *group)
{
	const struct slot *s = lexicon_find(&lexicon, header, group);
	return s ? s->path : "";
}

Test(lexicon, folds_what_spreads_or_decorates_a_header)
{
	struct str s = {0};

	headword_fold(&s, " 姓　 名\r\n* ：");
	cr_assert_str_eq(str_c(&s), "姓名");
	headword_fold(&s, "身份證號碼【必填】");
	cr_assert_str_eq(str_c(&s), "身份证号码(必填)");
	headword_fold(&s, "");
	cr_assert_eq(s.n, 0);
	str_free(&s);
}

Test(lexicon, knows_labels_and_other_words_however_they_are_set)
{
	static const char *const words[][2] = {
		{"姓名", "name"},
		{"姓  名", "name"},
		{"姓\n名", "name"},
		{"*姓名", "name"},
		{"姓名（必填）", "name"},
		{"退役军人姓名", "name"},
		{"姓名Name", "name"},
		{"户籍地区划（12位）", "village"},
		{"何时退伍", "service.discharged"},
		{"公民身份号码", "id_no"},
		{"身份证号(18位)", "id_no"},
		{"身份證號碼", "id_no"},
		{"出生年月", "birth"},
		{"民　族", "nation"},
		{"年龄（岁）", "@age"},
		{"乡镇（街道）", "@town"},
		{"村（社区）", "village"},
		{"户籍村(社区)", "village"},
		{"村民小组", "@group"},
		{"联系电话/手机", "phone1"},
		{"入伍时间", "service.enlisted"},
		{"入伍年月", "service.enlisted"},
		{"服役起止时间", "@period"},
		{"入伍/退伍时间", "@period"},
		{"伤残等级", "disability.level"},
		{"对象类别", "identity.class12"},
		{"户编号", "household.household_no"},
		{"序号", "@ignored"},
		{"编号", "@ignored"},
		{"未导入原因", "@ignored"},
		{"备 注", "note"},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_expect_str_eq(path(words[i][0], ""), words[i][1], "%s is %s", words[i][0],
			path(words[i][0], ""));
}

Test(lexicon, does_not_guess_at_other_words)
{
	static const char *const words[] = {"", "配偶姓名", "用工形式", "一级部门", "姓", "名册",
		"(", "（）", "///", "\xFF\x1B"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_expect_str_eq(path(words[i], ""), "", "%s", words[i]);
}

Test(lexicon, a_group_completes_chooses_or_forbids)
{
	cr_assert_str_eq(path("时间", "入伍"), "service.enlisted");
	cr_assert_str_eq(path("详细地址", "户籍地址"), "hukou_addr");
	cr_assert_str_eq(path("等级", "伤残情况"), "disability.level");
	cr_assert_str_eq(path("姓名", "配偶"), "");
	cr_assert_str_eq(path("联系电话", "紧急联系人"), "emergency");
	cr_assert_str_eq(path("乡镇", "户籍地"), "@town");
	cr_assert_str_eq(path("乡镇", "现住址"), "");
}

Test(lexicon, slots_are_found_by_path_and_by_field)
{
	const struct slot *s = lexicon_slot(&lexicon, "service.unit");

	cr_assert(s && s->role == SLOT_FIELD);
	cr_assert_eq(lexicon_field(&lexicon, s->table, "unit"), s);
	cr_assert_null(lexicon_slot(&lexicon, "nowhere"));
	cr_assert_null(lexicon_field(&lexicon, s->table, "nothing"));
	for (size_t i = 0; i < lexicon.n; i++)
		cr_assert_eq(lexicon.at[i]->number, i);
}

Test(lexicon, a_table_that_hangs_on_another_knows_what_finds_its_owner)
{
	struct lexicon l;

	lexicon_make(&l, defs, defs_table(defs, "service"));
	cr_assert_eq(lexicon_find(&l, "身份证号", "")->role, SLOT_OWNER);
	cr_assert_str_eq(lexicon_find(&l, "姓名", "")->path, "person.name");
	cr_assert_str_eq(lexicon_find(&l, "入伍时间", "")->path, "enlisted");
	lexicon_free(&l);
}
