#include <binggui/schema/treefile.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include <binggui/base/file.h>

static char dir[64], path[96];

static void make_dir(void)
{
	snprintf(dir, sizeof dir, "/tmp/binggui-tree.XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/deeper/trees", dir);
}

static void remove_dir(void)
{
	char command[160];

	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	cr_assert_eq(system(command), 0);
}

/* The value of `a` in a text, by way of the file; -1 if there are faults. */
static int value(const char *where, const char *text)
{
	struct faults faults = {0};
	struct treefile *t = treefile_open(where);
	struct yaml_node *root = treefile_parse(t, "x.yaml", text, strlen(text), &faults);
	int v = faults.n ? -1 : atoi(yaml_text(root, "a"));

	yaml_tree_free(root);
	treefile_close(t);
	faults_free(&faults);
	return v;
}

static long size(void)
{
	struct str bytes = {0};
	long n = file_read(path, 1 << 20, &bytes, NULL) ? (long)bytes.n : -1;

	str_free(&bytes);
	return n;
}

Test(treefile, trees_follow_their_texts, .init = make_dir, .fini = remove_dir)
{
	cr_assert_eq(value(path, "a: 1\n"), 1);
	long first = size();
	cr_assert_gt(first, 0);
	cr_assert_eq(value(path, "a: 1\n"), 1);
	cr_assert_eq(value(path, "a: 2\n"), 2);
	cr_assert_eq(value(path, "a: 1\n"), 1);
	cr_assert_eq(size(), first); /* what is used no more goes */
}

Test(treefile, faults_are_told_every_time, .init = make_dir, .fini = remove_dir)
{
	for (int i = 0; i < 3; i++)
		cr_assert_eq(value(path, "a: [1\n"), -1);
	cr_assert_eq(size(), -1);
	cr_assert_eq(value(path, "a: 1\n"), 1);
	long first = size();
	cr_assert_eq(value(path, "a: 1\na: 2\n"), -1);
	cr_assert_eq(size(), first);
}

Test(treefile, a_damaged_file_is_written_anew, .init = make_dir, .fini = remove_dir)
{
	struct str bytes = {0};

	cr_assert_eq(value(path, "a: 12345\n"), 12345);
	cr_assert(file_read(path, 1 << 20, &bytes, NULL));
	for (size_t i = 0; i < bytes.n; i++) {
		bytes.at[i] ^= 1;
		cr_assert(file_write(path, bytes.at, bytes.n, 0600, NULL));
		cr_assert_eq(value(path, "a: 12345\n"), 12345);
		bytes.at[i] ^= 1;
	}
	for (size_t n = 0; n < bytes.n; n++) {
		cr_assert(file_write(path, bytes.at, n, 0600, NULL));
		cr_assert_eq(value(path, "a: 12345\n"), 12345);
	}
	str_free(&bytes);
}

Test(treefile, without_a_place_all_is_parsed)
{
	cr_assert_eq(value(NULL, "a: 7\n"), 7);
	cr_assert_eq(value("/proc/nothing/here", "a: 7\n"), 7);
}
