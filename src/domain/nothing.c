#include <binggui/domain/nothing.h>

#include <string.h>

#include <binggui/base/str.h>
#include <binggui/text/fold.h>

/* Behind the longest word of the list (NULL at its end) that stands here; at itself if none does. */
static const char *skip(const char *at, const char *const *words)
{
	size_t longest = 0;

	for (; *words; words++)
		if (text_starts(at, *words) && strlen(*words) > longest)
			longest = strlen(*words);
	return at + longest;
}

static const char *skip_label(const char *at, const char *label)
{
	return *label && text_starts(at, label) ? at + strlen(label) : at;
}

/* 没有 什么 困难 和 诉求: a no, perhaps how much of one, perhaps of what. */
static const char *one_no(const char *at, const char *label)
{
	static const char *const noes[] = {"暂时没有", "暂时无", "暂无", "暂没有", "没有", "无",
		"没", "未提出", "未反映", "未提", "否", NULL};
	static const char *const much[] = {"任何", "什么", "其他", "其它", "特殊", "特别", "明显",
		"具体", "新的", "大的", "别的", "实际", "个人", NULL};
	static const char *const things[] = {"诉求", "困难", "需求", "意见", "建议", "问题", "要求",
		"不良反映", "不良反应", "异常", "需要解决的", "反映", NULL};
	static const char *const joins[] = {
		"和", "及", "与", "或", "、", "等", ",", "/", "以及", "的", NULL};
	const char *next = skip(at, noes);

	if (next == at)
		return at;
	at = skip(next, much);
	for (next = at;; at = next) {
		const char *thing = skip(skip(at, joins), much);
		next = skip(thing, things);
		next = next > thing ? next : skip_label(thing, label);
		if (next == thing)
			return skip(at, (const char *const[]){"等", NULL});
	}
}

bool nothing_said(const char *text, const char *label)
{
	static const char *const now[] = {"目前", "现在", "当前", "本人", "家庭", NULL};
	static const char *const marks[] = {"。", "、", ".", "!", ",", ";", "也", "，", NULL};
	struct str plain = {0}, of = {0};

	fold_find(&plain, text);
	fold_find(&of, label);
	const char *at = skip(skip(str_c(&plain), now), now), *start = at;
	for (const char *next = one_no(at, str_c(&of)); next > at; next = one_no(at, str_c(&of)))
		at = skip(next, marks);
	bool nothing = at > start && !*at;
	str_free(&plain);
	str_free(&of);
	return nothing;
}
