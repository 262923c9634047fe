/*
 * Keying in visits in the real program on a terminal: ms from the key to the last byte, and
 * bytes, medians of several visits.  The store has a campaign under way.
 * usage: visits BINGGUI SCREENS STORE
 */
#include <lib/pty.h>

#include <stdio.h>

static const char *const letters[] = {
	"c", "d", "f", "g", "h", "j", "l", "m", "p", "q", "s", "t", "w", "x", "y"};
enum { RUNS = sizeof letters / sizeof *letters };

static const struct step {
	const char *name, *keys;
} steps[] = {
	{"a letter of the name", NULL}, /* another one each time */
	{"Enter: who it is", "\r"},
	{"a code by its digit", "2"},
	{"a letter in the line", "8"},
	{"F2: saved, the next one", "\033OQ"},
	{"Enter: the next in order", "\r"},
	{"F2: saved", "\033OQ"},
};
enum { N = sizeof steps / sizeof *steps };

int main(int argc, char **argv)
{
	static double ms[N][RUNS], bytes[N][RUNS], cpu[N][RUNS];
	struct pty p;
	int missed = 0;

	if (argc != 4) {
		fprintf(stderr, "usage: visits BINGGUI SCREENS STORE\n");
		return 2;
	}
	const char *const program[] = {argv[1], "--screens", argv[2], "--data", argv[3], NULL};
	pty_start(&p, program);
	pty_type_ahead(&p, "21");
	pty_send(&p,
		"\t\t\t\t\t3"); /* where the money comes from; the rest of the head is as it is */
	for (int run = 0; run < RUNS; run++)
		for (int i = 0; i < N; i++) {
			struct pty_step s =
				pty_send(&p, steps[i].keys ? steps[i].keys : letters[run]);
			ms[i][run] = s.ms;
			bytes[i][run] = (double)s.bytes;
			cpu[i][run] = s.cpu;
		}
	if (!pty_sees(&p, "每小时") && !pty_sees(&p, "本次 30 次")) {
		fprintf(stderr, "visits: what was keyed in does not stand on the screen\n");
		missed = 1;
	}
	pty_close(&p);
	for (int i = 0; i < N; i++)
		printf("%s\t%.2f\t%.0f\t%.2f\n", steps[i].name, median(ms[i], RUNS),
			median(bytes[i], RUNS), median(cpu[i], RUNS));
	return missed;
}
