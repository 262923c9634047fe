#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/str.h>
#include <binggui/table/guard.h>
#include <binggui/table/journal.h>
#include <unit/table/office.h>
#include <unit/table/sample.h>

/* Who may write what: `by:` and `fixed:`. */

static struct office o;
static struct err e;

static void begin(void)
{
	office_open(&o);
	cr_assert(office_add(&o, &e, o.person, "name", "张三", NULL), "%s", e.text);
}

static void end(void)
{
	sample_sound(o.a);
	office_close(&o);
}

TestSuite(guard, .init = begin, .fini = end);

#define SAYS(part) cr_assert(strstr(e.text, part), "“%s” is not in “%s”", part, e.text)

static uint64_t card(const char *state)
{
	uint64_t id = office_add(&o, &e, o.card, "person", "1-1", "state", state, NULL);

	cr_assert(id, "%s", e.text);
	return id;
}

Test(guard, a_field_of_the_moves_is_not_set_by_hand)
{
	uint64_t one = card("审核");

	cr_assert_eq(
		office_set(&o, &e, o.card, one, NULL, "made", "2020-04-02", NULL), CHANGE_REFUSED);
	SAYS("“制卡日期”由办理写，不能直接改；请按 F9 办“发证”");
	cr_assert_eq(office_set(&o, &e, o.card, one, "停用", ".reason", "污损", "made",
			     "2020-04-02", NULL),
		CHANGE_REFUSED, "nor along with a move that does not ask for it");
	cr_assert_eq(office_set(&o, &e, o.card, one, "发证", "made", "2020-04-02", NULL),
		CHANGE_SAVED, "%s", e.text);
	cr_assert_eq(office_set(&o, &e, o.card, one, NULL, "note", "补", NULL), CHANGE_SAVED, "%s",
		e.text);
	cr_assert_eq(office_set(&o, &e, o.card, one, NULL, "made", "", NULL), CHANGE_REFUSED,
		"nor emptied");
}

Test(guard, a_state_set_by_hand_is_its_move)
{
	uint64_t one = card("审核");

	cr_assert_eq(
		office_set(&o, &e, o.card, one, NULL, "state", "已发", "made", "2020-04-02", NULL),
		CHANGE_SAVED, "%s", e.text);
	cr_assert_str_eq(office_value(&o, o.card, one, "made"), "2020-04-02");
}

Test(guard, what_is_entered_further_on_brings_its_days)
{
	cr_assert_not(office_add(
		&o, &e, o.card, "person", "1-1", "state", "申请", "made", "2020-04-02", NULL));
	SAYS("“制卡日期”由办理写，不能直接填");
	cr_assert(office_add(&o, &e, o.card, "person", "1-1", "state", "审核", "made", "2020-04-02",
			  NULL),
		"%s", e.text);
}

Test(guard, an_old_ledger_brings_them_whatever_the_state)
{
	struct record r = {0};
	struct change c = {.table = o.card, .record = &r};

	record_set(&r, def_field(o.card, "person")->number, "1-1");
	record_set(&r, def_field(o.card, "state")->number, "申请");
	record_set(&r, def_field(o.card, "made")->number, "2020-04-02");
	cr_assert(table_save(o.a, &c, 1, &(struct save_options){.ledger = true}, &e), "%s", e.text);
	change_free(&c);
	record_free(&r);
}

Test(guard, a_register_of_the_moves_is_not_added_to)
{
	struct str why = {0};

	card("审核");
	cr_assert_not(office_add(&o, &e, o.step, "card", "1-1", "act", "发证", NULL));
	SAYS("《办证经过》由程序在办理时记，不能手工添；请到《优待证》那条记录里按 F9 办理");
	cr_assert_not(guard_added(o.a, o.step, &why));
	cr_assert(guard_added(o.a, o.card, &why));
	uint64_t step = (uint64_t)1 << 40 | 1;
	cr_assert_eq(office_set(&o, &e, o.step, step, NULL, "act", "换发", NULL), CHANGE_REFUSED);
	cr_assert_eq(office_set(&o, &e, o.step, step, NULL, "note", "补记", NULL), CHANGE_SAVED,
		"%s", e.text);
	str_free(&why);
}

static bool voids(const struct def_table *t, uint64_t id)
{
	struct record base = {0}, r = {0};
	bool got = table_get(o.a, t, id, &base, &e);

	record_copy(&r, &base);
	struct change c = {.table = t, .base = &base, .record = &r, .void_it = true};
	bool ok = got && table_save(o.a, &c, 1, &(struct save_options){.action = "void"}, &e);
	change_free(&c);
	record_free(&base);
	record_free(&r);
	return ok;
}

Test(guard, what_the_moves_made_is_not_voided_but_undone)
{
	uint64_t one = card("审核"), step = (uint64_t)1 << 40 | 1;
	struct record r = {0};

	cr_assert_not(voids(o.step, step));
	SAYS("不能手工作废");
	cr_assert(table_get(o.a, o.card, one, &r, &e));
	cr_assert(journal_undo(o.a, r.entry, &e), "%s", e.text);
	cr_assert_str_eq(office_value(&o, o.step, step, "act"), "作废");
	record_free(&r);
}

Test(guard, what_is_fixed_stands_still)
{
	struct str why = {0};
	struct record r = {0};

	office_add(&o, &e, o.fund, "name", "2020", "budget", "100", NULL);
	uint64_t pay = office_add(&o, &e, o.pay, "fund", "1-1", "amount", "30", NULL);
	const struct def_field *amount = def_field(o.pay, "amount");
	cr_assert_eq(office_set(&o, &e, o.pay, pay, NULL, "amount", "40", "seen", "是", NULL),
		CHANGE_SAVED, "what is stored counts: %s", e.text);
	cr_assert_eq(office_set(&o, &e, o.pay, pay, NULL, "amount", "50", NULL), CHANGE_REFUSED);
	SAYS("已核的不再改");
	cr_assert_eq(office_set(&o, &e, o.pay, pay, NULL, "seen", "否", "amount", "50", NULL),
		CHANGE_REFUSED, "not in one with its lifting");
	cr_assert_not(voids(o.pay, pay));
	cr_assert(table_get(o.a, o.pay, pay, &r, &e));
	cr_assert_not(guard_typed(o.a, o.pay, &r, amount, &why));
	cr_assert_str_eq(str_c(&why), "已核的不再改");
	cr_assert_eq(office_set(&o, &e, o.pay, pay, NULL, "seen", "否", NULL), CHANGE_SAVED);
	cr_assert_eq(office_set(&o, &e, o.pay, pay, NULL, "amount", "50", NULL), CHANGE_SAVED, "%s",
		e.text);
	record_free(&r);
	str_free(&why);
}
