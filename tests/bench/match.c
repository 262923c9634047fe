/*
 * The matcher on a store of its own: best posts for one person among N posts, best
 * people for one post among M seekers, each from a closed pool to the sorted result, cold
 * (first in this process) and median; beside it one walk through the same registers.
 * usage: match DIR SEEKERS POSTS     (DIR is made when it is not there)
 */
#include <lib/clock.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <binggui/base/mem.h>
#include <binggui/domain/county.h>
#include <binggui/domain/matcher.h>
#include <binggui/domain/placement.h>
#include <binggui/schema/load.h>
#include <binggui/table/table.h>

enum { GROUP = 200, RUNS = 9 };

static struct err e;
static uint32_t seed = 20;

static uint32_t dice(uint32_t sides)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)seed * sides >> 32);
}

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "match: %s: %s\n", what, e.text);
	exit(1);
}

/* ---- the store ------------------------------------------------------------------------------- */

static const char *const villages[] = {"610927100201", "610927100202", "610927101201",
	"610927102201", "610927103201", "610927104201", "610927105201", "610927106201"};
static const char *const trades[] = {
	"保安", "驾驶", "电工", "普工", "种植", "护林", "财务", "厨师", "保洁", "管理"};
static const char *const edus[] = {"初中", "高中", "中专", "专科", "本科", "小学"};
#define ANY(list) list[dice(sizeof list / sizeof *list)]

static void set(const struct def_table *t, struct record *r, const char *name, const char *value)
{
	record_set(r, def_field(t, name)->number, value);
}

static void fill_person(const struct def_table *t, struct record *r, size_t i)
{
	char text[64];

	snprintf(text, sizeof text, "张%zu", i);
	set(t, r, "name", text);
	set(t, r, "sex", dice(10) ? "男" : "女");
	snprintf(text, sizeof text, "%u-%02u-%02u", 1950 + dice(55), 1 + dice(12), 1 + dice(28));
	set(t, r, "birth", text);
	set(t, r, "village", ANY(villages));
	set(t, r, "edu", ANY(edus));
	set(t, r, "life_state", "在档");
	set(t, r, "nation", "汉族");
	set(t, r, "hukou_kind", "农村");
	snprintf(text, sizeof text, "199%08zu", i);
	set(t, r, "phone1", text);
	set(t, r, "hukou_addr", "陕西省镇坪县城关镇新华村三组");
}

static void fill_seeker(const struct def_table *t, struct record *r, size_t i)
{
	char text[64];

	record_id_text((UINT64_C(1) << RECORD_STATION_SHIFT) + i + 1, text);
	set(t, r, "person", text);
	set(t, r, "date", "2026-05-01");
	set(t, r, "state", "求职");
	snprintf(text, sizeof text, "%s\n%s", trades[dice(5)], trades[5 + dice(5)]);
	set(t, r, "want_trade", text);
	snprintf(text, sizeof text, "%u", (2 + dice(4)) * 100000);
	set(t, r, "pay_min", text);
	set(t, r, "certs", dice(4) ? "健康证" : "电工证\n健康证");
	set(t, r, "shift", dice(2) ? "白班" : "倒班");
	set(t, r, "drive", dice(2) ? "C1" : "无");
}

static void fill_post(const struct def_table *t, struct record *r, size_t i)
{
	char text[64];

	(void)i;
	set(t, r, "employer", "1-1");
	set(t, r, "trade", ANY(trades));
	snprintf(text, sizeof text, "%s员", record_field(r, def_field(t, "trade")));
	set(t, r, "title", text);
	set(t, r, "kind", "企业");
	set(t, r, "area", ANY(villages));
	snprintf(text, sizeof text, "%u", 1 + dice(9));
	set(t, r, "vacancies", text);
	snprintf(text, sizeof text, "%u", (2 + dice(4)) * 100000);
	set(t, r, "pay_from", text);
	set(t, r, "pay_to", "600000");
	set(t, r, "pay_unit", "月");
	snprintf(text, sizeof text, "%u", 35 + dice(6) * 5);
	set(t, r, "age_max", dice(3) ? text : "");
	set(t, r, "edu_min", dice(2) ? "不限" : "高中");
	set(t, r, "certs", dice(5) ? "" : "电工证");
	set(t, r, "shift", dice(2) ? "白班" : "倒班");
	set(t, r, "state", "招聘中");
}

typedef void fill_row(const struct def_table *t, struct record *r, size_t i);

static void make(struct archive *a, const char *name, size_t n, fill_row *fill)
{
	const struct def_table *t = defs_table(a->defs, name);
	struct record *records = mem_array(GROUP, sizeof *records);
	struct change *changes = mem_array(GROUP, sizeof *changes);

	for (size_t i = 0; i < n;) {
		size_t k = 0;
		for (; k < GROUP && i < n; k++, i++) {
			fill(t, &records[k], i);
			changes[k] = (struct change){.table = t, .record = &records[k]};
		}
		must(table_save(a, changes, k, &(struct save_options){.skip_check = true}, &e),
			name);
		while (k) {
			change_free(&changes[--k]);
			record_free(&records[k]);
		}
	}
	mem_free(records);
	mem_free(changes);
}

static void fill_employer(const struct def_table *t, struct record *r, size_t i)
{
	(void)i;
	set(t, r, "name", "茶业公司");
}

static struct archive *open_store(const char *dir, struct defs *d, size_t seekers, size_t posts)
{
	struct archive_options options = {.defs = d, .user = "量", .today = {2026, 11, 23}};
	struct county_result county;
	struct stat there;

	options.create = stat(dir, &there) != 0;
	char url[512];
	snprintf(url, sizeof url, "lmdb:%s", dir);
	struct archive *a = archive_open(url, &options, &e);
	must(a != NULL, dir);
	if (!options.create)
		return a;
	must(county_load(a, "screens/areas", &county, &e), "areas");
	make(a, "employer", 1, fill_employer);
	make(a, "person", seekers, fill_person);
	make(a, "seeker", seekers, fill_seeker);
	make(a, "post", posts, fill_post);
	return a;
}

/* ---- what is measured ------------------------------------------------------------------------ */

static double posts_for_one(struct archive *a)
{
	uint64_t one = (UINT64_C(1) << RECORD_STATION_SHIFT) + 7;
	struct matcher_found f = {0};
	double since = cpu_ms();
	struct pool *p = pool_open(a, NULL, &(struct ids){&one, 1, 1}, &e);

	must(p != NULL, "pool");
	matcher_posts(p, 0, 20, &f);
	double took = cpu_ms() - since;
	must(f.fitting.n == 20, "20 posts");
	matcher_found_free(&f);
	pool_close(p);
	return took;
}

static double people_for_one(struct archive *a)
{
	uint64_t one = (UINT64_C(1) << RECORD_STATION_SHIFT) + 7;
	struct matcher_found f = {0};
	double since = cpu_ms();
	struct pool *p = pool_open(a, &(struct ids){&one, 1, 1}, NULL, &e);

	must(p != NULL, "pool");
	matcher_people(p, 0, 20, &f);
	double took = cpu_ms() - since;
	must(f.fitting.n == 20, "20 people");
	matcher_found_free(&f);
	pool_close(p);
	return took;
}

static bool peek(void *context, uint64_t id, const void *bytes, size_t n)
{
	(void)id;
	*(size_t *)context += record_peek(bytes, n, 9).n;
	return true;
}

static double walk(struct archive *a, const char *first, const char *second)
{
	size_t sum = 0;
	double since = cpu_ms();

	must(table_scan(a, defs_table(a->defs, first), peek, &sum, &e), first);
	must(!second || table_scan(a, defs_table(a->defs, second), peek, &sum, &e), "walk");
	return cpu_ms() - since;
}

static void report(struct archive *a, const char *what, double (*ask)(struct archive *a),
	const char *first, const char *second)
{
	double cold = ask(a), warm[RUNS], walks[RUNS];

	for (int i = 0; i < RUNS; i++) {
		warm[i] = ask(a);
		walks[i] = walk(a, first, second);
	}
	double middle = median(warm, RUNS), walked = median(walks, RUNS);
	printf("  %-38s processor %6.1f ms   first time %6.1f ms   (goal 100)", what, middle, cold);
	if (walked > 0)
		printf("   walk through the records %5.1f ms (%.1f times)", walked,
			middle / walked);
	printf("\n");
	fflush(stdout);
}

int main(int argc, char **argv)
{
	struct faults faults = {0};
	char what[96];

	must(argc == 4, "usage: match DIR SEEKERS POSTS");
	size_t seekers = (size_t)atol(argv[2]), posts = (size_t)atol(argv[3]);
	struct defs *d = load_dir("screens", &faults, &e);
	must(d != NULL, "screens");
	struct archive *a = open_store(argv[1], d, seekers, posts);
	snprintf(what, sizeof what, "posts for one person among %zu", posts);
	report(a, what, posts_for_one, "post", NULL);
	snprintf(what, sizeof what, "people for one post among %zu", seekers);
	report(a, what, people_for_one, "seeker", "person");
	archive_close(a);
	defs_free(d);
	return 0;
}
