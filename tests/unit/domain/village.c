#include <unit/domain/rig.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/domain/areas.h>
#include <binggui/domain/village.h>
#include <binggui/table/table.h>

static struct rig rig;
static struct villages *villages;

static void open(void)
{
	struct err e = {0};

	rig_open(&rig);
	villages = villages_load(rig.archive, &e);
	cr_assert(villages, "%s", e.text);
}

static void close(void)
{
	villages_free(villages);
	villages_free(NULL);
	rig_close(&rig);
}

TestSuite(village, .init = open, .fini = close);

/* The code, or the fault as a digit. */
static const char *found(const char *text, const char *town, const char *title)
{
	static struct village v;

	village_find(villages, text, town, title, &v);
	cr_assert(v.fault == VILLAGE_OK ? *v.code != 0 : *v.why != 0, "%s", text);
	static const char *const faults[] = {
		"", "empty", "not said", "unknown", "several", "elsewhere", "outside"};
	return v.fault == VILLAGE_OK ? v.code : faults[v.fault];
}

static void expect(const char *const cases[][2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		cr_expect_str_eq(found(cases[i][0], NULL, NULL), cases[i][1], "%s: %s", cases[i][0],
			found(cases[i][0], NULL, NULL));
}
#define EXPECT(cases) expect(cases, sizeof cases / sizeof *cases)

Test(village, is_known_by_its_name_with_any_ending)
{
	static const char *const cases[][2] = {{"文彩村", "610927100202"}, {"文彩", "610927100202"},
		{"文彩村委会", "610927100202"}, {"文彩村村民委员会", "610927100202"},
		{"文彩社区", "610927100202"}, {"应家坪", "610927100004"},
		{"应家坪村", "610927100004"}, {"应家坪居委会", "610927100004"},
		{"广场社区居民委员会", "610927100002"}, {"新华大队", "610927100201"},
		{"柿子樹坪社區", "610927100003"}, {"马镇村", "610927108213"},
		{"小河", "610927100208"}};
	EXPECT(cases);
}

Test(village, is_known_in_an_address)
{
	static const char *const cases[][2] = {{"城关镇文彩村", "610927100202"},
		{"城关文彩村", "610927100202"}, {"镇坪县城关镇文彩村3组", "610927100202"},
		{"陕西省安康市镇坪县城关镇文彩村二组12号", "610927100202"},
		{"陝西省安康市鎮坪縣鍾寶鎮乾洲河村", "610927103202"},
		{"城关镇 文彩村 3组", "610927100202"}, {"城关镇-文彩村", "610927100202"},
		{"文彩三组", "610927100202"}, {"曙坪乡和坪村", "610927108209"},
		{"城关镇城关镇文彩村", "610927100202"}, {"县城关镇文彩村", "610927100202"},
		{"文彩村（原联盟村）", "610927100202"},
		{"安康市镇坪县曾家镇宏伟村", "610927101200"},
		{"镇坪县城关镇广场社区兴隆路5号", "610927100002"}};
	EXPECT(cases);
}

Test(village, is_known_by_its_code)
{
	static const char *const cases[][2] = {{"610927100202", "610927100202"},
		{"６１０９２７１００２０２", "610927100202"}, {"610927100", "not said"},
		{"610927100000", "not said"}, {"610927", "not said"}, {"610927100999", "unknown"},
		{"610928100200", "outside"}, {"123", "unknown"}};
	EXPECT(cases);
}

Test(village, is_never_guessed)
{
	static const char *const cases[][2] = {{"", "empty"}, {" \xE3\x80\x80 ", "empty"},
		{"文采村", "unknown"}, {"上文彩村", "unknown"}, {"城关镇无此村", "unknown"},
		{"城关镇", "not said"}, {"镇坪县", "not said"}, {"城关镇老街12号", "not said"},
		{"文彩村/联盟村", "several"}, {"文彩村(联盟村)", "several"},
		{"曾家镇文彩村", "elsewhere"}, {"长安镇文彩村", "elsewhere"},
		{"平利县长安镇千家坪村", "outside"}, {"湖北省竹溪县城关镇", "outside"},
		{"新乡市红旗区", "outside"}, {"镇安县", "outside"},
		{"安康市汉滨区老城街道", "outside"}, {"\xFF\xFE", "unknown"}};
	EXPECT(cases);
}

Test(village, other_columns_and_the_title_say_the_town)
{
	cr_assert_str_eq(found("文彩村", "城关镇", NULL), "610927100202");
	cr_assert_str_eq(found("文彩村", "城关", NULL), "610927100202");
	cr_assert_str_eq(found("文彩村", "610927100", NULL), "610927100202");
	cr_assert_str_eq(found("文彩村", "曾家镇", NULL), "elsewhere");
	cr_assert_str_eq(found("文彩村", "长安镇", NULL), "elsewhere");
	cr_assert_str_eq(found("城关镇文彩村", "曾家镇", NULL), "elsewhere");
	cr_assert_str_eq(found("文彩村", NULL, "610927100000"), "610927100202");
	cr_assert_str_eq(found("文彩村", NULL, "610927101000"), "elsewhere");
	cr_assert_str_eq(found("城关镇文彩村", NULL, "610927101000"), "elsewhere",
		"the title says another town than the row");
	cr_assert_str_eq(found("城关镇文彩村", "城关镇", "610927101000"), "610927100202",
		"a column outdoes the title");
	cr_assert_str_eq(found("610927100202", NULL, "610927101000"), "elsewhere");
	cr_assert_str_eq(found("文彩村", "平利县长安镇", NULL), "outside");
	cr_assert_str_eq(found("", "城关镇", NULL), "empty");
}

static void add_area(const char *code, const char *name, const char *note, const char *succ)
{
	const struct def_table *t = defs_table(rig.defs, "area");
	struct record r = {0};
	struct err e = {0};
	struct change c = {.table = t, .record = &r};
	struct save_options o = {.skip_check = true};

	record_set(&r, def_field(t, "code")->number, code);
	record_set(&r, def_field(t, "name")->number, name);
	record_set(&r, def_field(t, "note")->number, note);
	record_set(&r, def_field(t, "succ")->number, succ);
	cr_assert(table_save(rig.archive, &c, 1, &o, &e), "%s", e.text);
	change_free(&c);
	record_free(&r);
}

static void reload(void)
{
	struct err e = {0};

	villages_free(villages);
	villages = villages_load(rig.archive, &e);
	cr_assert(villages);
}

Test(village, one_name_in_two_towns_needs_the_town)
{
	add_area("610927101299", "文彩村", "", "");
	reload();
	cr_assert_str_eq(found("文彩村", NULL, NULL), "several");
	cr_assert_str_eq(found("曾家镇文彩村", NULL, NULL), "610927101299");
	cr_assert_str_eq(found("文彩村", "城关镇", NULL), "610927100202");
	cr_assert_str_eq(found("文彩村", NULL, "610927101000"), "610927101299");
	cr_assert_str_eq(found("文彩村", "钟宝镇", NULL), "elsewhere");
}

Test(village, older_names_and_abolished_villages_lead_to_what_became_of_them)
{
	add_area("610927100298", "红旗村", "原名东方红大队、曾用名卫星村", "");
	add_area("610927100297", "老庄村", "", "610927100202");
	add_area("610927100296", "拆分村", "", "610927100202\n610927100206");
	reload();
	cr_assert_str_eq(found("东方红大队", NULL, NULL), "610927100298");
	cr_assert_str_eq(found("城关镇卫星村", NULL, NULL), "610927100298");
	cr_assert_str_eq(found("老庄村", NULL, NULL), "610927100202");
	cr_assert_str_eq(found("拆分村", NULL, NULL), "several");
}

Test(village, titles_state_one_town_and_perhaps_a_village)
{
	char code[13];

	cr_assert(village_town_in(villages, "鎮坪縣城關鎮退役軍人花名冊", code));
	cr_assert_str_eq(code, "610927100000");
	cr_assert_not(village_town_in(villages, "城关镇、曾家镇花名册", code));
	cr_assert_str_eq(code, "");
	cr_assert_not(village_town_in(villages, "镇坪县花名册", code));
	cr_assert(village_in(villages, "城关镇文彩村名册", "610927100000", code));
	cr_assert_str_eq(code, "610927100202");
	cr_assert_not(village_in(villages, "文彩村联盟村名册", "", code));
	cr_assert_not(village_in(villages, "文彩村", "610927101000", code));
}

Test(village, says_more_than_the_village)
{
	struct village v;

	village_find(villages, "城关镇文彩村", NULL, NULL, &v);
	cr_assert_not(v.detail);
	cr_assert_str_eq(v.town, "610927100000");
	village_find(villages, "文彩村3组", NULL, NULL, &v);
	cr_assert(v.detail);
	village_find(villages, "文彩村（三组）", NULL, NULL, &v);
	cr_assert(v.detail);
	cr_assert_str_eq(village_name(villages, "610927100202"), "文彩村");
	cr_assert_str_eq(village_name(villages, "000000000000"), "");
	cr_assert_eq(villages_count(villages), 62);
}

Test(village, areas_fold_and_end)
{
	struct str s = {0};
	struct areas a;
	struct err e = {0};

	areas_fold(&s, "鍾 寶鎮");
	cr_assert_str_eq(str_c(&s), "钟宝镇");
	areas_fold(&s, NULL);
	cr_assert_eq(s.n, 0);
	str_free(&s);
	cr_assert_eq(areas_ending("村委会主任"), strlen("村委会"));
	cr_assert_eq(areas_ending("组"), 0);
	cr_assert(areas_load(&a, rig.archive, &e));
	cr_assert_eq(a.n, 70);
	cr_assert(areas_by_code(&a, "610927100202") >= 0);
	cr_assert_eq(areas_by_code(&a, "x"), -1);
	areas_free(&a);
	areas_free(&a);
}
