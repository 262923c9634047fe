#include <binggui/app/drafting.h>

#include <binggui/app/answers.h>
#include <binggui/app/history.h>
#include <binggui/app/versions.h>
#include <binggui/table/journal.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum { PAUSE_MS = 1500 };

static struct app *app_of(const struct drafting *d)
{
	return d->filling->app;
}

void drafting_free(struct drafting *d)
{
	answers_release_slot(app_of(d), d->filling->table, d->slot);
	draft_free(&d->offered);
}

void drafting_touch(struct drafting *d)
{
	d->touched = d->now ? d->now : 1;
}

void drafting_tick(struct drafting *d, int64_t now_ms)
{
	d->now = now_ms;
	if (d->touched && now_ms - d->touched >= PAUSE_MS)
		drafting_keep(d);
}

void drafting_keep(struct drafting *d)
{
	struct draft draft = {
		.table = d->filling->table,
		.record = d->filling->base.id,
		.slot = d->slot,
		.base = d->filling->base.version,
	};
	struct err e = {0};

	d->touched = 0;
	if (!form_changed(d->filling->form)) {
		drafting_drop(d); /* everything was taken back */
		return;
	}
	filling_draft(d->filling, &draft);
	d->kept = draft_put(app_of(d)->archive, &draft, &e);
	if (!d->kept)
		stack_say(app_of(d)->stack, ROLE_PROBLEM, "草稿没有存下：%s", e.text);
	record_free(&draft.typed);
}

void drafting_drop(struct drafting *d)
{
	struct err e = {0};

	if (d->kept)
		draft_drop(app_of(d)->archive, d->filling->table, d->filling->base.id, d->slot, &e);
	d->kept = false;
}

void drafting_saved(struct drafting *d)
{
	answers_release_slot(app_of(d), d->filling->table, d->slot);
	d->slot = 0;
	d->kept = false;
	d->touched = 0;
}

/* ---- offering -------------------------------------------------------------------------------- */

/* Somebody has saved since: the record as it was then is what the typed texts are held against. */
static void step_back(struct drafting *d)
{
	struct filling *f = d->filling;
	struct journal_list entries = {0};
	struct record then = {0};
	struct err e = {0};

	if (d->offered.base && d->offered.base < f->base.version &&
		journal_history(f->app->archive, f->table, f->base.id, 0, &entries, &e)) {
		versions_get(&entries, &f->base, d->offered.base, &then);
		record_copy(&f->work, &then);
		filling_rebase(f, &then);
	}
	journal_list_free(&entries);
	record_free(&then);
}

static void drop_answered(void *x, bool yes)
{
	struct drafting *d = x;

	d->kept = yes;
	if (yes)
		drafting_drop(d);
}

static void answered(void *x, bool yes)
{
	struct drafting *d = x;

	if (yes) {
		step_back(d);
		filling_take_draft(d->filling, &d->offered);
		d->kept = true;
		stack_say(app_of(d)->stack, ROLE_GOOD, "草稿已放回表单，还没有存盘");
	} else {
		prompt_yes(app_of(d)->stack, "删去这份草稿吗？", "不删的话，下次打开还会问。", NULL,
			drop_answered, d);
	}
	draft_free(&d->offered);
}

void drafting_offer(struct drafting *d)
{
	struct str when = {0}, details = {0};
	struct err e = {0};

	if (!draft_get(app_of(d)->archive, d->filling->table, d->filling->base.id, d->slot,
		    &d->offered, &e))
		return;
	history_time(d->offered.time_ms, &when);
	str_addf(&details, "%s 填写过，没有存盘。", str_c(&when));
	if (d->offered.base && d->offered.base < d->filling->base.version)
		str_add(&details, "\n那以后别人又改过这条记录，存盘时会核对两边的改动。");
	prompt_yes(app_of(d)->stack, "有一份没存盘的草稿，接着填吗？", str_c(&details), NULL,
		answered, d);
	str_free(&when);
	str_free(&details);
}
