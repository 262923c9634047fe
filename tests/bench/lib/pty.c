#include <lib/pty.h>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

enum {
	ROWS = PTY_ROWS,
	COLUMNS = PTY_COLUMNS,
	BITS_PER_BYTE = 10,
	TICK_US = 20000,
	QUIET_MS = 40,
	PATIENCE_MS = 20000,
	MOST = 1 << 20
};

/* What a terminal answers when it is asked who or where it is. */
static void answer(const char *bytes, size_t n, void *x)
{
	const struct pty *p = x;

	if (write(p->fd, bytes, n) < 0)
		perror("write");
}

static void start_term(struct pty *p)
{
	VTerm *v = vterm_new(ROWS, COLUMNS);

	vterm_set_utf8(v, 1);
	vterm_screen_enable_altscreen(vterm_obtain_screen(v), 1);
	vterm_screen_reset(vterm_obtain_screen(v), 1);
	vterm_output_set_callback(v, answer, p);
	p->term = v;
}

void pty_start(struct pty *p, const char *const argv[])
{
	struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};

	*p = (struct pty){.fd = -1};
	start_term(p);
	p->started = now_ms();
	p->pid = forkpty(&p->fd, NULL, NULL, &size);
	if (p->pid < 0) {
		perror("forkpty");
		exit(1);
	}
	if (p->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execvp(argv[0], (char *const *)argv);
		perror(argv[0]);
		_exit(127);
	}
	fcntl(p->fd, F_SETFD, FD_CLOEXEC);
	struct termios t; /* the echo of what is typed ahead is not the program's answer */
	if (tcgetattr(p->fd, &t) == 0) {
		t.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(p->fd, TCSANOW, &t);
	}
}

static double used_ms(const struct pty *p)
{
	char path[64];
	unsigned long long ns = 0;

	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)p->pid);
	FILE *f = fopen(path, "r");
	if (f && fscanf(f, "%llu", &ns) != 1)
		ns = 0;
	if (f)
		fclose(f);
	return (double)ns / 1e6;
}

/* How many bytes may be taken now: what the line carries in a tick, which then passes. */
static size_t line_gives(const struct pty *p)
{
	if (p->bits_per_second <= 0)
		return MOST;
	usleep(TICK_US);
	return (size_t)(p->bits_per_second / BITS_PER_BYTE * TICK_US / 1e6);
}

struct pty_step pty_wait(struct pty *p, double since)
{
	static char bytes[MOST];
	struct pty_step s = {0};
	struct pollfd f = {.fd = p->fd, .events = POLLIN};

	while (poll(&f, 1, s.bytes ? QUIET_MS : PATIENCE_MS) > 0) {
		size_t most = line_gives(p);
		ssize_t n =
			read(p->fd, bytes + s.bytes, most < MOST - s.bytes ? most : MOST - s.bytes);
		if (n <= 0)
			break;
		s.ms = now_ms() - since + p->round_trip_ms / 2;
		vterm_input_write(p->term, bytes + s.bytes, (size_t)n);
		s.bytes += (size_t)n;
	}
	double cpu = used_ms(p);
	s.cpu = cpu - p->cpu;
	p->cpu = cpu;
	long anon = pty_memory(p, "status", "RssAnon:");
	p->anon_peak = anon > p->anon_peak ? anon : p->anon_peak;
	return s;
}

struct pty_step pty_type_ahead(struct pty *p, const char *keys)
{
	if (write(p->fd, keys, strlen(keys)) < 0)
		perror("write");
	return pty_wait(p, p->started);
}

struct pty_step pty_send(struct pty *p, const char *keys)
{
	p->cpu = used_ms(p);
	double since = now_ms();
	usleep((useconds_t)(p->round_trip_ms / 2 * 1000));
	if (write(p->fd, keys, strlen(keys)) < 0)
		perror("write");
	return pty_wait(p, since);
}

void pty_picture(struct pty *p, struct pty_picture *out)
{
	VTermScreen *screen = vterm_obtain_screen(p->term);
	VTermScreenCell cell;

	*out = (struct pty_picture){0};
	for (int row = 0; row < ROWS; row++)
		for (int col = 0; col < COLUMNS; col++)
			if (vterm_screen_get_cell(screen, (VTermPos){row, col}, &cell) &&
				cell.chars[0] != UINT32_MAX)
				out->at[row][col] = cell.chars[0] ? cell.chars[0] : ' ';
}

bool pty_sees(struct pty *p, const char *text)
{
	char line[COLUMNS * 8 + 1];
	VTermScreen *screen = vterm_obtain_screen(p->term);

	for (int row = 0; row < ROWS; row++) {
		VTermRect r = {row, row + 1, 0, COLUMNS};
		size_t n = vterm_screen_get_text(screen, line, sizeof line - 1, r);
		line[n] = '\0';
		if (strstr(line, text))
			return true;
	}
	return false;
}

void pty_close(struct pty *p)
{
	close(p->fd);
	kill(p->pid, SIGKILL);
	waitpid(p->pid, NULL, 0);
	vterm_free(p->term);
}

long pty_memory(struct pty *p, const char *file, const char *line)
{
	char path[64], text[256];
	long kib = -1;

	snprintf(path, sizeof path, "/proc/%d/%s", (int)p->pid, file);
	FILE *f = fopen(path, "r");
	while (f && kib < 0 && fgets(text, sizeof text, f))
		if (strncmp(text, line, strlen(line)) == 0)
			kib = strtol(text + strlen(line), NULL, 10);
	if (f)
		fclose(f);
	return kib;
}
