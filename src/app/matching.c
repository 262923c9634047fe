#include <binggui/app/matching.h>

#include <binggui/app/matchlist.h>
#include <binggui/app/placebox.h>
#include <binggui/domain/matcher.h>
#include <binggui/ui/stack.h>

void matching_push(struct app *app, const struct def_table *t, uint64_t id)
{
	const struct def_match *d = app->archive->defs->match;
	struct err e = {0};
	uint64_t seeker;

	if (!d) {
		stack_say(app->stack, ROLE_PROBLEM, "screens/ 里没有 match.yaml，不能匹配");
	} else if (t == d->seeker.table) {
		matchlist_posts(app, id);
	} else if (t == d->post.table) {
		matchlist_people(app, id);
	} else if (t == d->people) {
		if (matcher_seeker_of(app->archive, id, &seeker, &e))
			matchlist_posts(app, seeker);
		else
			stack_say(app->stack, ROLE_NOTICE, "%s", e.text);
	} else if (!placebox_push_group(app, t, id)) {
		stack_say(app->stack, ROLE_NOTICE, "岗位匹配从对象档案、%s或%s里用",
			d->seeker.table->title, d->post.table->title);
	}
}
