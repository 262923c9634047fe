#include <criterion/criterion.h>
#include <string.h>

#include <binggui/app/home.h>
#include <binggui/domain/demo.h>
#include <binggui/table/table.h>
#include <lib/hostile.h>
#include <lib/world.h>
#include <screen/clean.h>

/*
 * Hostile texts among the records of a small practice county, on the screens with a shape of
 * their own: board, campaigns, coverage, owed visits, keying, figures, cross tables, matching,
 * moves and papers.
 */

static struct world w;

/* The names of everybody and everything that the screens put beside each other. */
static void spoil(const char *table, const char *field)
{
	const struct def_table *t = defs_table(w.app.archive->defs, table);
	const struct def_field *f = def_field(t, field);
	struct save_options o = {.skip_check = true};
	struct str text = {0};
	struct err e = {0};

	for (size_t i = 0; i < (size_t)archive_count(w.app.archive, t); i++) {
		struct record base = {0}, r = {0};
		if (i % 3 || !table_get(w.app.archive, t, (UINT64_C(1) << 40 | 1) + i, &base, &e))
			continue;
		record_copy(&r, &base);
		hostile_value(&text, f, i * 7 + f->number, i);
		record_set(&r, f->number, str_c(&text));
		struct change c = {.table = t, .base = &base, .record = &r};
		cr_assert(table_save(w.app.archive, &c, 1, &o, &e), "%s %zu: %s", table, i, e.text);
		change_free(&c);
		record_free(&base);
		record_free(&r);
	}
	str_free(&text);
}

static void open_world(void)
{
	static const char *const names[][2] = {{"person", "name"}, {"area", "name"},
		{"staff", "name"}, {"staff", "unit"}, {"campaign", "name"}, {"visit", "by"},
		{"visit", "other_name"}, {"campaign_target", "reason"}, {"visit_plan", "name"},
		{"household", "household_no"}, {"employer", "name"}, {"post", "title"},
		{"case", "content"}, {"aid", "goods"}, {"station", "name"}, {"grid", "name"}};
	struct demo_options options = {.areas = "screens/areas", .people = 60};
	struct demo_result made;
	struct err e = {0};

	world_open(&w, 24, 80);
	cr_assert(demo_make(w.app.archive, &options, &made, &e), "%s", e.text);
	for (size_t i = 0; i < hostile_count() / 4; i++)
		hostile_records(w.app.archive, i);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i][1], "household_no") != 0)
			spoil(names[i][0], names[i][1]);
	world_restart(&w);
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(hostile_work, .init = open_world, .fini = close_world, .timeout = 1200);

/* At both sizes; a word that opens a page, then PgDn over it, then back. */
static void walk(const char *what, const char *const *scripts, size_t n)
{
	for (int small = 0; small < 2; small++) {
		clean_keys(&w, small ? "<size 16x60>" : "<size 24x80>");
		home_go(&w.app, what);
		clean_shown(&w, what);
		for (size_t i = 0; i < n; i++) {
			clean_keys(&w, scripts[i]);
			clean_times(&w, "PgDn", 4);
		}
		clean_home(&w);
	}
}
#define WALK(what, ...)                                                                            \
	do {                                                                                       \
		static const char *const scripts[] = {__VA_ARGS__};                                \
		walk(what, scripts, sizeof scripts / sizeof *scripts);                             \
	} while (0)

Test(hostile_work, pairs)
{
	WALK("board", "Home", "Right", "Enter", "Esc F3", "Esc F2", "Esc F5", "F5 F7", "F5", "F5",
		"Esc F9", "Enter", "Esc F8", "Esc F6", "Esc F1");
	WALK("area-change", "Home", "Down F4", "Esc F6", "2 Enter", "Esc Esc Down F7", "2 Enter");
}

Test(hostile_work, visits)
{
	WALK("campaigns", "Home", "Home Enter", "Enter", "Enter", "Esc Esc F5", "F2", "Esc F7",
		"Esc F8", "Esc F9", "Esc F1");
	WALK("coverage", "Home", "Left", "Enter", "Esc F5");
	WALK("owed", "Home", "End", "Home Enter", "Tab");
	WALK("run", "Esc", "F4", "F4", "<text 人武部> Enter", "2", "Esc 1", "F5", "F4", "Esc Esc",
		"F4 Enter", "F2", "F2", "F3", "F6");
}

Test(hostile_work, numbers)
{
	WALK("figures", "Home", "Down Enter", "Esc F3", "Esc F6", "Esc F8 <text 2019> Enter",
		"Esc F1");
	WALK("cross", "Home", "Enter", "Esc F3", "<text 姓名>", "Esc F3 3 Enter", "F4 9 Enter",
		"F2 2 Enter", "F3 4 Enter", "Enter", "Enter");
}

Test(hostile_work, moves_papers_and_matches)
{
	WALK("match", "1 Enter", "F5", "F5", "Home Enter", "Esc");
	WALK("seeker", "Ctrl-Y", "F5", "F4", "Esc F6");
	WALK("person", "F9", "Enter", "Esc 1", "F4", "F5", "Esc Esc");
	WALK("case", "F9", "Enter", "Esc 1", "Esc Ctrl-B", "Enter", "Enter");
	WALK("aid", "F9", "Enter", "Esc 1", "Esc Ctrl-B", "Enter", "Enter");
	WALK("yearly_confirm", "Ctrl-B", "Enter", "Enter");
}
