#include <unit/domain/rig.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/lines.h>
#include <binggui/domain/merge.h>
#include <binggui/domain/referring.h>
#include <binggui/table/batch.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/table/verify.h>

static struct rig g;
static const struct def_table *person, *service, *disability, *household;
static uint64_t keep, other;
static struct merge m;

/* A record made of field, value pairs, NULL behind the last. */
static uint64_t put(const struct def_table *t, const char *const *pairs)
{
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct err e = {0};

	for (; *pairs; pairs += 2) {
		cr_assert(def_field(t, pairs[0]), "no field %s", pairs[0]);
		record_set(&r, def_field(t, pairs[0])->number, pairs[1]);
	}
	cr_assert(table_save(g.archive, &c, 1, &(struct save_options){.skip_check = true}, &e),
		"%s", e.text);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	return id;
}
#define PUT(t, ...) put(t, (const char *const[]){__VA_ARGS__, NULL})

static const char *ref(uint64_t id)
{
	static char texts[4][32];
	static size_t next;
	char *text = texts[next++ % 4];

	record_id_text(id, text);
	return text;
}

static void read(const struct def_table *t, uint64_t id, struct record *r)
{
	struct err e = {0};

	cr_assert(table_get(g.archive, t, id, r, &e), "%s", e.text);
}

static const char *value(const struct def_table *t, uint64_t id, const char *field)
{
	static char texts[4][256];
	static size_t next;
	struct record r = {0};
	char *text = texts[next++ % 4];

	read(t, id, &r);
	snprintf(text, sizeof texts[0], "%s", record_field(&r, def_field(t, field)));
	record_free(&r);
	return text;
}

static bool voided(const struct def_table *t, uint64_t id)
{
	struct record r = {0};

	read(t, id, &r);
	bool is = r.voided;
	record_free(&r);
	return is;
}

static void change(const struct def_table *t, uint64_t id, const char *field, const char *text)
{
	struct record base = {0}, r = {0};
	struct err e = {0};

	read(t, id, &base);
	record_copy(&r, &base);
	record_set(&r, def_field(t, field)->number, text);
	struct change c = {.table = t, .base = &base, .record = &r};
	cr_assert(table_save(g.archive, &c, 1, &(struct save_options){.skip_check = true}, &e),
		"%s", e.text);
	change_free(&c);
	record_free(&base);
	record_free(&r);
}

static void is_sound(void)
{
	struct verify v = {0};
	struct err e = {0};

	cr_assert(verify_run(g.archive, false, NULL, NULL, &v, &e), "%s", e.text);
	cr_assert_eq(v.n, 0, "%s", v.n ? v.at[0].text : "");
	verify_free(&v);
}

static void undo(struct batch_kept *kept)
{
	struct err e = {0};

	cr_assert(batch_undo(g.archive, m.batch, NULL, NULL, kept, &e), "%s", e.text);
	is_sound();
}

static void plan(void)
{
	struct err e = {0};

	cr_assert(merge_plan(&m, g.archive, person, keep, other, &e), "%s", e.text);
}

static void apply(void)
{
	struct err e = {0};

	cr_assert(merge_apply(&m, &e), "%s", e.text);
	is_sound();
}

static const struct merge_field *field(const char *name)
{
	for (size_t i = 0; i < m.fields.n; i++)
		if (strcmp(m.fields.at[i].field->name, name) == 0)
			return &m.fields.at[i];
	return NULL;
}

static void choose(const char *name, enum merge_side side)
{
	cr_assert(field(name), "%s is the same", name);
	merge_choose(&m, (size_t)(field(name) - m.fields.at), side);
}

static void open_rig(void)
{
	rig_open(&g);
	person = defs_table(g.archive->defs, "person");
	service = defs_table(g.archive->defs, "service");
	disability = defs_table(g.archive->defs, "disability");
	household = defs_table(g.archive->defs, "household");
	keep = PUT(person, "name", "张三", "id_no", rig_id("19861102", 901), "id_type",
		"居民身份证", "birth", "1986-11-02", "phone1", "19900000001", "tags", "独居\n大病",
		"life_state", "在档");
	other = PUT(person, "name", "张叁", "id_no", rig_id("19861112", 903), "id_type",
		"居民身份证", "birth", "1986-11-12", "nation", "汉族", "phone1", "19900000002",
		"tags", "大病\n典型", "life_state", "在档");
}

static void close_rig(void)
{
	merge_free(&m);
	rig_close(&g);
}

TestSuite(merge, .init = open_rig, .fini = close_rig);

Test(merge, several_values_stand_one_a_line)
{
	struct str s = {0};
	const char *at = "甲\n乙";

	lines_add_all(&s, "");
	cr_assert_eq(s.n, 0);
	lines_add_all(&s, "甲\n乙\n甲");
	lines_add(&s, span_of("丙"));
	cr_assert_str_eq(str_c(&s), "甲\n乙\n丙");
	cr_assert(lines_has(str_c(&s), span_of("乙")));
	cr_assert_not(lines_has(str_c(&s), span_of("丁")));
	cr_assert_not(lines_has("", span_of("")));
	cr_assert(span_is(lines_next(&at), "甲"));
	cr_assert(span_is(lines_next(&at), "乙"));
	cr_assert_eq(*at, '\0');
	str_free(&s);
}

Test(merge, finds_who_refers_by_index_or_by_reading)
{
	struct referring all = {0};
	struct record r = {0};
	struct err e = {0};
	uint64_t s = PUT(service, "person", ref(other));
	uint64_t h = PUT(household, "head", ref(other));

	PUT(service, "person", ref(keep));
	read(person, other, &r);
	cr_assert(referring_find(g.archive, person, &r, &all, &e), "%s", e.text);
	cr_assert_eq(all.n, 2);
	for (size_t i = 0; i < all.n; i++)
		cr_assert_eq(all.at[i].id, all.at[i].table == service ? s : h);
	record_free(&r);
	referring_free(&all);
}

Test(merge, says_what_is_the_same_what_one_has_and_what_differs)
{
	struct str text = {0};

	PUT(service, "person", ref(other));
	PUT(service, "person", ref(other));
	PUT(household, "head", ref(other));
	plan();
	cr_assert_eq(field("nation")->kind, MERGE_ONLY_OTHER);
	cr_assert_eq(field("phone1")->kind, MERGE_DIFFER);
	cr_assert_eq(field("tags")->kind, MERGE_UNITED);
	cr_assert_null(field("life_state"));
	cr_assert_eq(m.same, 2);
	cr_assert_eq(m.fields.at[0].kind, MERGE_DIFFER);
	cr_assert_eq(merge_undecided(&m), 4);
	merge_moves_text(&m, &text);
	cr_assert(strstr(str_c(&text), "服役经历 2"), "%s", str_c(&text));
	cr_assert(strstr(str_c(&text), "户 1"), "%s", str_c(&text));
	str_free(&text);
}

Test(merge, fills_chooses_moves_voids_and_is_undone_whole)
{
	uint64_t s = PUT(service, "person", ref(other)), h = PUT(household, "head", ref(other));
	struct batch_list batches = {0};
	struct batch_kept kept = {0};
	struct err e = {0};

	plan();
	cr_assert_not(merge_apply(&m, &e));
	cr_assert_eq(e.code, ERR_USAGE);
	choose("id_no", MERGE_OTHER); /* name and birth go with the number */
	choose("phone1", MERGE_KEEP);
	cr_assert_eq(merge_undecided(&m), 0);
	apply();
	cr_assert(voided(person, other));
	cr_assert_str_eq(value(person, keep, "name"), "张叁");
	cr_assert_str_eq(value(person, keep, "birth"), "1986-11-12");
	cr_assert_str_eq(value(person, keep, "id_no"), rig_id("19861112", 903));
	cr_assert_str_eq(value(person, keep, "phone1"), "19900000001");
	cr_assert_str_eq(value(person, keep, "nation"), "汉族");
	cr_assert_str_eq(value(person, keep, "tags"), "独居\n大病\n典型");
	cr_assert_str_eq(value(service, s, "person"), ref(keep));
	cr_assert_str_eq(value(household, h, "head"), ref(keep));

	cr_assert(batch_list(g.archive, &batches, &e));
	cr_assert_str_eq(batches.at[0].file, "合并 张叁 1-2 → 1-1");
	cr_assert_eq(batches.at[0].records, 4);
	cr_assert(strstr(batches.at[0].summary, "转来"), "%s", batches.at[0].summary);
	batch_list_free(&batches);

	undo(&kept);
	cr_assert_eq(kept.n, 0);
	cr_assert_not(voided(person, other));
	cr_assert_str_eq(value(person, keep, "name"), "张三");
	cr_assert_str_eq(value(person, keep, "id_no"), rig_id("19861102", 901));
	cr_assert_str_eq(value(person, keep, "nation"), "");
	cr_assert_str_eq(value(person, keep, "tags"), "独居\n大病");
	cr_assert_str_eq(value(service, s, "person"), ref(other));
	cr_assert_str_eq(value(household, h, "head"), ref(other));
}

Test(merge, the_void_tells_where_it_went)
{
	struct journal_list l = {0};
	struct err e = {0};

	plan();
	merge_choose_rest(&m, MERGE_KEEP);
	apply();
	cr_assert(journal_history(g.archive, person, other, 1, &l, &e));
	cr_assert_str_eq(l.at[0].action, "void");
	cr_assert(strstr(l.at[0].reason, "合并到 1-1"), "%s", l.at[0].reason);
	journal_list_free(&l);
}

Test(merge, what_was_changed_since_is_kept)
{
	uint64_t s = PUT(service, "person", ref(other)), s2 = PUT(service, "person", ref(other));
	struct batch_kept kept = {0};

	plan();
	choose("id_no", MERGE_OTHER);
	merge_choose_rest(&m, MERGE_KEEP);
	apply();
	change(service, s, "unit", "某部");
	undo(&kept);
	cr_assert_eq(kept.n, 1);
	cr_assert_eq(kept.at[0].id, s);
	cr_assert_str_eq(value(service, s, "person"), ref(keep));
	cr_assert_str_eq(value(service, s2, "person"), ref(other));
	vec_free(&kept);
}

Test(merge, who_kept_the_number_keeps_it_and_nobody_gets_it_twice)
{
	struct batch_kept kept = {0};

	plan();
	choose("id_no", MERGE_OTHER);
	merge_choose_rest(&m, MERGE_KEEP);
	apply();
	change(person, keep, "phone1", "19900000009");
	undo(&kept);
	cr_assert_eq(kept.n, 2);
	cr_assert(voided(person, other));
	cr_assert_str_eq(value(person, keep, "id_no"), rig_id("19861112", 903));
	vec_free(&kept);
}

static void rivals(enum merge_side side)
{
	uint64_t ids[2] = {PUT(disability, "person", ref(keep), "level", "七级"),
		PUT(disability, "person", ref(other), "level", "五级")};
	struct batch_kept kept = {0};
	struct str text = {0};

	plan();
	cr_assert_eq(m.related.rivals.n, 1);
	cr_assert_eq(m.related.moves.n, 0);
	choose("id_no", MERGE_KEEP);
	choose("phone1", MERGE_KEEP);
	cr_assert_eq(merge_undecided(&m), 1);
	merge_choose_rest(&m, side);
	apply();
	cr_assert(voided(disability, ids[1 - side]));
	cr_assert_not(voided(disability, ids[side]));
	cr_assert_str_eq(value(disability, ids[side], "person"), ref(keep));
	merge_summary(&m, &text);
	cr_assert(strstr(str_c(&text), "作废伤残登记"), "%s", str_c(&text));
	undo(&kept);
	cr_assert_eq(kept.n, 0);
	cr_assert_str_eq(value(disability, ids[MERGE_OTHER], "person"), ref(other));
	cr_assert_not(voided(disability, ids[MERGE_KEEP]));
	cr_assert_not(voided(disability, ids[MERGE_OTHER]));
	str_free(&text);
}

Test(merge, of_what_each_may_have_once_the_kept_ones_stays)
{
	rivals(MERGE_KEEP);
}

Test(merge, of_what_each_may_have_once_the_others_stays)
{
	rivals(MERGE_OTHER);
}

Test(merge, what_only_the_other_has_of_such_moves)
{
	uint64_t d = PUT(disability, "person", ref(other));

	plan();
	cr_assert_eq(m.related.rivals.n, 0);
	merge_choose_rest(&m, MERGE_KEEP);
	apply();
	cr_assert_str_eq(value(disability, d, "person"), ref(keep));
}

Test(merge, what_was_added_after_the_plan_moves_too_but_a_new_rival_stops_it)
{
	struct err e = {0};

	PUT(disability, "person", ref(keep));
	plan();
	merge_choose_rest(&m, MERGE_KEEP);
	uint64_t d = PUT(disability, "person", ref(other)), s = PUT(service, "person", ref(other));
	cr_assert_not(merge_apply(&m, &e));
	cr_assert_eq(e.code, ERR_CONFLICT);
	cr_assert_not(voided(person, other));
	change(disability, d, "person", "");
	apply();
	cr_assert_str_eq(value(service, s, "person"), ref(keep));
}

Test(merge, other_fields_somebody_saved_meanwhile_are_kept)
{
	struct err e = {0};

	plan();
	merge_choose_rest(&m, MERGE_KEEP);
	change(person, keep, "note", "新写的");
	apply();
	cr_assert_str_eq(value(person, keep, "note"), "新写的");
	cr_assert_str_eq(value(person, keep, "nation"), "汉族");
	undo(NULL);
	plan();
	merge_choose_rest(&m, MERGE_KEEP);
	change(person, other, "note", "新写的"); /* would be lost with the void */
	cr_assert_not(merge_apply(&m, &e));
	cr_assert_eq(e.code, ERR_CONFLICT);
	cr_assert_not(voided(person, other));
}

Test(merge, a_result_that_breaks_the_rules_is_refused)
{
	struct err e = {0};

	change(person, keep, "id_no", "");
	change(person, other, "id_no", "");
	plan();
	merge_choose_rest(&m, MERGE_KEEP);
	cr_assert_not(merge_apply(&m, &e));
	cr_assert_eq(e.code, ERR_CHECK);
	cr_assert(strstr(e.text, "没有公民身份号码"), "%s", e.text);
}

Test(merge, refuses_one_alone_a_voided_one_and_one_that_is_not_there)
{
	struct err e = {0};

	cr_assert_not(merge_plan(&m, g.archive, person, keep, keep, &e));
	cr_assert_eq(e.code, ERR_USAGE);
	cr_assert_not(merge_plan(&m, g.archive, person, keep, keep + 900, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
	plan();
	merge_choose_rest(&m, MERGE_KEEP);
	apply();
	cr_assert_not(merge_plan(&m, g.archive, person, keep, other, &e));
	cr_assert_eq(e.code, ERR_USAGE);
	cr_assert(strstr(e.text, "作废"), "%s", e.text);
}

Test(merge, one_that_names_the_other_is_not_the_same)
{
	const struct def_table *area = defs_table(g.archive->defs, "area");
	struct err e = {0};
	uint64_t town = PUT(area, "code", "610927999000", "name", "甲镇");
	uint64_t village =
		PUT(area, "code", "610927999200", "name", "甲村", "parent", "610927999000");

	cr_assert_not(merge_plan(&m, g.archive, area, town, village, &e));
	cr_assert(strstr(e.text, "上级"), "%s", e.text);
	cr_assert_not(merge_plan(&m, g.archive, area, village, town, &e));
	cr_assert(strstr(e.text, "上级"), "%s", e.text);
}

Test(merge, very_many_records_move_in_several_saves)
{
	for (int i = 0; i < 900; i++)
		PUT(service, "person", ref(other));
	plan();
	cr_assert_eq(m.related.moves.n, 900);
	merge_choose_rest(&m, MERGE_KEEP);
	apply();
	undo(NULL);
	plan();
	cr_assert_eq(m.related.moves.n, 900);
}
