#include <lib/golden.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <criterion/criterion.h>

#define FOLDER "tests/golden"

static void write_golden(const char *path, const char *text)
{
	mkdir(FOLDER, 0777);
	FILE *f = fopen(path, "w");
	cr_assert(f, "%s: %s", path, strerror(errno));
	cr_assert(fputs(text, f) >= 0 && fclose(f) == 0, "%s: %s", path, strerror(errno));
}

static char *read_golden(const char *path)
{
	FILE *f = fopen(path, "r");
	cr_assert(f, "%s is missing: run the tests once with BINGGUI_GOLDEN=write and look at it",
		path);
	char *text = NULL;
	size_t n = 0;
	if (getdelim(&text, &n, '\0', f) < 0) {
		free(text);
		text = strdup("");
	}
	fclose(f);
	return text;
}

/* The first line in which they differ, told with its number. */
static void compare(const char *name, const char *want, const char *got)
{
	for (int line = 1; *want || *got; line++) {
		size_t a = strcspn(want, "\n");
		size_t b = strcspn(got, "\n");
		cr_assert(a == b && memcmp(want, got, a) == 0 && want[a] == got[b],
			"%s, line %d\nwanted: %.*s\n   got: %.*s", name, line, (int)a, want, (int)b,
			got);
		want += a + (want[a] == '\n');
		got += b + (got[b] == '\n');
	}
}

void golden(const char *name, const char *actual)
{
	char path[256];
	const char *mode = getenv("BINGGUI_GOLDEN");
	snprintf(path, sizeof path, FOLDER "/%s.txt", name);
	if (mode && strcmp(mode, "write") == 0) {
		write_golden(path, actual);
		return;
	}
	char *wanted = read_golden(path);
	compare(name, wanted, actual);
	free(wanted);
}
