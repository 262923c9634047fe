/*
 * Find-as-you-type in the real program on a terminal, and `less` on the same
 * people: ms from the key to the last byte, and bytes, medians of several runs.
 * usage: keys BINGGUI SCREENS STORE CSV PEOPLE
 */
#include <lib/pty.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RUNS = 9, LOOK_US = 700000 }; /* nobody types before having looked at the list */

static const struct step {
	const char *name, *keys;
	const char *sees; /* what must be on the screen then */
} steps[] = {
	{"first key z", "z", NULL},
	{"Down", "\033[B", NULL},
	{"PgDn", "\033[6~", NULL},
	{"End", "\033[F", NULL},
	{"then s: zs", "s", NULL},
	{"then f: zsf", "f", NULL},
	{NULL, "\033OR", NULL}, /* F3: begin anew */
	{"digit 0", "0", NULL},
	{"then 8: 08", "8", NULL},
	{"then 2: 082", "2", NULL},
	{"then 3: 0823", "3", NULL},
	{NULL, "\033OR", NULL},
	{"hanzi 张", "张", NULL},
	{"张三", "三", NULL},
	{"张三丰", "丰", "张三丰"},
	{"form opened", "\r", "张三丰"},
	{"form left", "\033[21~", NULL},
	{NULL, "\033OR", NULL},
	{"everybody: Down", "\033[B", NULL},
	{"everybody: Up", "\033[A", NULL},
	{"everybody: PgDn", "\033[6~", NULL},
	{"everybody: End", "\033[F", NULL},
};
enum { N = sizeof steps / sizeof *steps };

struct figures {
	double ms[RUNS], cpu[RUNS], bytes[RUNS];
};

static void spell(const char *name, struct figures *f)
{
	printf("%s\t%.2f\t%.0f\t%.2f\n", name, median(f->ms, RUNS), median(f->bytes, RUNS),
		median(f->cpu, RUNS));
}

static void note(struct figures *f, int run, struct pty_step s)
{
	f->ms[run] = s.ms;
	f->cpu[run] = s.cpu;
	f->bytes[run] = (double)s.bytes;
}

static int missed;

static void expect(struct pty *p, const char *step, const char *text)
{
	if (!text || pty_sees(p, text))
		return;
	fprintf(stderr, "keys: after “%s” there is no %s on the screen\n", step, text);
	missed = 1;
}

/* 100000 as the list's foot writes it. */
static const char *with_commas(const char *number, char out[32])
{
	size_t n = strlen(number), k = 0;

	for (size_t i = 0; i < n && k < 30; i++) {
		if (i && (n - i) % 3 == 0)
			out[k++] = ',';
		out[k++] = number[i];
	}
	out[k] = '\0';
	return out;
}

int main(int argc, char **argv)
{
	char people[32];
	static struct figures list, less, at[N], anon, dirty;
	struct pty p;

	if (argc != 6) {
		fprintf(stderr, "usage: keys BINGGUI SCREENS STORE CSV PEOPLE\n");
		return 2;
	}
	const char *const program[] = {argv[1], "--screens", argv[2], "--data", argv[3], NULL};
	const char *const pager[] = {"less", argv[4], NULL};
	for (int run = 0; run < RUNS; run++) {
		pty_start(&p, pager);
		note(&less, run, pty_wait(&p, p.started));
		pty_close(&p);
		pty_start(&p, program);
		note(&list, run, pty_type_ahead(&p, "1"));
		expect(&p, "list", with_commas(argv[5], people));
		usleep(LOOK_US);
		for (int i = 0; i < N; i++) {
			note(&at[i], run, pty_send(&p, steps[i].keys));
			expect(&p, steps[i].name ? steps[i].name : "F3", steps[i].sees);
		}
		anon.ms[run] = (double)pty_memory(&p, "status", "RssAnon:");
		anon.bytes[run] = (double)p.anon_peak;
		dirty.ms[run] = (double)pty_memory(&p, "smaps_rollup", "Private_Dirty:");
		pty_close(&p);
	}
	spell("less", &less);
	spell("list", &list);
	for (int i = 0; i < N; i++)
		if (steps[i].name)
			spell(steps[i].name, &at[i]);
	spell("RssAnon KiB", &anon);
	spell("Private_Dirty KiB", &dirty);
	return missed;
}
