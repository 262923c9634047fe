#include <binggui/app/relay.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/ui/tty.h>

enum {
	LEAD_MS = 100,    /* the second byte of a character comes sooner */
	STREAM = 64,      /* bytes read at once that nobody has typed by hand: */
	STREAM_MS = 2000, /* a slow line may cut a paste anywhere */
	END_MS = 30000,   /* a program that was hung up has saved its drafts by then */
	AHEAD_MAX = 65536 /* typed and not yet read: then the terminal has to wait */
};

struct relay {
	struct recode *recode;
	struct tty tty; /* the real terminal */
	int master, lead_ms;
	pid_t child;
	struct str typed, shown; /* recoded, on their way */
	size_t n_sent;           /* of typed */
	long lead_until;         /* when a lead byte is given up; 0 = none waits */
	long end_until;          /* when the child is given up; 0 = nobody hung up */
	bool deaf;               /* the real terminal is gone */
};

static long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- the other process ----------------------------------------------------------------------- */

/* The arguments as they were given: getopt has put them in another order meanwhile. */
struct arguments {
	struct str bytes;
	VEC(char *) at;
};

static bool read_arguments(struct arguments *a, struct err *e)
{
	char bytes[4096];
	ssize_t n;
	int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_sys(e, errno, "/proc/self/cmdline 读不出来，不能转换终端编码");
	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		str_addn(&a->bytes, bytes, (size_t)n);
	close(fd);
	for (size_t at = 0; at < a->bytes.n; at += strlen(a->bytes.at + at) + 1)
		vec_push(&a->at, a->bytes.at + at);
	vec_push(&a->at, NULL);
	return true;
}

static void free_arguments(struct arguments *a)
{
	str_free(&a->bytes);
	vec_free(&a->at);
}

static void be_child(char **argv)
{
	setenv("LANG", "C.UTF-8", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	execv("/proc/self/exe", argv);
	dprintf(STDERR_FILENO, "binggui: 程序不能再次启动：%s\n", err_reason(errno));
	_exit(127);
}

static bool start_child(struct relay *r, struct err *e)
{
	struct arguments arguments = {0};
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	if (!read_arguments(&arguments, e)) {
		free_arguments(&arguments);
		return false;
	}
	ioctl(r->tty.out, TIOCGWINSZ, &size);
	r->child = forkpty(&r->master, NULL, &r->tty.saved, &size);
	if (r->child == 0)
		be_child(arguments.at.at);
	free_arguments(&arguments);
	if (r->child < 0)
		return err_sys(e, errno, "不能建立转换编码用的终端");
	fcntl(r->master, F_SETFD, FD_CLOEXEC);
	fcntl(r->master, F_SETFL, fcntl(r->master, F_GETFL) | O_NONBLOCK);
	return true;
}

/* ---- passing on ------------------------------------------------------------------------------ */

/* It saves its drafts and ends; what it still shows is passed on. */
static void hang_up(struct relay *r)
{
	if (!r->end_until)
		r->end_until = now_ms() + END_MS;
	kill(r->child, SIGHUP);
}

static void on_signal(struct relay *r, enum tty_event event)
{
	struct winsize size;
	if (event == TTY_HANGUP)
		hang_up(r);
	else if (event == TTY_RESIZE && ioctl(r->tty.out, TIOCGWINSZ, &size) == 0)
		ioctl(r->master, TIOCSWINSZ, &size);
}

static void take_typed(struct relay *r, const char *bytes, size_t n)
{
	long wait = n > STREAM && r->lead_ms < STREAM_MS ? STREAM_MS : r->lead_ms;
	recode_in(r->recode, bytes, n, &r->typed);
	r->lead_until = recode_in_waits(r->recode) ? now_ms() + wait : 0;
}

static void read_terminal(struct relay *r)
{
	char bytes[4096];
	ssize_t n = read(r->tty.in, bytes, sizeof bytes);
	if (n > 0)
		take_typed(r, bytes, (size_t)n);
	else if (n == 0 || (errno != EINTR && errno != EAGAIN)) {
		r->deaf = true;
		hang_up(r);
	}
}

static void show(struct relay *r)
{
	for (size_t at = 0; at < r->shown.n && !r->deaf;) {
		ssize_t put = write(r->tty.out, r->shown.at + at, r->shown.n - at);
		if (put > 0)
			at += (size_t)put;
		else if (errno == EAGAIN)
			poll(&(struct pollfd){.fd = r->tty.out, .events = POLLOUT}, 1, LEAD_MS);
		else if (errno != EINTR)
			return; /* gone: reading will say so */
	}
}

/* False when the other process has closed its end. */
static bool read_child(struct relay *r)
{
	char bytes[16384];
	ssize_t n = read(r->master, bytes, sizeof bytes);
	if (n <= 0)
		return n < 0 && (errno == EINTR || errno == EAGAIN);
	str_clear(&r->shown);
	recode_out(r->recode, bytes, (size_t)n, &r->shown);
	show(r);
	return true;
}

static void send_typed(struct relay *r)
{
	ssize_t put = write(r->master, r->typed.at + r->n_sent, r->typed.n - r->n_sent);
	r->n_sent += put > 0 ? (size_t)put : 0;
	if (r->n_sent < r->typed.n)
		return;
	str_clear(&r->typed);
	r->n_sent = 0;
}

static int patience(const struct relay *r)
{
	long until = r->lead_until;
	if (r->end_until && (!until || r->end_until < until))
		until = r->end_until;
	if (!until)
		return -1;
	long left = until - now_ms();
	return left > 0 ? (int)left : 0;
}

/* Not while something lies there unread: we may have been away longer than it took to come. */
static void expire(struct relay *r)
{
	struct pollfd in = {.fd = r->deaf ? -1 : r->tty.in, .events = POLLIN};
	if (r->lead_until && now_ms() >= r->lead_until && poll(&in, 1, 0) == 0) {
		recode_in_expire(r->recode, &r->typed);
		r->lead_until = 0;
	}
}

static void pass_on(struct relay *r)
{
	enum { WAKE, IN, MASTER, COUNT };
	for (bool there = true; there && !(r->end_until && now_ms() >= r->end_until);) {
		bool full = r->typed.n - r->n_sent > AHEAD_MAX;
		struct pollfd fds[COUNT] = {
			[WAKE] = {.fd = r->tty.wake[0], .events = POLLIN},
			[IN] = {.fd = r->deaf || full ? -1 : r->tty.in, .events = POLLIN},
			[MASTER] = {.fd = r->master,
				.events = (short)(POLLIN | (r->typed.n ? POLLOUT : 0))},
		};
		if (poll(fds, COUNT, patience(r)) < 0)
			continue; /* a signal; its byte is in the pipe */
		if (fds[WAKE].revents)
			on_signal(r, tty_signalled(&r->tty));
		if (fds[IN].revents)
			read_terminal(r);
		expire(r);
		if (fds[MASTER].revents & POLLOUT)
			send_typed(r);
		if (fds[MASTER].revents & (POLLIN | POLLHUP | POLLERR))
			there = read_child(r);
	}
}

/* ---- the end --------------------------------------------------------------------------------- */

/* What a process that was killed has left on the screen. */
#define FAREWELL "\033[?2004l\033(B\017\033[m\033[?25h\033[?1049l\r"

/* Without its terminal the other process ends, if it has not done so already. */
static int end_of_child(struct relay *r)
{
	int status = 0;
	bool given_up = r->end_until && now_ms() >= r->end_until;
	pid_t done;
	close(r->master);
	while ((done = waitpid(r->child, &status, given_up ? WNOHANG : 0)) < 0 && errno == EINTR)
		;
	if (done <= 0)
		return 128 + SIGHUP; /* still busy, but on its own now */
	if (WIFSIGNALED(status))
		return 128 + WTERMSIG(status);
	tty_set_farewell(""); /* it has left the screen itself */
	return WEXITSTATUS(status);
}

int relay_run(struct recode *recode, const struct str *typed, int line_ms, struct err *e)
{
	struct relay r = {
		.recode = recode, .master = -1, .lead_ms = line_ms > LEAD_MS ? line_ms : LEAD_MS};
	int code = -1;
	if (!tty_open(&r.tty, STDIN_FILENO, STDOUT_FILENO, e))
		return -1;
	if (start_child(&r, e)) {
		struct termios raw = r.tty.saved;
		cfmakeraw(&raw);
		tty_set_farewell(FAREWELL);
		tcsetattr(r.tty.in, TCSADRAIN, &raw);
		take_typed(&r, str_c(typed), typed->n);
		pass_on(&r);
		code = end_of_child(&r);
	}
	tty_close(&r.tty);
	str_free(&r.typed);
	str_free(&r.shown);
	return code;
}
