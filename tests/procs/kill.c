#include <criterion/criterion.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <binggui/store/kv.h>

/*
 * Processes that save are killed at random moments.  Each save writes three
 * keys that belong together and is acknowledged through a pipe once committed.
 * Whatever happens: nothing acknowledged is lost, nothing is there by halves.
 * BINGGUI_KILLS says how often (default 500).
 */

enum {
	WRITERS = 2,
	KINDS = 3,
	MOST = 200 /* saves of one writer; a killer that comes late would find the disk full */
};
static const uint64_t ROOM = UINT64_C(1) << 30;

struct writer {
	int who;
	pid_t pid;
	int pipe[2];
	uint64_t acknowledged; /* the last number said to be saved */
	uint64_t checked;      /* up to here all was found */
};

static char dir[64], url[96];

/* A kill leaves the kernel's pages alone, so memory does as well as a disk, and ten times as fast. */
static bool has_room_in_memory(void)
{
	struct statvfs s;

	return access("/dev/shm", W_OK) == 0 && statvfs("/dev/shm", &s) == 0 &&
	       s.f_bavail * s.f_frsize >= ROOM;
}

static void make_dir(void)
{
	snprintf(dir, sizeof dir, "%s/binggui-kill.XXXXXX",
		has_room_in_memory() ? "/dev/shm" : "/tmp");
	cr_assert_not_null(mkdtemp(dir));
	snprintf(url, sizeof url, "lmdb:%s", dir);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static size_t key_for(char key[32], int kind, int who, uint64_t n)
{
	static const char kinds[KINDS] = {
		'r', 'j', 'x'}; /* a record, its journal entry, its index entry */

	return (size_t)snprintf(key, 32, "%c/%d/%012llu", kinds[kind], who, (unsigned long long)n);
}

struct save {
	int who;
	uint64_t n;
};

static enum kv_status save(struct kv_txn *t, void *context)
{
	static uint64_t value[400];
	const struct save *s = context;
	char key[32];

	for (size_t i = 0; i < 400; i++)
		value[i] = s->n;
	for (int kind = 0; kind < KINDS; kind++) {
		struct kv_bytes k = {key, key_for(key, kind, s->who, s->n)};
		struct kv_bytes v = {value, kind == 0 ? 8 * (s->n % 400 + 1) : 8};
		enum kv_status status = kv_put(t, k, v);
		if (status != KV_OK)
			return status;
	}
	return KV_OK;
}

static void write_on(const struct writer *w)
{
	struct kv *kv = kv_open(url, NULL, NULL);
	struct save s = {w->who, w->checked};

	while (kv) {
		if (++s.n > w->checked + MOST)
			pause();
		if (!kv_run(kv, true, save, &s, NULL))
			_exit(3);
		if (write(w->pipe[1], &s.n, sizeof s.n) != sizeof s.n)
			_exit(4);
	}
	_exit(2);
}

static void start(struct writer *w)
{
	cr_assert_eq(pipe(w->pipe), 0);
	w->pid = fork();
	cr_assert_geq(w->pid, 0);
	if (w->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		write_on(w);
	}
	close(w->pipe[1]);
}

static void hear(struct writer *w)
{
	uint64_t n;

	if (read(w->pipe[0], &n, sizeof n) == sizeof n)
		w->acknowledged = n;
}

/* Busy for up to `span` nanoseconds: a sleep would always end at the same kind of moment. */
static void dawdle(long span)
{
	struct timespec from, now;

	span = rand() % span;

	clock_gettime(CLOCK_MONOTONIC, &from);
	do
		clock_gettime(CLOCK_MONOTONIC, &now);
	while ((now.tv_sec - from.tv_sec) * 1000000000L + now.tv_nsec - from.tv_nsec < span);
}

static void finish(struct writer *w)
{
	uint64_t before;
	int status;

	cr_assert_eq(kill(w->pid, SIGKILL), 0);
	cr_assert_eq(waitpid(w->pid, &status, 0), w->pid);
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "it failed by itself: %d",
		status);
	do {
		before = w->acknowledged;
		hear(w);
	} while (w->acknowledged != before);
	close(w->pipe[0]);
}

static bool is_whole(const struct save *s, int kind, struct kv_bytes value)
{
	uint64_t word;

	if (value.n != (kind == 0 ? 8 * (s->n % 400 + 1) : 8))
		return false;
	for (size_t i = 0; i < value.n; i += sizeof word) {
		memcpy(&word, (const char *)value.at + i, sizeof word);
		if (word != s->n)
			return false;
	}
	return true;
}

/* How many of the three keys of a save are there, whole. */
static int parts(struct kv_txn *t, const struct save *s)
{
	struct kv_bytes value;
	char key[32];
	int n = 0;

	for (int kind = 0; kind < KINDS; kind++) {
		struct kv_bytes k = {key, key_for(key, kind, s->who, s->n)};
		if (kv_get(t, k, &value) == KV_OK)
			n += is_whole(s, kind, value) ? 1 : 100;
	}
	return n;
}

/* The one save that was under way may be there, but then all of it; nothing behind it. */
static void check_writer(struct kv_txn *t, struct writer *w, bool from_start)
{
	struct save s = {w->who, from_start ? 0 : w->checked};

	while (s.n < w->acknowledged) {
		s.n++;
		cr_assert_eq(parts(t, &s), KINDS, "save %llu of %d is lost",
			(unsigned long long)s.n, s.who);
	}
	s.n++;
	int next = parts(t, &s);
	cr_assert(next == 0 || next == KINDS, "save %llu of %d by halves: %d",
		(unsigned long long)s.n, s.who, next);
	w->checked = w->acknowledged += next == KINDS;
	s.n = w->checked + 1;
	cr_assert_eq(parts(t, &s), 0);
}

static void check(struct kv *kv, struct writer *writers, bool from_start)
{
	struct kv_txn *t;

	cr_assert_eq(kv_begin(kv, false, &t), KV_OK);
	for (int i = 0; i < WRITERS; i++)
		check_writer(t, &writers[i], from_start);
	kv_abort(t);
}

static struct kv *open_store(const struct kv_options *options)
{
	struct err e = {0};
	struct kv *kv = kv_open(url, options, &e);

	cr_assert_not_null(kv, "%s", e.text);
	return kv;
}

static long kills_wanted(void)
{
	const char *text = getenv("BINGGUI_KILLS");

	return text && atol(text) > 0 ? atol(text) : 500;
}

/* Every other time they are killed early, while they open the store at the same time. */
static void round_of_kills(struct writer *writers)
{
	int first = rand() % WRITERS;
	bool early = rand() % 2;

	for (int i = 0; i < WRITERS; i++)
		start(&writers[i]);
	for (int n = early ? 0 : rand() % 6; n > 0; n--)
		hear(&writers[first]);
	for (int i = 0; i < WRITERS; i++) {
		dawdle(early && i == 0 ? 400000 : 3000000);
		finish(&writers[(first + i) % WRITERS]);
	}
}

Test(kill, no_acknowledged_save_is_lost, .timeout = 3600)
{
	struct writer writers[WRITERS] = {{.who = 0}, {.who = 1}};
	long kills = kills_wanted();
	struct err e = {0};

	make_dir();
	srand(20);
	kv_close(open_store(&(struct kv_options){.create = true}));
	for (long n = 0; n < kills; n += WRITERS) {
		round_of_kills(writers);
		struct kv *kv = open_store(NULL);
		check(kv, writers, false);
		kv_close(kv);
	}
	struct kv *kv = open_store(NULL);
	check(kv, writers, true);
	struct kv_stat stat;
	cr_assert(kv_stat(kv, &stat, &e), "%s", e.text);
	cr_assert_eq(stat.entries, KINDS * (writers[0].checked + writers[1].checked));
	cr_assert(kv_admin(kv, KV_CHECK, NULL, &e), "%s", e.text);
	kv_close(kv);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	fprintf(stderr, "%ld kills, %llu saves acknowledged, none lost\n", kills,
		(unsigned long long)(writers[0].checked + writers[1].checked));
}
