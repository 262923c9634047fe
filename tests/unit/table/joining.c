#include <unit/table/sample.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/table/joining.h>
#include <binggui/table/table.h>

/* What joins a save is in the same transaction, also when somebody else was there in between. */

static struct sample s;
static struct err e;
static uint64_t first, second; /* the second joins every save of the first */
static int asked;
static bool meddle; /* somebody saves the second while the first is on its way */

static const struct def_field *note_field(void)
{
	return def_field(s.person, "note");
}

static bool join(struct archive *a, const struct change *changes, size_t n, struct joined *more,
	struct err *err)
{
	struct record stored = {0};

	if (n != 1 || changes->record->id != first)
		return true;
	asked++;
	bool ok = table_get(a, s.person, second, &stored, err);
	struct change *c = joined_add(more, s.person, &stored);
	cr_assert_eq(joined_find(more, s.person, second), c);
	record_set(c->record, note_field()->number, record_field(changes->record, note_field()));
	record_free(&stored);
	if (meddle && asked == 1)
		sample_edit(s.a, s.person, second, "note", "别人写的", &e);
	return ok;
}

static void open_sample(void)
{
	sample_make(&s, "mem");
	e = (struct err){0};
	asked = 0;
	meddle = false;
	sample_areas(&s);
	first = sample_add(s.a, s.person, "name", "张三", NULL);
	second = sample_add(s.a, s.person, "name", "李四", NULL);
	s.a->join = join;
}

static void close_sample(void)
{
	sample_free(&s);
}

TestSuite(joining, .init = open_sample, .fini = close_sample);

#define NOTE(id) sample_value(s.a, s.person, id, "note")

Test(joining, both_are_saved_or_neither)
{
	cr_assert_eq(sample_edit(s.a, s.person, first, "note", "走访过", &e), CHANGE_SAVED, "%s",
		e.text);
	cr_assert_str_eq(NOTE(second), "走访过");
	cr_assert_eq(sample_edit(s.a, s.person, first, "name", "", &e), CHANGE_REFUSED);
	cr_assert_str_eq(NOTE(first), "走访过");
	sample_sound(s.a);
}

Test(joining, asks_again_where_somebody_else_was_faster)
{
	meddle = true;
	cr_assert_eq(sample_edit(s.a, s.person, first, "note", "走访过", &e), CHANGE_SAVED, "%s",
		e.text);
	cr_assert_eq(asked, 2);
	cr_assert_str_eq(NOTE(first), "走访过");
	cr_assert_str_eq(NOTE(second), "走访过");
	sample_sound(s.a);
}
