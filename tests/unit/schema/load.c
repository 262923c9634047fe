#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/load.h>

#define BAD "tests/data/screens-bad"

static struct defs *load(const char *const *texts, size_t n, struct faults *faults)
{
	struct def_source sources[8];

	for (size_t i = 0; i < n; i++)
		sources[i] = (struct def_source){
			(char *)texts[2 * i], (char *)texts[2 * i + 1], strlen(texts[2 * i + 1])};
	return load_sources(sources, n, faults);
}

static void all_texts(const struct faults *faults, struct str *out)
{
	struct str line = {0};

	str_clear(out);
	for (size_t i = 0; i < faults->n; i++) {
		fault_text(&line, &faults->at[i]);
		str_addf(out, "%s\n", line.at);
	}
	str_free(&line);
}

/* Every broken file is refused with exactly the sentences that stand beside it. */
Test(load, broken_files_are_told_as_expected)
{
	struct file_names names = {0};
	struct str path = {0}, text = {0}, wanted = {0}, told = {0};
	struct err e = {0};

	cr_assert(file_list(BAD, ".yaml", &names, &e), "%s", e.text);
	cr_assert_geq(names.n, 30);
	for (size_t i = 0; i < names.n; i++) {
		struct faults faults = {0};
		file_join(&path, BAD, names.at[i]);
		cr_assert(file_read(path.at, 1 << 20, &text, &e), "%s", e.text);
		struct def_source source = {names.at[i], text.at, text.n};
		cr_assert_null(load_sources(&source, 1, &faults), "%s", names.at[i]);
		str_cut(&path, path.n - strlen("yaml"));
		str_add(&path, "expected");
		cr_assert(file_read(path.at, 1 << 20, &wanted, &e), "%s", e.text);
		all_texts(&faults, &told);
		cr_expect_str_eq(str_c(&told), str_c(&wanted), "%s: %s", names.at[i], str_c(&told));
		faults_free(&faults);
	}
	file_names_free(&names);
	str_free(&path);
	str_free(&text);
	str_free(&wanted);
	str_free(&told);
}

static const char *const good[] = {
	"person.yaml",
	"table: person\n"
	"title: 对象档案\n"
	"shows: \"{name} {village}\"\n"
	"fields:\n"
	"  name: {label: 姓名, type: name, size: 30, required: yes, find: pinyin, class: "
	"personal,\n"
	"    also: [名字, 对象姓名], help: 与身份证一致, document: 居民身份证, example: 张三丰}\n"
	"  id_no: {label: 公民身份号码, type: idno, unique: yes, find: tail, class: secret, "
	"verify: yes}\n"
	"  sex: {label: 性别, type: code, codes: sex, from: id_no, default: 男性}\n"
	"  birth: {label: 出生日期, type: date, from: id_no}\n"
	"  age: {label: 年龄, type: computed, formula: years(birth)}\n"
	"  village: {label: 户籍村(社区), type: ref, table: area, index: yes, find: yes}\n"
	"  tags: {label: 标签, type: code, codes: tag, multiple: yes}\n"
	"  note: {label: 备注, type: longtext}\n"
	"codes:\n"
	"  tag: {title: 标签, list: [独居, 高龄]}\n"
	"forms:\n"
	"  基本: |\n"
	"     姓名 {name          }  性别 {sex }\n"
	"     年龄 {age }\n"
	"\n"
	"     备注 {note            }\n"
	"          {note            }\n"
	"  号码: |2\n"
	"     公民身份号码 {公民身份号码      }\n"
	"list: {columns: [name 10, sex, age], sort: village}\n"
	"book: [service]\n"
	"rules:\n"
	"  - {when: birth > today, say: 出生日期在今天以后, field: birth, code: date-future}\n"
	"  - {when: \"name ~ 某\", say: 名字不全, level: warn}\n",
	"service.yaml",
	"table: service\n"
	"title: 服役经历\n"
	"owner: person\n"
	"fields:\n"
	"  person: {label: 对象, type: ref, table: person, required: yes}\n"
	"  enlisted: {label: 入伍时间, type: date}\n"
	"  unit: {label: 单位, type: text}\n"
	"  note: {label: 备注, type: longtext}\n",
	"area.yaml",
	"table: area\n"
	"title: 行政区划\n"
	"key: code\n"
	"fields:\n"
	"  code: {label: 区划代码, type: text, size: 12, required: yes, unique: yes}\n"
	"  name: {label: 名称, type: text, find: pinyin}\n",
	"codes.yaml",
	"codes:\n"
	"  sex:\n"
	"    title: 性别\n"
	"    source: GB/T 2261.1\n"
	"    list:\n"
	"      - {label: 男, gb: \"1\", also: [男性]}\n"
	"      - {label: 女, gb: \"2\", also: [女性]}\n"
	"      - {label: 未说明, gb: \"9\", retired: yes}\n",
	"home.yaml",
	"menu:\n"
	"  - {label: 服役, table: service}\n"
	"  - {label: 对象, table: person}\n"
	"  - {label: 导入, command: import}\n"
	"due:\n"
	"  - {label: 没有性别, table: person, where: 'sex = \"\"'}\n"
	"keys:\n"
	"  list:\n"
	"    F1: {command: help, label: 帮助}\n"
	"    Enter: {command: open}\n",
};
enum { N_GOOD = sizeof good / sizeof *good / 2 };

static struct defs *load_good(void)
{
	struct faults faults = {0};
	struct str told = {0};
	struct defs *d = load(good, N_GOOD, &faults);

	all_texts(&faults, &told);
	cr_assert(d, "%s", str_c(&told));
	str_free(&told);
	faults_free(&faults);
	return d;
}

Test(load, fields)
{
	struct defs *d = load_good();
	struct def_table *person = defs_table(d, "person");

	cr_assert_str_eq(person->title, "对象档案");
	cr_assert_str_eq(person->file, "person.yaml");
	cr_assert_eq(person->n, 8);
	struct def_field *name = person->fields[0];
	cr_assert_str_eq(name->name, "name");
	cr_assert_str_eq(name->label, "姓名");
	cr_assert_str_eq(name->type->name, "name");
	cr_assert_str_eq(name->type_name, "name");
	cr_assert_eq(name->size, 30);
	cr_assert(name->required && !name->unique && !name->index && !name->verify);
	cr_assert_eq(name->find, FIND_PINYIN);
	cr_assert_eq(name->class, CLASS_PERSONAL);
	cr_assert_eq(name->also.n, 2);
	cr_assert_str_eq(name->also.at[1], "对象姓名");
	cr_assert_str_eq(name->help, "与身份证一致");
	cr_assert_str_eq(name->document, "居民身份证");
	cr_assert_str_eq(name->example, "张三丰");
	cr_assert_null(name->codes);
	cr_assert_null(name->table);
	cr_assert_null(name->from);
	cr_assert_null(name->formula);
	cr_assert_str_eq(name->initial, "");
	cr_assert_eq(name->number, 0);
	struct def_field *id = def_field(person, "id_no");
	cr_assert(id->unique && id->verify);
	cr_assert_eq(id->find, FIND_TAIL);
	cr_assert_eq(id->class, CLASS_SECRET);
	defs_free(d);
}

Test(load, links)
{
	struct defs *d = load_good();
	struct def_table *person = defs_table(d, "person"), *service = defs_table(d, "service");
	struct def_table *area = defs_table(d, "area");

	struct def_field *sex = def_field(person, "sex");
	cr_assert_str_eq(sex->codes->name, "sex");
	cr_assert_str_eq(sex->from, "id_no");
	cr_assert_str_eq(sex->initial, "男", "the default is the label, whatever word was written");
	struct def_field *tags = def_field(person, "tags");
	cr_assert_str_eq(tags->codes->name, "person.tag");
	cr_assert(tags->multiple);
	struct def_field *village = def_field(person, "village");
	cr_assert_eq(village->target, area);
	cr_assert_eq(village->find, FIND_REF);
	cr_assert(village->index);
	cr_assert_eq(area->key, def_field(area, "code"));
	cr_assert_null(person->key);
	cr_assert_eq(service->owner, def_field(service, "person"));
	cr_assert_not_null(def_field(person, "age")->computed);
	cr_assert_str_eq(
		service->shows, "{person}", "the first field stands for the record by default");
	cr_assert_eq(person->book.n, 1);
	cr_assert_str_eq(person->book.at[0], "service");
	defs_free(d);
}

Test(load, forms_lists_and_rules)
{
	struct defs *d = load_good();
	struct def_table *person = defs_table(d, "person"), *service = defs_table(d, "service");

	cr_assert_eq(person->n_forms, 2);
	cr_assert_str_eq(person->forms[0].title, "基本");
	cr_assert_eq(person->forms[0].rows, 5);
	cr_assert_eq(person->forms[0].at[0].column, 0);
	cr_assert_eq(person->forms[1].at[0].column, 1, "|2 says where column 0 is");
	cr_assert_eq(person->list.n, 3);
	cr_assert_eq(person->list.at[0].width, 10);
	cr_assert_eq(person->list.at[1].width, 0);
	cr_assert_str_eq(person->list.sort->name, "village");
	cr_assert_eq(service->list.n, 3, "long text is no column unless it is asked for");
	cr_assert_null(service->list.sort);
	cr_assert_eq(person->n_rules, 2);
	cr_assert_str_eq(person->rules[0].code, "date-future");
	cr_assert_eq(person->rules[0].level, LEVEL_ERROR);
	cr_assert_str_eq(person->rules[0].field->name, "birth");
	cr_assert_str_eq(person->rules[1].code, "rule");
	cr_assert_eq(person->rules[1].level, LEVEL_WARN);
	cr_assert_null(person->rules[1].field);
	cr_assert_not_null(person->rules[1].when);
	defs_free(d);
}

Test(load, codes_home_keys_and_sources)
{
	struct defs *d = load_good();

	cr_assert_eq(d->n_codes, 2);
	struct def_codes *sex = map_get(&d->codes_by_name, "sex");
	cr_assert_str_eq(sex->source, "GB/T 2261.1");
	cr_assert_str_eq(sex->at[1].gb, "2");
	cr_assert(sex->at[2].retired);
	cr_assert_str_eq(sex->at[2].mnemonic, "wsm");
	cr_assert_eq(d->n, 3);
	cr_assert_str_eq(d->tables[0]->name, "service", "in the order of the menu");
	cr_assert_str_eq(d->tables[1]->name, "person");
	cr_assert_str_eq(d->tables[2]->name, "area");
	cr_assert_eq(d->n_menu, 3);
	cr_assert_eq(d->n_due, 1);
	cr_assert_str_eq(d->due[0].label, "没有性别");
	cr_assert_eq(d->due[0].of, defs_table(d, "person"));
	cr_assert_not_null(d->due[0].where);
	cr_assert_str_eq(d->menu[0].table, "service");
	cr_assert_null(d->menu[0].command);
	cr_assert_null(d->menu[2].table);
	cr_assert_str_eq(d->menu[2].command, "import");
	cr_assert_eq(d->n_keys, 2);
	cr_assert_str_eq(d->keys[0].context, "list");
	cr_assert_str_eq(d->keys[1].key, "Enter");
	cr_assert_str_eq(d->keys[1].command, "open");
	cr_assert_str_eq(d->keys[1].label, "");
	cr_assert_eq(d->n_sources, N_GOOD);
	cr_assert_str_eq(d->sources[1].name, "service.yaml");
	cr_assert_str_eq(d->sources[1].text, good[3]);
	cr_assert_eq(d->sources[1].n, strlen(good[3]));
	defs_free(d);
}

/* What was loaded can be loaded again from the sources it keeps. */
Test(load, the_sources_are_enough)
{
	struct defs *d = load_good();
	struct faults faults = {0};
	struct defs *again = load_sources(d->sources, d->n_sources, &faults);

	cr_assert_not_null(again);
	cr_assert_eq(again->n, d->n);
	defs_free(d);
	defs_free(again);
}

Test(load, a_file_that_cannot_be_read_brings_no_faults_elsewhere)
{
	const char *texts[] = {good[0], good[1], good[2], good[3], "area.yaml",
		"table: area\ntitle: [", "codes.yaml", "codes: {"};
	struct faults faults = {0};

	cr_assert_null(load(texts, 4, &faults));
	cr_assert_eq(faults.n, 2);
	cr_assert_str_eq(faults.at[0].file, "area.yaml");
	cr_assert_str_eq(faults.at[1].file, "codes.yaml");
	faults_free(&faults);
}

Test(load, two_files_may_not_declare_the_same)
{
	const char *texts[] = {"a.yaml",
		"table: a\ntitle: 甲\nfields: {x: {label: 乙, type: text}}\n", "b.yaml",
		"table: a\ntitle: 甲\nfields: {x: {label: 乙, type: text}}\n", "c.yaml",
		"codes: {k: {title: 代码, list: [一]}}\n", "d.yaml",
		"codes: {k: {title: 代码, list: [一]}}\n"};
	struct faults faults = {0};
	struct str told = {0};

	cr_assert_null(load(texts, 4, &faults));
	all_texts(&faults, &told);
	cr_assert_str_eq(told.at, "b.yaml:1:8: 登记簿“a”已在 a.yaml 中定义\n"
				  "d.yaml:1:9: 代码表“k”在别的文件里已有\n");
	faults_free(&faults);
	str_free(&told);
}

Test(load, nothing_at_all)
{
	struct faults faults = {0};
	struct defs *d = load_sources(NULL, 0, &faults);

	cr_assert_not_null(d);
	cr_assert_eq(d->n, 0);
	defs_free(d);
	struct def_source empty = {"x.yaml", NULL, 0};
	cr_assert_null(load_sources(&empty, 1, &faults));
	cr_assert_eq(faults.n, 1);
	faults_free(&faults);
}

Test(load, a_directory)
{
	char dir[] = "/tmp/binggui-load.XXXXXX";
	struct faults faults = {0};
	struct str path = {0}, told = {0};
	struct err e = {0};

	cr_assert_not_null(mkdtemp(dir));
	cr_assert_null(load_dir(dir, &faults, &e));
	cr_assert_eq(e.code, ERR_CONFIG);
	cr_assert_eq(faults.n, 0);
	for (size_t i = 0; i < N_GOOD; i++) {
		file_join(&path, dir, good[2 * i]);
		cr_assert(file_write(path.at, good[2 * i + 1], strlen(good[2 * i + 1]), 0600, &e));
	}
	struct defs *d = load_dir(dir, &faults, &e);
	cr_assert_not_null(d);
	defs_free(d);
	file_join(&path, dir, "x.yaml");
	cr_assert(file_write(path.at, "tabel: x\n", 9, 0600, &e));
	cr_assert_null(load_dir(dir, &faults, &e));
	all_texts(&faults, &told);
	str_clear(&path);
	str_addf(&path, "%s/x.yaml:1:1: 没有“tabel”这一项；是不是“table”？\n", dir);
	cr_assert_str_eq(told.at, path.at);
	faults_free(&faults);
	cr_assert_null(load_dir("/nowhere/at/all", &faults, &e));
	cr_assert_neq(e.code, ERR_OK);
	for (size_t i = 0; i < N_GOOD; i++) {
		file_join(&path, dir, good[2 * i]);
		unlink(path.at);
	}
	file_join(&path, dir, "x.yaml");
	unlink(path.at);
	rmdir(dir);
	str_free(&path);
	str_free(&told);
}
