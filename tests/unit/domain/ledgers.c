#include <unit/domain/ledgers.h>

#include <stdarg.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/schema/load.h>
#include <binggui/table/table.h>

static const struct {
	const char *name, *text;
} files[] = {
	{"area.yaml",
		"table: area\ntitle: 区划\nkey: code\ntree: parent\nshows: \"{name}\"\nfields:\n"
		"  code: {label: 代码, type: text, required: yes, unique: yes}\n"
		"  name: {label: 名称, type: text, find: pinyin}\n"
		"  parent: {label: 上级, type: ref, table: area, index: yes}\n"},
	{"person.yaml", "table: person\ntitle: 对象\nshows: \"{name}\"\nplace: village\nfields:\n"
			"  name: {label: 姓名, type: name, required: yes}\n"
			"  village: {label: 村, type: ref, table: area}\n"
			"  death_date: {label: 去世日期, type: date}\n"},
	{"staff.yaml", "table: staff\ntitle: 干部\nfields:\n"
		       "  name: {label: 姓名, type: name, required: yes}\n"
		       "  person: {label: 本人, type: ref, table: person}\n"},
	{"aid.yaml", "table: aid\ntitle: 救助\nowner: person\nday: date\nfields:\n"
		     "  person: {label: 对象, type: ref, table: person, index: yes}\n"
		     "  kind: {label: 类别, type: code, codes: aid_kind}\n"
		     "  leader: {label: 县领导, type: yesno}\n"
		     "  date: {label: 日期, type: date}\n"
		     "  amount: {label: 金额, type: money}\n"
		     "  goods: {label: 折价, type: money}\n"
		     "codes:\n  aid_kind: {title: 类别, list: [慰问金, 救助资金]}\n"},
	{"job.yaml", "table: job\ntitle: 就业\nowner: person\nfields:\n"
		     "  person: {label: 对象, type: ref, table: person, index: yes}\n"
		     "  hours: {label: 小时, type: number}\n"},
	{"seek.yaml", "table: seek\ntitle: 求职\nowner: person\nfields:\n"
		      "  person: {label: 对象, type: ref, table: person, index: yes}\n"},
	{"pair.yaml", "table: pair\ntitle: 结对\nowner: person\nfields:\n"
		      "  person: {label: 对象, type: ref, table: person, index: yes}\n"
		      "  tier: {label: 层级, type: code, codes: tier}\n"
		      "  from: {label: 起, type: date}\n"
		      "  to: {label: 止, type: date}\n"
		      "codes:\n  tier: {title: 层级, list: [县, 镇, 村]}\n"},
	{"duty.yaml", "table: duty\ntitle: 值守\nfields:\n"
		      "  person: {label: 对象, type: ref, table: person}\n"
		      "  staff: {label: 干部, type: ref, table: staff}\n"
		      "  area: {label: 地点, type: ref, table: area}\n"},
	{"figures.yaml",
		"figures:\n"
		"  people: {title: 对象, definition: 期末健在, of: person, unit: 名, round: 余百,\n"
		"    where: 'death_date = \"\" or death_date > until'}\n"
		"  aid_rows: {title: 人次, definition: 笔数, of: aid, unit: 人次, against: "
		"people}\n"
		"  aid_people: {title: 人, definition: 人数, of: aid, count: person, unit: 人}\n"
		"  aid_ever: {title: 累计, definition: 到期末, of: aid, period: until, unit: "
		"人次}\n"
		"  relief: {title: 救助资金, definition: 救助, of: aid, where: kind = 救助资金,\n"
		"    sum: amount, unit: 元}\n"
		"  led: {title: 县领导, definition: 带队的钱和物, of: aid, where: leader,\n"
		"    sum: [amount, goods], unit: 元, each: kind}\n"
		"  work: {title: 台账, definition: 并集, unit: 人, count: person, union: [\n"
		"    {label: 就业, of: job}, {label: 求职, of: seek}]}\n"
		"  paired: {title: 三级结对, definition: 每级都有, of: pair, count: person, unit: "
		"人,\n"
		"    where: 'from <= until and (to = \"\" or to > until)', every: [\n"
		"    {label: 县, where: tier = 县}, {label: 镇, where: tier = 镇},\n"
		"    {label: 村, where: tier = 村}]}\n"
		"  on_duty: {title: 值守, definition: 干部是退役军人的算一人, of: duty, unit: 人,\n"
		"    count: [person, staff.person, staff]}\n"
		"  duties: {title: 班次, definition: 按本人，没有的按地点归村, of: duty, unit: "
		"次,\n"
		"    place: [person.village, staff.person.village, area]}\n"
		"  helped: {title: 结对又救助, definition: 次数按层级分, unit: 次, count: person,\n"
		"    value: times, every: [{label: 救助, of: aid}, {label: 结对, of: pair, period: "
		"always, each: tier}]}\n"
		"  turns: {title: 变动, definition: 结束的按结束日期，没结束的按开始日期, of: "
		"pair,\n"
		"    day: [to, from], unit: 次}\n"
		"  hours: {title: 小时, definition: 小时, of: job, sum: hours, unit: 小时}\n"
		"  first_pair: {title: 最早, definition: 最早, of: pair, earliest: from, round: "
		"年月}\n"
		"  share: {title: 占比, definition: 占比, ratio: [aid_people, people]}\n"
		"  sixty: {title: 年龄, definition: 规定, constant: 60, unit: 岁}\n"
		"  chapters: {title: 章, definition: 章, chapters: all, unit: 大, round: 中文数}\n"
		"sheets:\n"
		"  all:\n    title: 全部\n    text: "
		"'{period}救助{aid_people}，{relief}[，结对{paired}[、台账{work}]]。'\n"
		"    chapters: [{title: 一, figures: [people, aid_rows, aid_people, aid_ever,\n"
		"      relief, led, work, paired]}, {title: 二, figures: [on_duty, duties, turns, "
		"helped, hours, "
		"first_pair,\n"
		"      share, sixty, chapters]}]\n"
		"checks:\n"
		"  - {title: 人不多于人次, left: aid_people, relation: '<=', right: aid_rows, say: "
		"错}\n"
		"  - {title: 相等, left: aid_rows, right: aid_people - work, say: 数错了}\n"},
};

void ledgers_open(struct ledgers *l)
{
	enum { N = sizeof files / sizeof *files };
	struct def_source sources[N];
	struct faults faults = {0};
	struct str why = {0};
	struct err e = {0};

	for (size_t i = 0; i < N; i++)
		sources[i] = (struct def_source){
			(char *)files[i].name, (char *)files[i].text, strlen(files[i].text)};
	*l = (struct ledgers){.defs = load_sources(sources, N, &faults)};
	if (faults.n)
		fault_text(&why, &faults.at[0]);
	cr_assert(l->defs, "%s", str_c(&why));
	str_free(&why);
	faults_free(&faults);
	struct archive_options options = {
		.defs = l->defs, .user = "测试", .today = {2026, 11, 23}, .create = true};
	l->archive = archive_open("mem:", &options, &e);
	cr_assert(l->archive, "%s", e.text);
	ledgers_add(l, "area", "code", "1", "name", "甲县", NULL);
	ledgers_add(l, "area", "code", "11", "name", "城关镇", "parent", "1", NULL);
	ledgers_add(l, "area", "code", "12", "name", "曙坪镇", "parent", "1", NULL);
	ledgers_add(l, "area", "code", "111", "name", "东村", "parent", "11", NULL);
	ledgers_add(l, "area", "code", "121", "name", "西村", "parent", "12", NULL);
}

void ledgers_close(struct ledgers *l)
{
	figures_free(&l->figures);
	archive_close(l->archive);
	defs_free(l->defs);
}

static void set(const struct def_table *t, struct record *r, const char *field, const char *value)
{
	const struct def_field *f = def_field(t, field);

	cr_assert(f, "%s has no %s", t->name, field);
	record_set(r, f->number, value);
}

static void save(
	struct ledgers *l, const struct def_table *t, const struct record *base, struct record *r)
{
	struct change c = {.table = t, .base = base, .record = r};
	struct save_options options = {0};
	struct err e = {0};

	cr_assert(table_save(l->archive, &c, 1, &options, &e), "%s", e.text);
	change_free(&c);
}

uint64_t ledgers_add(struct ledgers *l, const char *table, ...)
{
	const struct def_table *t = defs_table(l->defs, table);
	struct record r = {0};
	va_list args;

	va_start(args, table);
	for (const char *field; (field = va_arg(args, const char *)) != NULL;)
		set(t, &r, field, va_arg(args, const char *));
	va_end(args);
	save(l, t, NULL, &r);
	uint64_t id = r.id;
	record_free(&r);
	return id;
}

void ledgers_set(
	struct ledgers *l, const char *table, uint64_t id, const char *field, const char *value)
{
	const struct def_table *t = defs_table(l->defs, table);
	struct record r = {0}, base = {0};
	struct err e = {0};

	cr_assert(table_get(l->archive, t, id, &base, &e), "%s", e.text);
	record_copy(&r, &base);
	set(t, &r, field, value);
	save(l, t, &base, &r);
	record_free(&r);
	record_free(&base);
}

const char *ledgers_ref(uint64_t id)
{
	static char texts[9][32];
	static unsigned at;

	at = (at + 1) % 9;
	record_id_text(id, texts[at]);
	return texts[at];
}

void ledgers_count(struct ledgers *l, const char *area)
{
	const struct def_figures *all = l->defs->figures;
	struct figure_ask ask = {
		.archive = l->archive,
		.since = {2019, 1, 1},
		.until = {2020, 4, 30},
		.area = area,
	};
	struct err e = {0};
	size_t n;

	figures_free(&l->figures);
	const struct def_figure **wanted = figures_of_sheet(all, all->sheets[0], &n);
	cr_assert(figures_run(&l->figures, &ask, wanted, n, &e), "%s", e.text);
	mem_free(wanted);
}

const struct figure_value *ledgers_value(struct ledgers *l, const char *key)
{
	const struct def_figure *f = figuredef_figure(l->defs->figures, key);

	cr_assert(f, "no figure %s", key);
	const struct figure_value *v = figures_value(&l->figures, f);
	cr_assert(v, "%s was not counted", key);
	return v;
}

const char *ledgers_printed(struct ledgers *l, const char *key)
{
	static char text[200];
	struct str out = {0};

	figure_print(ledgers_value(l, key), &out);
	cr_assert_lt(out.n, sizeof text);
	strcpy(text, str_c(&out));
	str_free(&out);
	return text;
}
