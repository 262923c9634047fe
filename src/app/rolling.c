#include <binggui/app/rolling.h>

#include <binggui/ui/progress.h>

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(context, done, all);
}

bool rolling_load(struct roll *r, struct app *app, uint64_t campaign, struct err *e)
{
	struct progress p;

	progress_begin(&p, app->term, "读名单");
	return roll_load_told(r, app->archive, campaign, step, &p, e);
}
