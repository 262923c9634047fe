#ifndef TESTS_UNIT_STORE_SCRATCH_H
#define TESTS_UNIT_STORE_SCRATCH_H

#include <criterion/criterion.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <binggui/store/kv.h>

/* A directory of one's own and what every store test says all the time. */
#define UNUSED __attribute__((unused))

static const struct kv_options CREATE UNUSED = {.create = true};
static const struct kv_bytes ALL UNUSED = {NULL, 0};

static UNUSED struct kv_bytes B(const char *text) {
	return (struct kv_bytes){text, strlen(text)};
}

static UNUSED int
scratch_remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static UNUSED void scratch_remove(const char *dir)
{
	nftw(dir, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Stays valid for the whole test. */
static UNUSED const char *scratch_make(void)
{
	static char dir[] = "/tmp/binggui-store.XXXXXX";

	strcpy(strrchr(dir, '.') + 1, "XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	return dir;
}

static UNUSED struct kv *scratch_open(const char *url)
{
	struct err e = {0};
	struct kv *kv = kv_open(url, &CREATE, &e);

	cr_assert_not_null(kv, "%s: %s", url, e.text);
	return kv;
}

static UNUSED struct kv_txn *begin(struct kv *kv, bool write)
{
	struct kv_txn *t;

	cr_assert_eq(kv_begin(kv, write, &t), KV_OK);
	return t;
}

static UNUSED void put(struct kv *kv, const char *key, const char *value)
{
	struct kv_txn *t = begin(kv, true);

	cr_assert_eq(kv_put(t, B(key), B(value)), KV_OK);
	cr_assert_eq(kv_commit(t), KV_OK);
}

static UNUSED bool value_is(struct kv_txn *t, const char *key, const char *value)
{
	struct kv_bytes got;
	enum kv_status status = kv_get(t, B(key), &got);

	if (!value)
		return status == KV_NOTFOUND;
	return status == KV_OK && got.n == strlen(value) && memcmp(got.at, value, got.n) == 0;
}

static UNUSED bool holds(struct kv *kv, const char *key, const char *value)
{
	struct kv_txn *t = begin(kv, false);
	bool is = value_is(t, key, value);

	kv_abort(t);
	return is;
}

/* fork() whose child does not outlive the test. */
static UNUSED pid_t fork_child(void)
{
	pid_t pid = fork();

	cr_assert_geq(pid, 0);
	if (pid == 0)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	return pid;
}

/* Runs fn in a child; its exit status, or 1000 + the signal that killed it. */
static UNUSED int in_child(int (*fn)(void *), void *context)
{
	int status;
	pid_t pid = fork_child();

	if (pid == 0)
		_exit(fn(context));
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

#endif
