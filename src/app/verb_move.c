#include <string.h>

#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/mem.h>
#include <binggui/domain/flow.h>
#include <binggui/table/gate.h>
#include <binggui/table/table.h>
#include <binggui/text/json.h>

/* What the words of one call come to. */
struct moving {
	struct app *app;
	const struct def_table *table;
	const struct def_move *move;
	struct record base, typed, log;
	struct problems problems;
};

static void moving_free(struct moving *m)
{
	record_free(&m->base);
	record_free(&m->typed);
	record_free(&m->log);
	problems_free(&m->problems);
}

static const struct def_field *field_of(const struct def_table *t, const char *name)
{
	const struct def_field *f = def_field(t, name);

	f = f ? f : def_field_labelled(t, name);
	return f && !f->computed ? f : NULL;
}

static void put(struct moving *m, const struct def_field *f, struct record *r, const char *typed)
{
	struct str value = {0}, why = {0};

	if (type_parse(f, &m->app->archive->types, typed, &value, &why))
		record_set(r, f->number, str_c(&value));
	else
		problem_add(&m->problems, f, LEVEL_ERROR, "type", "%s", str_c(&why));
	str_free(&value);
	str_free(&why);
}

/* One field=value: of the register, of the log, or of both. */
static bool assign(struct moving *m, const char *word, struct err *e)
{
	const char *equals = strchr(word, '=');
	const struct def_table *log = m->table->flow->log;

	if (!equals)
		return err_set(e, ERR_USAGE, "“%s”应写作 字段=值", word);
	char *name = mem_strndup(word, (size_t)(equals - word));
	const struct def_field *own = field_of(m->table, name);
	const struct def_field *logged = log ? field_of(log, name) : NULL;
	if (!own && !logged)
		err_set(e, ERR_USAGE, "%s没有字段“%s”", m->table->title, name);
	if (own)
		put(m, own, &m->typed, equals + 1);
	if (logged)
		put(m, logged, &m->log, equals + 1);
	mem_free(name);
	return own || logged;
}

/* The move of that name, or what there is instead. */
static bool find_move(struct moving *m, const char *name, struct err *e)
{
	struct flow_choices choices = {0};
	struct str all = {0};

	if (!m->table->flow)
		return err_set(e, ERR_USAGE, "《%s》没有要办理的动作", m->table->title);
	m->move = def_move_named(m->table->flow, name);
	if (m->move)
		return true;
	flow_choices(m->app->archive, m->table, &m->base, &choices);
	for (size_t i = 0; i < choices.n; i++)
		str_addf(&all, "%s%s", i ? "、" : "", choices.at[i].move->name);
	err_set(e, ERR_USAGE, "《%s》没有动作“%s”；现在是“%s”，能办的有：%s", m->table->title, name,
		gate_state(m->table, &m->base), all.n ? str_c(&all) : "（没有）");
	flow_choices_free(&choices);
	str_free(&all);
	return false;
}

static void print_effects(struct json *j, const struct change_effects *all)
{
	char id[32];

	json_key(j, "effects");
	json_open(j, '[');
	for (size_t i = 0; i < all->n; i++) {
		record_id_text(all->at[i].id, id);
		json_open(j, '{');
		json_pair(j, "table", all->at[i].table->name);
		json_pair(j, "id", id);
		json_pair(j, "kind", all->at[i].log ? "log" : all->at[i].move ? "move" : "set");
		if (all->at[i].move)
			json_pair(j, "move", all->at[i].move);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void print_warnings(struct json *j, const struct problems *p)
{
	json_key(j, "warnings");
	json_open(j, '[');
	for (size_t i = 0; i < p->n; i++) {
		json_open(j, '{');
		json_pair(j, "code", p->at[i].code);
		json_pair(j, "text", p->at[i].text);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void print_result(const struct moving *m, const struct change *c)
{
	struct str line = {0};
	struct json j;
	char id[32];

	record_id_text(c->record->id, id);
	if (!m->app->options.json) {
		flow_tell(c, &line);
		out_line("%s：%s 第%u版，现在是“%s”", str_c(&line), id, c->record->version,
			gate_state(m->table, c->record));
		str_free(&line);
		return;
	}
	json_start(&j, &line);
	json_open(&j, '{');
	json_pair(&j, "result", "moved");
	json_pair(&j, "id", id);
	json_pair_number(&j, "version", c->record->version);
	json_pair(&j, "move", m->move->name);
	json_pair(&j, "state", gate_state(m->table, c->record));
	print_effects(&j, &c->effects);
	print_warnings(&j, &c->problems);
	json_close(&j, '}');
	out_line("%s", str_c(&line));
	str_free(&line);
}

static void print_problems(const struct problems *p)
{
	for (size_t i = 0; i < p->n; i++)
		out_problem(
			"%s：%s", p->at[i].field ? p->at[i].field->label : "记录", p->at[i].text);
}

static bool make_move(struct moving *m, struct err *e)
{
	struct change c;

	if (m->problems.n) {
		print_problems(&m->problems);
		return err_set(e, ERR_CHECK, "没有办理，请改正上面的问题");
	}
	bool ok = flow_do(m->app->archive, m->table, m->move, &m->base, &m->typed, &m->log, &c, e);
	if (ok)
		print_result(m, &c);
	else
		print_problems(&c.problems);
	change_free(&c);
	return ok;
}

static int run(struct app *app, int n, char **words)
{
	struct moving m = {.app = app};
	struct err e = {0};

	m.table = app_table(app, words[0], &e);
	bool ok = m.table && verb_record(app, m.table, words[1], &m.base, &e) &&
		  find_move(&m, words[2], &e);
	record_copy(&m.typed, &m.base);
	for (int i = 3; ok && i < n; i++)
		ok = assign(&m, words[i], &e);
	ok = ok && make_move(&m, &e);
	moving_free(&m);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_move = {
	.name = "move",
	.words = "登记簿 编号 动作 [字段=值 …] [--json]",
	.help = "办理：照登记簿的流程把记录从一个状态移到下一个，连带的记录一起改",
	.min_words = 3,
	.max_words = -1,
	.needs = VERB_STORE,
	.run = run,
};
