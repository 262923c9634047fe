#include <binggui/app/backing.h>

#include <inttypes.h>

#include <binggui/base/file.h>
#include <binggui/store/kv.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

static const char setting[] = "backup/last";

int64_t backing_last(struct archive *a)
{
	struct str text = {0};
	struct err e = {0};
	uint64_t ms = 0;

	bool ok = archive_setting(a, setting, &text, &e) && text_to_u64(str_c(&text), &ms) &&
		  ms <= INT64_MAX;
	str_free(&text);
	return ok ? (int64_t)ms : 0;
}

static bool remember(struct archive *a, struct err *e)
{
	struct str now = {0};

	str_addf(&now, "%" PRId64, a->now_ms());
	bool ok = archive_set(a, setting, str_c(&now), e);
	str_free(&now);
	return ok;
}

bool backing_make(struct archive *a, const char *dir, struct err *e)
{
	if (file_exists(dir))
		return err_set(e, ERR_USAGE, "%s 已经存在，请另取一个备份目录名", dir);
	return kv_admin(a->kv, KV_BACKUP, dir, e) && remember(a, e);
}

static void named(void *x, const char *dir)
{
	struct app *app = x;
	struct err e = {0};

	if (!dir || text_blank(dir))
		return;
	if (backing_make(app->archive, dir, &e))
		stack_say(app->stack, ROLE_GOOD, "已备份到 %s，并已打开核对", dir);
	else
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
}

/* Beside the data, named after the day: on another disk it would be safer, and the clerk can say so. */
void backing_ask(struct app *app)
{
	struct date today = app_today(app);
	struct str dir = {0};

	str_addf(&dir, "%s-备份%04d%02d%02d", str_c(&app->options.data), today.year, today.month,
		today.day);
	prompt_line(app->stack, "备份（最好写到U盘或另一台机器的盘上）", "新目录", str_c(&dir),
		named, app);
	str_free(&dir);
}
