#include <binggui/app/backing.h>
#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/file.h>
#include <binggui/store/kv.h>

static int backup(struct app *app, int n, char **words)
{
	struct err e = {0};

	(void)n;
	if (!backing_make(app->archive, words[0], &e))
		return out_failed(&e);
	out_line("已备份到 %s，并已打开核对", words[0]);
	return 0;
}

const struct verb verb_backup = {
	.name = "backup",
	.words = "目录",
	.help = "热备份到一个新目录并核对，别人可照常工作",
	.min_words = 1,
	.max_words = 1,
	.needs = VERB_STORE,
	.run = backup,
};

/* A backup is a store: opening it and copying it elsewhere is putting it back. */
static int restore(struct app *app, int n, char **words)
{
	const char *data = str_c(&app->options.data);
	struct str url = {0};
	struct err e = {0};

	(void)n;
	if (file_exists(data)) {
		err_set(&e, ERR_USAGE,
			"%s 已有数据，恢复不会覆盖它；请先改名或用 --data 指定新目录", data);
		return out_failed(&e);
	}
	str_addf(&url, "lmdb:%s", words[0]);
	struct kv *kv = kv_open(str_c(&url), &(struct kv_options){.read_only = true}, &e);
	str_free(&url);
	bool ok = kv && kv_admin(kv, KV_BACKUP, data, &e);
	kv_close(kv);
	if (!ok)
		return out_failed(&e);
	out_line("已从 %s 恢复到 %s；请运行 binggui check 核对", words[0], data);
	return 0;
}

const struct verb verb_restore = {
	.name = "restore",
	.words = "备份目录",
	.help = "把备份恢复到（新的）数据目录",
	.min_words = 1,
	.max_words = 1,
	.needs = VERB_BARE,
	.run = restore,
};
