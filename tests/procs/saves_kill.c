#include <procs/people.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <criterion/criterion.h>

/*
 * A process that saves people, each with a visit, and tells through a pipe what
 * is in; killed at a random moment, again and again.  What was told is there;
 * what is there is whole.
 */
enum { KILLS_A_STORE = 50, CHECK_EVERY = 10 };

struct told {
	uint64_t person, visit;
	uint32_t version;
	unsigned run, n;
};

static bool save_pair(struct people *p, struct told *t)
{
	struct record person = {0}, visit = {0};
	struct err e = {0};
	char mark[64];

	snprintf(mark, sizeof mark, "%u-%u", t->run, t->n);
	people_set(p->person, &person, "name", "张三丰");
	people_set(p->person, &person, "last", mark);
	people_set(p->visit, &visit, "content", mark);
	struct change c[2] = {
		{.table = p->person, .record = &person},
		{.table = p->visit,
			.record = &visit,
			.links = {{def_field(p->visit, "person"), 0}},
			.n_links = 1},
	};
	bool ok = table_save(p->a, c, 2, NULL, &e);
	if (!ok)
		fprintf(stderr, "%s\n", e.text);
	t->person = person.id;
	t->visit = visit.id;
	t->version = person.version;
	change_free(&c[0]);
	change_free(&c[1]);
	record_free(&person);
	record_free(&visit);
	return ok;
}

/* A second version of the record just made: edits are killed as well. */
static bool edit_person(struct people *p, struct told *t)
{
	struct record base = {0}, mine = {0};
	struct err e = {0};
	bool ok = table_get(p->a, p->person, t->person, &base, &e);

	record_copy(&mine, &base);
	people_set(p->person, &mine, "count", "1");
	struct change c = {.table = p->person, .base = &base, .record = &mine};
	ok = ok && table_save(p->a, &c, 1, NULL, &e);
	t->version = mine.version;
	change_free(&c);
	record_free(&base);
	record_free(&mine);
	return ok;
}

static void work(const char *dir, unsigned run, int out)
{
	struct people p;

	if (!people_open(&p, dir, false))
		_exit(1);
	for (unsigned n = 0;; n++) {
		struct told t = {.run = run, .n = n};
		if (!save_pair(&p, &t) || write(out, &t, sizeof t) != sizeof t)
			_exit(1);
		if (!edit_person(&p, &t) || write(out, &t, sizeof t) != sizeof t)
			_exit(1);
	}
}

static void wait_a_moment(unsigned seed)
{
	struct timespec t = {.tv_nsec = 200000 + (long)(seed % 8000) * 1000};

	nanosleep(&t, NULL);
}

/* Lets a child work and kills it; what it told goes to `told`. */
static size_t run_and_kill(const char *dir, unsigned run, struct told *told, size_t cap)
{
	int ends[2];
	size_t n = 0;

	cr_assert_eq(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		work(dir, run, ends[1]);
	}
	close(ends[1]);
	struct pollfd first = {.fd = ends[0], .events = POLLIN};
	if (run % 4) /* every fourth may die while it opens the store */
		cr_assert_eq(poll(&first, 1, 600000), 1);
	wait_a_moment(run * 2654435761u >> 7);
	cr_assert_eq(kill(child, SIGKILL), 0);
	int status;
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFSIGNALED(status), "the child gave up by itself");
	while (n < cap && read(ends[0], &told[n], sizeof *told) == sizeof *told)
		n++;
	cr_assert_lt(n, cap);
	close(ends[0]);
	return n;
}

static void check_told(struct people *p, const struct told *t)
{
	struct record r = {0};
	struct err e = {0};
	char mark[64], id[32];

	snprintf(mark, sizeof mark, "%u-%u", t->run, t->n);
	cr_assert(table_get(p->a, p->person, t->person, &r, &e), "%s", e.text);
	cr_assert_str_eq(record_field(&r, def_field(p->person, "last")), mark);
	cr_assert_geq(r.version, t->version);
	cr_assert(table_get(p->a, p->visit, t->visit, &r, &e), "%s", e.text);
	record_id_text(t->person, id);
	cr_assert_str_eq(record_field(&r, def_field(p->visit, "person")), id);
	record_free(&r);
}

static void check_store(const char *dir, const struct told *told, size_t n, bool deep)
{
	struct people p;

	cr_assert(people_open(&p, dir, false));
	cr_assert_eq(archive_count(p.a, p.person), archive_count(p.a, p.visit)); /* none by half */
	for (size_t i = 0; i < n; i++)
		check_told(&p, &told[i]);
	cr_assert(!deep || people_sound(&p));
	people_close(&p);
}

Test(saves_kill, no_save_that_was_told_is_lost_and_none_is_there_by_half, .timeout = 3600)
{
	static struct told told[4096];
	unsigned kills = people_times("BINGGUI_KILLS", 300);
	size_t all = 0;
	struct people p;
	char dir[256];

	for (unsigned run = 0; run < kills; run++) {
		if (run % KILLS_A_STORE == 0) {
			people_place(dir);
			cr_assert(people_open(&p, dir, true));
			people_close(&p);
		}
		size_t n = run_and_kill(dir, run, told, sizeof told / sizeof *told);
		bool last = run + 1 == kills || (run + 1) % KILLS_A_STORE == 0;
		check_store(dir, told, n, last || run % CHECK_EVERY == 0);
		all += n;
		if (last)
			people_remove(dir);
	}
	/* All but every fourth told of one at least, however slow the disk is. */
	cr_assert_geq(all, kills - (kills + 3) / 4, "only %zu saves in %u runs", all, kills);
}
