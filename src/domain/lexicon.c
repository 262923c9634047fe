#include <binggui/domain/lexicon.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/headpattern.h>
#include <binggui/domain/headword.h>
#include <binggui/schema/type.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

struct lexicon_word {
	struct slot **at;
	size_t n, cap;
};

/* ---- groups ---------------------------------------------------------------------------------- */

/* A group of columns about somebody else than the person of the row. */
static const char *const others[] = {"配偶", "家属", "亲属", "家庭成员", "联系人", "父亲", "母亲",
	"父母", "子女", "监护", "紧急", "包联", "包保", "包抓", "帮扶", "责任人", "责任干部",
	"结对", "代办", "负责人", "走访", "领取", "户主", "采集", "审核", "填表"};

/* A group of columns about where somebody lives now, which need not be where he is registered. */
static const char *const abodes[] = {"现住", "常住", "居住", "现居", "暂住"};

/* ---- building -------------------------------------------------------------------------------- */

static void learn(struct lexicon *l, const char *text, struct slot *s)
{
	struct str key = {0};

	headword_fold(&key, text);
	if (key.n) {
		struct lexicon_word *w = map_get(&l->words, key.at);
		bool known = w != NULL;
		if (!w) {
			w = mem_new0(struct lexicon_word);
			map_put(&l->words, key.at, w);
		}
		if (!known || !s->yields)
			vec_push(w, s);
	}
	str_free(&key);
}

static struct slot *add_slot(struct lexicon *l, enum slot_role role, char *path, char *label)
{
	struct slot *s = mem_new0(struct slot);

	s->role = role;
	s->path = path;
	s->label = label;
	s->number = l->n;
	vec_push(l, s);
	return s;
}

static char *joined(const char *a, const char *between, const char *b)
{
	struct str s = {0};

	str_addf(&s, "%s%s%s", a, between, b);
	return str_take(&s);
}

static void add_field(struct lexicon *l, enum slot_role role, const struct def_table *t,
	const struct def_field *f)
{
	bool own = t == l->table;
	struct slot *s = add_slot(l, role, joined(own ? "" : t->name, own ? "" : ".", f->name),
		joined(own ? "" : t->title, own ? "" : "·", f->label));

	s->table = t;
	s->field = f;
	learn(l, f->label, s);
	s->yields = !own && t->roster;
	for (size_t i = 0; i < f->also.n; i++)
		learn(l, f->also.at[i], s);
}

static void add_fields(struct lexicon *l, const struct def_table *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i] != t->owner && !text_eq(t->fields[i]->type_name, "computed"))
			add_field(l, SLOT_FIELD, t, t->fields[i]);
}

static bool has_place(const struct def_table *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (text_eq(t->fields[i]->table, "area"))
			return true;
	return false;
}

/* The table among whose records a row's owner is looked for; NULL = none, or it is made by its name. */
static const struct def_table *owner_sought(const struct def_table *t)
{
	return t->owner && !(t->owner->intake & INTAKE_MADE) ? t->owner->target : NULL;
}

static void add_role(struct lexicon *l, const struct headrole *r)
{
	const struct def_field *f = r->field ? def_field(l->table, r->field) : NULL;
	const struct def_table *owner = owner_sought(l->table);
	bool place = r->role == SLOT_COUNTY || r->role == SLOT_TOWN || r->role == SLOT_GROUP;
	bool of_owner = r->role == SLOT_TAIL || r->role == SLOT_PLACE;

	if ((place && !has_place(l->table) && !(owner && has_place(owner))) ||
		(of_owner && !owner) || (r->role == SLOT_AGE && !f))
		return;
	struct slot *s = add_slot(l, r->role, mem_strdup(r->path), mem_strdup(r->label));
	for (size_t i = 0; r->words[i]; i++)
		learn(l, r->words[i], s);
	for (size_t i = 0; f && i < f->also.n; i++)
		learn(l, f->also.at[i], s);
}

/* 服役起止时间: in front of the table's own words, since a field's `also:` may claim it for the start alone. */
static struct slot *add_period(struct lexicon *l, const struct def_table *t)
{
	if (!def_field(t, "enlisted") || !def_field(t, "discharged"))
		return NULL;
	struct slot *s =
		add_slot(l, SLOT_PERIOD, mem_strdup("@period"), mem_strdup("服役起止时间"));
	s->table = t;
	for (const char *const *word = headrole_periods(); *word; word++)
		learn(l, *word, s);
	return s;
}

static void add_table(struct lexicon *l, const struct def_table *t)
{
	struct slot *period = add_period(l, t);

	add_fields(l, t);
	if (period) {
		period->from = lexicon_field(l, t, "enlisted");
		period->until = lexicon_field(l, t, "discharged");
		period->field = period->from->field;
	}
}

static void add_related(struct lexicon *l, const struct def_table *t)
{
	if (!t || !t->roster || !t->owner || t->owner->target != l->table)
		return;
	for (size_t i = 0; i < l->n_related; i++)
		if (l->related[i] == t)
			return;
	if (l->n_related == l->cap_related) {
		l->cap_related = l->cap_related ? 2 * l->cap_related : 8;
		l->related = mem_resize(l->related, l->cap_related * sizeof *l->related);
	}
	l->related[l->n_related++] = t;
	add_table(l, t);
}

/* The field of a table that tells its records from each other; NULL if they have a natural key or nothing. */
static const struct def_field *number_of(const struct def_table *t)
{
	for (size_t i = 0; t && !t->key && !t->owner && i < t->n; i++)
		if (t->fields[i]->unique && t->fields[i]->required)
			return t->fields[i];
	return NULL;
}

/* Households: everything but references back to the people and their notes. */
static void add_referred(struct lexicon *l, const struct def_field *via)
{
	const struct def_field *number = number_of(via->target);

	bool made = via->intake & INTAKE_MADE;

	if (!number || via->target == l->table || via->multiple ||
		(via == l->table->owner && !made))
		return;
	for (size_t i = 0; i < via->target->n; i++) {
		const struct def_field *f = via->target->fields[i];
		if (!text_eq(f->type_name, "computed") && f->target != l->table &&
			!text_eq(f->name, "note"))
			add_field(l, SLOT_FIELD, via->target, f);
	}
	if (l->n_referred == l->cap_referred) {
		l->cap_referred = l->cap_referred ? 2 * l->cap_referred : 2;
		l->referred = mem_resize(l->referred, l->cap_referred * sizeof *l->referred);
	}
	l->referred[l->n_referred++] = (struct lexicon_referred){
		via, via->target, lexicon_field(l, via->target, number->name)};
}

/*
 * What finds the record that a row hangs on: the owner's unique fields, its name and telephones; the
 * words of the reference itself stand over a name.
 */
static void add_owner(struct lexicon *l)
{
	const struct def_table *owner = owner_sought(l->table);

	if (!l->table->owner)
		return;
	add_field(l, SLOT_FIELD, l->table, l->table->owner);
	l->owner = l->at[l->n - 1];
	for (size_t i = 0; owner && i < owner->n; i++)
		if (owner->fields[i]->unique || text_eq(owner->fields[i]->name, "name") ||
			text_eq(owner->fields[i]->type_name, "phone"))
			add_field(l, SLOT_OWNER, owner, owner->fields[i]);
}

/* 薪资, 年龄要求: columns that say several fields. */
static void add_mixed(struct lexicon *l)
{
	struct str path = {0};

	for (size_t i = 0; i < l->table->n_mixed; i++) {
		const struct def_mixed *m = &l->table->mixed[i];
		str_clear(&path);
		str_addf(&path, "@%zu", i + 1);
		struct slot *s =
			add_slot(l, SLOT_MIXED, mem_strdup(str_c(&path)), mem_strdup(m->label));
		s->mixed = m;
		learn(l, m->label, s);
		for (size_t k = 0; k < m->also.n; k++)
			learn(l, m->also.at[k], s);
	}
	str_free(&path);
}

void lexicon_make(struct lexicon *l, const struct defs *d, const struct def_table *t)
{
	*l = (struct lexicon){.table = t};
	add_table(l, t);
	add_mixed(l);
	add_owner(l);
	for (const struct headrole *r = headroles(); r->path; r++)
		add_role(l, r);
	for (size_t i = 0; i < t->book.n; i++)
		add_related(l, defs_table(d, t->book.at[i]));
	for (size_t i = 0; i < d->n; i++)
		add_related(l, d->tables[i]);
	for (size_t i = 0; i < t->n; i++)
		add_referred(l, t->fields[i]);
}

void lexicon_free(struct lexicon *l)
{
	const char *key;
	void *value;

	for (size_t i = 0; map_each(&l->words, &i, &key, &value);) {
		struct lexicon_word *w = value;
		vec_free(w);
		mem_free(w);
	}
	map_free(&l->words);
	for (size_t i = 0; i < l->n; i++) {
		mem_free(l->at[i]->path);
		mem_free(l->at[i]->label);
		mem_free(l->at[i]);
	}
	mem_free(l->at);
	mem_free(l->related);
	mem_free(l->referred);
	*l = (struct lexicon){0};
}

/* ---- asking ---------------------------------------------------------------------------------- */

static bool holds_one(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

/* Whether a group speaks of a table: 服役情况 of 服役经历. */
static bool group_of(const char *group, const struct def_table *t)
{
	size_t n = utf8_bytes(t->title, 2);

	return n && *group && strncmp(group, t->title, n) == 0;
}

static const struct slot *pick(const struct lexicon *l, const char *word, const char *group)
{
	const struct lexicon_word *w = *word ? map_get(&l->words, word) : NULL;

	if (!w)
		return NULL;
	for (size_t i = 0; i < w->n; i++)
		if (w->at[i]->table && w->at[i]->table != l->table &&
			group_of(group, w->at[i]->table))
			return w->at[i];
	const struct slot *first = w->at[0];
	if (!first->table || first->table == l->table || first->role == SLOT_OWNER)
		return first;
	for (size_t i = 1; i < w->n; i++)
		if (w->at[i]->table != first->table)
			return NULL;
	return first;
}

/* 户籍地址 over 详细地址 is 户籍详细地址: the group without the word that only says "about". */
static const struct slot *pick_joined(
	const struct lexicon *l, const char *group, const char *variant)
{
	static const char *const tails[] = {
		"", "情况", "信息", "经历", "资料", "所在地", "地址", "地"};
	struct str word = {0};
	const struct slot *found = NULL;

	for (size_t i = 0; *group && !found && i < sizeof tails / sizeof *tails; i++) {
		size_t n = strlen(group), tail = strlen(tails[i]);
		if (n <= tail || !text_ends(group, tails[i]))
			continue;
		str_clear(&word);
		str_addn(&word, group, n - tail);
		str_add(&word, variant);
		found = pick(l, word.at, group);
	}
	str_free(&word);
	return found;
}

static bool is_place(const struct slot *s)
{
	return s->role == SLOT_COUNTY || s->role == SLOT_TOWN || s->role == SLOT_GROUP ||
	       (s->role == SLOT_FIELD && text_eq(s->field->table, "area"));
}

/* 走访情况 over 走访日期: in a ledger of visits a group about them holds its own columns, but nobody's name. */
static bool is_own_column(const struct lexicon *l, const struct slot *s)
{
	return l->owner && s->role == SLOT_FIELD && s->table == l->table && s != l->owner &&
	       s->field != l->owner->field->otherwise;
}

/* 被走访人: the group is about the owner himself. */
static bool is_about_owner(const struct lexicon *l, const char *group)
{
	return l->owner && (strstr(group, "被") || strstr(group, "对象"));
}

/* 走访单位/对象: a column that may hold either is that of the owner, who goes elsewhere if he is a unit. */
static const struct slot *owner_rather(
	const struct lexicon *l, const struct headwords *v, const struct slot *s)
{
	if (!l->owner || !s->field || s->field != l->owner->field->otherwise)
		return s;
	for (size_t i = 0; i < v->n; i++) {
		const struct slot *other = pick(l, v->at[i], "");
		if (other && (other == l->owner || (other->role == SLOT_OWNER &&
							   text_eq(other->field->name, "name"))))
			return other;
	}
	return s;
}

static const struct slot *find_folded(
	const struct lexicon *l, const struct headwords *v, const char *group)
{
	const struct slot *s;
	bool other = holds_one(group, others, sizeof others / sizeof *others) &&
		     !is_about_owner(l, group);
	bool abode = holds_one(group, abodes, sizeof abodes / sizeof *abodes);

	for (size_t i = 0; i < v->n; i++) {
		if ((s = pick_joined(l, group, v->at[i])))
			return s;
		if (text_starts(v->at[i], "联系") &&
			(s = pick_joined(l, group, v->at[i] + strlen("联系"))))
			return s; /* 紧急联系人 over 联系电话 */
		if ((s = pick(l, v->at[i], group)) && (!other || is_own_column(l, s)) &&
			!(abode && is_place(s)))
			return owner_rather(l, v, s);
	}
	return NULL;
}

const struct slot *lexicon_find(const struct lexicon *l, const char *header, const char *group)
{
	struct str word = {0}, over = {0};
	struct headwords v = {0};

	headword_fold(&word, header);
	headword_fold(&over, group);
	if (word.n && word.n < 120)
		headwords_make(&v, word.at);
	const struct slot *found = find_folded(l, &v, str_c(&over));
	headwords_free(&v);
	str_free(&word);
	str_free(&over);
	return found;
}

/* The patterns of a slot; *n gets how many. */
static const char *const *patterns_of(const struct slot *s, size_t *n)
{
	const struct def_words *like = s->role == SLOT_FIELD ? &s->field->like
				       : s->mixed            ? &s->mixed->like
							     : NULL;

	for (const struct headrole *r = headroles(); !like && r->path; r++)
		if (r->role == s->role && r->like) {
			*n = 1;
			return &r->like;
		}
	*n = like ? like->n : 0;
	return like ? (const char *const *)like->at : NULL;
}

/* 经办人签字 says who, 领款人签字 only that he has signed: the column of a signature names no owner. */
static bool cut_signature(struct str *word)
{
	static const char *const signatures[] = {"签字", "签名", "签章", "签收"};

	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
		if (text_ends(str_c(word), signatures[i])) {
			str_cut(word, word->n - strlen(signatures[i]));
			return true;
		}
	return false;
}

static size_t slot_like(const char *const *patterns, size_t n, const char *word)
{
	size_t longest = 0;

	for (size_t k = 0; k < n; k++) {
		if (headpattern_forbids(patterns[k], word))
			return 0;
		size_t fits = headpattern_fits(patterns[k], word);
		longest = fits > longest ? fits : longest;
	}
	return longest;
}

static const struct slot *best_like(const struct lexicon *l, const char *word, bool owners)
{
	const struct slot *found = NULL;
	size_t n, longest = 0;

	for (size_t i = 0; *word && i < l->n; i++) {
		const struct slot *s = l->at[i];
		const char *const *patterns = patterns_of(s, &n);
		bool own = !s->table || s->table == l->table;
		size_t fits = own && (owners || s != l->owner) ? slot_like(patterns, n, word) : 0;
		if (fits > longest) {
			longest = fits;
			found = s;
		}
	}
	return found;
}

/* 是否解决 is answered by yes or no, 联系人电话 by figures: neither says what its words seem to. */
static bool is_question(const char *word)
{
	static const char *const starts[] = {"是否", "能否", "可否"};
	static const char *const ends[] = {"电话", "手机", "号码", "账号", "与否"};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (text_starts(word, starts[i]))
			return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (text_ends(word, ends[i]))
			return true;
	return false;
}

const struct slot *lexicon_like(const struct lexicon *l, const char *header, const char *group)
{
	struct str word = {0}, over = {0};
	struct headwords w = {0};
	const struct slot *found = NULL;

	headword_fold(&word, header);
	headword_fold(&over, group);
	bool other = holds_one(str_c(&over), others, sizeof others / sizeof *others) &&
		     !is_about_owner(l, str_c(&over));
	if (word.n && word.n < 120 && !is_question(word.at))
		headwords_make(&w, word.at);
	for (size_t i = 0; !found && i < w.n; i++) {
		str_set(&word, w.at[i]);
		bool signature = cut_signature(&word);
		found = signature ? pick(l, str_c(&word), str_c(&over)) : NULL;
		found = found && found->role == SLOT_FIELD && found != l->owner
				? found
				: best_like(l, str_c(&word), !signature);
		if (found && other && !is_own_column(l, found))
			found = NULL;
	}
	headwords_free(&w);
	str_free(&word);
	str_free(&over);
	return found;
}

/* 成立日期 is no day on which a post was published, whatever it ends with. */
static bool is_forbidden(const struct slot *s, const char *word)
{
	size_t n;
	const char *const *patterns = patterns_of(s, &n);

	for (size_t k = 0; k < n; k++)
		if (headpattern_forbids(patterns[k], word))
			return true;
	return false;
}

const struct slot *lexicon_guess(const struct lexicon *l, const char *header)
{
	struct str folded = {0};
	const struct slot *found = NULL;
	const char *word;
	void *value;
	size_t longest = strlen("一") + 1;

	headword_fold(&folded, header);
	char *bracket = folded.n ? strchr(folded.at, '(') : NULL;
	if (bracket && bracket > folded.at)
		str_cut(&folded, (size_t)(bracket - folded.at));
	for (int ends = 1; !found && ends >= 0; ends--)
		for (size_t i = 0; map_each(&l->words, &i, &word, &value);) {
			const struct slot *s = ((struct lexicon_word *)value)->at[0];
			bool fits = ends ? text_ends(str_c(&folded), word)
					 : text_starts(str_c(&folded), word);
			if (!fits || strlen(word) < longest ||
				(s->role != SLOT_FIELD && s->role != SLOT_MIXED) ||
				is_forbidden(s, str_c(&folded)))
				continue;
			longest = strlen(word) + 1;
			found = s;
		}
	str_free(&folded);
	return found;
}

const struct slot *lexicon_made(const struct lexicon *l)
{
	for (size_t i = 0; i < l->n_referred; i++)
		if (l->referred[i].via == l->table->owner)
			return l->referred[i].number;
	return NULL;
}

const struct slot *lexicon_slot(const struct lexicon *l, const char *path)
{
	for (size_t i = 0; i < l->n; i++)
		if (text_eq(l->at[i]->path, path))
			return l->at[i];
	return NULL;
}

const struct slot *lexicon_field(
	const struct lexicon *l, const struct def_table *t, const char *field)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i]->role == SLOT_FIELD && l->at[i]->table == t &&
			text_eq(l->at[i]->field->name, field))
			return l->at[i];
	return NULL;
}
