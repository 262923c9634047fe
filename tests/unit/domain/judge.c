#include <unit/domain/rig.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/domain/judge.h>

static struct rig rig;

static void open(void)
{
	rig_open(&rig);
}

static void close(void)
{
	rig_close(&rig);
}

TestSuite(judge, .init = open, .fini = close);
TestSuite(judge_person, .init = open, .fini = close);

/* ---- 1, 2, 9: the number --------------------------------------------------------------------- */

static const char *number(const char *id)
{
	char csv[512];

	snprintf(csv, sizeof csv, "姓名,身份证号,村\n张三,%s,文彩村\n", id);
	rig_judge(&rig, "person", csv);
	return rig_codes(&rig, 2);
}

Test(judge_person, the_number_is_cleaned)
{
	static const char *const shapes[] = {
		"%s", "'%s", "=\"%s\"", " %s\xC2\xA0", "\xE2\x80\x8B%s\t", "\"=\"\"%s\"\"\""};
	const char *id = rig_id("19700101", 903); /* ends in a digit */
	char text[128];

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		snprintf(text, sizeof text, shapes[i], id);
		cr_expect_str_eq(number(text), "", "%s: %s", text, rig_codes(&rig, 2));
		cr_expect_str_eq(rig_value(&rig, 2, "id_no"), id);
	}
	cr_assert_str_eq(number("６１０９２７１９７００１０１９０３２"), "");
	cr_assert_str_eq(number("610927 19700101 9032"), "");
}

Test(judge_person, x_is_folded)
{
	const char *id = NULL;
	char text[32];

	for (int order = 901; !id || id[17] != 'X'; order++)
		id = rig_id("19700101", order);
	snprintf(text, sizeof text, "%.17sx", id);
	cr_assert_str_eq(number(text), "");
	snprintf(text, sizeof text, "%.17sＸ", id);
	cr_assert_str_eq(number(text), "");
	cr_assert_str_eq(rig_value(&rig, 2, "id_no"), id);
}

Test(judge_person, fifteen_digits_are_upgraded_and_told)
{
	cr_assert_str_eq(number("610927700101903"), "id_no:id-15-upgraded");
	cr_assert_str_eq(rig_value(&rig, 2, "id_no"), rig_id("19700101", 903));
	cr_assert(strstr(rig_row(&rig, 2)->findings.at[0].text, "610927********"));
	cr_assert_not(strstr(rig_row(&rig, 2)->findings.at[0].text, rig_id("19700101", 903)));
	cr_assert_str_eq(rig_outcome(&rig, 2), "warn");
	cr_assert_str_eq(rig_value(&rig, 2, "sex"), "男");
}

Test(judge_person, a_bad_number_holds_the_row_back)
{
	static const char *const cases[][2] = {{"", "id_no:id-missing"}, {"无", "id_no:id-missing"},
		{"61092719700101903", "id_no:id-length"}, {"6109271970010190A2", "id_no:id-format"},
		{"610927197001019032（遗失）", "id_no:id-format"},
		{"身份证610927197001019032", "id_no:id-format"},
		{"610927-19700101-9032", "id_no:id-format"},
		{"610927197001019033", "id_no:id-check-digit"},
		{"610927********9032", "id_no:id-masked"},
		{"6.10927E+17", "id_no:id-precision-lost"},
		{"610927197001019000", "id_no:id-precision-lost"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		cr_expect_str_eq(number(cases[i][0]), cases[i][1], "%s: %s", cases[i][0],
			rig_codes(&rig, 2));
		cr_expect_str_eq(rig_outcome(&rig, 2), "report");
	}
	cr_assert_str_eq(number(rig_id("19860231", 901)), "id_no:id-birth-invalid");
	cr_assert_str_eq(number(rig_id_of("999999", "19860301", 901)), "id_no:id-region-unknown");
	cr_assert_str_eq(
		number(rig_id_of("612428", "19450301", 901)), "", "this county until 1999");
}

Test(judge_person, a_wrong_check_digit_comes_with_a_hint)
{
	number("610927197001019033");
	cr_assert(strstr(rig_row(&rig, 2)->findings.at[0].text, "2"));
	cr_assert_str_eq(rig_value(&rig, 2, "id_no"), "610927197001019033", "never repaired");
}

/* ---- 3: sex, birthday, age ------------------------------------------------------------------- */

Test(judge_person, sex_and_birthday_come_from_the_number)
{
	cr_assert_str_eq(rig_one(&rig, "性别", "男"), "");
	cr_assert_str_eq(rig_one(&rig, "性别", "1"), "");
	cr_assert_str_eq(rig_one(&rig, "性别", "女"), "sex:sex-mismatch");
	cr_assert_str_eq(rig_value(&rig, 2, "sex"), "男");
	cr_assert(strstr(rig_value(&rig, 2, "note"), "女"));
	cr_assert_str_eq(rig_one(&rig, "性别", "汉"), "sex:value-unknown");
	cr_assert_str_eq(rig_value(&rig, 2, "sex"), "男");
	cr_assert_str_eq(rig_one(&rig, "出生年月", "1986.11"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "birth"), "1986-11-02");
	cr_assert_str_eq(rig_one(&rig, "出生年月", "31718"), "", "a serial");
	cr_assert_str_eq(rig_one(&rig, "出生年月", "1986.12"), "birth:birth-mismatch");
	cr_assert_str_eq(rig_one(&rig, "出生年月", "1986.1"), "birth:birth-mismatch");
	cr_assert_str_eq(rig_value(&rig, 2, "birth"), "1986-11-02");
	cr_assert_str_eq(rig_one(&rig, "出生年月", "不详的日子"), "birth:date-unparsable");
	cr_assert_str_eq(rig_value(&rig, 2, "birth"), "1986-11-02");
	char csv[128];
	snprintf(csv, sizeof csv, "姓名,身份证号,出生年月\n张三,%s,1986.1\n",
		rig_id("19861002", 901));
	rig_judge(&rig, "person", csv);
	cr_assert_str_eq(rig_codes(&rig, 2), "", "a spreadsheet makes 1986.1 of 1986.10");
}

Test(judge_person, an_age_is_held_against_the_number)
{
	cr_assert_str_eq(rig_one(&rig, "年龄", "40"), "");
	cr_assert_str_eq(rig_one(&rig, "年龄", "33岁"), "", "a roster of years ago");
	cr_assert_str_eq(rig_one(&rig, "年龄", "5"), "age:age-implausible");
	cr_assert_str_eq(rig_one(&rig, "年龄", "153"), "age:age-implausible");
	cr_assert_str_eq(rig_one(&rig, "年龄", "不惑"), "");
}

/* ---- 4: optional fields ---------------------------------------------------------------------- */

Test(judge_person, a_bad_optional_field_stays_empty_and_in_the_note)
{
	cr_assert_str_eq(rig_one(&rig, "民族", "撒玛"), "nation:value-unknown");
	cr_assert_str_eq(rig_outcome(&rig, 2), "warn");
	cr_assert_str_eq(rig_value(&rig, 2, "nation"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "note"), "原表民族：撒玛");
	cr_assert_str_eq(rig_one(&rig, "联系电话", "1990000"), "phone1:phone-invalid");
	cr_assert_str_eq(
		rig_one(&rig, "联系电话", "19900000001/0915-8822001"), "phone1:phone-multiple");
	cr_assert_str_eq(rig_value(&rig, 2, "phone2"), "09158822001");
	cr_assert_str_eq(rig_one(&rig, "联系电话", "19900000001"), "");
}

Test(judge, several_classes_and_a_split_level)
{
	cr_assert_str_eq(rig_one(&rig, "人员类别", "退役士兵、残疾军人"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "identity.class12"), "退役士兵\n残疾军人");
	cr_assert_str_eq(rig_one(&rig, "伤残等级", "因公7级"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "disability.level"), "七级");
	cr_assert_str_eq(rig_value(&rig, 2, "disability.nature"), "因公");
}

/* ---- 5: names -------------------------------------------------------------------------------- */

static const char *name(const char *text)
{
	char csv[512];

	snprintf(csv, sizeof csv, "姓名,身份证号,村,民族\n%s,%s,文彩村,维吾尔族\n", text,
		rig_id("19861102", 901));
	rig_judge(&rig, "person", csv);
	return rig_codes(&rig, 2);
}

Test(judge_person, notes_leave_the_name)
{
	cr_assert_str_eq(name("张三（已故）"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "name"), "张三");
	cr_assert_str_eq(rig_value(&rig, 2, "life_state"), "去世");
	cr_assert_str_eq(name("张三（烈属）（大）"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "name"), "张三");
	cr_assert(strstr(rig_value(&rig, 2, "note"), "烈属"));
	cr_assert(strstr(rig_value(&rig, 2, "note"), "大"));
	cr_assert_str_eq(rig_value(&rig, 2, "life_state"), "在档");
	cr_assert_str_eq(name("张三（曾用名：张小三）"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "former_name"), "张小三");
	cr_assert_str_eq(name("张三（2018年5月病故）"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "life_state"), "去世");
	cr_assert(strstr(rig_value(&rig, 2, "note"), "2018年5月病故"));
	cr_assert_str_eq(name("张三（父亲去世）"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "life_state"), "在档");
	cr_assert_str_eq(name("19900000001"), "name:name-suspicious");
	cr_assert_str_eq(rig_value(&rig, 2, "name"), "19900000001");
	cr_assert_str_eq(name("610927197001019032"), "name:name-suspicious");
	cr_assert(strstr(rig_row(&rig, 2)->findings.at[0].text, "610927********9032"));
	cr_assert_str_eq(name("张三 烈属"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "name"), "张三");
	cr_assert_str_eq(name("张三19900000001"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "phone1"), "19900000001");
}

Test(judge_person, names_are_folded_and_losses_told)
{
	cr_assert_str_eq(name("买买提•吐尔逊"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "name"), "买买提·吐尔逊");
	cr_assert_str_eq(name("买买提 吐尔逊"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "name"), "买买提·吐尔逊");
	cr_assert_str_eq(name("张\xEE\xA1\xA3"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "name"), "张䶮");
	cr_assert_str_eq(name("李?六"), "name:encoding-loss");
	cr_assert_str_eq(name("李\xEF\xBF\xBD"), "name:encoding-loss");
	cr_assert_str_eq(rig_outcome(&rig, 2), "warn");
	cr_assert_str_eq(name("张3"), "name:name-suspicious");
	cr_assert_str_eq(name(""), "name:name-missing");
	cr_assert_str_eq(rig_outcome(&rig, 2), "report");
}

/* ---- 6: dates -------------------------------------------------------------------------------- */

Test(judge, dates_of_related_registers)
{
	cr_assert_str_eq(rig_one(&rig, "入伍时间", "2004.12"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "service.enlisted"), "2004-12");
	cr_assert_str_eq(rig_one(&rig, "入伍时间", "至今"), "service.enlisted:date-open");
	cr_assert_str_eq(rig_value(&rig, 2, "note"), "原表入伍时间：至今");
	cr_assert_str_eq(
		rig_one(&rig, "入伍时间", "1970.1"), "service.enlisted:date-order", "before birth");
	cr_assert_str_eq(rig_value(&rig, 2, "service.enlisted"), "");
	cr_assert_str_eq(rig_one(&rig, "入伍时间", "1996.11"), "service.enlisted:age-implausible");
	cr_assert_str_eq(rig_value(&rig, 2, "service.enlisted"), "1996-11");
	cr_assert_str_eq(rig_one(&rig, "服役起止时间", "2004.12-2006.12"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "service.discharged"), "2006-12");
}

Test(judge, an_end_before_its_start_is_left_out)
{
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,入伍时间,退役时间\n张三,%ID1,2006.12,2004.12\n李四,%ID2,,"
			 "2008.12\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "service.discharged:date-order");
	cr_assert_str_eq(rig_value(&rig, 2, "service.enlisted"), "2006-12");
	cr_assert_str_eq(rig_value(&rig, 2, "service.discharged"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "note"), "原表退役时间：2004.12");
	cr_assert_str_eq(rig_codes(&rig, 3), "service.enlisted:date-missing");
}

/* ---- 8: places ------------------------------------------------------------------------------- */

Test(judge_person, the_place_comes_from_wherever_it_is_said)
{
	cr_assert_str_eq(rig_one(&rig, "村", "文彩村"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "village"), "610927100202");
	cr_assert_str_eq(rig_one(&rig, "村", ""), "village:village-missing");
	cr_assert_str_eq(rig_one(&rig, "村", "不存在村"), "village:village-unknown");
	cr_assert_str_eq(rig_value(&rig, 2, "note"), "原表村：不存在村");
	cr_assert_str_eq(rig_one(&rig, "村", "平利县城关镇"), "village:out-of-area");
	cr_assert_str_eq(rig_one(&rig, "村", "曾家镇文彩村"), "village:village-town-mismatch");
	cr_assert_str_eq(rig_one(&rig, "村", "文彩村/联盟村"), "village:village-ambiguous");
	cr_assert_str_eq(rig_one(&rig, "户籍地址", "镇坪县城关镇文彩村3组"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "village"), "610927100202");
	cr_assert_str_eq(rig_value(&rig, 2, "hukou_addr"), "镇坪县城关镇文彩村3组");
	cr_assert_str_eq(rig_one(&rig, "家庭住址", "城关镇文彩村3组"), "");
	cr_assert_str_eq(rig_value(&rig, 2, "village"), "610927100202");
	cr_assert_str_eq(rig_one(&rig, "乡镇", "城关镇"), "village:village-missing");
	cr_assert_str_eq(rig_one(&rig, "学历", "高中"), "", "no column, no complaint");
}

Test(judge_person, town_and_group_have_columns_of_their_own)
{
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,乡镇,村,组\n张三,%ID1,城关镇,文彩村,3\n李四,%ID2,曾家镇,"
			 "文彩村,\n"
			 "王五,%ID3,,文彩村,二组\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "");
	cr_assert_str_eq(rig_value(&rig, 2, "village"), "610927100202");
	cr_assert_str_eq(rig_value(&rig, 2, "hukou_addr"), "文彩村3组");
	cr_assert_str_eq(rig_codes(&rig, 3), "village:village-town-mismatch");
	cr_assert_str_eq(rig_value(&rig, 3, "village"), "");
	cr_assert_str_eq(rig_value(&rig, 4, "hukou_addr"), "文彩村二组");
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,县,镇,村\n张三,%ID1,镇坪县,城关镇,文彩村\n李四,%ID2,平利县,"
			 "长安镇,千家坪村\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "");
	cr_assert_str_eq(rig_codes(&rig, 3), "village:out-of-area");
	rig_judge(&rig, "person", rig_fill("姓名,身份证号,镇,村\n张三,%ID1,平利县长安镇,文彩村\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "village:out-of-area");
}

Test(judge_person, the_title_says_the_town_and_perhaps_the_village)
{
	rig_judge(&rig, "person",
		rig_fill("镇坪县曾家镇花名册\n姓名,身份证号,村\n张三,%ID1,宏伟\n李四,%ID2,"
			 "文彩村\n王五,%ID3,城关镇文彩村\n"));
	cr_assert_str_eq(rig_codes(&rig, 3), "");
	cr_assert_str_eq(rig_codes(&rig, 4), "village:village-town-mismatch");
	cr_assert_str_eq(rig_codes(&rig, 5), "village:village-town-mismatch");
	rig_judge(&rig, "person", rig_fill("曾家镇宏伟村花名册\n姓名,身份证号\n张三,%ID1\n"));
	cr_assert_str_eq(rig_value(&rig, 3, "village"), "610927101200");
}

/* ---- the shape of a row ---------------------------------------------------------------------- */

Test(judge, ragged_rows_and_quotes)
{
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,学历\n张三,%ID1\n李四,%ID2,高中,多余\n王五,%ID3,高中,,"
			 "\n赵\"六,%ID4,高中\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "", "a short row only says less");
	cr_assert_str_eq(rig_codes(&rig, 3), ":column-count");
	cr_assert_str_eq(rig_value(&rig, 3, "note"), "多出的内容：多余");
	cr_assert_str_eq(rig_codes(&rig, 4), "");
	cr_assert(strstr(rig_codes(&rig, 5), ":quote-malformed"));
	cr_assert_str_eq(rig_outcome(&rig, 5), "warn");
}

Test(judge, a_quote_that_nobody_closed_does_not_take_the_next_person_along)
{
	rig_judge(
		&rig, "person", rig_fill("姓名,身份证号,学历\n张三,%ID1,\"高中\n李四,%ID2,高中\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), ":quote-malformed");
	cr_assert_str_eq(rig_outcome(&rig, 2), "warn");
	cr_assert_str_eq(rig_outcome(&rig, 3), "accept");
}

Test(judge, a_badly_quoted_cell_of_several_lines_holds_the_row_back)
{
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,学历,备注\n张三,%ID1,高中,\"甲\n乙\"丙\n李四,%ID2,高中\n"));
	cr_assert(strstr(rig_codes(&rig, 2), ":quote-malformed"));
	cr_assert_str_eq(rig_outcome(&rig, 2), "report");
	cr_assert_str_eq(rig_outcome(&rig, 3), "accept");
}

Test(judge, what_keeps_a_cell_text_leaves_every_column)
{
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,村,学历,入伍时间\n'张三,'%ID1,'文彩村,=\"高中\",'2008."
			 "11\n"));
	cr_assert_str_eq(rig_codes(&rig, 2), "");
	cr_assert_str_eq(rig_value(&rig, 2, "name"), "张三");
	cr_assert_str_eq(rig_value(&rig, 2, "village"), "610927100202");
	cr_assert_str_eq(rig_value(&rig, 2, "edu"), "高中");
	cr_assert_str_eq(rig_value(&rig, 2, "service.enlisted"), "2008-11");
}

Test(judge, a_household_is_told_by_its_number)
{
	rig_judge(&rig, "person",
		rig_fill("姓名,身份证号,户编号,家庭人口\n张三,%ID1,H001,4人\n李四,%ID2,,3\n"));
	cr_assert_str_eq(rig_value(&rig, 2, "household.members"), "4");
	cr_assert_str_eq(rig_value(&rig, 3, "household.members"), "");
	cr_assert_str_eq(rig_value(&rig, 3, "note"), "原表家庭人口：3");
}

Test(judge, other_tables_by_their_definitions)
{
	rig_judge(&rig, "staff",
		"姓名,单位,职务,层级,身份,电话\n张三,城关镇,站长,镇,站长,19900000001\n,某单位,,,,"
		"\n");
	cr_assert_str_eq(rig_value(&rig, 2, "name"), "张三");
	cr_assert_str_eq(rig_outcome(&rig, 3), "report");
	cr_assert(strstr(rig_codes(&rig, 3), "name-missing"));
}
