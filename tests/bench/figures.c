/*
 * All figures of the annual sheet against one full scan (every record read and
 * decoded) of the registers they are counted from, in the same store.
 * usage: figures STORE SCREENS N     (STORE is made with N people if it is not there)
 */
#include <lib/pty.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/domain/county.h>
#include <binggui/domain/figure.h>
#include <binggui/schema/load.h>
#include <binggui/table/table.h>

enum { BATCH = 2000, ROUNDS = 7 };

static struct err e;
static struct archive *a;
static uint32_t seed = 1298;
static size_t people;

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "figures: %s: %s\n", what, e.text);
	exit(1);
}

static uint32_t dice(uint32_t sides)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)seed * sides >> 32);
}

/* ---- a store --------------------------------------------------------------------------------- */

/* "field=value …": $i the record's own number, $p somebody, $d a day, $v a village. */
struct shape {
	const char *table;
	unsigned per_thousand; /* of the people */
	const char *values;
};

static const struct shape shapes[] = {
	{"household", 970, "household_no=H$i village=$v low_income=无"},
	{"person", 1000, "name=张$i village=$v life_state=在档 household=$h collect_date=$d"},
	{"identity", 1100, "person=$p class12=退役士兵"},
	{"staff", 100, "name=王$i unit=站 tier=村 kind=专干 max_pairs=40"},
	{"campaign", 2, "no=C$i name=走访 kind=大走访大慰问送温暖 from=2019-02-01 to=2019-12-31"},
	{"campaign_target", 990, "campaign=$1 person=$p state=已走访"},
	{"visit", 1400, "person=$p date=$d kind=走访慰问 mode=上门 met=见到 campaign=$1"},
	{"pairing", 2990, "person=$p tier=$t staff=$s from=2019-03-01"},
	{"plaque", 960, "household=$h state=在挂 hang_date=$d based_on=$p exception=无"},
	{"plaque_event", 1000, "plaque=$q act=新发 date=$d"},
	{"aid", 300,
		"person=$p kind=慰问金 scene=春节 source=县 date=$d amount=50000 state=已发放"},
	{"case", 80, "person=$p accept_date=$d channel=窗口 kind=帮扶援助 state=办结 solved=是"},
	{"hardship", 60, "person=$p state=在册 found_date=$d kind=生活"},
	{"employment", 600, "person=$p as_of=$d status=单位就业 county_in=是"},
	{"seeker", 200, "person=$p date=$d state=求职"},
	{"referral", 200, "person=$p date=$d result=录用 county_in=是"},
	{"donation", 250, "person=$p date=$d purpose=疫情防控 is_veteran=是 amount=20000"},
	{"rolemodel", 100, "person=$p kind=优秀村干部 date=$d state=在册"},
	{"insurance", 300, "person=$p full=是 paid_date=$d eligible=重点优抚对象"},
	{"party", 300, "person=$p relation_at=在本地"},
};

static const char *const villages[] = {
	"610927100001", "610927100201", "610927101201", "610927102201", "610927103201"};

static void add_value(struct str *out, const char *what, size_t i)
{
	static const char *const tiers[] = {"县", "镇", "村"};

	switch (*what) {
	case 'i':
		str_addf(out, "%zu", i);
		break;
	case 'd':
		str_addf(
			out, "%d-%02d-%02d", dice(10) < 7 ? 2019 : 2020, dice(4) + 1, dice(28) + 1);
		break;
	case 'v':
		str_add(out, villages[dice(sizeof villages / sizeof *villages)]);
		break;
	case 't':
		str_add(out, tiers[i / people % 3]);
		break;
	case 'p':
		str_addf(out, "1-%zu", i % people + 1);
		break;
	case 'h':
	case 'q':
		str_addf(out, "1-%zu", i % (people * 97 / 100) + 1);
		break;
	case 's':
		str_addf(out, "1-%u", dice((uint32_t)people / 10) + 1);
		break;
	default:
		str_add(out, "1-1");
	}
}

static void fill(struct record *r, const struct def_table *t, const char *values, size_t i)
{
	char *copy = mem_strdup(values), *rest = copy;
	struct str text = {0};

	for (char *word; (word = strsep(&rest, " ")) != NULL;) {
		char *value = strchr(word, '=');
		*value++ = '\0';
		const struct def_field *f = def_field(t, word);
		must(f != NULL, word);
		char *dollar = strchr(value, '$');
		str_clear(&text);
		str_addn(&text, value, dollar ? (size_t)(dollar - value) : strlen(value));
		if (dollar)
			add_value(&text, dollar + 1, i);
		record_set(r, f->number, str_c(&text));
	}
	str_free(&text);
	mem_free(copy);
}

static void make_table(const struct shape *s)
{
	static struct record records[BATCH];
	static struct change changes[BATCH];
	const struct def_table *t = defs_table(a->defs, s->table);
	const struct save_options options = {.skip_check = true};
	size_t n = people * s->per_thousand / 1000 + 1;

	must(t != NULL, s->table);
	for (size_t done = 0; done < n;) {
		size_t count = n - done < BATCH ? n - done : BATCH;
		for (size_t i = 0; i < count; i++) {
			records[i] = (struct record){0};
			fill(&records[i], t, s->values, done + i);
			changes[i] = (struct change){.table = t, .record = &records[i]};
		}
		must(table_save(a, changes, count, &options, &e), s->table);
		for (size_t i = 0; i < count; i++) {
			change_free(&changes[i]);
			record_free(&records[i]);
		}
		done += count;
	}
}

static void make_store(const char *screens)
{
	struct county_result county;
	struct str areas = {0};

	file_join(&areas, screens, "areas");
	must(county_load(a, str_c(&areas), &county, &e), "areas");
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		make_table(&shapes[i]);
	str_free(&areas);
}

/* ---- the full scan --------------------------------------------------------------------------- */

struct scan {
	struct record record;
	size_t rows;
};

static bool scan_row(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct scan *s = context;

	s->rows++;
	return record_decode(&s->record, id, bytes, n);
}

static bool counts_from(const struct def_table *t, const struct figures *f)
{
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->at[i].figure->n_parts; k++)
			if (f->at[i].figure->parts[k].of == t)
				return true;
	return false;
}

static double full_scan(const struct figures *f, size_t *rows)
{
	struct scan s = {0};
	double since = now_ms();

	for (size_t i = 0; i < a->defs->n; i++)
		if (counts_from(a->defs->tables[i], f))
			must(table_scan(a, a->defs->tables[i], scan_row, &s, &e), "scan");
	double ms = now_ms() - since;
	*rows = s.rows;
	record_free(&s.record);
	return ms;
}

/* ---- both ------------------------------------------------------------------------------------ */

static void measure(const char *area)
{
	const struct def_sheet *sheet = figuredef_sheet(a->defs->figures, "annual");
	struct figure_ask ask = {
		.archive = a, .since = {2019, 1, 1}, .until = {2020, 4, 30}, .area = area};
	double figures_ms[ROUNDS], scan_ms[ROUNDS], ratio[ROUNDS];
	size_t n, rows = 0;

	const struct def_figure **wanted = figures_of_sheet(a->defs->figures, sheet, &n);
	for (size_t i = 0; i < ROUNDS; i++) {
		struct figures f;
		double since = now_ms();
		must(figures_run(&f, &ask, wanted, n, &e), "figures");
		figures_ms[i] = now_ms() - since;
		scan_ms[i] = full_scan(&f, &rows);
		ratio[i] = figures_ms[i] / scan_ms[i];
		figures_free(&f);
	}
	printf("%zu\t%s\t%zu\t%.1f\t%.1f\t%.2f\n", people, *area ? "town" : "county", rows,
		median(figures_ms, ROUNDS), median(scan_ms, ROUNDS), median(ratio, ROUNDS));
	mem_free(wanted);
}

int main(int argc, char **argv)
{
	struct archive_options options = {.user = "bench", .today = {2020, 4, 30}};
	struct faults faults = {0};
	char url[4096];

	if (argc != 4) {
		fprintf(stderr, "usage: figures STORE SCREENS N\n");
		return 2;
	}
	people = strtoul(argv[3], NULL, 10);
	options.create = !file_is_dir(argv[1]);
	options.defs = load_dir(argv[2], &faults, &e);
	must(options.defs != NULL, argv[2]);
	snprintf(url, sizeof url, "lmdb:%s", argv[1]);
	a = archive_open(url, &options, &e);
	must(a != NULL, argv[1]);
	if (options.create)
		make_store(argv[2]);
	measure("");
	measure("610927100000");
	archive_close(a);
	defs_free(options.defs);
	return 0;
}
