/*
 * All figures of the annual sheet against one full scan (every record read and
 * decoded) of the registers they are counted from, in the same store.
 * usage: figures STORE SCREENS N     (STORE is made, a practice county of N people, if it is not there)
 */
#include <lib/clock.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/domain/demo.h>
#include <binggui/domain/figure.h>
#include <binggui/schema/load.h>
#include <binggui/table/table.h>

enum { ROUNDS = 7 };

static struct err e;
static struct archive *a;
static size_t people;

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "figures: %s: %s\n", what, e.text);
	exit(1);
}

/* The practice county, or so many of them (domain/demo). */
static void make_store(const char *screens)
{
	struct demo_options options = {.people = people};
	struct demo_result made;
	struct str areas = {0};

	file_join(&areas, screens, "areas");
	options.areas = str_c(&areas);
	must(demo_make(a, &options, &made, &e), "store");
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
	double since = cpu_ms();

	for (size_t i = 0; i < a->defs->n; i++)
		if (counts_from(a->defs->tables[i], f))
			must(table_scan(a, a->defs->tables[i], scan_row, &s, &e), "scan");
	double ms = cpu_ms() - since;
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
	size_t n, rows = 0, rounds = people > 10000 ? 3 : ROUNDS;

	const struct def_figure **wanted = figures_of_sheet(a->defs->figures, sheet, &n);
	for (size_t i = 0; i < rounds; i++) {
		struct figures f;
		double since = cpu_ms();
		must(figures_run(&f, &ask, wanted, n, &e), "figures");
		figures_ms[i] = cpu_ms() - since;
		scan_ms[i] = full_scan(&f, &rows);
		ratio[i] = figures_ms[i] / scan_ms[i];
		figures_free(&f);
	}
	printf("%zu\t%s\t%zu\t%.1f\t%.1f\t%.2f\n", people, *area ? "town" : "county", rows,
		median(figures_ms, rounds), median(scan_ms, rounds), median(ratio, rounds));
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
