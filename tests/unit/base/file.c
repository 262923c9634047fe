#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <binggui/base/file.h>
#include <binggui/base/str.h>

static char dir[64];

static void make_dir(void)
{
	strcpy(dir, "/tmp/binggui-file-XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
}

static void remove_dir(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(file, .init = make_dir, .fini = remove_dir);

Test(file, writes_whole_or_not_at_all)
{
	struct str path = {0}, text = {0};
	struct file_names names = {0};
	struct err e = {0};
	struct stat st;

	file_join(&path, dir, "a.txt");
	cr_assert(file_write(path.at, "old", 3, 0600, &e));
	cr_assert(file_write(path.at, "new text", 8, 0600, &e));
	cr_assert(file_read(path.at, 100, &text, &e));
	cr_assert_str_eq(text.at, "new text");
	cr_assert_eq(stat(path.at, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	cr_assert(file_list(dir, NULL, &names, &e));
	cr_assert_eq(names.n, 1, "nothing is left beside it");
	file_names_free(&names);
	str_free(&path);
	str_free(&text);
}

Test(file, refuses_with_a_sentence)
{
	struct str path = {0}, text = {0};
	struct err e = {0};

	file_join(&path, dir, "none.txt");
	cr_assert_not(file_read(path.at, 100, &text, &e));
	cr_assert_eq(e.code, ERR_NOINPUT);
	cr_assert(strstr(e.text, "文件不存在"));
	cr_assert(file_write(path.at, "0123456789", 10, 0644, &e));
	cr_assert_not(file_read(path.at, 9, &text, &e));
	cr_assert_eq(e.code, ERR_DATA);
	cr_assert_not(file_write("/proc/none/x", "x", 1, 0644, &e));
	cr_assert_not(file_list("/proc/none", NULL, &(struct file_names){0}, &e));
	str_free(&path);
	str_free(&text);
}

/* A report sent to /dev/full or /dev/null must not put a plain file in its place. */
Test(file, a_pipe_is_written_to_and_stays_one)
{
	struct str path = {0};
	struct stat st;
	char got[8] = "";
	struct err e = {0};

	file_join(&path, dir, "pipe");
	cr_assert_eq(mkfifo(path.at, 0600), 0);
	int fd = open(path.at, O_RDWR | O_NONBLOCK);
	cr_assert_geq(fd, 0);
	cr_assert(file_write(path.at, "abc", 3, 0644, &e), "%s", e.text);
	cr_assert_eq(read(fd, got, sizeof got), 3);
	cr_assert_str_eq(got, "abc");
	cr_assert_eq(stat(path.at, &st), 0);
	cr_assert(S_ISFIFO(st.st_mode));
	close(fd);
	str_free(&path);
	cr_assert_not(file_write("/dev/full", "abc", 3, 0644, &e));
	cr_assert_eq(e.code, ERR_FULL);
	cr_assert_eq(stat("/dev/full", &st), 0);
	cr_assert(S_ISCHR(st.st_mode));
}

Test(file, makes_directories_and_lists_sorted)
{
	struct str path = {0};
	struct file_names names = {0};
	struct err e = {0};

	file_join(&path, dir, "x/y/z");
	cr_assert(file_make_dirs(path.at, 0700, &e));
	cr_assert(file_make_dirs(path.at, 0700, &e));
	cr_assert(file_is_dir(path.at));
	file_join(&path, dir, "b.yaml");
	file_write(path.at, "", 0, 0644, &e);
	file_join(&path, dir, "a.yaml");
	file_write(path.at, "", 0, 0644, &e);
	cr_assert(file_list(dir, ".yaml", &names, &e));
	cr_assert_eq(names.n, 2);
	cr_assert_str_eq(names.at[0], "a.yaml");
	cr_assert_gt(file_free_bytes(dir), 0);
	file_names_free(&names);
	str_free(&path);
}
