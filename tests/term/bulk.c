#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/date.h>
#include <lib/shell.h>
#include <lib/vt.h>
#include <lib/world.h>

/* Work that takes long, in a real terminal: seen after half a second, and ended by a lone Esc. */

/* Far more than a fast machine changes between the first sight of the progress and the answer to Esc. */
enum { DAYS = 20000, PEOPLE = 100000 };

static struct shell s;

/* So many people, no two with one number. */
static void write_roster(const char *path)
{
	FILE *f = fopen(path, "w");

	cr_assert(f);
	fprintf(f, "姓名,身份证号,户籍村\n");
	for (int i = 0; i < PEOPLE; i++) {
		char birth[DATE_TEXT], region[32], id[19];
		struct date d = date_from_days(date_days((struct date){1940, 1, 1}) + i % DAYS);
		date_format(d, birth);
		snprintf(region, sizeof region, "610927%.4s%.2s%.2s", birth, birth + 5, birth + 8);
		world_id(id, region, 901 + 2 * (i / DAYS));
		fprintf(f, "张三丰,%s,蔬菜村\n", id);
	}
	fclose(f);
}

static void open_shell(void)
{
	char path[128];

	shell_open(&s);
	snprintf(path, sizeof path, "%s/roster.csv", s.dir);
	write_roster(path);
	cr_assert_eq(shell_run(&s, "init --mode 练习库"), 0, "%s", str_c(&s.err));
	shell_run(&s, "import person $DIR/roster.csv");
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(bulk_term, .init = open_shell, .fini = close_shell);

#define WAIT(text) cr_assert(vt_wait(v, text, VT_PATIENCE), "no “%s” in\n%s", text, vt_text(v))

static bool is_under_way_or_done(struct vt *v, void *x)
{
	(void)x;
	return vt_sees(v, "按 Esc 中止") || vt_sees(v, "可以整批撤销");
}

static bool is_over(struct vt *v, void *x)
{
	(void)x;
	return vt_sees(v, "中止了") || !vt_sees(v, "按 Esc 中止");
}

/* False: all was changed before the Esc was read, because this process had to stand still so long. */
static bool changes_and_stops(const char *value)
{
	enum { REST_OF_THE_SCREEN = 5000 };
	char data[96];
	const char *argv[] = {shell_program(), "--data", data, "--screens", "screens", "--user",
		"测试员", "--today", "2026-04-30", NULL};

	snprintf(data, sizeof data, "%s/data", s.dir);
	struct vt *v = vt_start(&(struct vt_options){.argv = argv});
	WAIT("主菜单");
	vt_keys(v, "1");
	WAIT("1/100,000");
	vt_keys(v, "Ctrl-T");
	WAIT("已标记 100000");
	vt_keys(v, "Ctrl-G");
	vt_send(v, "在外情况");
	vt_keys(v, "Enter Enter");
	vt_send(v, value);
	vt_keys(v, "Enter");
	WAIT("100,000 条记录");
	vt_keys(v, "y");
	cr_assert(vt_until(v, is_under_way_or_done, NULL, VT_PATIENCE), "%s", vt_text(v));
	vt_keys(v, "Esc");
	cr_assert(vt_until(v, is_over, NULL, VT_PATIENCE), "%s", vt_text(v));
	bool stopped = vt_wait(v, "中止了，没轮到的没有改", REST_OF_THE_SCREEN);
	if (stopped)
		WAIT("已标记 100000");
	vt_close(v);
	return stopped;
}

Test(bulk_term, a_change_of_many_shows_how_far_it_is_and_stops_at_esc, .timeout = 1800)
{
	static const char *const values[] = {"省外", "县外", "省外", "县外", "省外"};
	size_t i = 0;

	while (!changes_and_stops(values[i]))
		cr_assert_lt(++i, sizeof values / sizeof *values, "it never stops at Esc");
	cr_assert_eq(shell_run(&s, "batches"), 0);
	cr_assert(shell_says(&s, "批量修改：在外情况 → "), "%s", str_c(&s.out));
	cr_assert(shell_says(&s, "中止"), "%s", str_c(&s.out));
}
