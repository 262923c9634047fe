#include <criterion/criterion.h>
#include <stdio.h>

#include <binggui/ui/term.h>
#include <lib/world.h>

/* A slow line: what nobody reads is not sent. */

static struct world w;

static void open_world(void)
{
	char id[19], name[16];

	world_open(&w, 24, 80);
	for (int i = 0; i < 9; i++) {
		world_id(id, "61092719800101", 901 + 2 * i);
		snprintf(name, sizeof name, "张三%s", &"甲\0乙\0丙\0丁\0戊\0己\0庚\0辛\0壬"[4 * i]);
		world_person(&w, name, id, "610927100201", "");
	}
	term_canvas(w.app.term)->slow = true;
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(slow, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

Test(slow, only_the_best_answers_are_painted_while_typing)
{
	world_keys(&w, "<text zs>");
	SEES("张三甲");
	SEES("↓ 看其余的");
	SEES("1/9");
	SEES_NOT("张三壬");
	world_keys(&w, "Down");
	SEES("张三壬");
	SEES_NOT("↓ 看其余的");
	world_keys(&w, "j");
	SEES("1/2"); /* 甲 and 己: few enough to be seen whole */
	SEES_NOT("↓ 看其余的");
}

Test(slow, nothing_is_painted_that_no_key_asked_for)
{
	unsigned before = term_commits(w.app.term);

	world_keys(&w, "<wait 600> <wait 600>");
	cr_assert_eq(term_commits(w.app.term), before);
	SEES("…");
	world_keys(&w, "Down");
	SEES_NOT("…");
}
