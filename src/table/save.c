#include <binggui/table/save.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/gate.h>
#include <binggui/table/guard.h>
#include <binggui/table/reference.h>
#include <binggui/table/sequel.h>
#include <binggui/table/space.h>

static bool is_lawful(const struct change *changes, size_t n)
{
	const struct def_table *seen = NULL;

	for (size_t i = 0; i < n; i++) {
		if (changes[i].table == seen)
			continue;
		seen = changes[i].table;
		if (gate_stands(seen) || guard_stands(seen) || hold_stands(seen))
			return true;
	}
	return false;
}

void save_init(struct save *s, struct archive *a, const struct change *changes, size_t n,
	const struct save_options *options)
{
	static const struct save_options plain;

	*s = (struct save){
		.archive = a,
		.changes = changes,
		.n = n,
		.options = options ? options : &plain,
		.now = a->now_ms(),
		.lawful = is_lawful(changes, n),
		.out = mem_array(n, sizeof *s->out),
	};
}

static void clear_outcome(struct outcome *o)
{
	if (o->owned)
		record_free(&o->record);
	record_free(&o->theirs);
	vec_free(&o->clashes);
	problems_free(&o->problems);
	vec_free(&o->taken);
	vec_free(&o->effects);
	*o = (struct outcome){0};
}

static void clear_outcomes(struct save *s)
{
	for (size_t i = 0; i < s->n; i++)
		clear_outcome(&s->out[i]);
}

void save_free(struct save *s)
{
	clear_outcomes(s);
	mem_free(s->out);
	writer_free(&s->writer);
	hold_free(&s->hold);
	str_free(&s->reason);
	*s = (struct save){0};
}

/* ---- one change ---------------------------------------------------------------------------- */

static bool is_new(const struct change *c)
{
	return !c->base || !c->base->id;
}

static bool wants_void(const struct change *c)
{
	return c->void_it || c->record->voided;
}

/* The change's record as it shall be put down: its values are only copied where links fill some. */
static void take_mine(struct save *s, const struct change *c, struct outcome *o)
{
	struct str reference = {0};

	o->record = *c->record;
	o->record.voided = wants_void(c);
	if (!c->n_links && !gate_stands(c->table))
		return;
	o->record = (struct record){0};
	o->owned = true;
	record_copy(&o->record, c->record);
	o->record.voided = wants_void(c);
	for (size_t i = 0; i < c->n_links; i++) {
		const struct change_link *l = &c->links[i];
		reference_make(&reference, s->changes[l->to].table, &s->out[l->to].record);
		record_set(&o->record, l->field->number, str_c(&reference));
	}
	str_free(&reference);
}

static const char *action_of(const struct save *s, const struct record *old,
	const struct record *new, const struct def_move *moved)
{
	if (s->options->action)
		return s->options->action;
	if (moved)
		return "move";
	if (!old)
		return "create";
	if (old->voided != new->voided)
		return new->voided ? "void" : "restore";
	return "save";
}

static void refuse(struct save *s, struct outcome *o, enum change_result how)
{
	o->result = how;
	s->refused = true;
}

static enum kv_status find_taken(
	struct save *s, const struct change *c, const struct record *old, struct outcome *o)
{
	size_t from = 0;

	for (;;) {
		struct index_clash clash;
		enum kv_status status =
			index_clash(s->writer.txn, c->table, old, &o->record, &from, &clash);
		if (status != KV_OK || !clash.field)
			return status;
		vec_push(&o->taken, clash);
	}
}

/* A move is journalled by its name, with what was said besides. */
static const char *reason_of(struct save *s, const struct def_move *moved)
{
	const char *said = s->options->reason;

	if (!moved)
		return said;
	str_clear(&s->reason);
	str_addf(&s->reason, "%s%s%s", moved->name, text_blank(said) ? "" : "：", said ? said : "");
	return str_c(&s->reason);
}

/* What was put down: everything read from now on must see it. */
static void note_put(struct save *s, size_t change, const struct def_table *t,
	const struct record *old, const struct record *new)
{
	s->wrote = true;
	if (!s->lawful)
		return;
	hold_note(&s->hold, change, t, old, new);
	archive_within(s->archive, s->writer.txn);
}

static enum kv_status put(
	struct save *s, const struct change *c, const struct record *old, struct outcome *o)
{
	const struct save_options *p = s->options;
	const struct writer_note note = {
		.action = action_of(s, old, &o->record, o->moved),
		.reason = reason_of(s, o->moved),
		.batch = p->batch,
		.undoes = c->undoes ? c->undoes : p->undoes,
		.time_ms = s->now,
		.base = is_new(c) ? 0 : c->base->version,
	};

	enum kv_status status = find_taken(s, c, old, o);
	if (status != KV_OK)
		return status;
	if (o->taken.n) {
		refuse(s, o, CHANGE_REFUSED);
		return KV_OK;
	}
	status = writer_put(&s->writer, c->table, old, &o->record, &note);
	if (status == KV_LIMIT && s->writer.bytes.n > WRITER_RECORD_MAX) {
		problem_add(&o->problems, NULL, LEVEL_ERROR, "too-large",
			"这条记录的内容太长，请删减备注等长文字后再保存");
		refuse(s, o, CHANGE_REFUSED);
		return KV_OK;
	}
	if (status == KV_OK)
		note_put(s, (size_t)(o - s->out), c->table, old, &o->record);
	return status;
}

/* ---- what the definition asks of it ---------------------------------------------------------- */

/* What takes back or joins what was saved before may return to anything it was. */
static bool brings_back(const struct save *s)
{
	return text_eq(s->options->action, "undo") || text_eq(s->options->action, "merge");
}

static bool is_free(const struct save *s, const struct record *old, const struct record *new)
{
	return new->voided || (old && old->voided) || brings_back(s);
}

static bool pass_guard(
	struct save *s, const struct change *c, const struct record *old, struct outcome *o)
{
	const struct guard g = {.archive = s->archive,
		.table = c->table,
		.old = old,
		.record = &o->record,
		.move = c->move,
		.ledger = s->options->ledger,
		.problems = &o->problems};

	bool free = text_eq(s->options->action, "undo") || s->options->joins;
	if (!guard_stands(c->table) || free || guard_pass(&g))
		return true;
	refuse(s, o, CHANGE_REFUSED);
	return false;
}

static bool pass_gate(
	struct save *s, const struct change *c, const struct record *old, struct outcome *o)
{
	struct gate g = {.archive = s->archive,
		.table = c->table,
		.old = old,
		.record = &o->record,
		.move = old ? c->move : NULL,
		.log = c->log,
		.problems = &o->problems};

	if (!gate_stands(c->table) || is_free(s, old, &o->record))
		return true;
	if (!gate_pass(&g)) {
		refuse(s, o, CHANGE_REFUSED);
		return false;
	}
	o->moved = g.took;
	return true;
}

/* A record that follows from a change. */
struct following {
	struct save *save;
	struct outcome *outcome;
	enum kv_status status;
};

static bool is_taken(struct following *f, const struct def_table *t, const struct record *old,
	const struct record *new)
{
	struct index_clash clash;
	size_t from = 0;

	f->status = index_clash(f->save->writer.txn, t, old, new, &from, &clash);
	if (f->status != KV_OK || !clash.field)
		return f->status != KV_OK;
	problem_add(&f->outcome->problems, NULL, LEVEL_ERROR, "unique",
		"连带的《%s》里“%s”与已有的重复", t->title, clash.field->label);
	return true;
}

static bool put_following(void *context, const struct def_table *t, const struct record *old,
	struct record *new, const struct def_move *move)
{
	struct following *f = context;
	struct save *s = f->save;
	const struct writer_note note = {
		.action = action_of(s, old, new, move),
		.reason = move ? reason_of(s, move) : s->options->reason,
		.batch = s->options->batch,
		.save = f->outcome->record.entry,
		.time_ms = s->now,
		.base = old ? old->version : 0,
	};

	if (!old)
		f->status = writer_new_id(&s->writer, t, &new->id);
	if (f->status != KV_OK || is_taken(f, t, old, new))
		return false;
	f->status = writer_put(&s->writer, t, old, new, &note);
	if (f->status == KV_OK)
		note_put(s, (size_t)(f->outcome - s->out), t, old, new);
	return f->status == KV_OK;
}

static enum kv_status follow(
	struct save *s, const struct change *c, const struct record *old, struct outcome *o)
{
	struct following f = {s, o, KV_OK};
	struct sequel q = {.archive = s->archive,
		.problems = &o->problems,
		.effects = &o->effects,
		.put = put_following,
		.context = &f,
		.err = s->err};

	if (s->refused || !c->table->flow || is_free(s, old, &o->record) || (old && !o->moved))
		return KV_OK;
	if (sequel_run(&q, c->table, &o->record, o->moved, c->log))
		return KV_OK;
	if (f.status != KV_OK)
		return f.status;
	if (!problems_errors(&o->problems))
		return KV_STOP;
	refuse(s, o, CHANGE_REFUSED);
	return KV_OK;
}

static enum kv_status put_all(
	struct save *s, const struct change *c, const struct record *old, struct outcome *o)
{
	bool fine = pass_guard(s, c, old, o) && pass_gate(s, c, old, o);
	enum kv_status status = fine ? put(s, c, old, o) : KV_OK;

	return status == KV_OK ? follow(s, c, old, o) : status;
}

static enum kv_status save_new(struct save *s, const struct change *c, struct outcome *o)
{
	take_mine(s, c, o);
	enum kv_status status = writer_new_id(&s->writer, c->table, &o->record.id);
	if (status != KV_OK)
		return status;
	o->result = CHANGE_SAVED;
	return put_all(s, c, NULL, o);
}

/* ---- what is stored already ------------------------------------------------------------------ */

static enum kv_status read_stored(struct save *s, const struct change *c, struct record *out)
{
	struct key k;
	struct kv_bytes value;
	char id[32];

	record_id_text(c->base->id, id);
	space_record(&k, c->table->number, c->base->id);
	enum kv_status status = kv_get(s->writer.txn, key_of(&k), &value);
	if (status == KV_NOTFOUND) {
		err_set(s->err, ERR_NOTFOUND, "《%s》里没有记录 %s，没有保存", c->table->title, id);
		return KV_STOP;
	}
	if (status != KV_OK)
		return status;
	if (!record_decode(out, c->base->id, value.at, value.n)) {
		err_set(s->err, ERR_STORE, "记录 %s 已损坏，没有保存；请运行 binggui check 查看",
			id);
		return KV_STOP;
	}
	return KV_OK;
}

/* Their record as it is stored, and every field in which two records differ as a clash. */
static void conflict(struct save *s, const struct change *c, struct outcome *o,
	const struct record *stored, const struct record *one, const struct record *other)
{
	refuse(s, o, CHANGE_CONFLICT);
	record_copy(&o->theirs, stored);
	for (size_t i = 0; one && i < c->table->n; i++) {
		const struct def_field *f = c->table->fields[i];
		if (strcmp(record_field(one, f), record_field(other, f)))
			vec_push(&o->clashes, f);
	}
}

static void keep_stored(struct outcome *o, const struct record *stored)
{
	o->result = CHANGE_UNCHANGED;
	o->owned = true;
	record_copy(&o->record, stored);
}

/* The editor saw what is stored. */
static void settle_plain(
	struct save *s, const struct change *c, const struct record *stored, struct outcome *o)
{
	take_mine(s, c, o);
	o->record.id = stored->id;
	o->result = CHANGE_SAVED;
	if (o->record.voided == stored->voided && merge_same(&o->record, stored)) {
		o->result = CHANGE_UNCHANGED;
		o->record.version = stored->version;
		o->record.entry = stored->entry;
	}
}

static void check_merged(struct save *s, const struct change *c, struct outcome *o)
{
	if (s->options->skip_check || o->record.voided)
		return;
	check_record(c->table, &o->record, &s->archive->env, &o->problems);
	if (problems_errors(&o->problems))
		refuse(s, o, CHANGE_REFUSED);
}

/* Somebody has saved since.  Voiding and editing never mix: a void is not lifted, nor put over what was not seen. */
static void settle_merge(
	struct save *s, const struct change *c, const struct record *stored, struct outcome *o)
{
	struct outcome mine = {0};
	struct record merged = {0};
	bool my_void = wants_void(c) != c->base->voided;

	take_mine(s, c, &mine);
	bool their_edit = !merge_same(c->base, stored),
	     my_edit = !merge_same(c->base, &mine.record);
	if (mine.record.voided == stored->voided && !my_edit)
		keep_stored(o, stored);
	else if (my_void && (their_edit || stored->voided != c->base->voided))
		conflict(s, c, o, stored, c->base, stored);
	else if (!my_void && my_edit && stored->voided != c->base->voided)
		conflict(s, c, o, stored, c->base, &mine.record);
	else if (!merge_records(c->table, c->base, stored, &mine.record, &merged, &o->clashes))
		conflict(s, c, o, stored, NULL, NULL);
	else if (merge_same(&merged, stored) && !my_void)
		keep_stored(o, stored);
	else {
		o->record = merged;
		o->record.voided = my_void ? wants_void(c) : stored->voided;
		o->owned = true;
		merged = (struct record){0};
		o->result = CHANGE_MERGED;
		check_merged(s, c, o);
	}
	record_free(&merged);
	clear_outcome(&mine);
}

static enum kv_status save_old(struct save *s, const struct change *c, struct outcome *o)
{
	struct record stored = {0};
	enum kv_status status = read_stored(s, c, &stored);

	if (status == KV_OK) {
		if (c->base->version == stored.version)
			settle_plain(s, c, &stored, o);
		else
			settle_merge(s, c, &stored, o);
		if (o->result == CHANGE_UNCHANGED && c->move)
			o->result = CHANGE_SAVED; /* that it was done is what changes */
		if (o->result == CHANGE_SAVED || o->result == CHANGE_MERGED)
			status = put_all(s, c, &stored, o);
	}
	record_free(&stored);
	return status;
}

/* ---- all of them ----------------------------------------------------------------------------- */

static enum kv_status drop_draft(struct save *s, const struct change *c)
{
	struct key k;
	bool new = is_new(c);

	if (new && !s->options->draft_slot)
		return KV_OK;
	space_draft(&k, s->archive->user, c->table->number, new ? 0 : c->base->id,
		new ? s->options->draft_slot : 0);
	enum kv_status status = kv_del(s->writer.txn, key_of(&k));
	if (status == KV_OK)
		s->wrote = true;
	return status == KV_NOTFOUND ? KV_OK : status;
}

static bool has_field(const struct def_table *t, const struct def_field *f)
{
	return f && def_field(t, f->name) == f;
}

static void tell_broken(void *context, size_t change, const struct def_field *f,
	enum def_level level, const char *code, const char *say)
{
	struct save *s = context;
	struct outcome *o = &s->out[change];

	problem_add(&o->problems, has_field(s->changes[change].table, f) ? f : NULL, level, code,
		"%s", say);
	if (level == LEVEL_ERROR)
		refuse(s, o, CHANGE_REFUSED);
}

/* Everything is put down: does all still hold? */
static enum kv_status look(struct save *s)
{
	bool read =
		s->refused || !s->lawful || hold_look(&s->hold, s->archive, tell_broken, s, s->err);

	return read ? KV_OK : KV_STOP;
}

static enum kv_status save_each(struct save *s, struct kv_txn *txn)
{
	enum kv_status status = writer_begin(&s->writer, s->archive, txn);
	for (size_t i = 0; status == KV_OK && i < s->n; i++) {
		const struct change *c = &s->changes[i];
		status = is_new(c) ? save_new(s, c, &s->out[i]) : save_old(s, c, &s->out[i]);
		if (status == KV_OK && s->options->with_draft)
			status = drop_draft(s, c);
	}
	if (status == KV_OK)
		status = look(s);
	if (status != KV_OK)
		return status;
	if (s->refused || !s->wrote || s->options->rehearse)
		return KV_STOP;
	status = writer_end(&s->writer);
	s->ready = status == KV_OK;
	return status;
}

static enum kv_status save_all(struct kv_txn *txn, void *context)
{
	struct save *s = context;

	clear_outcomes(s);
	hold_clear(&s->hold);
	s->refused = s->wrote = s->ready = false;
	if (!s->lawful)
		return save_each(s, txn);
	archive_trouble(s->archive, NULL);
	archive_within(s->archive, txn);
	enum kv_status status = save_each(s, txn);
	archive_within(s->archive, NULL);
	return status;
}

/* Whether the newest entry of this save stands in the journal: answers a commit of unknown outcome. */
static enum kv_status look_up(struct kv_txn *txn, void *context)
{
	const struct save *s = context;
	const struct chain *c = &s->writer.chain;
	uint8_t hash[HASH_BYTES];
	struct kv_bytes bytes;
	enum kv_status status = chain_get(txn, c->station, c->head.seq, hash, &bytes);

	if (status != KV_OK)
		return status;
	return memcmp(hash, c->head.hash, HASH_BYTES) ? KV_NOTFOUND : KV_OK;
}

bool save_run(struct save *s, struct err *e)
{
	s->err = e;
	if (kv_run(s->archive->kv, true, save_all, s, e))
		return true;
	if (!s->ready || !s->writer.chain.first)
		return false;
	struct err lost; /* what kept us from looking is no news beside what e says */
	if (!kv_run(s->archive->kv, false, look_up, s, &lost))
		return false;
	err_clear(e);
	return true;
}
