#include <binggui/schema/kept.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include <binggui/base/file.h>
#include <binggui/schema/image.h>
#include <binggui/schema/load.h>

/* A directory of definitions of its own, and beside it the file they are kept in. */
static char dir[64], kept[96];

static void make_dir(void)
{
	snprintf(dir, sizeof dir, "/tmp/binggui-kept.XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	snprintf(kept, sizeof kept, "%s/cache/deeper/definitions", dir);
}

static void remove_dir(void)
{
	char command[96];

	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	cr_assert_eq(system(command), 0);
}

static void write_text(const char *name, const char *text)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	cr_assert(file_write(path, text, strlen(text), 0600, NULL));
}

static void write_small(void)
{
	write_text("t.yaml", "table: t\ntitle: 表\nfields:\n  a: {label: 甲, type: number}\n"
			     "rules:\n  - {when: a > 3, say: 太大}\n");
	write_text("u.yaml", "table: u\ntitle: 又\nowner: t\nfields:\n  t: {label: 主, type: ref, "
			     "table: t}\n  b: {label: 乙, type: code, codes: c}\n");
	write_text("c.yaml", "codes:\n  c:\n    title: 码\n    list:\n      - {label: 是的}\n"
			     "      - {label: 不是, also: [否]}\n");
}

/* Everything of the definitions, wherever they lie; what they are kept in is no part of it. */
static void spell(struct str *out, const struct defs *d)
{
	struct defs copy = *d;

	str_clear(out);
	copy.kept = NULL;
	copy.free_match = NULL;
	cr_assert(image_pack(out, shape_defs(), &copy, 0));
}

static bool same(const struct defs *a, const struct defs *b)
{
	struct str x = {0}, y = {0};

	spell(&x, a);
	spell(&y, b);
	bool is = x.n == y.n && memcmp(x.at, y.at, x.n) == 0;
	str_free(&x);
	str_free(&y);
	return is;
}

static struct defs *load(const char *from)
{
	struct faults faults = {0};
	struct str text = {0};
	struct defs *d = load_dir(from, &faults, NULL);

	if (faults.n)
		fault_text(&text, &faults.at[0]);
	cr_assert_not_null(d, "%s", str_c(&text));
	str_free(&text);
	return d;
}

static void keep(const char *from)
{
	struct defs *d = load(from);

	cr_assert(kept_write(kept, d));
	defs_free(d);
}

static bool is_kept(void)
{
	struct defs *d = kept_open(kept, dir);

	defs_free(d);
	return d != NULL;
}

Test(kept, all_that_is_shipped_comes_back_as_it_was_read, .init = make_dir, .fini = remove_dir)
{
	struct defs *read = load("screens");

	read->digested = true;
	memset(read->digest, 7, sizeof read->digest);
	cr_assert(kept_write(kept, read));
	/* Two at once: only one of them can lie where it was made for. */
	struct defs *one = kept_open(kept, "screens"), *other = kept_open(kept, "screens");
	cr_assert(one && other);
	cr_assert(same(read, one));
	cr_assert(same(read, other));
	cr_assert(defs_table(other, "person")->fields[0]->type);
	defs_free(one);
	cr_assert(same(read, other));
	defs_free(other);
	defs_free(read);
}

Test(kept, any_change_of_a_file_is_seen, .init = make_dir, .fini = remove_dir)
{
	write_small();
	keep(dir);
	cr_assert(is_kept());
	write_text("t.yaml", "table: t\ntitle: 表\nfields:\n  a: {label: 甲, type: number}\n"
			     "rules:\n  - {when: a > 4, say: 太大}\n"); /* as long as before */
	cr_assert_not(is_kept());
	keep(dir);
	cr_assert(is_kept());
	write_text("u.yaml", "");
	cr_assert_not(is_kept());
	write_small();
	keep(dir);
	cr_assert(is_kept());
}

Test(kept, files_that_come_go_or_are_renamed_are_seen, .init = make_dir, .fini = remove_dir)
{
	char from[128], to[128];

	write_small();
	keep(dir);
	write_text("x.yaml", "");
	cr_assert_not(is_kept());
	snprintf(from, sizeof from, "%s/x.yaml", dir);
	unlink(from);
	cr_assert(is_kept());
	snprintf(from, sizeof from, "%s/u.yaml", dir);
	snprintf(to, sizeof to, "%s/w.yaml", dir);
	cr_assert_eq(rename(from, to), 0);
	cr_assert_not(is_kept());
	unlink(to);
	cr_assert_not(is_kept());
	cr_assert_null(kept_open(kept, "/nowhere"));
}

Test(kept, a_damaged_file_is_as_good_as_none, .init = make_dir, .fini = remove_dir)
{
	struct str bytes = {0};

	write_small();
	keep(dir);
	cr_assert(file_read(kept, 1 << 20, &bytes, NULL));
	for (size_t i = 0; i < bytes.n; i += i < 256 ? 1 : 7) {
		bytes.at[i] ^= (char)(1 << i % 8);
		FILE *f =
			fopen(kept, "r+"); /* not file_write: thousands of syncs take their time */
		cr_assert_eq(fwrite(bytes.at, 1, bytes.n, f), bytes.n);
		fclose(f);
		cr_assert_not(is_kept(), "byte %zu", i);
		bytes.at[i] ^= (char)(1 << i % 8);
	}
	for (size_t n = bytes.n; n-- > 0; n -= n % 16) {
		cr_assert_eq(truncate(kept, (off_t)n), 0);
		cr_assert_not(is_kept(), "%zu bytes", n);
	}
	str_free(&bytes);
}

Test(kept, what_is_no_such_file_is_left_alone, .init = make_dir, .fini = remove_dir)
{
	static const char older[] = "BGTF\1\0\0\0 trees, as an earlier program kept them";

	write_small();
	cr_assert_not(is_kept());
	keep(dir);
	cr_assert(file_write(kept, older, sizeof older, 0600, NULL));
	cr_assert_not(is_kept());
	keep(dir);
	cr_assert(is_kept());
	cr_assert_eq(chmod(kept, 0666), 0); /* anybody could have written it */
	cr_assert_not(is_kept());
	unlink(kept);
	cr_assert_eq(mkfifo(kept, 0600), 0);
	cr_assert_not(is_kept());
	unlink(kept);
	cr_assert_eq(mkdir(kept, 0700), 0);
	cr_assert_not(is_kept());
}

Test(kept, where_nothing_can_be_written_nothing_is_kept, .init = make_dir, .fini = remove_dir)
{
	struct faults faults = {0};

	write_small();
	struct defs *d = load(dir);
	cr_assert_not(kept_write("/proc/nothing/here", d));
	defs_free(d);
	d = load_dir_kept(dir, "/proc/nothing/here", &faults, NULL);
	cr_assert(d && !d->kept);
	defs_free(d);
	d = load_dir_kept(dir, NULL, &faults, NULL);
	cr_assert(d && !d->kept);
	cr_assert(kept_write(kept, d));
	defs_free(d);
	d = load_dir_kept(dir, kept, &faults, NULL);
	cr_assert(d && d->kept);
	defs_free(d);
}

Test(kept, a_file_replaced_meanwhile_changes_nothing, .init = make_dir, .fini = remove_dir)
{
	write_small();
	keep(dir);
	struct defs *before = kept_open(kept, dir), *read = load(dir);
	write_text("t.yaml", "table: t\ntitle: 另\nfields:\n  a: {label: 丙, type: text}\n");
	keep(dir);
	struct defs *after = kept_open(kept, dir);
	cr_assert(before && after);
	cr_assert(same(before, read));
	cr_assert_str_eq(defs_table(after, "t")->title, "另");
	defs_free(before);
	defs_free(after);
	defs_free(read);
}

Test(kept, what_is_written_to_is_not_kept, .init = make_dir, .fini = remove_dir)
{
	write_small();
	keep(dir);
	struct defs *d = kept_open(kept, dir);
	defs_table(d, "t")->number = 9;
	defs_free(d);
	d = kept_open(kept, dir);
	cr_assert_eq(defs_table(d, "t")->number, 0);
	defs_free(d);
}

/* Reads and writes the same file over and over; what it reads is whole. */
static int busy(void)
{
	struct defs *read = load(dir);
	int code = 0;

	for (int i = 0; i < 50 && !code; i++) {
		struct defs *d = kept_open(kept, dir);
		if (!d || !same(read, d) || !kept_write(kept, read))
			code = 1;
		defs_free(d);
	}
	defs_free(read);
	return code;
}

Test(kept, several_processes_at_once, .init = make_dir, .fini = remove_dir)
{
	enum { PROCESSES = 4 };
	pid_t pids[PROCESSES];
	int status;

	write_small();
	keep(dir);
	for (int i = 0; i < PROCESSES; i++)
		if ((pids[i] = fork()) == 0)
			_exit(busy());
	for (int i = 0; i < PROCESSES; i++) {
		cr_assert_eq(waitpid(pids[i], &status, 0), pids[i]);
		cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
}
