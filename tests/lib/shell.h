#ifndef BINGGUI_TESTS_SHELL_H
#define BINGGUI_TESTS_SHELL_H

#include <binggui/base/str.h>

/*
 * The built program as a command in a directory of its own, which is removed at
 * the end.  BINGGUI_TEST_BUILD says where it was built.
 */
struct shell {
	char dir[64];
	struct str out, err; /* of the last run */
	int code;            /* its exit code; 128 + n if signal n ended it */
};

void shell_open(struct shell *s);
void shell_close(struct shell *s);

/* Runs `binggui --data DIR/data --screens screens --user 测试员 --today 2020-04-30 WORDS` (WORDS as a shell reads them); returns the exit code. */
int shell_run(struct shell *s, const char *words);
int shell_do(
	struct shell *s, const char *command); /* any command, in the project's root; $DIR is set */

const char *shell_program(void);
/* A python that has openpyxl; NULL if none is here. */
const char *shell_openpyxl(struct shell *s);
bool shell_says(const struct shell *s, const char *text); /* stands in what was printed */

#endif
