#include <stdlib.h>

#include <criterion/criterion.h>

#include <binggui/domain/personname.h>

static const struct def_codes *const none[] = {NULL};

static void check(const char *text, const char *name, const char *notes)
{
	struct personname n;

	personname_read(&n, text, none);
	cr_expect_str_eq(str_c(&n.name), name, "%s: %s", text, str_c(&n.name));
	cr_expect_str_eq(str_c(&n.notes), notes, "%s: %s", text, str_c(&n.notes));
	cr_expect_not(n.lossy || n.odd, "%s", text);
	personname_free(&n);
}

Test(personname, notes_leave_the_name)
{
	check("张三", "张三", "");
	check("张　三", "张三", "");
	check("张三（已故）", "张三", "已故");
	check("张三(烈属)【大】", "张三", "烈属\n大");
	check("张三（二", "张三", "二");
	check("张三已故", "张三", "已故");
	check("張(zhāng)三", "張三", "");
	check("张三、", "张三", "");
	check("*张三", "张三", "*张三");
	check("\xEF\xBB\xBF张三\xC2\xA0", "张三", "");
}

Test(personname, dots_of_every_kind_become_one)
{
	check("买买提•吐尔逊", "买买提·吐尔逊", "");
	check("买买提．吐尔逊", "买买提·吐尔逊", "");
	check("阿不都克里木·阿不都热西提·买买提", "阿不都克里木·阿不都热西提·买买提", "");
	check("Kurban Tulum", "Kurban Tulum", "");
	check("𬭩䶮㛃", "𬭩䶮㛃", "");
	check("张\xEE\xA1\xA3", "张䶮", "");
}

Test(personname, a_blank_between_long_parts_is_a_dot)
{
	struct personname n;

	personname_read(&n, "阿卜杜热合曼 吾买尔", none);
	cr_assert_str_eq(str_c(&n.name), "阿卜杜热合曼·吾买尔");
	cr_assert(n.guessed_dot);
	personname_free(&n);
	personname_read(&n, "欧阳 建国", none);
	cr_assert_str_eq(str_c(&n.name), "欧阳建国");
	cr_assert_not(n.guessed_dot);
	personname_free(&n);
}

Test(personname, what_is_lost_or_odd_is_said)
{
	static const char *const lost[] = {
		"李?六", "李\xEF\xBF\xBD六", "李□六", "李？", "李\xFF六"};
	static const char *const odd[] = {"张", "张3", "张A", "张某某", "张×",
		"古丽巴哈尔阿不都热依木", "同上", "ÕÅÈý", "19900000001"};
	struct personname n;

	for (size_t i = 0; i < sizeof lost / sizeof *lost; i++) {
		personname_read(&n, lost[i], none);
		cr_expect(n.lossy && !n.odd, "%s", lost[i]);
		personname_free(&n);
	}
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		personname_read(&n, odd[i], none);
		cr_expect(n.odd && !n.lossy, "%s", odd[i]);
		personname_free(&n);
	}
}

Test(personname, a_number_beside_the_name_is_a_telephone)
{
	struct personname n;

	personname_read(&n, "张三 19900000001", none);
	cr_assert_str_eq(str_c(&n.name), "张三");
	cr_assert_str_eq(str_c(&n.phone), "19900000001");
	personname_free(&n);
	personname_read(&n, "", none);
	cr_assert_eq(n.name.n, 0);
	personname_free(&n);
}
