#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include <binggui/base/file.h>
#include <lib/shell.h>
#include <lib/world.h>

/* A disk of 8 MiB that is full: what was saved stays readable, what is not saved is said. */

enum { PEOPLE = 12000, SOME = 50 };

static struct shell s;
static char disk[96];

static bool small_disk(void)
{
	snprintf(disk, sizeof disk, "%s/data", s.dir);
	return mkdir(disk, 0700) == 0 && unshare(CLONE_NEWNS) == 0 &&
	       mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	       mount("none", disk, "tmpfs", 0, "size=8m") == 0;
}

static void set_up(void)
{
	shell_open(&s);
}

static void tear_down(void)
{
	umount2(disk, MNT_DETACH);
	shell_close(&s);
}

TestSuite(full, .init = set_up, .fini = tear_down, .timeout = 1800);

static void write_roster(const char *name, int from, int n)
{
	struct str path = {0}, text = {0};
	char birth[32], id_no[19];

	str_set(&text, "姓名,公民身份号码,户籍村,联系电话,备注\n");
	for (int i = from; i < from + n; i++) {
		int day = i / 100;
		snprintf(birth, sizeof birth, "610927%d%02d%02d", 1950 + day / 336,
			1 + day / 28 % 12, 1 + day % 28);
		world_id(id_no, birth, 900 + i % 100);
		str_addf(&text, "张三丰,%s,新华村,199000%05d,第%d户\n", id_no, i, i);
	}
	file_join(&path, s.dir, name);
	cr_assert(file_write(str_c(&path), text.at, text.n, 0600, NULL));
	str_free(&path);
	str_free(&text);
}

static size_t lines(void)
{
	size_t n = 0;

	for (const char *at = str_c(&s.out); (at = strchr(at, '\n')); at++)
		n++;
	return n;
}

static void import(const char *name)
{
	char words[160];

	snprintf(words, sizeof words, "import person %s/%s", s.dir, name);
	shell_run(&s, words);
}

#define RUN(code_, words)                                                                          \
	cr_assert_eq(shell_run(&s, words), code_, "%s: exit %d\n%s%s", words, s.code,              \
		str_c(&s.out), str_c(&s.err))

Test(full, an_import_stops_and_says_so_and_nothing_saved_is_lost)
{
	if (!small_disk())
		cr_skip_test("cannot mount a tmpfs here");
	write_roster("some.csv", 0, SOME);
	write_roster("many.csv", SOME, PEOPLE);
	RUN(0, "init");
	import("some.csv");
	cr_assert_leq(s.code, 1, "%s%s", str_c(&s.out), str_c(&s.err));
	RUN(0, "list person");
	size_t before = lines();
	cr_assert_eq(before, SOME + 1);

	import("many.csv");
	cr_assert_eq(s.code, 74, "exit %d\n%s", s.code, str_c(&s.err));
	cr_assert(shell_says(&s, "磁盘已满"), "%s", str_c(&s.err));
	RUN(0, "list person");
	size_t after = lines();
	cr_assert_geq(after, before);
	cr_assert_lt(after, (size_t)SOME + PEOPLE);

	cr_assert_eq(
		shell_do(&s, "dd if=/dev/zero of=$DIR/data/ballast bs=4k 2>/dev/null; true"), 0);
	int code = 0;
	for (int i = 1; i <= SOME && code == 0; i++) {
		char words[64];
		snprintf(words, sizeof words, "set person 1-%d note=改%d", i, i);
		code = shell_run(&s, words);
	}
	if (code) {
		cr_assert_eq(code, 74, "exit %d: %s", code, str_c(&s.err));
		cr_assert(shell_says(&s, "磁盘已满"), "%s", str_c(&s.err));
	}
	RUN(0, "check");
	RUN(0, "list person");
	cr_assert_eq(lines(), after);

	cr_assert_eq(mount("none", disk, "tmpfs", MS_REMOUNT, "size=64m"), 0);
	cr_assert_eq(shell_do(&s, "rm $DIR/data/ballast"), 0);
	RUN(0, "check");
	RUN(0, "set person 1-1 note=有地方了");
	import("many.csv");
	cr_assert_leq(s.code, 1, "exit %d\n%s", s.code, str_c(&s.err));
	RUN(0, "list person");
	cr_assert_eq(lines(), (size_t)SOME + PEOPLE + 1);
	RUN(0, "check");
}
