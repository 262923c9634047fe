#include <lib/shell.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <binggui/base/file.h>

const char *shell_program(void)
{
	static char path[256];
	const char *build = getenv("BINGGUI_TEST_BUILD");

	snprintf(path, sizeof path, "%s/binggui", build ? build : "build");
	return path;
}

void shell_open(struct shell *s)
{
	*s = (struct shell){.dir = "/tmp/binggui-shell-XXXXXX"};
	cr_assert_not_null(mkdtemp(s->dir));
}

void shell_close(struct shell *s)
{
	struct str command = {0};

	str_addf(&command, "rm -rf %s", s->dir);
	cr_assert_eq(system(command.at), 0);
	str_free(&command);
	str_free(&s->out);
	str_free(&s->err);
}

static void read_back(const struct shell *s, const char *name, struct str *out)
{
	struct str path = {0};
	struct err e = {0};

	file_join(&path, s->dir, name);
	cr_assert(file_read(path.at, (size_t)1 << 30, out, &e), "%s", e.text);
	str_free(&path);
}

int shell_do(struct shell *s, const char *command)
{
	struct str line = {0};

	str_addf(&line,
		"export DIR=%s XDG_CONFIG_HOME=%s/config; { %s\n} >%s/out 2>%s/err </dev/null",
		s->dir, s->dir, command, s->dir, s->dir);
	int status = system(line.at);
	str_free(&line);
	s->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	read_back(s, "out", &s->out);
	read_back(s, "err", &s->err);
	return s->code;
}

int shell_run(struct shell *s, const char *words)
{
	struct str line = {0};

	str_addf(&line, "%s --data %s/data --screens screens --user 测试员 --today 2020-04-30 %s",
		shell_program(), s->dir, words);
	int code = shell_do(s, line.at);
	str_free(&line);
	return code;
}

bool shell_says(const struct shell *s, const char *text)
{
	return strstr(str_c(&s->out), text) || strstr(str_c(&s->err), text);
}

const char *shell_openpyxl(struct shell *s)
{
	static const char *const pythons[] = {"python3", "/usr/bin/python3"};
	char line[64];

	for (size_t i = 0; i < sizeof pythons / sizeof *pythons; i++) {
		snprintf(line, sizeof line, "%s -c 'import openpyxl'", pythons[i]);
		if (shell_do(s, line) == 0)
			return pythons[i];
	}
	return NULL;
}
