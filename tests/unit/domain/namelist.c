#include <criterion/criterion.h>

#include <binggui/domain/namelist.h>
#include <binggui/domain/unitname.h>

Test(namelist, whatever_stands_between)
{
	static const char *const rows[][2] = {
		{"李卫国", "李卫国"},
		{"李卫国，王建军", "李卫国、王建军"},
		{"李卫国/王建军；赵明", "李卫国、王建军、赵明"},
		{"李卫国 王建军", "李卫国、王建军"},
		{"李卫国\n王建军", "李卫国、王建军"},
		{"李卫国和王建军", "李卫国、王建军"},
		{"李和平、王建军", "李和平、王建军"},
		{"李 明", "李明"},
		{"李 明，赵　亮", "李明、赵亮"},
		{"王军 李 红", "王军、李红"},
		{"王  军  李  红", "王军、李红"},
		{"李 卫国", "李卫国"},
		{"李 卫 国", "李卫国"},
		{"李卫国（站长，带队）、王建军", "李卫国（站长，带队）、王建军"},
		{" 、李卫国、", "李卫国"},
		{"", ""},
	};
	struct str out = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		namelist_join(&out, rows[i][0]);
		cr_expect_str_eq(str_c(&out), rows[i][1], "%s", rows[i][0]);
	}
	str_free(&out);
}

Test(unitname, units_and_people)
{
	static const char *const units[] = {"县人武部官兵", "人武部", "镇坪县某某茶业有限公司",
		"民政局", "93567部队", "武警中队", "城关镇退役军人服务站", "县消防救援大队全体官兵",
		"文彩村委会", "县医院", "光荣院", "某某中心（城区）"};
	static const char *const people[] = {"张三丰", "王连", "李团会", "王建社", "李建国", "赵站",
		"阿卜杜热合曼·吾买尔", "", "王社"};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		cr_expect(unitname_is(units[i]), "%s", units[i]);
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		cr_expect_not(unitname_is(people[i]), "%s", people[i]);
}
