#include <unit/domain/rig.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/domain/heading.h>
#include <binggui/domain/mapping.h>
#include <binggui/schema/load.h>

static struct defs *defs;
static struct lexicon lexicon;
static struct book book;
static struct heading heading;

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
	heading_free(&heading);
	heading_free(&heading);
	sheet_close(&book);
	lexicon_free(&lexicon);
	defs_free(defs);
}

TestSuite(heading, .init = open, .fini = close);
TestSuite(mapping, .init = open, .fini = close);

static void find(const char *csv)
{
	struct err e = {0};

	cr_assert(sheet_parse(&book, csv, strlen(csv), NULL, &e), "%s", e.text);
	heading_find(&heading, &book.sheets[0], &lexicon);
}

Test(heading, stands_under_titles_and_unit_lines)
{
	find("镇坪县城关镇退役军人花名册,,,\n填报单位：城关镇,,联系电话：,\n,,,\n序号,姓 "
	     "名,身份证号,备注\n1,张三,1,\n");
	cr_assert(heading.found);
	cr_assert_eq(heading.first, 3);
	cr_assert_eq(heading.last, 3);
	cr_assert_eq(heading.n, 4);
	cr_assert_str_eq(heading.labels[1], "姓名");
	cr_assert(strstr(heading.title, "城关镇退役军人花名册"));
}

Test(heading, may_be_two_rows_with_groups)
{
	find("名册\n序号,姓名,身份证号,服役情况,,配偶,,备注\n,,,入伍时间,退役时间,姓名,电话,\n1,"
	     "张三,6,,,,,\n");
	cr_assert(heading.found);
	cr_assert_eq(heading.first, 1);
	cr_assert_eq(heading.last, 2);
	cr_assert_str_eq(heading.labels[3], "入伍时间");
	cr_assert_str_eq(heading.groups[4], "服役情况");
	cr_assert_str_eq(heading.groups[6], "配偶");
	cr_assert_str_eq(heading.labels[7], "备注");
}

Test(heading, may_have_only_groups_in_its_first_row)
{
	find("基本信息,,,服役情况,\n姓名,身份证号,村,入伍时间,退役时间\n张三,6,,,\n");
	cr_assert_eq(heading.first, 0);
	cr_assert_eq(heading.last, 1);
	cr_assert_str_eq(heading.groups[1], "基本信息");
	cr_assert_str_eq(heading.groups[4], "服役情况");
}

Test(heading, a_data_row_is_never_part_of_it)
{
	find("姓名,身份证号,政治面貌,\n张三,610927198611029013,党员,退役时间\n");
	cr_assert_eq(heading.last, 0);
	cr_assert_eq(heading.n, 3);
}

Test(heading, is_not_found_where_there_is_none)
{
	find("张三,610927198611029013,文彩村\n李四,610927198611039019,文彩村\n");
	cr_assert_not(heading.found);
	heading_free(&heading);
	sheet_close(&book);
	find("联系电话,入伍时间\n1,2\n");
	cr_assert_not(heading.found, "a header names people");
	heading_free(&heading);
	sheet_close(&book);
	find("");
	cr_assert_not(heading.found);
}

Test(heading, is_recognized_when_pages_repeat_it)
{
	find("序号,姓名,身份证号,服役情况,\n,,,入伍时间,退役时间\n1,张三,6,2004,2006\n序 号,姓  "
	     "名,身份证号,服役情况,\n,,,入伍时间,退役时间\n");
	const struct sheet *s = &book.sheets[0];
	cr_assert_not(heading_repeats(&heading, &s->rows[2]));
	cr_assert(heading_repeats(&heading, &s->rows[3]));
	cr_assert(heading_repeats(&heading, &s->rows[4]));
}

Test(mapping, follows_the_words_and_says_why_not)
{
	struct mapping m;

	find("序号,姓名,身份证号,姓名,不认识,手机,家庭电话,电话\n1,张三,6,,,,,\n");
	mapping_make(&m, &heading, &lexicon);
	cr_assert_eq(m.n, 8);
	cr_assert_eq(m.at[0].why, MAPPING_IGNORED);
	cr_assert_null(m.at[0].slot);
	cr_assert_str_eq(m.at[1].slot->path, "name");
	cr_assert_eq(m.at[3].why, MAPPING_SECOND);
	cr_assert_null(m.at[3].slot);
	cr_assert_eq(m.at[4].why, MAPPING_UNKNOWN);
	cr_assert_str_eq(m.at[5].slot->path, "phone1");
	cr_assert_str_eq(m.at[6].slot->path, "phone2");
	cr_assert_eq(m.at[7].why, MAPPING_SECOND);
	cr_assert_eq(mapping_column(&m, m.at[1].slot), 1);
	cr_assert_eq(mapping_column(&m, NULL), -1);
	for (int w = MAPPING_BY_WORD; w <= MAPPING_IGNORED; w++)
		cr_assert(*mapping_reason((enum mapping_why)w));
	mapping_free(&m);
}

Test(mapping, a_second_telephone_column_fills_the_second_telephone)
{
	struct mapping m;

	find("姓名,身份证号,手机,联系电话\n张三,6,,\n");
	mapping_make(&m, &heading, &lexicon);
	cr_assert_str_eq(m.at[3].slot->path, "phone2");
	mapping_free(&m);
}

Test(mapping, the_clerk_has_the_last_word)
{
	struct mapping m;

	find("姓名,身份证号,不认识\n张三,6,\n");
	mapping_make(&m, &heading, &lexicon);
	const struct slot *name = m.at[0].slot;
	mapping_put(&m, 2, name);
	cr_assert_eq(m.at[2].slot, name);
	cr_assert_eq(m.at[2].why, MAPPING_BY_HAND);
	cr_assert_null(m.at[0].slot, "a place is filled once");
	mapping_put(&m, 2, NULL);
	cr_assert_null(m.at[2].slot);
	mapping_put(&m, 2, lexicon_slot(&lexicon, "@ignored"));
	cr_assert_null(m.at[2].slot);
	mapping_put(&m, 99, name);
	mapping_free(&m);
	mapping_free(&m);
}
