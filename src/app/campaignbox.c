#include <binggui/app/campaignbox.h>

#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/domain/campaign.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

static const struct def_table *table_of(const struct campaignbox *b)
{
	return defs_table(b->app->archive->defs, "campaign");
}

static const char *get(const struct campaignbox *b, const char *name)
{
	return record_field(&b->campaign, def_field(table_of(b), name));
}

static void say(struct campaignbox *b, enum role role, const char *text)
{
	stack_say(b->app->stack, role, "%s", text);
}

void campaignbox_free(struct campaignbox *b)
{
	record_free(&b->campaign);
	vec_free(&b->missing);
}

/* The campaign as it is now, and who would join its list; false with the reason said. */
static bool look(struct campaignbox *b)
{
	struct err e = {0};
	bool ok = table_get(b->app->archive, table_of(b), b->id, &b->campaign, &e) &&
		  campaign_missing(b->app->archive, &b->campaign, &b->missing, &e);

	if (!ok)
		say(b, ROLE_PROBLEM, e.text);
	return ok;
}

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct campaignbox *)context)->progress, done, all);
}

static struct campaign_work work_of(struct campaignbox *b)
{
	return (struct campaign_work){b->app->archive, b->id, step, b};
}

static void tell_made(
	struct campaignbox *b, bool ok, const struct campaign_made *made, const struct err *e)
{
	b->done(b->x);
	if (!ok)
		say(b, ROLE_PROBLEM, e->text);
	else if (made->stopped)
		stack_say(b->app->stack, ROLE_NOTICE, "停下了，已列入 %zu 人；再做一次接着来",
			made->added);
	else
		stack_say(b->app->stack, ROLE_GOOD,
			"%zu 人列入名单；在“导入历史与撤销”里可以整批撤销", made->added);
}

static void start_answered(void *x, bool yes)
{
	struct campaignbox *b = x;
	struct campaign_work work = work_of(b);
	struct campaign_made made = {0};
	struct err e = {0};

	if (!yes)
		return;
	progress_begin(&b->progress, b->app->term, "定名单");
	bool ok = campaign_start(&work, &made, &e);
	tell_made(b, ok, &made, &e);
}

static void finish_answered(void *x, bool yes)
{
	struct campaignbox *b = x;
	struct err e = {0};

	if (!yes)
		return;
	bool ok = campaign_finish(b->app->archive, b->id, &e);
	b->done(b->x);
	if (ok)
		say(b, ROLE_GOOD, "活动已结束");
	else
		say(b, ROLE_PROBLEM, e.text);
}

/* Whoever begins a campaign sees first how many it will be. */
void campaignbox_move(struct campaignbox *b)
{
	struct press start = press_f(9);
	struct str question = {0}, details = {0};

	if (!look(b))
		return;
	if (!*get(b, "frozen_on")) {
		str_addf(&question, "开始“%s”？", get(b, "name"));
		str_addf(&details,
			"符合范围和条件的在档对象 %zu 人，现在列成名单，以后不会自己变；"
			"后来的人用 F7 加入。",
			b->missing.n);
		prompt_yes(b->app->stack, str_c(&question), str_c(&details), &start, start_answered,
			b);
	} else if (text_eq(get(b, "state"), "进行")) {
		str_addf(&question, "结束“%s”？", get(b, "name"));
		str_addf(&details, "还有 %zu 人没有走访。", b->left);
		prompt_yes(b->app->stack, str_c(&question), str_c(&details), &start,
			finish_answered, b);
	} else {
		stack_say(b->app->stack, ROLE_NORMAL, "活动现在是“%s”；F4 打开登记，按 F9 可以改",
			get(b, "state"));
	}
	str_free(&question);
	str_free(&details);
}

static void add_answered(void *x, bool yes)
{
	struct campaignbox *b = x;
	struct campaign_work work = work_of(b);
	struct campaign_made made = {0};
	struct err e = {0};

	if (!yes)
		return;
	progress_begin(&b->progress, b->app->term, "加入名单");
	bool ok = campaign_add(&work, b->missing.at, b->missing.n, &made, &e);
	tell_made(b, ok, &made, &e);
}

static void add_names(struct campaignbox *b, struct str *out)
{
	enum { SHOWN = 12 };
	const struct def_table *person = defs_table(b->app->archive->defs, "person");
	struct record r = {0};

	for (size_t i = 0; i < b->missing.n && i < SHOWN; i++)
		if (table_get(b->app->archive, person, b->missing.at[i], &r, NULL))
			str_addf(out, "%s%s", i ? "、" : "",
				record_field(&r, def_field(person, "name")));
	if (b->missing.n > SHOWN)
		str_add(out, "…");
	record_free(&r);
}

void campaignbox_late(struct campaignbox *b)
{
	struct press start = press_f(7);
	struct str question = {0}, names = {0};

	if (!look(b))
		return;
	if (!*get(b, "frozen_on")) {
		say(b, ROLE_NORMAL, "还没有定名单；F9 开始时列入全部符合条件的人");
	} else if (!b->missing.n) {
		say(b, ROLE_NORMAL, "定名单以后没有新增对象");
	} else {
		str_addf(&question, "新增对象 %zu 人，加入名单？", b->missing.n);
		add_names(b, &names);
		prompt_yes(b->app->stack, str_c(&question), str_c(&names), &start, add_answered, b);
	}
	str_free(&question);
	str_free(&names);
}
