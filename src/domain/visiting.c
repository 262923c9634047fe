#include <binggui/domain/visiting.h>

#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/domain/members.h>
#include <binggui/domain/referring.h>
#include <binggui/table/joining.h>

/* The registers a visit touches; what a county does not declare is NULL and left alone. */
struct kit {
	struct archive *archive;
	const struct def_table *visit, *target, *aid, *claim, *person, *campaign;
};

static struct kit kit_of(struct archive *a)
{
	return (struct kit){
		.archive = a,
		.visit = defs_table(a->defs, "visit"),
		.target = defs_table(a->defs, "campaign_target"),
		.aid = defs_table(a->defs, "aid"),
		.claim = defs_table(a->defs, "case"),
		.person = defs_table(a->defs, "person"),
		.campaign = defs_table(a->defs, "campaign"),
	};
}

static const char *get(const struct def_table *t, const struct record *r, const char *name)
{
	const struct def_field *f = t ? def_field(t, name) : NULL;

	return f ? record_field(r, f) : "";
}

static void set(const struct def_table *t, struct record *r, const char *name, const char *value)
{
	const struct def_field *f = def_field(t, name);

	if (f)
		record_set(r, f->number, value);
}

static void set_if_empty(
	const struct def_table *t, struct record *r, const char *name, const char *value)
{
	if (!*get(t, r, name))
		set(t, r, name, value);
}

/* ---- the campaign's list --------------------------------------------------------------------- */

bool visiting_counts(const struct def_table *visit, const struct record *r)
{
	return !r->voided && strcmp(get(visit, r, "met"), "未遇") != 0;
}

/* Whether it closes lines: that of its person, or those of the household's members. */
static bool closes(const struct kit *k, const struct record *r)
{
	return visiting_counts(k->visit, r) && *get(k->visit, r, "campaign") &&
	       (*get(k->visit, r, "person") || *get(k->visit, r, "household"));
}

/* Whom a visit was to: its person, else whoever lives in its household; replaces out. */
static bool visited(const struct kit *k, const struct record *r, struct ids *out, struct err *e)
{
	const char *person = get(k->visit, r, "person");
	uint64_t id;

	vec_clear(out);
	if (!*person)
		return members_of(k->archive, get(k->visit, r, "household"), out, e);
	if (record_id_parse(person, &id))
		vec_push(out, id);
	return true;
}

static bool same_lines(const struct kit *k, const struct record *a, const struct record *b)
{
	return text_eq(get(k->visit, a, "person"), get(k->visit, b, "person")) &&
	       text_eq(get(k->visit, a, "campaign"), get(k->visit, b, "campaign")) &&
	       (*get(k->visit, a, "person") ||
		       text_eq(get(k->visit, a, "household"), get(k->visit, b, "household")));
}

bool visiting_target(struct archive *a, const char *campaign, const char *person,
	struct record *out, struct err *e)
{
	struct kit k = kit_of(a);
	struct ids ids = {0};
	bool found = false;

	if (!k.target)
		return false;
	bool ok = table_by_index(a, k.target, def_field(k.target, "person"), person, 0, &ids, e);
	for (size_t i = 0; ok && !found && i < ids.n; i++) {
		ok = table_get(a, k.target, ids.at[i], out, e);
		found = ok && text_eq(get(k.target, out, "campaign"), campaign);
	}
	vec_free(&ids);
	if (!found)
		record_free(out);
	return found;
}

/* Among the visits that say `value` in a field, one other than `gone` in its campaign that counts. */
static bool another(const struct kit *k, const struct record *gone, const char *field,
	const char *value, struct str *out, struct err *e)
{
	struct ids ids = {0};
	struct record r = {0};

	bool ok = !*value || table_by_index(k->archive, k->visit, def_field(k->visit, field), value,
				     0, &ids, e);
	for (size_t i = 0; ok && !out->n && i < ids.n; i++) {
		if (ids.at[i] == gone->id)
			continue;
		ok = table_get(k->archive, k->visit, ids.at[i], &r, e);
		bool mine = strcmp(field, "person") == 0 || !*get(k->visit, &r, "person");
		if (ok && mine && closes(k, &r) &&
			text_eq(get(k->visit, &r, "campaign"), get(k->visit, gone, "campaign")))
			table_reference(k->visit, &r, out);
	}
	record_free(&r);
	vec_free(&ids);
	return ok;
}

/* Another visit to that person, or to his household, that closes the line: its reference into out. */
static bool other_visit(const struct kit *k, const struct record *gone, const char *person,
	struct str *out, struct err *e)
{
	struct record p = {0};
	struct err none = {0};

	str_clear(out);
	bool ok = another(k, gone, "person", person, out, e);
	if (ok && !out->n && table_by_reference(k->archive, k->person, person, &p, &none))
		ok = another(k, gone, "household", get(k->person, &p, "household"), out, e);
	record_free(&p);
	return ok;
}

/* The line of somebody in a visit's campaign as a change that joins the save; NULL if there is none. */
static struct change *line_of(const struct kit *k, const struct record *visit, const char *person,
	struct joined *more, struct err *e)
{
	struct record stored = {0};
	struct change *c = NULL;

	if (visiting_target(k->archive, get(k->visit, visit, "campaign"), person, &stored, e)) {
		c = joined_find(more, k->target, stored.id);
		c = c ? c : joined_add(more, k->target, &stored);
	}
	record_free(&stored);
	return c;
}

/* The visit no longer closes the line of that person. */
static bool reopen(const struct kit *k, const struct record *old, const char *person,
	struct joined *more, struct err *e)
{
	struct str mine = {0}, other = {0};
	struct change *c = line_of(k, old, person, more, e);
	bool ok = e->code == ERR_OK;

	table_reference(k->visit, old, &mine);
	if (c && text_eq(get(k->target, c->record, "visit"), str_c(&mine))) {
		ok = other_visit(k, old, person, &other, e);
		set(k->target, c->record, "visit", str_c(&other));
		set(k->target, c->record, "state", other.n ? "已走访" : "未走访");
	}
	str_free(&mine);
	str_free(&other);
	return ok;
}

/* The visit closes that person's line, unless another one has. */
static bool close_line(const struct kit *k, const struct change *visit, const char *person,
	size_t index, struct joined *more, struct err *e)
{
	struct str mine = {0};
	struct change *c = line_of(k, visit->record, person, more, e);

	if (!c || text_eq(get(k->target, c->record, "state"), "已走访"))
		return e->code == ERR_OK;
	set(k->target, c->record, "state", "已走访");
	if (visit->base) {
		table_reference(k->visit, visit->record, &mine);
		set(k->target, c->record, "visit", str_c(&mine));
	} else {
		c->links[c->n_links++] = (struct change_link){def_field(k->target, "visit"), index};
	}
	str_free(&mine);
	return true;
}

static bool follow_one(const struct kit *k, const struct change *c, size_t index,
	struct joined *more, struct err *e)
{
	bool was = c->base && closes(k, c->base);
	bool is = !c->void_it && closes(k, c->record);
	struct ids ids = {0};
	char person[32];
	bool ok = true;

	if (was && is && same_lines(k, c->base, c->record))
		return true;
	if (was)
		ok = visited(k, c->base, &ids, e);
	for (size_t i = 0; ok && was && i < ids.n; i++) {
		record_id_text(ids.at[i], person);
		ok = reopen(k, c->base, person, more, e);
	}
	if (ok && is)
		ok = visited(k, c->record, &ids, e);
	for (size_t i = 0; ok && is && i < ids.n; i++) {
		record_id_text(ids.at[i], person);
		ok = close_line(k, c, person, index, more, e);
	}
	vec_free(&ids);
	return ok;
}

/* Archive.join: the lines of all visits among the changes; and nothing is left that names nothing. */
static bool follow(struct archive *a, const struct change *changes, size_t n, struct joined *more,
	struct err *e)
{
	struct kit k = kit_of(a);
	bool ok = referring_keep(a, changes, n, e);

	if (!k.visit || !k.target)
		return ok;
	for (size_t i = 0; ok && i < n; i++)
		if (changes[i].table == k.visit)
			ok = follow_one(&k, &changes[i], i, more, e);
	return ok;
}

void visiting_follow(struct archive *a)
{
	a->join = follow;
}

bool visiting_on_day(struct archive *a, const char *person, const char *date, uint64_t except,
	struct ids *out, struct err *e)
{
	struct kit k = kit_of(a);
	struct ids ids = {0};
	struct record r = {0};

	vec_clear(out);
	bool ok = table_by_index(a, k.visit, def_field(k.visit, "person"), person, 0, &ids, e);
	for (size_t i = 0; ok && i < ids.n; i++) {
		ok = table_get(a, k.visit, ids.at[i], &r, e);
		if (ok && r.id != except && text_eq(get(k.visit, &r, "date"), date))
			vec_push(out, r.id);
	}
	record_free(&r);
	vec_free(&ids);
	return ok;
}

/* ---- one visit with what was brought --------------------------------------------------------- */

void visiting_free(struct visiting *v)
{
	record_free(&v->visit);
	record_free(&v->visit_base);
	record_free(&v->aid);
	record_free(&v->aid_base);
	record_free(&v->claim);
	*v = (struct visiting){0};
}

bool visiting_load(struct archive *a, uint64_t visit, struct visiting *out, struct err *e)
{
	struct kit k = kit_of(a);
	struct ids ids = {0};
	struct str reference = {0};

	visiting_free(out);
	bool ok = table_get(a, k.visit, visit, &out->visit_base, e);
	if (ok && k.aid) {
		table_reference(k.visit, &out->visit_base, &reference);
		ok = table_by_index(
			a, k.aid, def_field(k.aid, "visit"), str_c(&reference), 1, &ids, e);
	}
	if (ok && ids.n)
		ok = table_get(a, k.aid, ids.at[0], &out->aid_base, e);
	record_copy(&out->visit, &out->visit_base);
	record_copy(&out->aid, &out->aid_base);
	str_free(&reference);
	vec_free(&ids);
	return ok;
}

static bool brings(const struct kit *k, const struct visiting *v)
{
	return k->aid && (*get(k->aid, &v->aid, "amount") || *get(k->aid, &v->aid, "goods") ||
				 *get(k->aid, &v->aid, "goods_value"));
}

/* 八一 stays 八一; what has no scene of its own is everyday work. */
static const char *scene_of(const char *kind)
{
	static const struct {
		const char *kind, *scene;
	} scenes[] = {{"八一", "八一"}, {"春节", "春节"}, {"大走访大慰问送温暖", "大走访"},
		{"干群夜谈", "大走访"}};

	for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++)
		if (text_eq(scenes[i].kind, kind))
			return scenes[i].scene;
	return "日常";
}

static void set_scene(const struct kit *k, struct visiting *v)
{
	struct record campaign = {0};
	struct err e = {0};
	const char *reference = get(k->visit, &v->visit, "campaign"), *kind = "";

	if (*reference && table_by_reference(k->archive, k->campaign, reference, &campaign, &e))
		kind = get(k->campaign, &campaign, "kind");
	set(k->aid, &v->aid, "scene", scene_of(kind));
	record_free(&campaign);
}

/* The town of the person's village: codes of villages begin with their town's nine digits. */
static void set_town(const struct kit *k, struct visiting *v)
{
	struct record person = {0};
	struct err e = {0};
	char code[13] = "";
	const char *reference = get(k->visit, &v->visit, "person");

	if (!*reference || !table_by_reference(k->archive, k->person, reference, &person, &e))
		return;
	const char *village = get(k->person, &person, "village");
	if (strlen(village) == 12) {
		memcpy(code, village, 9);
		memcpy(code + 9, "000", 4);
		set_if_empty(k->aid, &v->aid, "town", code);
	}
	record_free(&person);
}

/* 困难, 伤残 … as the campaign's list says, else as the visit does. */
static void set_target(const struct kit *k, struct visiting *v)
{
	const char *campaign = get(k->visit, &v->visit, "campaign");
	const char *person = get(k->visit, &v->visit, "person"), *reason = "";
	const char *kind = get(k->visit, &v->visit, "kind");
	const struct def_field *f = def_field(k->aid, "target");
	struct record line = {0};
	struct err e = {0};

	if (!f || *record_field(&v->aid, f))
		return;
	if (*campaign && *person && visiting_target(k->archive, campaign, person, &line, &e))
		reason = get(k->target, &line, "reason");
	if (!*reason && text_eq(kind, "困难走访"))
		reason = "困难";
	if (!*person && text_eq(kind, "部队走访"))
		reason = "人武部官兵";
	if (*reason && f->codes && def_code_find(f->codes, reason))
		record_set(&v->aid, f->number, def_code_find(f->codes, reason)->label);
	record_free(&line);
}

/* What the flow of the register calls paid, if a record may begin so. */
static void set_paid(const struct kit *k, struct visiting *v)
{
	const struct def_field *f = def_field(k->aid, "state");

	if (!f || *record_field(&v->aid, f))
		return;
	for (size_t i = 0; k->aid->flow && i < k->aid->flow->start.n; i++)
		if (text_eq(k->aid->flow->start.at[i], "已发放"))
			record_set(&v->aid, f->number, "已发放");
	if (!k->aid->flow && f->codes && def_code_find(f->codes, "已发放"))
		record_set(&v->aid, f->number, "已发放");
}

static void complete_aid(const struct kit *k, struct visiting *v)
{
	static const char *const same[] = {
		"person", "other_name", "household", "date", "by", "leader_rank", "campaign"};

	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		set(k->aid, &v->aid, same[i], get(k->visit, &v->visit, same[i]));
	set_if_empty(k->aid, &v->aid, "kind", "慰问金");
	set_scene(k, v);
	set_town(k, v);
	set_target(k, v);
	set_paid(k, v);
	if (!v->aid_base.version)
		check_derive(k->aid, &v->aid, &k->archive->types);
}

static void complete_case(const struct kit *k, struct visiting *v)
{
	const char *kinds = get(k->visit, &v->visit, "want_kinds");
	struct str first = {0};

	str_addn(&first, kinds, strcspn(kinds, "\n"));
	set_if_empty(k->claim, &v->claim, "person", get(k->visit, &v->visit, "person"));
	set_if_empty(k->claim, &v->claim, "other_name", get(k->visit, &v->visit, "other_name"));
	set_if_empty(k->claim, &v->claim, "accept_date", get(k->visit, &v->visit, "date"));
	set_if_empty(k->claim, &v->claim, "content", get(k->visit, &v->visit, "wants"));
	set_if_empty(k->claim, &v->claim, "kind", first.n ? str_c(&first) : "其他");
	set_if_empty(k->claim, &v->claim, "channel", "走访发现");
	check_derive(k->claim, &v->claim, &k->archive->types);
	str_free(&first);
}

static void take_problems(struct problems *out, const struct change *c)
{
	for (size_t i = 0; out && i < c->problems.n; i++)
		problem_add(out, c->problems.at[i].field, c->problems.at[i].level,
			c->problems.at[i].code, "%s", c->problems.at[i].text);
}

/* The changes of one save: case, visit, aid; returns how many. */
static size_t lay_out(const struct kit *k, struct visiting *v, struct change *c)
{
	size_t n = 0, visit;
	bool opens = v->opens_case && k->claim && !*get(k->visit, &v->visit, "case");

	if (opens) {
		complete_case(k, v);
		c[n++] = (struct change){.table = k->claim, .record = &v->claim};
	}
	visit = n++;
	c[visit] = (struct change){.table = k->visit, .record = &v->visit};
	c[visit].base = v->visit_base.version ? &v->visit_base : NULL;
	if (opens)
		c[visit].links[c[visit].n_links++] =
			(struct change_link){def_field(k->visit, "case"), 0};
	bool brought = brings(k, v);
	if (!brought && !v->aid_base.version)
		return n;
	if (brought)
		complete_aid(k, v);
	c[n] = (struct change){.table = k->aid, .record = &v->aid, .void_it = !brought};
	c[n].base = v->aid_base.version ? &v->aid_base : NULL;
	if (!c[n].base)
		c[n].links[c[n].n_links++] =
			(struct change_link){def_field(k->aid, "visit"), visit};
	return n + 1;
}

bool visiting_save(struct archive *a, struct visiting *v, const struct save_options *options,
	struct problems *problems, struct err *e)
{
	struct kit k = kit_of(a);
	struct change c[3];

	if (problems)
		problems_free(problems);
	if (!v->visit_base.version)
		check_derive(k.visit, &v->visit, &a->types);
	size_t n = lay_out(&k, v, c);
	bool ok = table_save(a, c, n, options, e);
	for (size_t i = 0; i < n; i++) {
		take_problems(problems, &c[i]);
		change_free(&c[i]);
	}
	return ok;
}

bool visiting_void(struct archive *a, uint64_t visit, struct err *e)
{
	struct kit k = kit_of(a);
	struct visiting v = {0};

	bool ok = visiting_load(a, visit, &v, e);
	struct change c[2] = {
		{.table = k.visit, .base = &v.visit_base, .record = &v.visit, .void_it = true},
		{.table = k.aid, .base = &v.aid_base, .record = &v.aid, .void_it = true},
	};
	size_t n = v.aid_base.version ? 2 : 1;
	ok = ok && table_save(a, c, n, &(struct save_options){.action = "void"}, e);
	for (size_t i = 0; i < n; i++)
		change_free(&c[i]);
	visiting_free(&v);
	return ok;
}
