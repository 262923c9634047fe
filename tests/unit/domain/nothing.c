#include <criterion/criterion.h>

#include <binggui/domain/nothing.h>

Test(nothing, is_said_in_many_polite_ways)
{
	static const char *const said[] = {"无", "暂无", "无。", "没有困难", "无任何诉求",
		"暂时没有", "没有什么诉求", "无特殊困难", "无困难无诉求", "暂无困难和诉求",
		"目前没有", "未反映", "未提出诉求", "无其他要求", "本人暂无，", "无困难、无诉求",
		"无反映诉求"};

	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		cr_expect(nothing_said(said[i], "反映诉求"), "%s", said[i]);
}

Test(nothing, is_not_what_only_begins_like_it)
{
	static const char *const wants[] = {"", "无业，希望找工作", "无房", "没有医保",
		"希望无障碍", "无力承担药费", "没有困难补助", "困难", "暂无住房"};

	for (size_t i = 0; i < sizeof wants / sizeof *wants; i++)
		cr_expect_not(nothing_said(wants[i], "反映诉求"), "%s", wants[i]);
}
