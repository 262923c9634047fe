#include <binggui/schema/def.h>

#include <string.h>

#include <binggui/base/filemap.h>
#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/paperdef.h>
#include <binggui/schema/figuredef.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

static void words_free(struct def_words *w)
{
	for (size_t i = 0; i < w->n; i++)
		mem_free(w->at[i]);
	vec_free(w);
}

static void codes_free(struct def_codes *c)
{
	for (size_t i = 0; i < c->n; i++) {
		mem_free(c->at[i].label);
		mem_free(c->at[i].gb);
		mem_free(c->at[i].mnemonic);
		words_free(&c->at[i].also);
	}
	vec_free(c);
	map_free(&c->words);
	mem_free(c->name);
	mem_free(c->title);
	mem_free(c->source);
	mem_free(c);
}

static void field_free(struct def_field *f)
{
	mem_free(f->name);
	mem_free(f->label);
	mem_free(f->type_name);
	mem_free(f->table);
	mem_free(f->from);
	mem_free(f->formula);
	exprtree_free(f->computed);
	exprtree_free(f->fill);
	mem_free(f->initial);
	words_free(&f->also);
	words_free(&f->like);
	mem_free(f->help);
	mem_free(f->document);
	mem_free(f->example);
	mem_free(f->imported);
	mem_free(f);
}

static void form_free(struct def_form *f)
{
	for (size_t i = 0; i < f->n; i++)
		mem_free(f->at[i].text);
	mem_free(f->at);
	mem_free(f->title);
}

static void rule_free(struct def_rule *r)
{
	exprtree_free(r->when);
	mem_free(r->say);
	mem_free(r->code);
}

static void sets_free(struct def_sets *s)
{
	for (size_t i = 0; i < s->n; i++)
		exprtree_free(s->at[i].value);
	vec_free(s);
}

static void unique_free(struct def_unique *u)
{
	vec_free(&u->fields);
	exprtree_free(u->where);
	sets_free(&u->merged);
	mem_free(u->say);
	mem_free(u->code);
}

static void fixed_free(struct def_fixed *f)
{
	exprtree_free(f->when);
	vec_free(&f->fields);
	mem_free(f->say);
	mem_free(f->code);
}

static void move_free(struct def_move *m)
{
	mem_free(m->name);
	mem_free(m->to);
	words_free(&m->from);
	vec_free(&m->ask);
	for (size_t i = 0; i < m->forbid.n; i++) {
		exprtree_free(m->forbid.at[i].when);
		mem_free(m->forbid.at[i].say);
	}
	vec_free(&m->forbid);
	sets_free(&m->set);
	for (size_t i = 0; i < m->effects.n; i++) {
		exprtree_free(m->effects.at[i].when);
		exprtree_free(m->effects.at[i].where);
		mem_free(m->effects.at[i].move);
		sets_free(&m->effects.at[i].set);
	}
	vec_free(&m->effects);
}

static void flow_free(struct def_flow *f)
{
	if (!f)
		return;
	words_free(&f->start);
	for (size_t i = 0; i < f->n; i++)
		move_free(&f->moves[i]);
	mem_free(f->moves);
	mem_free(f);
}

/* What is held against other records and against people: unique, keep, fixed, flow. */
static void law_free(struct def_table *t)
{
	for (size_t i = 0; i < t->n_uniques; i++)
		unique_free(&t->uniques[i]);
	mem_free(t->uniques);
	for (size_t i = 0; i < t->n_keep; i++)
		rule_free(&t->keep[i]);
	mem_free(t->keep);
	for (size_t i = 0; i < t->n_fixed; i++)
		fixed_free(&t->fixed[i]);
	mem_free(t->fixed);
	flow_free(t->flow);
}

static void table_free(struct def_table *t)
{
	for (size_t i = 0; i < t->n; i++)
		field_free(t->fields[i]);
	mem_free(t->fields);
	map_free(&t->by_name);
	for (size_t i = 0; i < t->n_forms; i++)
		form_free(&t->forms[i]);
	mem_free(t->forms);
	for (size_t i = 0; i < t->n_rules; i++)
		rule_free(&t->rules[i]);
	mem_free(t->rules);
	mem_free(t->list.at);
	words_free(&t->book);
	exprtree_free(t->place);
	law_free(t);
	for (size_t i = 0; i < t->n_mixed; i++) {
		mem_free(t->mixed[i].label);
		words_free(&t->mixed[i].also);
		words_free(&t->mixed[i].like);
		vec_free(&t->mixed[i].into);
	}
	mem_free(t->mixed);
	vec_free(&t->same);
	paperdef_free(t->papers, t->n_papers);
	mem_free(t->name);
	mem_free(t->title);
	mem_free(t->file);
	mem_free(t->shows);
	mem_free(t);
}

static void menu_free(struct def_menu_item *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		mem_free(at[i].label);
		mem_free(at[i].table);
		mem_free(at[i].command);
		menu_free(at[i].items, at[i].n);
	}
	mem_free(at);
}

static void home_free(struct defs *d)
{
	menu_free(d->menu, d->n_menu);
	for (size_t i = 0; i < d->n_due; i++) {
		mem_free(d->due[i].label);
		mem_free(d->due[i].table);
		mem_free(d->due[i].condition);
		exprtree_free(d->due[i].where);
	}
	mem_free(d->due);
	for (size_t i = 0; i < d->n_keys; i++) {
		mem_free(d->keys[i].context);
		mem_free(d->keys[i].key);
		mem_free(d->keys[i].command);
		mem_free(d->keys[i].label);
	}
	mem_free(d->keys);
}

void defs_free(struct defs *d)
{
	if (!d)
		return;
	if (d->kept) {
		filemap_close(d->kept);
		return;
	}
	for (size_t i = 0; i < d->n; i++)
		table_free(d->tables[i]);
	mem_free(d->tables);
	map_free(&d->by_name);
	for (size_t i = 0; i < d->n_codes; i++)
		codes_free(d->codes[i]);
	mem_free(d->codes);
	map_free(&d->codes_by_name);
	home_free(d);
	figuredef_free(d->figures);
	if (d->match)
		d->free_match(d->match);
	for (size_t i = 0; i < d->n_sources; i++) {
		mem_free(d->sources[i].name);
		mem_free(d->sources[i].text);
	}
	mem_free(d->sources);
	mem_free(d);
}

/* ---- building ----------------------------------------------------------------------------------- */

/* Room for one more element of `size` bytes behind n. */
#define ROOM(at, n, cap)                                                                           \
	((n) < (cap) ? (at) : ((at) = vec_grow_((at), &(cap), (n) + 1, sizeof *(at))))

struct defs *defs_new(void)
{
	struct defs *d = mem_new0(struct defs);

	d->figures = figuredef_new();
	return d;
}

struct def_table *def_new_table(struct defs *d, const char *name)
{
	struct def_table *t = mem_new0(struct def_table);

	t->name = mem_strdup(name);
	ROOM(d->tables, d->n, d->cap);
	d->tables[d->n++] = t;
	map_put(&d->by_name, name, t);
	return t;
}

struct def_codes *def_new_codes(struct defs *d, const char *name)
{
	struct def_codes *c = mem_new0(struct def_codes);

	c->name = mem_strdup(name);
	ROOM(d->codes, d->n_codes, d->cap_codes);
	d->codes[d->n_codes++] = c;
	map_put(&d->codes_by_name, name, c);
	return c;
}

struct def_field *def_new_field(struct def_table *t, const char *name)
{
	struct def_field *f = mem_new0(struct def_field);

	f->name = mem_strdup(name);
	ROOM(t->fields, t->n, t->cap);
	t->fields[t->n++] = f;
	map_put(&t->by_name, name, f);
	return f;
}

struct def_form *def_new_form(struct def_table *t)
{
	ROOM(t->forms, t->n_forms, t->cap_forms);
	t->forms[t->n_forms] = (struct def_form){0};
	return &t->forms[t->n_forms++];
}

struct def_rule *def_new_rule(struct def_table *t)
{
	ROOM(t->rules, t->n_rules, t->cap_rules);
	t->rules[t->n_rules] = (struct def_rule){0};
	return &t->rules[t->n_rules++];
}

struct def_rule *def_new_keep(struct def_table *t)
{
	ROOM(t->keep, t->n_keep, t->cap_keep);
	t->keep[t->n_keep] = (struct def_rule){0};
	return &t->keep[t->n_keep++];
}

struct def_fixed *def_new_fixed(struct def_table *t)
{
	ROOM(t->fixed, t->n_fixed, t->cap_fixed);
	t->fixed[t->n_fixed] = (struct def_fixed){0};
	return &t->fixed[t->n_fixed++];
}

struct def_unique *def_new_unique(struct def_table *t)
{
	ROOM(t->uniques, t->n_uniques, t->cap_uniques);
	t->uniques[t->n_uniques] = (struct def_unique){0};
	return &t->uniques[t->n_uniques++];
}

struct def_mixed *def_new_mixed(struct def_table *t)
{
	ROOM(t->mixed, t->n_mixed, t->cap_mixed);
	t->mixed[t->n_mixed] = (struct def_mixed){0};
	return &t->mixed[t->n_mixed++];
}

struct def_flow *def_new_flow(struct def_table *t)
{
	t->flow = mem_new0(struct def_flow);
	return t->flow;
}

struct def_move *def_new_move(struct def_flow *f)
{
	ROOM(f->moves, f->n, f->cap);
	f->moves[f->n] = (struct def_move){0};
	return &f->moves[f->n++];
}

struct def_menu_item *def_new_menu_item(struct defs *d, struct def_menu_item *under)
{
	if (under) {
		ROOM(under->items, under->n, under->cap);
		under->items[under->n] = (struct def_menu_item){0};
		return &under->items[under->n++];
	}
	ROOM(d->menu, d->n_menu, d->cap_menu);
	d->menu[d->n_menu] = (struct def_menu_item){0};
	return &d->menu[d->n_menu++];
}

struct def_due *def_new_due(struct defs *d)
{
	ROOM(d->due, d->n_due, d->cap_due);
	d->due[d->n_due] = (struct def_due){0};
	return &d->due[d->n_due++];
}

struct def_key *def_new_key(struct defs *d)
{
	ROOM(d->keys, d->n_keys, d->cap_keys);
	d->keys[d->n_keys] = (struct def_key){0};
	return &d->keys[d->n_keys++];
}

void def_add_source(struct defs *d, const char *name, const char *text, size_t n)
{
	ROOM(d->sources, d->n_sources, d->cap_sources);
	d->sources[d->n_sources++] = (struct def_source){mem_strdup(name), mem_strndup(text, n), n};
}

/* ---- looking up --------------------------------------------------------------------------------- */

struct def_table *defs_table(const struct defs *d, const char *name)
{
	return d && name ? map_get(&d->by_name, name) : NULL;
}

struct def_field *def_field(const struct def_table *t, const char *name)
{
	return t && name ? map_get(&t->by_name, name) : NULL;
}

bool def_words_has(const struct def_words *w, const char *word)
{
	for (size_t i = 0; i < w->n; i++)
		if (text_eq(w->at[i], word))
			return true;
	return false;
}

const struct def_move *def_move_named(const struct def_flow *f, const char *name)
{
	for (size_t i = 0; f && i < f->n; i++)
		if (text_eq(f->moves[i].name, name))
			return &f->moves[i];
	return NULL;
}

const char *def_move_to(const struct def_move *m, const char *from)
{
	return *m->to ? m->to : from;
}

bool def_move_leaves(const struct def_move *m, const char *state)
{
	return !m->from.n || def_words_has(&m->from, state);
}

const struct def_move *def_move_between(const struct def_flow *f, const char *from, const char *to)
{
	for (size_t i = 0; f && i < f->n; i++)
		if (*f->moves[i].to && text_eq(f->moves[i].to, to) &&
			def_move_leaves(&f->moves[i], from))
			return &f->moves[i];
	return NULL;
}

const struct def_move *def_move_into(const struct def_flow *f, const char *state)
{
	for (size_t i = 0; f && i < f->n; i++)
		if (text_eq(f->moves[i].to, state))
			return &f->moves[i];
	return NULL;
}

/* Whether fold_find would leave the text as it is: most words of a definition, so it is asked first. */
static bool is_folded(const char *text)
{
	const char *end = text + strlen(text);

	while (text < end) {
		uint32_t c = utf8_next(&text, end);
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
			     (c >= 0x4E00 && c <= 0x9FFF && fold_simplified(c) == c);
		if (!plain)
			return false;
	}
	return true;
}

struct def_field *def_field_labelled(const struct def_table *t, const char *label)
{
	if (!t || !label || !*label)
		return NULL;
	for (size_t i = 0; i < t->n; i++)
		if (text_eq(t->fields[i]->label, label))
			return t->fields[i];
	struct str wanted = {0}, have = {0};
	struct def_field *found = NULL;
	if (is_folded(label))
		return NULL;
	fold_find(&wanted, label);
	for (size_t i = 0; i < t->n && !found && wanted.n; i++) {
		fold_find(&have, t->fields[i]->label);
		if (text_eq(str_c(&have), str_c(&wanted)))
			found = t->fields[i];
	}
	str_free(&wanted);
	str_free(&have);
	return found;
}

/* What the word is filed under; the word itself where folding leaves nothing. */
static void word_key(struct str *out, const char *word)
{
	if (is_folded(word))
		str_set(out, word);
	else
		fold_find(out, word);
	if (!out->n)
		str_set(out, word);
}

const struct def_code *def_code_learn(
	struct def_codes *codes, struct def_code *code, const char *word)
{
	struct str key = {0};

	word_key(&key, word);
	const struct def_code *other = map_get(&codes->words, str_c(&key));
	if (!other)
		map_put(&codes->words, str_c(&key), code);
	str_free(&key);
	return other && other != code ? other : NULL;
}

static const char *without_zeros(const char *number)
{
	while (*number == '0' && number[1])
		number++;
	return number;
}

static bool all_digits(const char *text)
{
	return *text && text[strspn(text, "0123456789")] == '\0';
}

/* By GB number without its leading zeros, or by initials; only if one code alone has them. */
static const struct def_code *code_by_short(const struct def_codes *codes, const char *key)
{
	const struct def_code *found = NULL;
	bool number = all_digits(key);

	for (size_t i = 0; i < codes->n; i++) {
		const struct def_code *c = &codes->at[i];
		bool same = number ? all_digits(c->gb) &&
					     text_eq(without_zeros(c->gb), without_zeros(key))
				   : !c->retired && text_eq(c->mnemonic, key);
		if (!same)
			continue;
		if (found)
			return NULL;
		found = c;
	}
	return found;
}

const struct def_code *def_code_find(const struct def_codes *codes, const char *text)
{
	struct str key = {0};

	if (!codes || text_blank(text))
		return NULL;
	word_key(&key, text);
	const struct def_code *found = map_get(&codes->words, str_c(&key));
	if (!found)
		found = code_by_short(codes, str_c(&key));
	str_free(&key);
	return found;
}

const char *def_imported(const struct def_field *f)
{
	if (f->imported && *f->imported)
		return f->imported;
	return f->initial && !text_eq(f->initial, "today") ? f->initial : "";
}
