#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/type_idno.h>

static const struct def_field field = {.label = "公民身份号码"};
static const struct type_context context = {.today = {2024, 8, 1}};

Test(type_idno, right_ones)
{
	static const char *const pairs[][2] = {{"610927198603129137", "610927198603129137"},
		{" 6109 2719 8603 129137", "610927198603129137"},
		{"'610927198603129137", "610927198603129137"},
		{"６１０９２７１９８６０３１２９１３７", "610927198603129137"}, {"", ""},
		{"无", ""}, {"/", ""}};
	struct str out = {0}, why = {0};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		cr_expect(type_idno.parse(&field, &context, pairs[i][0], &out, &why), "%s: %s",
			pairs[i][0], str_c(&why));
		cr_expect_str_eq(str_c(&out), pairs[i][1]);
	}
	str_free(&out);
	str_free(&why);
}

static void wrong(const char *typed, const char *code, const char *said)
{
	struct str out = {0}, why = {0};
	const char *told = type_idno_fault(typed, context.today, &out, &why);

	cr_expect_str_eq(told ? told : "", code, "%s", typed);
	cr_expect_str_eq(str_c(&why), said);
	str_free(&out);
	str_free(&why);
}

Test(type_idno, what_is_wrong)
{
	wrong("610927198603129131", "id-check-digit", "第18位校验码应为 7，现在是 1；请逐位核对");
	wrong("61092719860312917", "id-length", "位数不对：有 17 位，应为 18 位");
	wrong("6109271986031291377", "id-length", "位数不对：超过 18 位");
	wrong("61092719860312913A", "id-format", "除末位可以是 X 以外，每一位都应是数字");
	wrong("610927********9137", "id-format", "中间几位被 * 号遮住了；请填完整的号码");
	wrong("6.10927E+17", "id-format", "后几位已被电子表格改成 0，无法还原；请照证件重新填写");
	wrong("610927199702299011", "id-birth-invalid",
		"第7到14位“19970229”不是一个可能的出生日期");
	wrong("", "", "");
	cr_assert_null(type_idno_fault("610927198603129137", context.today, NULL, NULL));
}

Test(type_idno, neighbours_swapped)
{
	struct str why = {0};

	cr_assert_not_null(type_idno_fault("610927198603219137", context.today, NULL, &why));
	cr_assert_not_null(strstr(why.at, "位可能写反了"), "%s", why.at);
	str_free(&why);
}

/* Our list of regions may be behind the times: a right check digit keeps the number, a wrong one is told first. */
Test(type_idno, unknown_regions)
{
	struct str out = {0}, why = {0};

	cr_assert_str_eq(
		type_idno_fault("000001198611029010", context.today, NULL, &why), "id-check-digit");
	char number[19] = "00000119861102901?";
	for (const char *c = "0123456789X"; *c; c++) {
		number[17] = *c;
		const char *code = type_idno_fault(number, context.today, NULL, &why);
		if (text_eq(code, "id-region-unknown"))
			break;
	}
	cr_assert_str_eq(why.at, "前6位“000001”不是任何时候有过的行政区划代码");
	cr_assert(type_idno.parse(&field, &context, number, &out, &why));
	cr_assert_str_eq(out.at, number);
	str_free(&out);
	str_free(&why);
}

Test(type_idno, stored_ones_are_canonical)
{
	struct str why = {0};

	cr_assert(type_idno.check(&field, &context, "610927198603129137", &why));
	cr_assert_not(type_idno.check(&field, &context, " 610927198603129137", &why));
	cr_assert_not(type_idno.check(&field, &context, "610927860312913", &why));
	cr_assert_not(type_idno.check(&field, &context, "610927198603129131", &why));
	cr_assert_not_null(strstr(why.at, "“公民身份号码”第18位校验码应为 7"));
	str_free(&why);
}
