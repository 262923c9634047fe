#include <unit/table/sample.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/table/chain.h>
#include <binggui/table/journal.h>
#include <binggui/table/space.h>

static const char *field_of(
	const struct sample *s, const struct journal_entry *j, const char *name, bool old)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->at[i].field == def_field(s->person, name)->number)
			return old ? j->at[i].old : j->at[i].new;
	return NULL;
}

Test(journal, every_save_appends_what_changed)
{
	struct sample s;
	struct journal_entry j = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	uint64_t first = journal_last(s.a);
	uint64_t id = sample_add(s.a, s.person, "name", "张三", "note", "旧", NULL);
	cr_assert_eq(sample_edit(s.a, s.person, id, "note", "新", &e), CHANGE_SAVED);
	cr_assert_eq(journal_last(s.a), first + 2);
	cr_assert(journal_get(s.a, first + 1, &j, &e));
	cr_assert_str_eq(j.action, "create");
	cr_assert_str_eq(j.user, "王五");
	cr_assert_eq(j.record, id);
	cr_assert_eq(j.version, 1);
	cr_assert_eq(j.previous, 0);
	cr_assert_str_eq(field_of(&s, &j, "name", false), "张三");
	cr_assert(journal_get(s.a, first + 2, &j, &e));
	cr_assert_str_eq(j.action, "save");
	cr_assert_eq(j.base, 1);
	cr_assert_eq(j.version, 2);
	cr_assert_eq(j.previous, first + 1);
	cr_assert_eq(j.n, 1);
	cr_assert_str_eq(field_of(&s, &j, "note", true), "旧");
	cr_assert_str_eq(field_of(&s, &j, "note", false), "新");
	cr_assert_not(journal_get(s.a, first + 3, &j, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
	journal_entry_free(&j);
	sample_free(&s);
}

Test(journal, history_walks_back)
{
	struct sample s;
	struct journal_list l = {0};
	struct err e = {0};

	sample_make(&s, "lmdb");
	uint64_t id = sample_add(s.a, s.person, "name", "张三", NULL);
	for (int i = 0; i < 5; i++) {
		char value[16];
		snprintf(value, sizeof value, "%d", i + 1);
		sample_add(s.a, s.person, "name", "别人", NULL);
		cr_assert_eq(sample_edit(s.a, s.person, id, "count", value, &e), CHANGE_SAVED);
	}
	cr_assert(journal_history(s.a, s.person, id, 0, &l, &e));
	cr_assert_eq(l.n, 6);
	cr_assert_eq(l.at[0].version, 6);
	cr_assert_eq(l.at[5].version, 1);
	cr_assert(journal_history(s.a, s.person, id, 2, &l, &e));
	cr_assert_eq(l.n, 2);
	cr_assert_not(journal_history(s.a, s.person, 9999, 0, &l, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
	journal_list_free(&l);
	sample_free(&s);
}

Test(journal, undo_returns_to_the_old_values)
{
	struct sample s;
	struct journal_list l = {0};
	struct record r = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	uint64_t id = sample_add(s.a, s.person, "name", "张三", NULL);
	cr_assert_eq(sample_edit(s.a, s.person, id, "note", "一", &e), CHANGE_SAVED);
	cr_assert_eq(sample_edit(s.a, s.person, id, "note", "二", &e), CHANGE_SAVED);
	static const char *const left[] = {"一", ""};
	for (int i = 0; i < 2; i++) { /* each time the newest that has not been undone */
		cr_assert(journal_mine(s.a, 1, &l, &e));
		cr_assert_eq(l.n, 1);
		cr_assert(journal_undo(s.a, l.at[0].seq, &e), "%s", e.text);
		cr_assert_str_eq(sample_value(s.a, s.person, id, "note"), left[i]);
	}
	cr_assert(journal_mine(s.a, 10, &l, &e));
	cr_assert_eq(l.n, 1);
	cr_assert_str_eq(l.at[0].action, "create");
	cr_assert(journal_undo(s.a, l.at[0].seq, &e), "%s", e.text);
	cr_assert(table_get(s.a, s.person, id, &r, &e));
	cr_assert(r.voided);
	cr_assert(journal_undo(s.a, journal_last(s.a), &e), "%s", e.text); /* an undo is undone */
	cr_assert(table_get(s.a, s.person, id, &r, &e));
	cr_assert_not(r.voided);
	cr_assert_eq(archive_count(s.a, s.person), 1);
	sample_sound(s.a);
	record_free(&r);
	journal_list_free(&l);
	sample_free(&s);
}

Test(journal, undo_does_not_overwrite_what_came_later)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "mem");
	uint64_t id = sample_add(s.a, s.person, "name", "张三", NULL);
	cr_assert_eq(sample_edit(s.a, s.person, id, "note", "一", &e), CHANGE_SAVED);
	uint64_t seq = journal_last(s.a);
	cr_assert_eq(sample_edit(s.a, s.person, id, "phone", "19900000003", &e), CHANGE_SAVED);
	cr_assert(journal_undo(s.a, seq, &e)); /* another field: both are right */
	cr_assert_str_eq(sample_value(s.a, s.person, id, "note"), "");
	cr_assert_str_eq(sample_value(s.a, s.person, id, "phone"), "19900000003");
	cr_assert_eq(sample_edit(s.a, s.person, id, "note", "二", &e), CHANGE_SAVED);
	cr_assert_not(journal_undo(s.a, seq, &e));
	cr_assert_eq(e.code, ERR_CONFLICT);
	cr_assert_not_null(strstr(e.text, "备注"));
	cr_assert_not(journal_undo(s.a, seq - 1, &e)); /* made, then changed */
	cr_assert_eq(e.code, ERR_CONFLICT);
	cr_assert_str_eq(sample_value(s.a, s.person, id, "note"), "二");
	sample_free(&s);
}

Test(journal, notes_change_nothing_and_are_kept)
{
	struct sample s;
	struct journal_entry j = {0};
	struct journal_list l = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	uint64_t id = sample_add(s.a, s.person, "name", "张三", NULL);
	cr_assert(journal_note(s.a, "reveal", s.person, id, "核对证件", &e));
	cr_assert(journal_get(s.a, journal_last(s.a), &j, &e));
	cr_assert_str_eq(j.action, "reveal");
	cr_assert_str_eq(j.reason, "核对证件");
	cr_assert_eq(j.n, 0);
	cr_assert_not(journal_undo(s.a, j.seq, &e));
	cr_assert(journal_note(s.a, "login", NULL, 0, NULL, &e));
	cr_assert(journal_history(s.a, s.person, id, 0, &l, &e));
	cr_assert_eq(l.n, 1);
	sample_sound(s.a);
	journal_list_free(&l);
	journal_entry_free(&j);
	sample_free(&s);
}

/* ---- tampering --------------------------------------------------------------------------------- */

struct tamper {
	uint64_t at, to;
	int how;
};
enum { EDIT, REMOVE, INSERT, SWAP, TRUNCATE, FORGE };

static struct str value_at(struct kv_txn *txn, uint64_t seq)
{
	struct key k;
	struct kv_bytes v;
	struct str copy = {0};

	space_journal(&k, 3, seq);
	cr_assert_eq(kv_get(txn, key_of(&k), &v), KV_OK);
	str_addn(&copy, v.at, v.n);
	return copy;
}

static void put_at(struct kv_txn *txn, uint64_t seq, const struct str *v)
{
	struct key k;

	space_journal(&k, 3, seq);
	cr_assert_eq(kv_put(txn, key_of(&k), (struct kv_bytes){v->at, v->n}), KV_OK);
}

static void del_at(struct kv_txn *txn, uint64_t seq)
{
	struct key k;

	space_journal(&k, 3, seq);
	cr_assert_eq(kv_del(txn, key_of(&k)), KV_OK);
}

static enum kv_status tamper(struct kv_txn *txn, void *context)
{
	const struct tamper *t = context;
	struct str v = value_at(txn, t->at), other = {0};

	if (t->how == EDIT) {
		v.at[v.n - 1] ^= 1;
		put_at(txn, t->at, &v);
	} else if (t->how == REMOVE) {
		del_at(txn, t->at);
	} else if (t->how == INSERT) {
		put_at(txn, t->to, &v);
	} else if (t->how == SWAP) {
		other = value_at(txn, t->to);
		put_at(txn, t->to, &v);
		put_at(txn, t->at, &other);
	} else if (t->how == TRUNCATE) {
		for (uint64_t seq = t->at; seq <= t->to; seq++)
			del_at(txn, seq);
	} else { /* an edit with its own hash made right: the next one tells */
		uint8_t before[HASH_BYTES];
		struct kv_bytes bytes;
		cr_assert_eq(chain_get(txn, 3, t->at - 1, before, &bytes), KV_OK);
		v.at[v.n - 1] ^= 1;
		bytes = (struct kv_bytes){v.at + HASH_BYTES, v.n - HASH_BYTES};
		chain_hash((uint8_t *)v.at, before, 3, t->at, bytes);
		put_at(txn, t->at, &v);
	}
	str_free(&v);
	str_free(&other);
	return KV_OK;
}

static void found_at(int how, uint64_t at, uint64_t to, bool note_last, uint64_t expected)
{
	struct sample s;
	struct err e = {0};
	uint64_t entries, bad;

	sample_make(&s, "mem");
	uint64_t id = sample_add(s.a, s.person, "name", "张三", "note", "旧", NULL);
	for (int i = 0; i < 20; i++)
		sample_edit(s.a, s.person, id, "note", i % 2 ? "甲" : "乙", &e);
	if (note_last)
		cr_assert(journal_note(s.a, "reveal", s.person, id, NULL, &e));
	uint64_t last = journal_last(s.a);
	cr_assert(journal_verify(s.a, &entries, &bad, &e));
	cr_assert_eq(bad, 0);
	cr_assert_eq(entries, last);
	struct tamper t = {at ? at : last, to ? to : last, how};
	cr_assert(kv_run(s.a->kv, true, tamper, &t, &e), "%s", e.text);
	cr_assert(journal_verify(s.a, &entries, &bad, &e));
	cr_assert_eq(bad, expected ? expected : last, "%d at %d: %d", how, (int)at, (int)bad);
	sample_free(&s);
}

Test(journal, an_edited_entry_is_found)
{
	found_at(EDIT, 1, 0, false, 1);
	found_at(EDIT, 10, 0, false, 10);
	found_at(EDIT, 0, 0, false, 0);
}
Test(journal, a_removed_entry_is_found)
{
	found_at(REMOVE, 1, 0, false, 1);
	found_at(REMOVE, 10, 0, false, 10);
}
Test(journal, an_inserted_entry_is_found)
{
	found_at(INSERT, 10, 23, false, 23);
	found_at(INSERT, 10, 100, false, 23);
	found_at(INSERT, 10, UINT64_MAX - 1, false, 23);
}
Test(journal, moved_entries_are_found)
{
	found_at(SWAP, 5, 6, false, 5);
	found_at(SWAP, 2, 20, false, 2);
}
Test(journal, a_chain_cut_off_is_found)
{
	found_at(TRUNCATE, 0, 0, false, 0);
	found_at(TRUNCATE, 15, 22, false, 15);
	found_at(TRUNCATE, 0, 0, true, 0); /* the look at a secret that nobody should know of */
	found_at(TRUNCATE, 1, 22, false, 1);
}
Test(journal, an_entry_forged_with_its_hash_is_found)
{
	found_at(FORGE, 10, 0, false, 11);
}

Test(journal, an_empty_one_is_in_order)
{
	struct sample s;
	struct journal_list l = {0};
	struct err e = {0};
	uint64_t entries, bad;

	sample_make(&s, "mem");
	cr_assert(journal_verify(s.a, &entries, &bad, &e));
	cr_assert_eq(entries, 1); /* the definitions */
	cr_assert_eq(bad, 0);
	cr_assert(journal_mine(s.a, 5, &l, &e));
	cr_assert_eq(l.n, 0);
	sample_free(&s);
}
