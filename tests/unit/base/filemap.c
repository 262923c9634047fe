#include <binggui/base/filemap.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include <binggui/base/buildid.h>
#include <binggui/base/file.h>

static char path[64];

static void make_file(void)
{
	snprintf(path, sizeof path, "/tmp/binggui-map.XXXXXX");
	int fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, "abc", 3), 3);
	close(fd);
}

static void remove_file(void)
{
	unlink(path);
}

Test(filemap, what_is_written_to_memory_stays_there, .init = make_file, .fini = remove_file)
{
	struct filemap *m = filemap_open(path, 100, 0), *again;

	cr_assert_eq(m->n, 3);
	cr_assert_eq(memcmp(m->at, "abc", 3), 0);
	m->at[0] = 'x';
	again = filemap_open(path, 100, 0);
	cr_assert_eq(memcmp(again->at, "abc", 3), 0);
	filemap_close(again);
	cr_assert(file_write(path, "new", 3, 0600, NULL));
	cr_assert_eq(memcmp(m->at, "xbc", 3), 0);
	filemap_close(m);
	filemap_close(NULL);
}

Test(filemap, only_small_plain_files_of_ones_own, .init = make_file, .fini = remove_file)
{
	cr_assert_null(filemap_open(path, 2, 0));
	cr_assert_eq(chmod(path, 0620), 0);
	cr_assert_null(filemap_open(path, 100, 0));
	cr_assert_eq(chmod(path, 0602), 0);
	cr_assert_null(filemap_open(path, 100, 0));
	cr_assert_eq(chmod(path, 0644), 0);
	cr_assert_eq(truncate(path, 0), 0);
	cr_assert_null(filemap_open(path, 100, 0));
	cr_assert_null(filemap_open("/tmp", 1 << 20, 0));
	cr_assert_null(filemap_open("/dev/zero", 1 << 20, 0));
	cr_assert_null(filemap_open("/nothing/here", 100, 0));
}

Test(buildid, the_program_has_one)
{
	uint8_t one[BUILDID_MOST], again[BUILDID_MOST];

	cr_assert_gt(buildid(one), 8);
	cr_assert_eq(buildid(again), buildid(one));
	cr_assert_eq(memcmp(one, again, sizeof one), 0);
}
