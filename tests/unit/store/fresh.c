#include "scratch.h"

#include <binggui/base/file.h>
#include <binggui/store/fresh.h>

static void fill(const char *dir)
{
	const struct kv_options lazy = {.create = true, .lazy = true};
	struct kv_txn *t;
	char url[200];
	struct err e;

	snprintf(url, sizeof url, "lmdb:%s", dir);
	struct kv *kv = kv_open(url, &lazy, &e);
	cr_assert_not_null(kv, "%s", e.text);
	cr_assert_eq(kv_begin(kv, true, &t), KV_OK);
	cr_assert_eq(kv_put(t, B("key"), B("value")), KV_OK);
	cr_assert_eq(kv_commit(t), KV_OK);
	cr_assert(kv_admin(kv, KV_SYNC, NULL, &e), "%s", e.text);
	kv_close(kv);
}

static bool is_filled(const char *dir)
{
	struct kv_bytes value;
	struct kv_txn *t;
	char url[200];

	snprintf(url, sizeof url, "lmdb:%s", dir);
	struct kv *kv = kv_open(url, NULL, NULL);
	if (!kv)
		return false;
	cr_assert_eq(kv_begin(kv, false, &t), KV_OK);
	bool found = kv_get(t, B("key"), &value) == KV_OK && value.n == 5;
	kv_abort(t);
	kv_close(kv);
	return found;
}

static size_t names_in(const char *dir)
{
	struct file_names names = {0};

	cr_assert(file_list(dir, NULL, &names, NULL));
	size_t n = names.n;
	file_names_free(&names);
	return n;
}

Test(fresh, a_store_is_there_when_it_is_shown)
{
	const char *dir = scratch_make();
	struct str within = {0};
	struct err e;

	cr_assert(fresh_begin(dir, &within, &e), "%s", e.text);
	fill(within.at);
	cr_assert_not(is_filled(dir), "nobody sees it before");
	cr_assert(fresh_show(dir, within.at, &e), "%s", e.text);
	fresh_drop(within.at);
	cr_assert(is_filled(dir));
	cr_assert_eq(names_in(dir), 2, "nothing but the store stays");
	str_free(&within);
	scratch_remove(dir);
}

Test(fresh, who_is_second_replaces_nothing)
{
	const char *dir = scratch_make();
	struct str within = {0};
	struct err e = {0};

	cr_assert(fresh_begin(dir, &within, &e), "%s", e.text);
	fill(within.at);
	fill(dir);
	cr_assert_not(fresh_show(dir, within.at, &e));
	cr_assert_neq(e.code, ERR_OK);
	fresh_drop(within.at);
	cr_assert(is_filled(dir));
	cr_assert_eq(names_in(dir), 2);
	str_free(&within);
	scratch_remove(dir);
}

/* Left by somebody killed: it goes; of somebody at work: it stays. */
Test(fresh, what_the_dead_left_is_removed)
{
	const char *dir = scratch_make();
	struct str within = {0};
	char dead[200], alive[200];
	struct err e;

	pid_t child = fork();
	if (!child)
		_exit(0);
	cr_assert_eq(waitpid(child, NULL, 0), child);
	snprintf(dead, sizeof dead, "%s/new-%ld", dir, (long)child);
	snprintf(alive, sizeof alive, "%s/new-%ld", dir, (long)getppid());
	cr_assert_eq(mkdir(dead, 0700), 0);
	cr_assert_eq(mkdir(alive, 0700), 0);
	fill(dead);
	cr_assert(fresh_begin(dir, &within, &e), "%s", e.text);
	cr_assert_not(file_is_dir(dead));
	cr_assert(file_is_dir(alive));
	cr_assert(file_is_dir(within.at));
	str_free(&within);
	scratch_remove(dir);
}
