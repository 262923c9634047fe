#include <unit/table/office.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/schema/load.h>
#include <binggui/schema/type.h>
#include <binggui/store/kv_mem.h>

static const char *const texts[] = {
	"person.yaml",
	"table: person\n"
	"title: 对象\n"
	"fields:\n"
	"  name: {label: 姓名, type: name, required: yes}\n"
	"  state: {label: 状态, type: code, codes: state}\n"
	"  death: {label: 去世日期, type: date}\n"
	"  focus: {label: 重点, type: yesno}\n"
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
	"      set: {focus: 否}\n"
	"      effects:\n"
	"        - {table: pairing, where: 'to = \"\"', set: {to: death, why: 去世}}\n"
	"        - {table: card, where: state != 停用, move: 停用, set: {reason: "
	"'\"持证人去世\"'}}\n"
	"    - {name: 恢复, from: any, to: 在档}\n",
	"card.yaml",
	"table: card\n"
	"title: 优待证\n"
	"shows: \"{person}的证\"\n"
	"owner: person\n"
	"fields:\n"
	"  person: {label: 对象, type: ref, table: person, required: yes}\n"
	"  no: {label: 号码, type: text, required: yes, fill: '\"Y\"'}\n"
	"  made: {label: 制卡日期, type: date, by: [moves, import]}\n"
	"  due: {label: 有效期至, type: date, fill: made + 10y}\n"
	"  fee: {label: 工本费, type: money, fill: 12.5}\n"
	"  state: {label: 状态, type: code, codes: state, required: yes}\n"
	"  note: {label: 备注, type: text}\n"
	"codes:\n"
	"  state: {title: 状态, list: [申请, 审核, 已发, 停用]}\n"
	"flow:\n"
	"  state: state\n"
	"  start: [申请, 审核]\n"
	"  log: {table: step, owner: card, act: act, date: date}\n"
	"  moves:\n"
	"    - {name: 审核, from: [申请], to: 审核}\n"
	"    - name: 发证\n"
	"      from: [审核]\n"
	"      to: 已发\n"
	"      need: [made]\n"
	"      ask: [note]\n"
	"      forbid: [{when: person.state = 去世, say: 持证人已去世，不能发证}]\n"
	"    - {name: 换发, from: [已发], to: 已发, need: [reason]}\n"
	"    - {name: 停用, from: [审核, 已发], to: 停用, need: [reason]}\n",
	"step.yaml",
	"table: step\n"
	"title: 办证经过\n"
	"owner: card\n"
	"by: moves\n"
	"fields:\n"
	"  card: {label: 优待证, type: ref, table: card, required: yes, by: moves}\n"
	"  act: {label: 动作, type: code, codes: act, by: moves}\n"
	"  date: {label: 日期, type: date}\n"
	"  note: {label: 备注, type: text}\n"
	"  reason: {label: 原因, type: text}\n"
	"codes:\n"
	"  act: {title: 动作, list: [新建, 审核, 发证, 换发, 停用]}\n",
	"pairing.yaml",
	"table: pairing\n"
	"title: 结对\n"
	"owner: person\n"
	"fields:\n"
	"  person: {label: 对象, type: ref, table: person, required: yes}\n"
	"  tier: {label: 层级, type: text}\n"
	"  to: {label: 结束, type: date}\n"
	"  why: {label: 结束原因, type: code, codes: why}\n"
	"codes:\n"
	"  why: {title: 结束原因, list: [去世, 调离]}\n"
	"unique:\n"
	"  - {fields: [person, tier], where: 'to = \"\"', say: 此人这一级已有包联人, code: "
	"pair-open}\n",
	"fund.yaml",
	"table: fund\n"
	"title: 基金\n"
	"shows: \"{name}\"\n"
	"fields:\n"
	"  name: {label: 名称, type: text, required: yes}\n"
	"  budget: {label: 预算, type: money}\n"
	"  balance: {label: 余额, type: computed, formula: 'budget - sum(pay.amount)'}\n"
	"keep:\n"
	"  - {when: 'balance < 0', say: \"基金余额不足，成了{balance}\", code: overdrawn}\n",
	"pay.yaml",
	"table: pay\n"
	"title: 支出\n"
	"owner: fund\n"
	"fields:\n"
	"  fund: {label: 基金, type: ref, table: fund, required: yes}\n"
	"  amount: {label: 金额, type: money, required: yes}\n"
	"  payee: {label: 领款人, type: text}\n"
	"  date: {label: 日期, type: date}\n"
	"  seen: {label: 已核, type: yesno}\n"
	"fixed:\n"
	"  - {when: seen = 是, fields: [amount, fund], void: no, say: 已核的不再改, code: seen}\n"
	"unique:\n"
	"  - {fields: [fund, payee], near: date 30d, level: warn, ack: seen, say: 一个月内已付过, "
	"code: paid-before}\n",
};
enum { N = sizeof texts / sizeof *texts / 2 };

static int64_t fixed_now(void)
{
	return INT64_C(1588213200000);
}

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

void office_open(struct office *o)
{
	static int count;
	struct err e = {0};

	*o = (struct office){.defs = load()};
	snprintf(o->url, sizeof o->url, "mem:office-%d", ++count);
	struct archive_options options = {
		.defs = o->defs, .user = "王五", .today = {2020, 4, 30}, .create = true};
	o->a = archive_open(o->url, &options, &e);
	cr_assert(o->a, "%s", e.text);
	o->a->now_ms = fixed_now;
	o->person = defs_table(o->defs, "person");
	o->card = defs_table(o->defs, "card");
	o->step = defs_table(o->defs, "step");
	o->pairing = defs_table(o->defs, "pairing");
	o->fund = defs_table(o->defs, "fund");
	o->pay = defs_table(o->defs, "pay");
}

void office_close(struct office *o)
{
	archive_close(o->a);
	kv_mem_forget(o->url + strlen("mem:"));
	defs_free(o->defs);
}

/* A name is a field of the register, or of the flow's log with a dot before it. */
static void set_all(struct office *o, const struct def_table *t, struct record *r,
	struct record *log, va_list args)
{
	struct str value = {0}, why = {0};
	const char *name;

	while ((name = va_arg(args, const char *))) {
		bool logged = *name == '.';
		const struct def_field *f =
			logged ? def_field(t->flow->log, name + 1) : def_field(t, name);
		const char *typed = va_arg(args, const char *);
		cr_assert(f, "no field %s", name);
		str_clear(&value);
		if (*typed)
			cr_assert(type_parse(f, &o->a->types, typed, &value, &why), "%s",
				str_c(&why));
		record_set(logged ? log : r, f->number, str_c(&value));
	}
	str_free(&value);
	str_free(&why);
}

uint64_t office_add(struct office *o, struct err *e, const struct def_table *t, ...)
{
	struct record r = {0}, log = {0};
	va_list args;

	va_start(args, t);
	set_all(o, t, &r, &log, args);
	va_end(args);
	struct change c = {.table = t, .record = &r, .log = &log};
	uint64_t id = table_save(o->a, &c, 1, NULL, e) ? r.id : 0;
	change_free(&c);
	record_free(&r);
	record_free(&log);
	return id;
}

enum change_result office_set(struct office *o, struct err *e, const struct def_table *t,
	uint64_t id, const char *move, ...)
{
	struct record base = {0}, r = {0}, log = {0};
	va_list args;

	cr_assert(table_get(o->a, t, id, &base, e), "%s", e->text);
	record_copy(&r, &base);
	va_start(args, move);
	set_all(o, t, &r, &log, args);
	va_end(args);
	struct change c = {.table = t, .base = &base, .record = &r, .move = move, .log = &log};
	table_save(o->a, &c, 1, NULL, e);
	enum change_result result = c.result;
	change_free(&c);
	record_free(&base);
	record_free(&r);
	record_free(&log);
	return result;
}

const char *office_value(
	struct office *o, const struct def_table *t, uint64_t id, const char *field)
{
	static char text[200];
	struct record r = {0};
	struct err e = {0};

	cr_assert(table_get(o->a, t, id, &r, &e), "%s", e.text);
	snprintf(
		text, sizeof text, "%s", r.voided ? "作废" : record_field(&r, def_field(t, field)));
	record_free(&r);
	return text;
}

size_t office_count(struct office *o, const struct def_table *t)
{
	return (size_t)archive_count(o->a, t);
}
