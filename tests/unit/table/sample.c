#include <unit/table/sample.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/schema/load.h>
#include <binggui/store/kv_mem.h>
#include <binggui/table/verify.h>

const char *const sample_engines[2] = {"mem", "lmdb"};

static const char area_yaml[] =
	"table: area\n"
	"title: 行政区划\n"
	"shows: \"{name}\"\n"
	"key: code\n"
	"fields:\n"
	"  code: {label: 区划代码, type: text, size: 12, required: yes, unique: yes, class: open}\n"
	"  name: {label: 名称, type: text, size: 40, required: yes, find: pinyin, class: open}\n"
	"  short: {label: 简称, type: text, size: 20, class: open}\n"
	"  parent: {label: 上级, type: ref, table: area, index: yes, class: open}\n"
	"forms:\n"
	"  区划: |\n"
	"    代码 {code           } 名称 {name         } 简称 {short      }\n"
	"    上级 {parent         }\n"
	"list: {columns: [code, name, parent], sort: code}\n";

const char sample_person_yaml[] =
	"table: person\n"
	"title: 对象档案\n"
	"shows: \"{name} {village}\"\n"
	"fields:\n"
	"  name: {label: 姓名, type: name, size: 30, required: yes, find: pinyin, class: "
	"personal}\n"
	"  id_no: {label: 公民身份号码, type: idno, unique: yes, find: tail, class: secret}\n"
	"  sex: {label: 性别, type: code, codes: sex, from: id_no, class: personal}\n"
	"  birth: {label: 出生日期, type: date, from: id_no, class: personal}\n"
	"  village: {label: 户籍村, type: ref, table: area, index: yes, find: yes, class: "
	"personal}\n"
	"  phone: {label: 电话, type: phone, find: tail, class: secret}\n"
	"  tags: {label: 标记, type: code, codes: tag, multiple: yes, index: yes, class: "
	"internal}\n"
	"  count: {label: 次数, type: number, class: internal}\n"
	"  note: {label: 备注, type: longtext, class: internal}\n"
	"codes:\n"
	"  sex: {title: 性别, list: [男, 女]}\n"
	"  tag: {title: 标记, list: [党员, 低保, 独居]}\n"
	"forms:\n"
	"  基本: |\n"
	"    姓名 {name      } 号码 {id_no             } 性别 {sex} 出生 {birth     }\n"
	"    村   {village   } 电话 {phone             } 标记 {tags     } 次 {count}\n"
	"    备注 {note                                                       }\n"
	"list: {columns: [name, sex, village], sort: name}\n";

static const char visit_yaml[] =
	"table: visit\n"
	"title: 走访\n"
	"shows: \"{person} {date}\"\n"
	"owner: person\n"
	"fields:\n"
	"  person: {label: 对象, type: ref, table: person, required: yes, class: internal}\n"
	"  date: {label: 日期, type: date, required: yes, class: internal}\n"
	"  content: {label: 内容, type: longtext, class: internal}\n"
	"forms:\n"
	"  走访: |\n"
	"    对象 {person         } 日期 {date      }\n"
	"    内容 {content                          }\n"
	"list: {columns: [person, date], sort: date}\n";

static struct defs *load(const char *person)
{
	struct def_source sources[] = {
		{"area.yaml", (char *)area_yaml, strlen(area_yaml)},
		{"person.yaml", (char *)person, strlen(person)},
		{"visit.yaml", (char *)visit_yaml, strlen(visit_yaml)},
	};
	struct faults faults = {0};
	struct str text = {0};
	struct defs *d = load_sources(sources, 3, &faults);

	for (size_t i = 0; i < faults.n; i++) {
		fault_text(&text, &faults.at[i]);
		fprintf(stderr, "%s\n", str_c(&text));
	}
	faults_free(&faults);
	str_free(&text);
	cr_assert_not_null(d);
	return d;
}

static int64_t clock_ms;

static int64_t tick(void)
{
	return clock_ms += 1000;
}

static struct archive *open_as(
	struct sample *s, const char *user, struct defs *d, bool create, struct err *e)
{
	const struct archive_options o = {
		.defs = d, .user = user, .today = {2020, 1, 15}, .create = create, .station = 3};
	struct archive *a = archive_open(s->url, &o, e);

	if (a)
		a->now_ms = tick;
	return a;
}

static void take_tables(struct sample *s)
{
	s->area = defs_table(s->defs, "area");
	s->person = defs_table(s->defs, "person");
	s->visit = defs_table(s->defs, "visit");
}

void sample_make(struct sample *s, const char *engine)
{
	static unsigned number;
	struct err e = {0};

	*s = (struct sample){0};
	clock_ms = 1579000000000;
	if (!strcmp(engine, "lmdb")) {
		snprintf(s->dir, sizeof s->dir, "%s/binggui-table.XXXXXX",
			getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
		cr_assert_not_null(mkdtemp(s->dir));
		snprintf(s->url, sizeof s->url, "lmdb:%s", s->dir);
	} else {
		snprintf(s->url, sizeof s->url, "mem:table%u", ++number);
	}
	s->defs = load(sample_person_yaml);
	s->a = open_as(s, "王五", s->defs, true, &e);
	cr_assert_not_null(s->a, "%s", e.text);
	take_tables(s);
}

bool sample_try_reopen(struct sample *s, const char *extra, struct err *e)
{
	archive_close(s->a);
	defs_free(s->defs);
	s->defs = load(extra ? extra : sample_person_yaml);
	s->a = open_as(s, "王五", s->defs, false, e);
	take_tables(s);
	return s->a != NULL;
}

void sample_reopen(struct sample *s, const char *extra)
{
	struct err e = {0};

	cr_assert(sample_try_reopen(s, extra, &e), "%s", e.text);
}

struct archive *sample_other(struct sample *s, const char *user, struct defs **defs)
{
	struct err e = {0};

	*defs = load(sample_person_yaml);
	struct archive *a = open_as(s, user, *defs, false, &e);
	cr_assert_not_null(a, "%s", e.text);
	return a;
}

void sample_free(struct sample *s)
{
	char command[400];

	archive_close(s->a);
	defs_free(s->defs);
	if (*s->dir) {
		snprintf(command, sizeof command, "rm -rf '%s'", s->dir);
		cr_assert_eq(system(command), 0);
	} else {
		kv_mem_forget(s->url + 4);
	}
}

void sample_idno(unsigned n, char out[19])
{
	static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	unsigned day = n / 100;
	int sum = 0;

	snprintf(out, 19, "610927%04u%02u%02u%03u", 1940 + day / 336 % 60, day / 28 % 12 + 1,
		day % 28 + 1, 900 + n % 100);
	for (int i = 0; i < 17; i++)
		sum += (out[i] - '0') * weights[i];
	out[17] = "10X98765432"[sum % 11];
	out[18] = '\0';
}

void sample_set(const struct def_table *t, struct record *r, const char *field, const char *value)
{
	const struct def_field *f = def_field(t, field);

	cr_assert_not_null(f, "%s", field);
	record_set(r, f->number, value);
}

uint64_t sample_add(struct archive *a, const struct def_table *t, ...)
{
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct err e = {0};
	const char *field;
	va_list args;

	va_start(args, t);
	while ((field = va_arg(args, const char *)))
		sample_set(t, &r, field, va_arg(args, const char *));
	va_end(args);
	cr_assert(table_save(a, &c, 1, NULL, &e), "%s", e.text);
	cr_assert_eq(c.result, CHANGE_SAVED);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	return id;
}

const char *sample_value(
	struct archive *a, const struct def_table *t, uint64_t id, const char *field)
{
	static char value[4][4096];
	static unsigned turn;
	char *out = value[turn++ % 4];
	struct record r = {0};
	struct err e = {0};

	cr_assert(table_get(a, t, id, &r, &e), "%s", e.text);
	snprintf(out, sizeof value[0], "%s", record_field(&r, def_field(t, field)));
	record_free(&r);
	return out;
}

enum change_result sample_edit(struct archive *a, const struct def_table *t, uint64_t id,
	const char *field, const char *value, struct err *e)
{
	struct record base = {0}, r = {0};

	cr_assert(table_get(a, t, id, &base, e), "%s", e->text);
	record_copy(&r, &base);
	sample_set(t, &r, field, value);
	struct change c = {.table = t, .base = &base, .record = &r};
	table_save(a, &c, 1, NULL, e);
	enum change_result result = c.result;
	change_free(&c);
	record_free(&base);
	record_free(&r);
	return result;
}

void sample_areas(struct sample *s)
{
	static const char *const rows[][3] = {
		{"610927000000", "镇坪县", ""},
		{"610927100000", "城关镇", "610927000000"},
		{"610927101000", "曙坪镇", "610927000000"},
		{"610927100201", "新华村", "610927100000"},
		{"610927100202", "蔬菜村村民委员会", "610927100000"},
		{"610927101201", "新建村", "610927101000"},
		{"610927100203", "新建村", "610927100000"},
		{"610927100002", "城关社区居民委员会", "610927100000"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		sample_add(s->a, s->area, "code", rows[i][0], "name", rows[i][1], "parent",
			rows[i][2], NULL);
}

void sample_sound(struct archive *a)
{
	struct verify v = {0};
	struct err e = {0};

	cr_assert(verify_run(a, false, NULL, NULL, &v, &e), "%s", e.text);
	for (size_t i = 0; i < v.n; i++)
		fprintf(stderr, "%s\n", v.at[i].text);
	cr_assert_eq(v.n, 0);
	verify_free(&v);
}
