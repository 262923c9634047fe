#include <unit/domain/rig.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/domain/comparison.h>
#include <binggui/domain/frozen.h>
#include <binggui/table/table.h>

/* On the project's own definitions: 70 stations, nobody on file. */
static struct rig g;
static struct figures figures;

static void open_up(void)
{
	rig_open(&g);
}

static void close_down(void)
{
	figures_free(&figures);
	rig_close(&g);
}

TestSuite(frozen, .init = open_up, .fini = close_down);

static struct figure_sheet count(void)
{
	const struct def_figures *all = g.defs->figures;
	struct figure_ask ask = {
		.archive = g.archive, .since = {2019, 1, 1}, .until = {2026, 11, 23}};
	struct err e = {0};
	size_t n;

	figures_free(&figures);
	const struct def_figure **wanted = figures_of_sheet(all, all->sheets[0], &n);
	cr_assert(figures_run(&figures, &ask, wanted, n, &e), "%s", e.text);
	mem_free(wanted);
	return (struct figure_sheet){.figures = &figures,
		.defs = all,
		.sheet = all->sheets[0],
		.since = ask.since,
		.until = ask.until,
		.area = ""};
}

static uint64_t add_person(const char *name)
{
	const struct def_table *t = defs_table(g.defs, "person");
	const struct def_table *identity = defs_table(g.defs, "identity");
	struct record person = {0}, of = {0};
	struct err e = {0};

	record_set(&person, def_field(t, "name")->number, name);
	record_set(&person, def_field(t, "id_type")->number, "无证");
	record_set(&of, def_field(identity, "class12")->number, "退役士兵");
	struct change changes[] = {
		{.table = t, .record = &person},
		{.table = identity,
			.record = &of,
			.links = {{def_field(identity, "person"), 0}},
			.n_links = 1},
	};
	cr_assert(table_save(g.archive, changes, 2, &(struct save_options){0}, &e), "%s", e.text);
	uint64_t id = person.id;
	change_free(&changes[0]);
	change_free(&changes[1]);
	record_free(&person);
	record_free(&of);
	return id;
}

static const struct frozen_line *line_of(const struct frozen *f, const char *key)
{
	for (size_t i = 0; i < f->n; i++)
		if (text_eq(f->at[i].key, key))
			return &f->at[i];
	cr_assert(false, "no %s", key);
	return NULL;
}

Test(frozen, a_sheet_stays_what_it_was)
{
	struct frozen f;
	struct idset ids = {0};
	struct err e = {0};
	uint64_t id, who = add_person("张三");

	struct figure_sheet s = count();
	cr_assert(frozen_make(g.archive, &s, "", "报市局", &id, &e), "%s", e.text);
	add_person("李四");
	cr_assert(frozen_read(g.archive, id, &f, &e), "%s", e.text);
	cr_expect_str_eq(f.note, "报市局");
	cr_expect_eq(f.version, figures.version);
	cr_expect_str_eq(f.period, "2019年以来（至2026年11月23日）");
	const struct frozen_line *line = line_of(&f, "on_file");
	cr_expect_str_eq(line->value, "1");
	cr_expect_str_eq(line->text, "1名");
	cr_expect(strlen(line->definition) > 20);
	cr_assert(frozen_ids(g.archive, line->id, &ids, &e), "%s", e.text);
	cr_assert_eq(ids.n, 1);
	cr_expect_eq(ids.at[0].id, who);
	idset_free(&ids);
	frozen_free(&f);
}

Test(frozen, beside_now_it_tells_who_came)
{
	struct comparison c = {0};
	struct idset more = {0};
	struct frozen f;
	struct err e = {0};
	uint64_t id;

	add_person("张三");
	struct figure_sheet s = count();
	cr_assert(frozen_make(g.archive, &s, "", "", &id, &e), "%s", e.text);
	uint64_t late = add_person("李四");
	s = count();
	cr_assert(frozen_read(g.archive, id, &f, &e), "%s", e.text);
	cr_assert(comparison_add_frozen(&c, 0, g.archive, &f, &e), "%s", e.text);
	comparison_add(&c, 1, &s);
	comparison_finish(&c);
	for (size_t i = 0; i < c.n; i++) {
		const struct comparison_line *l = &c.at[i];
		bool differs = text_eq(l->key, "on_file");
		cr_expect_eq(l->more, differs, "%s", l->key);
		cr_expect_eq(l->fewer, 0, "%s", l->key);
		if (differs) {
			cr_expect_str_eq(l->difference, "+1");
			comparison_ids(l, 1, &more);
			cr_expect_eq(more.at[0].id, late);
		}
	}
	idset_free(&more);
	frozen_free(&f);
	comparison_free(&c);
}

struct pieces {
	struct idset back;
	size_t n;
};

static void take(void *context, const char *text)
{
	struct pieces *p = context;

	p->n++;
	cr_assert_lt(strlen(text), 8000);
	cr_assert(frozen_read_ids(g.defs, text, &p->back), "%s", text);
}

Test(frozen, many_ids_stand_in_several_pieces)
{
	struct idset ids = {0};
	struct pieces p = {0};
	uint32_t person = defs_table(g.defs, "person")->number;
	uint32_t staff = defs_table(g.defs, "staff")->number;

	for (uint64_t i = 0; i < 6000; i++)
		idset_add(&ids, person, (UINT64_C(1) << 40) + 1 + i * 3, 1);
	for (uint64_t i = 0; i < 100; i++)
		idset_add(&ids, staff, (UINT64_C(2) << 40) + 1 + i, 1);
	idset_sort(&ids);
	frozen_write_ids(g.defs, &ids, take, &p);
	cr_expect_gt(p.n, 1);
	idset_sort(&p.back);
	cr_assert_eq(p.back.n, ids.n);
	for (size_t i = 0; i < ids.n; i++) {
		cr_assert_eq(p.back.at[i].id, ids.at[i].id);
		cr_assert_eq(p.back.at[i].table, ids.at[i].table);
	}
	idset_free(&ids);
	idset_free(&p.back);
}

Test(frozen, what_is_no_list_of_ids_is_not_read)
{
	struct idset ids = {0};

	cr_expect_not(frozen_read_ids(g.defs, "1-5", &ids), "of which register?");
	cr_expect_not(frozen_read_ids(g.defs, "person 5", &ids));
	cr_expect_not(frozen_read_ids(g.defs, "person 1-9..1-5", &ids));
	cr_expect_not(frozen_read_ids(g.defs, "person 1-9..2-10", &ids));
	cr_expect(frozen_read_ids(g.defs, "", &ids));
	cr_expect_eq(ids.n, 0);
}

Test(frozen, one_that_is_not_there_is_told)
{
	struct frozen f;
	struct err e = {0};

	cr_expect_not(frozen_read(g.archive, 77, &f, &e));
	cr_expect_eq(e.code, ERR_NOTFOUND);
}
