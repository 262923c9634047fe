/*
 * Find-as-you-type in the real program on a terminal, and `less` on the same
 * people: ms from the key to the last byte, and bytes, medians of several runs.
 * usage: keys BINGGUI SCREENS STORE CSV PEOPLE
 */
#include <lib/pty.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 5 };

static const struct step {
	const char *name, *keys;
	const char *sees; /* what must be on the screen then */
} steps[] = {
	{"first key z", "z", NULL},
	{"then s: zs", "s", NULL},
	{"then f: zsf", "f", "张三丰"},
	{"Down", "\033[B", NULL},
	{"PgDn", "\033[6~", NULL},
	{"cleared", "\033", NULL},
	{"tail 0", "0", NULL},
	{"08", "8", NULL},
	{"082", "2", NULL},
	{"0823", "3", NULL},
	{"cleared", "\033", NULL},
	{"hanzi 张", "张", NULL},
	{"张三", "三", NULL},
	{"张三丰", "丰", "张三丰"},
	{"form opened", "\r", "张三丰"},
	{"form left", "\033", NULL},
	{"cleared", "\033", NULL},
	{"Down in all", "\033[B", NULL},
	{"Up in all", "\033[A", NULL},
	{"PgDn in all", "\033[6~", NULL},
	{"End of all", "\033[F", NULL},
};
enum { N = sizeof steps / sizeof *steps };

struct figures {
	double ms[RUNS], bytes[RUNS];
};

static void spell(const char *name, struct figures *f)
{
	printf("%s\t%.2f\t%.0f\n", name, median(f->ms, RUNS), median(f->bytes, RUNS));
}

static void note(struct figures *f, int run, struct pty_step s)
{
	f->ms[run] = s.ms;
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
	static struct figures home, list, less, at[N], anon, dirty;
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
		struct pty_step first = pty_wait(&p, p.started), second = pty_send(&p, "\r");
		note(&home, run, first);
		note(&list, run, second);
		expect(&p, "list", with_commas(argv[5], people));
		for (int i = 0; i < N; i++) {
			note(&at[i], run, pty_send(&p, steps[i].keys));
			expect(&p, steps[i].name, steps[i].sees);
		}
		anon.ms[run] = (double)pty_memory(&p, "status", "RssAnon:");
		anon.bytes[run] = (double)p.anon_peak;
		dirty.ms[run] = (double)pty_memory(&p, "smaps_rollup", "Private_Dirty:");
		pty_close(&p);
	}
	spell("less", &less);
	spell("home", &home);
	spell("list", &list);
	for (int i = 0; i < N; i++)
		spell(steps[i].name, &at[i]);
	spell("RssAnon KiB, peak", &anon);
	spell("Private_Dirty KiB", &dirty);
	return missed;
}
