#include <binggui/schema/read_match.h>

#include <criterion/criterion.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/load.h>
#include <binggui/schema/match.h>

static const char *const registers[][2] = {
	{"person.yaml", "table: person\ntitle: 对象\nfields:\n  name: {label: 姓名, type: name}\n"
			"  age: {label: 年龄, type: number}\n"
			"  id_no: {label: 号码, type: idno, class: secret}\n"
			"  years: {label: 岁, type: computed, formula: age}\n"},
	{"post.yaml", "table: post\ntitle: 岗位\nfields:\n  title: {label: 名称, type: text}\n"
		      "  age_max: {label: 上限, type: number}\n"
		      "  certs: {label: 证书, type: text, multiple: yes}\n"},
	{"seeker.yaml", "table: seeker\ntitle: 求职\nfields:\n"
			"  person: {label: 对象, type: ref, table: person}\n"
			"  certs: {label: 持证, type: text, multiple: yes}\n"
			"  state: {label: 状态, type: text}\n"},
	{"referral.yaml", "table: referral\ntitle: 推荐\nfields:\n"
			  "  person: {label: 对象, type: ref, table: person}\n"
			  "  post: {label: 岗位, type: ref, table: post}\n"
			  "  date: {label: 日期, type: date}\n"},
};

/* What every declaration below begins with. */
#define SIDES                                                                                      \
	"match:\n  title: 匹配\n  post: {table: post}\n  seeker: {table: seeker, person: "       \
	"person}\n"                                                                                \
	"  referral: {table: referral, person: person, post: post, set: {date: today}}\n"

enum { REGISTERS = sizeof registers / sizeof *registers };

static struct defs *load(const char *match, struct faults *faults)
{
	struct def_source sources[REGISTERS + 1];

	for (size_t i = 0; i < REGISTERS; i++)
		sources[i] = (struct def_source){
			(char *)registers[i][0], (char *)registers[i][1], strlen(registers[i][1])};
	sources[REGISTERS] = (struct def_source){"match.yaml", (char *)match, strlen(match)};
	return load_sources(sources, REGISTERS + 1, faults);
}

static void refuses(const char *match, const char *told)
{
	struct faults faults = {0};
	struct str text = {0};
	struct defs *d = load(match, &faults);

	cr_assert_null(d, "taken: %s", match);
	cr_assert_gt(faults.n, 0);
	fault_text(&text, &faults.at[0]);
	cr_assert_str_eq(str_c(&text), told);
	str_free(&text);
	faults_free(&faults);
}

Test(read_match, takes_conditions_over_both_sides)
{
	struct faults faults = {0};
	struct defs *d =
		load(SIDES "  must:\n"
			   "    - {code: age, label: 年龄, rule: 'not seeker.person.age > "
			   "post.age_max', say: '超{seeker.person.age - post.age_max}岁'}\n"
			   "    - {label: 证书, all: post.certs, in: seeker.certs, except: 无, "
			   "say: '缺{missing}'}\n"
			   "  scores:\n"
			   "    - {when: post.certs, points: -7, say: 有证书要求}\n",
			&faults);

	cr_assert(d, "%s", faults.n ? faults.at[0].text : "");
	const struct def_match *m = d->match;
	cr_assert_eq(m->must.n, 2);
	cr_assert_str_eq(m->must.at[0].code, "age");
	cr_assert_str_eq(m->must.at[1].code, "must");
	cr_assert_str_eq(m->must.at[1].except.at[0], "无");
	cr_assert_eq(m->parts.n, 1);
	cr_assert_eq(m->parts.at[0].points, -7);
	cr_assert_str_eq(m->people->name, "person");
	cr_assert_eq(m->referral.set.n, 1);
	defs_free(d);
}

Test(read_match, knows_which_fields_it_looks_at)
{
	struct faults faults = {0};
	struct match_fields used = {0};
	struct defs *d = load(SIDES "  must:\n    - {label: 年龄, rule: 'seeker.person.years > 3', "
				    "say: '上限{post.age_max}'}\n",
		&faults);

	cr_assert(d, "%s", faults.n ? faults.at[0].text : "");
	match_uses(d->match, defs_table(d, "person"), &used);
	cr_assert_eq(used.n, 1);
	cr_assert_str_eq(used.at[0]->name, "age"); /* what the computed one is made of */
	vec_clear(&used);
	match_uses(d->match, defs_table(d, "post"), &used);
	cr_assert_eq(used.n, 1);
	cr_assert_str_eq(used.at[0]->name, "age_max");
	vec_free(&used);
	defs_free(d);
}

Test(read_match, tells_every_fault_at_its_place)
{
	refuses(SIDES "  must:\n    - {label: 甲, rule: 'post.age_mx > 3', say: 乙}\n",
		"match.yaml:7:24: 条件有误，第1列：“岗位”里没有字段“age_mx”；是不是“age_max”？");
	refuses(SIDES "  must:\n    - {label: 甲, rule: post.title, say: '{post.title'}\n",
		"match.yaml:7:41: 花括号没有配对");
	refuses(SIDES "  must:\n    - {label: 甲, say: 乙}\n",
		"match.yaml:7:7: "
		"一项条件写“rule”（必须成立），或写“all”和“in”（样样都要有），只写其一");
	refuses(SIDES "  must:\n    - {label: 甲, all: post.certs, say: 乙}\n",
		"match.yaml:7:7: 缺少“in”");
	refuses(SIDES "  scores:\n    - {when: post.title, points: 多, say: 乙}\n",
		"match.yaml:7:34: “points”应是 -10000 到 10000 的整数");
	refuses(SIDES "  scores:\n    - {when: post.title, points: 3, say: "
		      "'{length(seeker.person.id_no)}'}\n",
		"match.yaml:7:42: "
		"{length(seeker.person.id_no)}会露出保密字段；保密字段只能单独写，写出来是遮盖的");
	refuses("match:\n  title: 匹配\n  post: {table: post}\n  seeker: {table: seekr, person: "
		"p}\n"
		"  referral: {table: referral, person: person, post: post}\n",
		"match.yaml:4:19: 没有登记簿“seekr”；是不是“seeker”？");
	refuses("match:\n  title: 匹配\n  post: {table: post}\n"
		"  seeker: {table: seeker, person: state}\n"
		"  referral: {table: referral, person: person, post: post}\n",
		"match.yaml:4:35: “state”应是指向另一登记簿的引用字段");
}
