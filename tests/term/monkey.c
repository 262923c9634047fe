#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <criterion/criterion.h>

#include <lib/vt.h>
#include <term/demo.h>

/* A thousand random sizes and keys, always the same ones: it goes on, and ends when asked to. */
Test(monkey, sizes_and_keys)
{
	static const char *const keys[] = {"\033[A", "\033[B", "\033[5~", "\033[6~", "\033[H",
		"\033[F", "\033OQ", "\0330", "7", "张", "\177", "\t", "\r", "\033[Z", "\025",
		"\xff", "\xe5\xbc", "a", "\033[200~粘贴\n两行\033[201~", "\x0c", " ", "=", "\033[C",
		"\032", "\033[21~"};
	const char *turns = getenv("BINGGUI_MONKEY");
	int n = turns ? atoi(turns) : 1000;
	struct demo demo = {.escape_ms = 1, .stays = 1, .hostile = "\033[2J\xff"};
	struct vt *v = vt_start(&(struct vt_options){.child = demo_list, .x = &demo});
	int status;
	srand(11);
	cr_assert(vt_wait(v, "F1帮助", VT_PATIENCE));
	for (int i = 0; i < n; i++) {
		vt_resize(v, 1 + rand() % (i % 10 ? 40 : 100), 1 + rand() % (i % 10 ? 100 : 300));
		for (int k = rand() % 4; k > 0; k--)
			vt_send(v, keys[rand() % (int)(sizeof keys / sizeof *keys)]);
		if (i % 16 == 0)
			vt_settle(v, 2);
	}
	vt_resize(v, 24, 80);
	/* Half a character ends with the next key; what is typed into the list's box, only the list shows. */
	vt_keys(v, "F10 F10 Ctrl-U 777");
	cr_assert(vt_wait(v, "/777", VT_PATIENCE), "%s", vt_text(v));
	vt_send(v, "q");
	cr_assert(vt_wait_exit(v, VT_PATIENCE, &status), "%s", vt_text(v));
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %x", (unsigned)status);
	vt_close(v);
}
