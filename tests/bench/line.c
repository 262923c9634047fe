/*
 * The program behind a slow line: 9,600 bit/s and 300 ms there and back.  Each step against
 * the time that the text which is new in its lines needs there, plus one round trip.
 * usage: line BINGGUI SCREENS STORE
 */
#include <lib/pty.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BITS_PER_SECOND = 9600, BITS_PER_BYTE = 10, ROUND_TRIP_MS = 300, LOOK_US = 700000 };

static const struct step {
	const char *name, *keys;
} steps[] = {
	{"PgDn", "\033[6~"},
	{"PgDn again", "\033[6~"},
	{"Down", "\033[B"},
	{"Up", "\033[A"},
	{"find: z", "z"},
	{"find: zs", "s"},
	{"find: zsf", "f"},
	{"form opened", "\r"},
	{"next field", "\r"},
	{"form left", "\033[21~"},
};

static double line_ms(size_t bytes)
{
	return (double)bytes * BITS_PER_BYTE * 1000 / BITS_PER_SECOND;
}

static size_t utf8_bytes(uint32_t c)
{
	return c == 0 ? 0 : c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/* What of a line is new: from the first character that differs to the last. */
static size_t new_in_line(const uint32_t *before, const uint32_t *now)
{
	size_t n = 0;
	int from = 0, to = PTY_COLUMNS;

	while (from < to && before[from] == now[from])
		from++;
	while (to > from && before[to - 1] == now[to - 1])
		to--;
	for (int col = from; col < to; col++)
		n += utf8_bytes(now[col]);
	return n;
}

static size_t new_text(struct pty *p, struct pty_picture *before)
{
	struct pty_picture now;
	size_t n = 0;

	pty_picture(p, &now);
	for (int row = 0; row < PTY_ROWS; row++)
		n += new_in_line(before->at[row], now.at[row]);
	*before = now;
	return n;
}

static void blank(struct pty_picture *out)
{
	for (int row = 0; row < PTY_ROWS; row++)
		for (int col = 0; col < PTY_COLUMNS; col++)
			out->at[row][col] = ' ';
}

static void tell(const char *name, struct pty_step s, size_t text)
{
	double least = line_ms(text) + ROUND_TRIP_MS;

	printf("%s\t%zu\t%zu\t%.0f\t%.0f\t%.2f\n", name, s.bytes, text, s.ms, least, s.ms / least);
}

int main(int argc, char **argv)
{
	struct pty_picture picture;
	struct pty p;

	if (argc != 4) {
		fprintf(stderr, "usage: line BINGGUI SCREENS STORE\n");
		return 2;
	}
	const char *const program[] = {argv[1], "--slow", "--terminal", "utf-8", "--ambiguous", "1",
		"--screens", argv[2], "--data", argv[3], NULL};
	blank(&picture);
	pty_start(&p, program);
	p.bits_per_second = BITS_PER_SECOND;
	p.round_trip_ms = ROUND_TRIP_MS;
	struct pty_step first = pty_wait(&p, p.started);
	tell("first screen", first, new_text(&p, &picture));
	first = pty_send(&p, "1");
	tell("first list", first, new_text(&p, &picture));
	usleep(LOOK_US);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct pty_step s = pty_send(&p, steps[i].keys);
		tell(steps[i].name, s, new_text(&p, &picture));
	}
	pty_close(&p);
	return 0;
}
