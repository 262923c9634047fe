#include <binggui/schema/read_flow.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/type.h>

static bool is_type(const struct def_field *f, const char *type)
{
	return f->type == type_by_name(type);
}

static bool is_label(const struct def_codes *codes, const char *word)
{
	for (size_t i = 0; i < codes->n; i++)
		if (text_eq(codes->at[i].label, word))
			return true;
	return false;
}

/* A state is written by its label, as records store it. */
static void check_label(struct linking *l, const struct def_field *f, const char *word,
	const struct yaml_node *node)
{
	struct nearest near;

	if (!f->codes || is_label(f->codes, word))
		return;
	const struct def_code *code = def_code_find(f->codes, word);
	nearest_start(&near, word);
	for (size_t i = 0; i < f->codes->n; i++)
		nearest_try(&near, f->codes->at[i].label);
	if (code)
		near = (struct nearest){.best = code->label};
	linking_missing(l, node, f->codes->title, word, &near);
}

static void read_states(struct linking *l, const struct def_field *f, struct def_words *out,
	const struct yaml_node *map, const char *key)
{
	const struct yaml_node *list = yaml_get(map, key);

	if (!list)
		expect_fault(map, l->faults, "缺少“%s”", key);
	expect_words(out, map, key, l->faults);
	for (size_t i = 0; i < out->n; i++)
		check_label(l, f, out->at[i], linking_item(list, i));
}

/* ---- fields asked for ------------------------------------------------------------------------ */

static bool may_ask(const struct def_field *f)
{
	return f && !is_type(f, "computed");
}

/* A field of the register, of the log, or of both by the same name. */
static void read_ask(struct linking *l, const struct def_table *t, struct def_move *m,
	const char *name, bool needed, const struct yaml_node *node)
{
	struct def_ask ask = {def_field(t, name), def_field(t->flow->log, name), needed};

	if (!ask.own && !ask.log) {
		linking_field(l, t, name, node);
		return;
	}
	if (ask.own == t->flow->state || (ask.own && !may_ask(ask.own)))
		expect_fault(node, l->faults, "“%s”不能由人填写，办理时不能问它", name);
	if (!may_ask(ask.log))
		ask.log = NULL;
	for (size_t i = 0; i < m->ask.n; i++)
		if (m->ask.at[i].own == ask.own && m->ask.at[i].log == ask.log)
			return;
	vec_push(&m->ask, ask);
}

static void read_asks(struct linking *l, const struct def_table *t, struct def_move *m,
	const struct yaml_node *node, const char *key, bool needed)
{
	struct def_words names = {0};

	expect_words(&names, node, key, l->faults);
	for (size_t i = 0; i < names.n; i++) {
		read_ask(l, t, m, names.at[i], needed, linking_item(yaml_get(node, key), i));
		mem_free(names.at[i]);
	}
	vec_free(&names);
}

/* ---- what a move forbids and does ------------------------------------------------------------ */

static void read_forbid(struct linking *l, const struct def_table *t, struct def_move *m,
	const struct yaml_node *list)
{
	static const char *const known[] = {"when", "say", NULL};

	if (!list || !expect_list(list, l->faults))
		return;
	for (size_t i = 0; i < list->n; i++) {
		const struct yaml_node *node = list->items[i];
		if (!expect_map(node, l->faults))
			continue;
		yaml_only(node, known, l->faults);
		const char *when = expect_text(node, "when", true, l->faults);
		struct def_forbid *f = vec_add(&m->forbid);
		f->when = when ? linking_expr(l, t, yaml_get(node, "when"), "条件") : NULL;
		f->say = expect_copy(node, "say", true, l->faults);
	}
}

/* FIELD: expression.  The fields are those of `of` or of its log, the expressions are worked out on `on`. */
static void read_sets(struct linking *l, struct def_sets *out, const struct def_table *of,
	const struct def_table *on, const struct yaml_node *map)
{
	if (!map || !expect_map(map, l->faults))
		return;
	for (size_t i = 0; i < map->n; i++) {
		const struct yaml_node *node = map->items[i];
		bool log = on != of && of->flow && !def_field(of, node->key) &&
			   def_field(of->flow->log, node->key);
		const struct def_field *f =
			linking_field(l, log ? of->flow->log : of, node->key, node);
		if (!f)
			continue;
		if (is_type(f, "computed") || (of->flow && f == of->flow->state))
			expect_fault(node, l->faults, "“%s”不能这样写；状态由“move”改", f->name);
		else if (node->kind != YAML_SCALAR)
			expect_fault(node, l->faults, "“%s”只能写一段文字", f->name);
		else {
			struct expr *x = linking_value(l, on, node, f);
			struct def_set set = {f, x, log};
			vec_push(out, set);
		}
	}
}

static bool refers_to(const struct def_field *f, const struct def_table *t)
{
	return f->target == t && !f->multiple;
}

/* The reference by which the records of an effect hang on the one that moves. */
static const struct def_field *read_by(struct linking *l, const struct def_table *t,
	const struct def_table *other, const struct yaml_node *node)
{
	const char *name = expect_text(node, "by", false, l->faults);
	const struct def_field *f =
		name ? linking_field(l, other, name, yaml_get(node, "by")) : other->owner;

	if (f && refers_to(f, t) && (f == other->owner || f->index || f->unique))
		return f;
	if (f || !name)
		expect_fault(name ? yaml_get(node, "by") : node, l->faults,
			"“by”应是“%s”里引用“%s”的字段：owner，或写了 index: yes", other->title,
			t->title);
	return NULL;
}

static void check_move(struct linking *l, const struct def_effect *e, const struct yaml_node *node)
{
	struct nearest near;

	if (!e->move || def_move_named(e->table->flow, e->move))
		return;
	nearest_start(&near, e->move);
	for (size_t i = 0; e->table->flow && i < e->table->flow->n; i++)
		nearest_try(&near, e->table->flow->moves[i].name);
	linking_missing(l, node, "动作", e->move, &near);
}

/* `of: person`: those are meant that refer to the same person as the record that moves. */
static const struct def_field *read_of(
	struct linking *l, const struct def_table *t, const struct yaml_node *node)
{
	const char *name = expect_text(node, "of", false, l->faults);
	const struct def_field *f = name ? linking_field(l, t, name, yaml_get(node, "of")) : NULL;

	if (!f || (f->target && !f->multiple))
		return f;
	expect_fault(yaml_get(node, "of"), l->faults, "“of”应是一个引用字段，只有一个值");
	return NULL;
}

static void read_effect(struct linking *l, const struct def_table *t, struct def_move *m,
	const struct yaml_node *node)
{
	static const char *const known[] = {
		"table", "of", "by", "make", "when", "where", "move", "otherwise", "set", NULL};
	static const char *const ways[] = {"tell", "refuse", "pass", NULL};

	if (!expect_map(node, l->faults))
		return;
	yaml_only(node, known, l->faults);
	const char *name = expect_text(node, "table", true, l->faults);
	const struct def_table *other =
		name ? linking_table(l, name, yaml_get(node, "table")) : NULL;
	if (!other)
		return;
	struct def_effect *e = vec_add(&m->effects);
	const char *where = expect_text(node, "where", false, l->faults);
	const char *move = expect_text(node, "move", false, l->faults);
	const char *when = expect_text(node, "when", false, l->faults);
	e->table = other;
	e->when = when ? linking_expr(l, t, yaml_get(node, "when"), "条件") : NULL;
	e->of = read_of(l, t, node);
	e->by = read_by(l, e->of ? e->of->target : t, other, node);
	e->make = yaml_get(node, "make") && yaml_bool(yaml_get(node, "make"), false, l->faults);
	if (e->make && (where || move))
		expect_fault(node, l->faults, "新做一条（make）的不写“where”和“move”");
	e->where = where ? linking_expr(l, other, yaml_get(node, "where"), "条件") : NULL;
	e->move = move ? mem_strdup(move) : NULL;
	check_move(l, e, yaml_get(node, "move"));
	e->otherwise = (enum def_otherwise)expect_choice(
		node, "otherwise", ways, OTHERWISE_TELL, l->faults);
	if (!move && yaml_get(node, "otherwise"))
		expect_fault(yaml_get(node, "otherwise"), l->faults, "“otherwise”只和“move”一起写");
	read_sets(l, &e->set, other, t, yaml_get(node, "set"));
	if (!yaml_get(node, "move") && !yaml_get(node, "set"))
		expect_fault(node, l->faults, "“effects”的一项要写“set”或“move”");
}

/* ---- moves ----------------------------------------------------------------------------------- */

static void read_from(struct linking *l, const struct def_field *state, struct def_move *m,
	const struct yaml_node *node)
{
	const struct yaml_node *from = yaml_get(node, "from");

	if (from && from->kind == YAML_SCALAR && text_eq(from->text, "any"))
		return;
	read_states(l, state, &m->from, node, "from");
	if (from && !m->from.n)
		expect_fault(from, l->faults, "“from”里一个状态也没有；从哪个都行的写 any");
}

static void read_move(struct linking *l, const struct def_table *t, const struct yaml_node *node)
{
	static const char *const known[] = {
		"name", "from", "to", "need", "ask", "forbid", "set", "effects", NULL};
	const struct def_field *state = t->flow->state;

	if (!expect_map(node, l->faults))
		return;
	yaml_only(node, known, l->faults);
	const char *name = expect_text(node, "name", true, l->faults);
	if (name && def_move_named(t->flow, name))
		expect_fault(yaml_get(node, "name"), l->faults, "动作“%s”写了两次", name);
	struct def_move *m = def_new_move(t->flow);
	m->name = mem_strdup(name ? name : "");
	m->to = expect_copy(node, "to", false, l->faults);
	if (*m->to)
		check_label(l, state, m->to, yaml_get(node, "to"));
	read_from(l, state, m, node);
	read_asks(l, t, m, node, "need", true);
	read_asks(l, t, m, node, "ask", false);
	read_forbid(l, t, m, yaml_get(node, "forbid"));
	read_sets(l, &m->set, t, t, yaml_get(node, "set"));
}

/* ---- the log --------------------------------------------------------------------------------- */

static const struct def_field *log_field(struct linking *l, const struct def_table *log,
	const struct yaml_node *node, const char *key, bool needed)
{
	const char *name = expect_text(node, key, needed, l->faults);

	return name ? linking_field(l, log, name, yaml_get(node, key)) : NULL;
}

static void read_log(struct linking *l, const struct def_table *t, const struct yaml_node *node)
{
	static const char *const known[] = {"table", "owner", "act", "date", "made", NULL};
	struct def_flow *flow = t->flow;

	if (!node || !expect_map(node, l->faults))
		return;
	yaml_only(node, known, l->faults);
	const char *name = expect_text(node, "table", true, l->faults);
	flow->log = name ? linking_table(l, name, yaml_get(node, "table")) : NULL;
	if (!flow->log)
		return;
	flow->log_owner = log_field(l, flow->log, node, "owner", true);
	flow->log_act = log_field(l, flow->log, node, "act", true);
	flow->log_date = log_field(l, flow->log, node, "date", false);
	flow->log_made = yaml_bool(yaml_get(node, "made"), true, l->faults);
	if (flow->log_owner && !refers_to(flow->log_owner, t))
		expect_fault(yaml_get(node, "owner"), l->faults, "“owner”应是“%s”里引用“%s”的字段",
			flow->log->title, t->title);
	if (flow->log_date && !is_type(flow->log_date, "date"))
		expect_fault(
			yaml_get(node, "date"), l->faults, "“date”应是一个日期字段（type: date）");
	if (flow->log_act && !is_type(flow->log_act, "code") && !is_type(flow->log_act, "text"))
		expect_fault(yaml_get(node, "act"), l->faults,
			"“act”应是代码字段或一行文字：记动作的名称");
}

/* `since: FIELD`: kept by moves, the day the state began. */
static void read_since(struct linking *l, const struct def_table *t, const struct yaml_node *node)
{
	const char *name = expect_text(node, "since", false, l->faults);
	const struct yaml_node *at = yaml_get(node, "since");
	const struct def_field *f = name ? linking_field(l, t, name, at) : NULL;

	if (f && (!is_type(f, "date") || f->multiple))
		expect_fault(at, l->faults, "“since”应是一个日期字段（type: date），只有一个值");
	else
		t->flow->since = f;
}

/* Where the log takes codes only, every move must be one. */
static void check_acts(struct linking *l, const struct def_table *t, const struct yaml_node *moves)
{
	const struct def_field *act = t->flow->log_act;

	if (!act || !act->codes || !moves || moves->kind != YAML_LIST)
		return;
	for (size_t i = 0; i < moves->n; i++) {
		const char *name = yaml_text(moves->items[i], "name");
		if (!text_blank(name))
			check_label(l, act, name, yaml_get(moves->items[i], "name"));
	}
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* The state of a new record is the first of `start:` unless the field's own default says otherwise. */
static void settle_default(struct linking *l, const struct def_table *t,
	const struct yaml_node *node, const struct yaml_node *root)
{
	struct def_field *f = def_field(t, t->flow->state->name);
	const struct yaml_node *own =
		yaml_get(yaml_get(yaml_get(root, "fields"), f->name), "default");

	if (!t->flow->start.n)
		return;
	if (own && !def_words_has(&t->flow->start, f->initial))
		expect_fault(own, l->faults, "默认值“%s”不在 flow 的“start”里（第 %zu 行）",
			f->initial, node->line);
	if (own)
		return;
	mem_free(f->initial);
	f->initial = mem_strdup(t->flow->start.at[0]);
}

void read_flow(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	static const char *const known[] = {"state", "start", "since", "moves", "log", NULL};
	const struct yaml_node *node = yaml_get(root, "flow"), *moves = yaml_get(node, "moves");

	if (!node || !expect_map(node, l->faults))
		return;
	yaml_only(node, known, l->faults);
	const char *name = expect_text(node, "state", true, l->faults);
	const struct def_field *state =
		name ? linking_field(l, t, name, yaml_get(node, "state")) : NULL;
	if (!state)
		return;
	if (!is_type(state, "code") || state->multiple) {
		expect_fault(yaml_get(node, "state"), l->faults,
			"“state”应是一个代码字段（type: code），只有一个值");
		return;
	}
	struct def_flow *flow = def_new_flow(t);
	flow->state = state;
	read_since(l, t, node);
	read_log(l, t, yaml_get(node, "log"));
	read_states(l, state, &flow->start, node, "start");
	settle_default(l, t, node, root);
	if (!moves)
		expect_fault(node, l->faults, "缺少“moves”");
	else if (expect_list(moves, l->faults))
		for (size_t i = 0; i < moves->n; i++)
			read_move(l, t, moves->items[i]);
	check_acts(l, t, moves);
}

void read_flow_effects(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const struct yaml_node *moves = yaml_get(yaml_get(root, "flow"), "moves");
	size_t at = 0;

	for (size_t i = 0; t->flow && moves && i < moves->n && at < t->flow->n; i++) {
		const struct yaml_node *move = moves->items[i],
				       *effects = yaml_get(move, "effects");
		if (move->kind != YAML_MAP)
			continue;
		struct def_move *m = &t->flow->moves[at++];
		if (!effects || !expect_list(effects, l->faults))
			continue;
		for (size_t k = 0; k < effects->n; k++)
			read_effect(l, t, m, effects->items[k]);
	}
}
