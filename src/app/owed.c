#include <binggui/app/owed.h>

#include <binggui/app/backing.h>
#include <binggui/app/batches.h>
#include <binggui/app/browse.h>
#include <binggui/app/draftlist.h>
#include <binggui/app/mine.h>
#include <binggui/app/wording.h>
#include <binggui/table/batch.h>
#include <binggui/table/draft.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/stack.h>

/* Behind the lines of home.yaml. */
enum fixed { DRAFTS, IMPORTS, BACKUP, FIXED };

static const int64_t DAY_MS = 86400000;
enum { STALE_DAYS = 7 };

static size_t n_due(const struct owed *o)
{
	return o->app->archive->defs->n_due;
}

void owed_begin(struct owed *o, struct app *app)
{
	*o = (struct owed){.app = app};
	tally_begin(&o->tally, app);
	mine_area_name(app, &o->area);
}

void owed_free(struct owed *o)
{
	tally_free(&o->tally);
	str_free(&o->area);
}

size_t owed_count(const struct owed *o)
{
	return n_due(o) + FIXED;
}

size_t owed_fixed(void)
{
	return FIXED;
}

/* ---- looking --------------------------------------------------------------------------------- */

static size_t count_drafts(struct archive *a)
{
	struct draft_list drafts = {0};
	struct err e = {0};
	size_t n = draft_list(a, &drafts, &e) ? drafts.n : 0;

	draft_list_free(&drafts);
	return n;
}

static size_t count_imports(struct archive *a)
{
	struct batch_list all = {0};
	struct err e = {0};
	size_t n = 0;

	if (batch_list(a, &all, &e))
		for (size_t i = 0; i < all.n; i++)
			n += all.at[i].state == BATCH_RUNNING;
	batch_list_free(&all);
	return n;
}

static void look(struct owed *o)
{
	struct archive *a = o->app->archive;

	o->tick = archive_tick(a);
	o->looked = true;
	o->n_drafts = count_drafts(a);
	o->n_imports = count_imports(a);
	o->backup_ms = backing_last(a);
}

bool owed_step(struct owed *o, int64_t now_ms, bool resting)
{
	bool news = !o->looked || o->tick != archive_tick(o->app->archive);

	if (news)
		look(o);
	return tally_step(&o->tally, now_ms, resting) || news;
}

void owed_hurry(struct owed *o)
{
	o->looked = false;
	tally_hurry(&o->tally);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static enum role number(size_t n, struct str *value, enum role role)
{
	char text[PAINT_COUNT];

	paint_count(n, text);
	str_set(value, text);
	return n ? role : ROLE_DIM;
}

static enum role due_line(const struct owed *o, size_t i, struct str *label, struct str *value)
{
	const struct tally_line *l = &o->tally.lines[i];

	str_set(label, o->app->archive->defs->due[i].label);
	if (l->known)
		return number(l->count, value, ROLE_NOTICE);
	str_set(value, "…");
	return ROLE_DIM;
}

static enum role backup_line(const struct owed *o, struct str *value)
{
	int64_t days = (o->app->archive->now_ms() - o->backup_ms) / DAY_MS;

	if (!o->backup_ms)
		str_set(value, "从来没有");
	else if (days <= 0)
		str_set(value, "今天");
	else
		str_addf(value, "%lld 天前", (long long)days);
	return !o->backup_ms || days > STALE_DAYS ? ROLE_PROBLEM : ROLE_DIM;
}

enum role owed_line(const struct owed *o, size_t i, struct str *label, struct str *value)
{
	static const char *const labels[FIXED] = {
		[DRAFTS] = "没存盘的草稿",
		[IMPORTS] = "没做完的导入",
		[BACKUP] = "上次备份",
	};

	str_clear(value);
	if (i < n_due(o))
		return due_line(o, i, label, value);
	size_t fixed = i - n_due(o);
	str_set(label, labels[fixed]);
	if (!o->looked) {
		str_set(value, "…");
		return ROLE_DIM;
	}
	if (fixed == BACKUP)
		return backup_line(o, value);
	return number(fixed == DRAFTS ? o->n_drafts : o->n_imports, value, ROLE_NOTICE);
}

void owed_open(struct owed *o, size_t i)
{
	struct app *app = o->app;

	if (i < n_due(o)) {
		const struct def_due *due = &app->archive->defs->due[i];
		struct str words = {0};
		wording_condition(due->of, app->archive->defs, o->tally.lines[i].condition, &words);
		browse_push_filtered(app, due->of, str_c(&words));
		str_free(&words);
		return;
	}
	switch (i - n_due(o)) {
	case DRAFTS:
		draftlist_push(app);
		break;
	case IMPORTS:
		batches_push(app);
		break;
	case BACKUP:
		backing_ask(app);
		break;
	}
}
