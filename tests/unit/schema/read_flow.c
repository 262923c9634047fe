#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/str.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/load.h>

static const char *const texts[] = {
	"area.yaml",
	"table: area\n"
	"title: 区划\n"
	"key: code\n"
	"tree: parent\n"
	"fields:\n"
	"  code: {label: 代码, type: text, size: 12, required: yes, unique: yes}\n"
	"  parent: {label: 上级, type: ref, table: area, index: yes}\n",
	"person.yaml",
	"table: person\n"
	"title: 对象\n"
	"place: village\n"
	"fields:\n"
	"  name: {label: 姓名, type: name}\n"
	"  village: {label: 村, type: ref, table: area}\n"
	"  state: {label: 状态, type: code, codes: state}\n"
	"  death: {label: 去世日期, type: date}\n"
	"codes:\n"
	"  state: {title: 状态, list: [在档, 去世]}\n"
	"flow:\n"
	"  state: state\n"
	"  start: [在档, 去世]\n"
	"  moves:\n"
	"    - name: 去世\n"
	"      from: [在档]\n"
	"      to: 去世\n"
	"      need: [death]\n"
	"      effects: [{table: card, where: state = 已发, move: 停用, set: {note: '\"去世\"'}}]\n"
	"    - {name: 恢复, from: any, to: 在档}\n",
	"card.yaml",
	"table: card\n"
	"title: 优待证\n"
	"owner: person\n"
	"day: made\n"
	"fields:\n"
	"  person: {label: 对象, type: ref, table: person, required: yes}\n"
	"  kind: {label: 种类, type: code, codes: kind}\n"
	"  made: {label: 制卡日期, type: date, fill: today}\n"
	"  state: {label: 状态, type: code, codes: state, default: 已发}\n"
	"  note: {label: 备注, type: text}\n"
	"  kept: {label: 已核, type: yesno}\n"
	"codes:\n"
	"  kind: {title: 种类, list: [退役军人, 三属]}\n"
	"  state: {title: 状态, list: [申请, 已发, 停用]}\n"
	"unique: [{fields: [person, kind], where: state != 停用, say: 已有一张},\n"
	"         {fields: person, near: made 1y, level: warn, ack: kept, say: 一年内办过}]\n"
	"keep: [{when: made > today, say: 日期在今天以后, code: future}]\n"
	"flow:\n"
	"  state: state\n"
	"  start: [申请, 已发]\n"
	"  log: {table: card_step, owner: card, act: act, date: date}\n"
	"  moves:\n"
	"    - name: 发证\n"
	"      from: 申请\n"
	"      to: 已发\n"
	"      ask: [note]\n"
	"      need: [reason]\n"
	"      forbid: [{when: person.state = 去世, say: 人已去世}]\n"
	"      set: {kind: 三属}\n"
	"    - {name: 停用, from: [申请, 已发], to: 停用}\n",
	"card_step.yaml",
	"table: card_step\n"
	"title: 办证经过\n"
	"owner: card\n"
	"fields:\n"
	"  card: {label: 优待证, type: ref, table: card, required: yes}\n"
	"  act: {label: 动作, type: text}\n"
	"  date: {label: 日期, type: date}\n"
	"  note: {label: 备注, type: text}\n"
	"  reason: {label: 原因, type: text}\n",
	"home.yaml",
	"menu:\n"
	"  - {label: 证件, items: [{label: 优待证, table: card}, {label: 导入, command: import}]}\n"
	"  - {label: 对象, table: person}\n"
	"due:\n"
	"  - {label: 停用的证, table: card, where: state = 停用, scope: all}\n"
	"  - {label: 已发的证, table: card, where: state = 已发}\n",
};
enum { N = sizeof texts / sizeof *texts / 2 };

static struct defs *load(void)
{
	struct def_source sources[N];
	struct faults faults = {0};
	struct str text = {0};

	for (size_t i = 0; i < N; i++)
		sources[i] = (struct def_source){
			(char *)texts[2 * i], (char *)texts[2 * i + 1], strlen(texts[2 * i + 1])};
	struct defs *d = load_sources(sources, N, &faults);
	if (faults.n)
		fault_text(&text, &faults.at[0]);
	cr_assert(d, "%s", str_c(&text));
	str_free(&text);
	faults_free(&faults);
	return d;
}

Test(read_flow, states_and_moves)
{
	struct defs *d = load();
	const struct def_table *card = defs_table(d, "card");
	const struct def_flow *f = card->flow;

	cr_assert_eq(f->state, def_field(card, "state"));
	cr_assert_eq(f->start.n, 2);
	cr_assert_eq(f->n, 2);
	const struct def_move *m = def_move_named(f, "发证");
	cr_assert_str_eq(m->to, "已发");
	cr_assert(def_move_leaves(m, "申请") && !def_move_leaves(m, "停用"));
	cr_assert_eq(m->ask.n, 2);
	cr_assert(m->ask.at[0].needed && !m->ask.at[0].own, "what is needed comes first");
	cr_assert_str_eq(m->ask.at[0].log->label, "原因");
	cr_assert(m->ask.at[1].own && m->ask.at[1].log && !m->ask.at[1].needed);
	cr_assert_str_eq(m->forbid.at[0].say, "人已去世");
	cr_assert_str_eq(m->set.at[0].field->name, "kind");
	cr_assert_str_eq(m->set.at[0].value->text, "三属");
	cr_assert_eq(f->log, defs_table(d, "card_step"));
	cr_assert_str_eq(f->log_owner->name, "card");
	cr_assert_str_eq(f->log_act->name, "act");
	cr_assert_str_eq(f->log_date->name, "date");
	cr_assert_eq(def_move_between(f, "已发", "停用"), def_move_named(f, "停用"));
	cr_assert_null(def_move_between(f, "停用", "已发"));
	cr_assert_eq(def_move_into(f, "停用"), def_move_named(f, "停用"));
	defs_free(d);
}

Test(read_flow, effects_and_defaults)
{
	struct defs *d = load();
	const struct def_table *person = defs_table(d, "person"), *card = defs_table(d, "card");
	const struct def_effect *e = &def_move_named(person->flow, "去世")->effects.at[0];

	cr_assert_eq(e->table, card);
	cr_assert_eq(e->by, card->owner, "the owner unless said otherwise");
	cr_assert_not_null(e->where);
	cr_assert_str_eq(e->move, "停用");
	cr_assert_str_eq(e->set.at[0].field->name, "note");
	cr_assert_str_eq(def_field(person, "state")->initial, "在档", "the first of start");
	cr_assert_str_eq(def_field(card, "state")->initial, "已发", "the field's own default");
	cr_assert(def_move_leaves(def_move_named(person->flow, "恢复"), "去世"), "from any");
	cr_assert_null(person->flow->log);
	defs_free(d);
}

Test(read_law, unique_keep_and_fill)
{
	struct defs *d = load();
	const struct def_table *card = defs_table(d, "card");

	cr_assert_eq(card->n_uniques, 2);
	cr_assert_eq(card->uniques[0].level, LEVEL_ERROR);
	cr_assert_null(card->uniques[0].near);
	cr_assert_eq(card->uniques[1].near, def_field(card, "made"));
	cr_assert_eq(card->uniques[1].months, 12);
	cr_assert_eq(card->uniques[1].level, LEVEL_WARN);
	cr_assert_eq(card->uniques[1].ack, def_field(card, "kept"));
	cr_assert_eq(card->uniques[0].fields.n, 2);
	cr_assert_eq(card->uniques[0].fields.at[1], def_field(card, "kind"));
	cr_assert_not_null(card->uniques[0].where);
	cr_assert_str_eq(card->uniques[0].code, "unique");
	cr_assert_eq(card->n_keep, 1);
	cr_assert_str_eq(card->keep[0].code, "future");
	cr_assert_not_null(def_field(card, "made")->fill);
	defs_free(d);
}

Test(read_place, own_and_inherited)
{
	struct defs *d = load();
	const struct def_table *person = defs_table(d, "person"), *card = defs_table(d, "card");
	const struct def_table *step = defs_table(d, "card_step");

	cr_assert_eq(person->place->n_path, 1);
	cr_assert_eq(card->place->n_path, 2);
	cr_assert_str_eq(card->place->path[0]->name, "person");
	cr_assert_str_eq(card->place->path[1]->name, "village");
	cr_assert_eq(step->place->n_path, 3, "through every owner");
	cr_assert_null(defs_table(d, "area")->place);
	cr_assert_eq(card->day, def_field(card, "made"));
	cr_assert_eq(defs_table(d, "area")->tree, def_field(defs_table(d, "area"), "parent"));
	defs_free(d);
}

Test(read_home, menus_within_and_scopes)
{
	struct defs *d = load();

	cr_assert_eq(d->n_menu, 2);
	cr_assert_eq(d->menu[0].n, 2);
	cr_assert_str_eq(d->menu[0].items[0].table, "card");
	cr_assert_str_eq(d->menu[0].items[1].command, "import");
	cr_assert_str_eq(d->tables[0]->name, "card", "in the order of the menu, within it too");
	cr_assert(d->due[0].everywhere && !d->due[1].everywhere);
	defs_free(d);
}
