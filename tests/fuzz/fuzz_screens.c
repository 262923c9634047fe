#include <fuzz/driver.h>

#include <string.h>

#include <binggui/schema/load.h>
#include <binggui/text/utf8.h>

const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"",
		"table: x\ntitle: 试验\nshows: \"{name} {kind}\"\nkey: code\nowner: up\nfields:\n"
		"  name: {label: 姓名, type: name, size: 30, required: yes, find: pinyin, also: "
		"[名字, 人名]}\n"
		"  code: {label: 编码, type: text, required: yes, unique: yes, index: yes}\n"
		"  kind: {label: 类, type: code, codes: kind, multiple: yes, default: 甲}\n"
		"  up: {label: 上级, type: ref, table: x, find: yes}\n"
		"  id_no: {label: 身份证号, type: idno, class: secret, verify: yes}\n"
		"  born: {label: 出生, type: date, from: id_no}\n"
		"  age: {label: 年龄, type: computed, formula: years(born)}\n"
		"  note: {label: 备注, type: longtext}\n"
		"codes:\n  kind:\n    title: 类\n    list:\n"
		"      - {label: 甲, gb: \"01\", also: [一]}\n      - 乙\n      - {label: 丙, "
		"retired: yes}\n"
		"forms:\n  基本: |\n     姓名 {name    }  编码 {code   }\n     备注 {note        "
		"}\n"
		"          {note        }\nlist: {columns: [name 10, code, age], sort: "
		"name}\nbook: [x]\n"
		"rules:\n  - {when: \"born > today and kind = 甲\", say: 不对, field: born, level: "
		"warn, code: a}\n",
		"menu:\n  - {label: 对象, table: x}\n  - {label: 导入, command: import}\n"
		"keys:\n  list:\n    F1: {command: help, label: 帮助}\n",
		"codes: {sex: {title: 性别, source: GB, list: [男, {label: 女, also: 女性}]}}\n",
		"a：b\nc: {d：e，f: g}\n\th: &x *x\n---\n? [k]\n: !t |2-\n      x\n     　y\n",
		"\"\\u4e00\\x41\": '''a'' b'\nx: >\n  folded\n  text\n- |+\n",
		NULL,
	};
	return seeds;
}

static void load(const char *bytes, size_t n)
{
	struct def_source source = {(char *)"x.yaml", (char *)bytes, n};
	struct faults faults = {0};
	struct str text = {0};
	struct defs *d = load_sources(&source, 1, &faults);

	FUZZ_HOLDS(!d == (faults.n > 0));
	for (size_t i = 0; i < faults.n; i++) {
		fault_text(&text, &faults.at[i]);
		FUZZ_HOLDS(faults.at[i].line > 0 && faults.at[i].column > 0);
		FUZZ_HOLDS(faults.at[i].text[0] != '\0');
	}
	for (size_t i = 0; d && i < d->n; i++)
		FUZZ_HOLDS(def_field(d->tables[i], d->tables[i]->fields[0]->name) != NULL);
	faults_free(&faults);
	defs_free(d);
	str_free(&text);
}

/* As it is, and without what would stop the reading at once, so that the rest is reached as well. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const char *at = (const char *)bytes, *end = at + n;
	struct str clean = {0};

	load(at, n);
	while (at < end) {
		uint32_t c = utf8_next(&at, end);
		if (c == '\n' || (c >= 0x20 && c != 0x7F && c < 0x110000 && (c < 0x80 || c > 0x9F)))
			utf8_add(&clean, c);
	}
	load(str_c(&clean), clean.n);
	str_free(&clean);
	return 0;
}
