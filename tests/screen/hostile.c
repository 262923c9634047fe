#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/app/book.h>
#include <binggui/app/browse.h>
#include <binggui/app/editor.h>
#include <binggui/app/home.h>
#include <binggui/app/timeline.h>
#include <binggui/base/file.h>
#include <binggui/table/draft.h>
#include <binggui/table/table.h>
#include <binggui/text/utf8.h>
#include <lib/hostile.h>
#include <lib/world.h>
#include <screen/clean.h>

/* Whatever is in the store, no cell of any screen holds what could steer a terminal. */

static struct world w;

static void open_world(void)
{
	world_open(&w, 24, 80);
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(hostile, .init = open_world, .fini = close_world, .timeout = 1200);

static void clean(const char *where)
{
	clean_screen(&w, where);
}

static void keys(const char *script)
{
	clean_keys(&w, script);
}

static void times(const char *script, size_t n)
{
	clean_times(&w, script, n);
}

static void home(void)
{
	clean_home(&w);
}

static void shown(const char *what)
{
	clean_shown(&w, what);
}

static uint64_t nth(const struct def_table *t, size_t i)
{
	(void)t;
	return (UINT64_C(1) << 40 | 1) + i;
}

static void fill(size_t n)
{
	for (size_t i = 0; i < n; i++)
		hostile_records(w.app.archive, i);
}

static void walk_list(const struct def_table *t)
{
	size_t n = (size_t)archive_count(w.app.archive, t);

	browse_push(&w.app, t, NULL);
	shown(t->name);
	times("PgDn", n / 19 + 1);
	times("Right", 8);
	times("PgUp", 3);
	keys("Ctrl-S");
	keys("2 Enter");
	times("PgDn", 5);
	keys("Ctrl-K");
	times("PgDn", 3);
	keys("Esc F5");
	keys("<text 姓名 = > Tab Esc");
	keys("Ctrl-O");
	keys("Esc Ctrl-P");
	times("PgDn", 2);
	keys("Esc <paste a\\n\x1b[31337m> <bad 9B> <bad FF>");
	keys("Esc F8");
	clean_back(&w, 2);
}

/* A new record of each of these is made by hostile_records with the same number. */
static void walk_record(const struct def_table *t, uint64_t id)
{
	editor_push(&w.app, t, id);
	shown(t->name);
	times("PgDn", t->n_forms);
	keys("F1");
	keys("Esc Ctrl-G");
	keys("Esc F6");
	keys("Esc Ctrl-Home F2");
	home();
	timeline_push(&w.app, t, id);
	shown("history");
	keys("Enter");
	times("PgDn", 3);
	home();
}

Test(hostile, the_check_sees_them)
{
	static const char *const bad[] = {"\x1b[m", "\x7f", "\xc2\x9b", "\xff", "\u202e", "\u200b",
		"\ufeff", "\xed\xa0\x80", "\u00ad"};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_assert_eq(hostile_in(bad[i], strlen(bad[i])), 0, "%zu", i);
	cr_assert_eq(hostile_in("张三\n\t", 8), -1);
}

Test(hostile, lists_of_every_table)
{
	fill(hostile_count());
	/* From a list to the next: at home everything would be counted anew for each of them. */
	browse_push(&w.app, defs_table(w.app.archive->defs, "person"), NULL);
	for (size_t i = 0; i < w.app.archive->defs->n; i++)
		walk_list(w.app.archive->defs->tables[i]);
	home();
}

/* A record holds dozens of texts, so a tenth as many will do. */
Test(hostile, every_record_in_its_form_and_its_history)
{
	size_t n = hostile_count() / 10 + 1;

	fill(n);
	for (size_t i = 0; i < w.app.archive->defs->n; i++) {
		const struct def_table *t = w.app.archive->defs->tables[i];
		size_t all = (size_t)archive_count(w.app.archive, t);
		for (size_t k = all - n; k < all; k++)
			walk_record(t, nth(t, k));
	}
}

static void change_person(const struct def_table *t, size_t i)
{
	struct record base = {0}, r = {0};
	struct str text = {0};
	struct err e = {0};

	cr_assert(table_get(w.app.archive, t, nth(t, i), &base, &e), "%s", e.text);
	record_copy(&r, &base);
	for (size_t k = 0; k < t->n; k++) {
		hostile_value(&text, t->fields[k], i * 11 + k + 5, i);
		bool state = t->flow && t->flow->state == t->fields[k];
		if (!t->fields[k]->computed && !state) /* a state only moves */
			record_set(&r, t->fields[k]->number, str_c(&text));
	}
	struct change c = {.table = t, .base = &base, .record = &r};
	hostile_text(&text, i);
	struct save_options o = {.skip_check = true, .reason = str_c(&text), .action = "merge"};
	cr_assert(table_save(w.app.archive, &c, 1, &o, &e), "%s", e.text);
	change_free(&c);
	record_free(&base);
	record_free(&r);
	str_free(&text);
}

/*
 * Two versions of every person: changed field by field, compared, and the book over them.  All are
 * saved first: after each save the home screen would count the whole store anew.
 */
Test(hostile, versions_and_books)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "person");
	size_t n = hostile_count() / 4 + 1;

	fill(n);
	for (size_t i = 0; i < n; i++)
		change_person(t, i);
	for (size_t i = 0; i < n; i++) {
		timeline_push(&w.app, t, nth(t, i));
		shown("history");
		keys("F4");
		keys("Down Enter");
		times("PgDn", 4);
		keys("Enter");
		home();
		book_push(&w.app, t, nth(t, i));
		shown("book");
		times("Tab", 4);
		times("Right", 4);
		keys("Enter");
		home();
	}
}

/* Fields F4 chooses for: areas, households and grids with such names. */
Test(hostile, pickers_of_references)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "person");

	fill(hostile_count());
	editor_push(&w.app, t, 0);
	shown("new");
	for (size_t i = 0; i < t->n; i++) {
		keys("F4");
		if (stack_depth(w.app.stack) > 2) {
			times("End", 1);
			times("PgUp", 12);
			keys("Esc");
		}
		keys("Tab");
	}
	home();
}

Test(hostile, drafts)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "person");
	struct str text = {0};
	struct err e = {0};

	for (size_t i = 0; i < hostile_count() / 4; i++) {
		struct draft d = {.table = t, .slot = 1};
		for (size_t k = 0; k < t->n; k++) {
			hostile_text(&text, i * 3 + k);
			if (!t->fields[k]->computed)
				record_set(&d.typed, t->fields[k]->number, str_c(&text));
		}
		cr_assert(draft_put(w.app.archive, &d, &e), "%s", e.text);
		stack_command(w.app.stack, "drafts");
		shown("drafts");
		home();
		editor_push_draft(&w.app, &d);
		shown("offered");
		keys("1");
		times("PgDn", t->n_forms);
		keys("F2");
		keys("Esc Ctrl-G");
		home();
		record_free(&d.typed);
	}
	str_free(&text);
}

/* A file with bad UTF-8 is read in another encoding, in which the header means nothing. */
static void valid_text(struct str *out, size_t i)
{
	do
		hostile_text(out, i++);
	while (!utf8_valid(str_c(out), out->n));
}

/* A quoted cell: quotes doubled. */
static void add_cell(struct str *out, const char *text, char behind)
{
	str_addc(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			str_addc(out, '"');
		str_addc(out, *text);
	}
	str_addc(out, '"');
	str_addc(out, behind);
}

static void write_roster(const char *path, size_t n)
{
	struct str csv = {0}, text = {0};
	struct err e = {0};
	char id[19];

	str_add(&csv, "姓名,公民身份号码,户籍村,联系电话,备注,\x1b[31337m表头,说明\n");
	for (size_t i = 0; i < n; i++) {
		valid_text(&text, i);
		add_cell(&csv, str_c(&text), ',');
		world_id(id, "61242819540101", 900 + (int)(i % 100));
		if (i % 3)
			valid_text(&text, i + 9);
		add_cell(&csv, i % 3 ? str_c(&text) : id, ',');
		for (size_t k = 0; k < 4; k++) {
			valid_text(&text, i + 17 * k);
			add_cell(&csv, str_c(&text), ',');
		}
		/* so many controls that it does not look like text any more would be refused */
		for (size_t k = 0; k < 60; k++)
			str_add(&csv, "无妨的话");
		str_addc(&csv, '\n');
	}
	cr_assert(file_write(path, str_c(&csv), csv.n, 0600, &e), "%s", e.text);
	str_free(&csv);
	str_free(&text);
}

Test(hostile, a_roster_seen_before_and_after_import)
{
	size_t n = hostile_count();
	char script[128], path[] = "/tmp/binggui-hostile-XXXXXX";
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	close(fd);
	write_roster(path, n);
	home_go(&w.app, "import");
	snprintf(script, sizeof script, "Enter <text %s> Enter", path);
	keys(script);
	cr_assert(world_sees(&w, "核对每一列"), "%s", world_text(&w));
	times("PgDn", 2);
	keys("F4");
	keys("Esc F2");
	for (size_t i = 0; i < n; i++) {
		keys("Enter");
		keys("Esc Down");
	}
	keys("F2");
	keys("y");
	keys("Enter");
	home();
	home_go(&w.app, "batches");
	shown("batches");
	keys("Enter");
	keys("Esc Ctrl-Z");
	keys("1");
	home();
	remove(path);
}

/* Who we are, the store's mode, what was remembered: the program's own lines. */
Test(hostile, names_and_settings)
{
	struct str text = {0};
	struct err e = {0};

	for (size_t i = 0; i < hostile_count() / 3; i++) {
		hostile_text(&text, i);
		cr_assert(archive_set(w.app.archive, "mode", str_c(&text), &e), "%s", e.text);
		cr_assert(archive_set(w.app.archive, "backup/last", str_c(&text), &e));
		cr_assert(
			archive_set(w.app.archive, "user/测试员/filters/person", str_c(&text), &e));
		world_restart(&w);
		clean("home");
		keys("<wait 50> <wait 50>");
		home_go(&w.app, "person");
		keys("F5 F9");
		home();
	}
	str_free(&text);
}
