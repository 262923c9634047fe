#include <procs/people.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <criterion/criterion.h>

/*
 * Many processes add one to the counters of the same few records.  Each save
 * goes in or is a conflict that is tried again from what is stored now: in the
 * end every addition is there, and the journal knows each one.
 */
enum { PROCESSES = 16, RECORDS = 3 };

static bool try_once(struct people *p, uint64_t id, const char *mark, bool *in, struct err *e)
{
	struct record base = {0}, mine = {0};
	char count[24];
	bool ok = table_get(p->a, p->person, id, &base, e);

	*in = false;
	if (ok) {
		record_copy(&mine, &base);
		snprintf(count, sizeof count, "%llu",
			(unsigned long long)people_number(p->person, &base, "count") + 1);
		people_set(p->person, &mine, "count", count);
		people_set(p->person, &mine, "last", mark); /* no two saves are alike */
		struct change c = {.table = p->person, .base = &base, .record = &mine};
		*in = table_save(p->a, &c, 1, NULL, e);
		ok = *in ? c.result == CHANGE_SAVED : c.result == CHANGE_CONFLICT;
		change_free(&c);
	}
	record_free(&base);
	record_free(&mine);
	return ok;
}

static int edit(const char *dir, unsigned process, unsigned times)
{
	struct people p;
	struct err e = {0};
	char mark[64];
	bool ok = people_open(&p, dir, false);

	for (unsigned i = 0; ok && i < times; i++) {
		uint64_t id = (uint64_t)1 << RECORD_STATION_SHIFT | ((process + i) % RECORDS + 1);
		snprintf(mark, sizeof mark, "%u-%u", process, i);
		for (bool in = false; ok && !in;)
			ok = try_once(&p, id, mark, &in, &e);
	}
	if (!ok)
		fprintf(stderr, "process %u: %s\n", process, e.text);
	people_close(&p);
	return ok ? 0 : 1;
}

static void make(const char *dir)
{
	struct people p;
	struct err e = {0};
	char mark[16];

	cr_assert(people_open(&p, dir, true));
	for (unsigned i = 0; i < RECORDS; i++) {
		struct record r = {0};
		struct change c = {.table = p.person, .record = &r};
		snprintf(mark, sizeof mark, "new-%u", i);
		people_set(p.person, &r, "name", "张三丰");
		people_set(p.person, &r, "count", "0");
		people_set(p.person, &r, "last", mark);
		cr_assert(table_save(p.a, &c, 1, NULL, &e), "%s", e.text);
		change_free(&c);
		record_free(&r);
	}
	people_close(&p);
}

static void count_all(const char *dir, uint64_t expected)
{
	struct people p;
	struct record r = {0};
	struct err e = {0};
	uint64_t sum = 0, versions = 0;

	cr_assert(people_open(&p, dir, false));
	for (uint64_t i = 1; i <= RECORDS; i++) {
		uint64_t id = (uint64_t)1 << RECORD_STATION_SHIFT | i;
		cr_assert(table_get(p.a, p.person, id, &r, &e), "%s", e.text);
		sum += people_number(p.person, &r, "count");
		versions += r.version - 1;
	}
	cr_assert_eq(sum, expected, "%llu of %llu", (unsigned long long)sum,
		(unsigned long long)expected);
	cr_assert_eq(versions, expected);
	cr_assert(people_sound(&p));
	record_free(&r);
	people_close(&p);
}

Test(edits, no_update_is_lost_between_processes, .timeout = 3600)
{
	unsigned times = people_times("BINGGUI_EDITS", 40);
	pid_t children[PROCESSES];
	char dir[256];

	people_place(dir);
	make(dir);
	for (unsigned i = 0; i < PROCESSES; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(edit(dir, i, times));
	}
	for (unsigned i = 0; i < PROCESSES; i++) {
		int status = -1;
		cr_assert_eq(waitpid(children[i], &status, 0), children[i]);
		cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	count_all(dir, (uint64_t)PROCESSES * times);
	people_remove(dir);
}
