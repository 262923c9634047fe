#include <binggui/ui/tty.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/*
 * Signal handlers and exit handlers get no argument: what they need can only
 * stand here.
 */
static struct {
	volatile sig_atomic_t armed; /* tty_rescue has something to put back */
	pid_t pid;                   /* and only in this process, not in a child */
	int out, wake;
	struct termios saved;
	char farewell[128];
	size_t n_farewell;
	struct sigaction before[NSIG];
	bool exit_hooked;
} rescue;

static const int caught[] = {SIGWINCH, SIGHUP, SIGTERM, SIGINT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
#define COUNT(a) (sizeof(a) / sizeof *(a))

void tty_rescue(void)
{
	if (!rescue.armed || rescue.pid != getpid())
		return;
	rescue.armed = 0;
	if (write(rescue.out, rescue.farewell, rescue.n_farewell) < 0)
		return; /* the line is gone, and its modes with it */
	tcsetattr(rescue.out, TCSANOW, &rescue.saved);
}

static void on_signal(int sig)
{
	int kept = errno;
	char byte = sig == SIGWINCH ? 'W' : 'H';
	if (write(rescue.wake, &byte, 1) < 0) {
		/* The pipe is full: it says the same already. */
	}
	errno = kept;
}

static void on_crash(int sig)
{
	tty_rescue();
	signal(sig, SIG_DFL);
	raise(sig);
}

static void catch_signals(void)
{
	struct sigaction sa = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
	struct sigaction crash = {.sa_handler = on_crash, .sa_flags = (int)SA_RESETHAND};
	sigemptyset(&sa.sa_mask);
	sigemptyset(&crash.sa_mask);
	for (size_t i = 0; i < COUNT(caught); i++)
		sigaction(caught[i], &sa, &rescue.before[caught[i]]);
	for (size_t i = 0; i < COUNT(crashes); i++) {
		sigaction(crashes[i], NULL, &rescue.before[crashes[i]]);
		/* Somebody who looks at crashes himself (a sanitizer) goes on doing so. */
		if (rescue.before[crashes[i]].sa_handler == SIG_DFL)
			sigaction(crashes[i], &crash, NULL);
	}
}

static void release_signals(void)
{
	for (size_t i = 0; i < COUNT(caught); i++)
		sigaction(caught[i], &rescue.before[caught[i]], NULL);
	for (size_t i = 0; i < COUNT(crashes); i++)
		sigaction(crashes[i], &rescue.before[crashes[i]], NULL);
}

bool tty_open(struct tty *t, int in, int out, struct err *e)
{
	*t = (struct tty){.in = in, .out = out, .wake = {-1, -1}};
	if (!isatty(in) || !isatty(out))
		return err_set(e, ERR_IO,
			"这里不是终端，全屏界面打不开；请在终端里运行，或使用命令行方式");
	if (tcgetattr(in, &t->saved) < 0)
		return err_sys(e, errno, "终端的设置读不出来");
	if (pipe2(t->wake, O_CLOEXEC | O_NONBLOCK) < 0)
		return err_sys(e, errno, "不能为信号建立管道");
	t->open = true;
	rescue.pid = getpid();
	rescue.out = out;
	rescue.wake = t->wake[1];
	rescue.saved = t->saved;
	rescue.n_farewell = 0;
	rescue.armed = 1;
	if (!rescue.exit_hooked)
		rescue.exit_hooked = atexit(tty_rescue) == 0;
	catch_signals();
	return true;
}

void tty_close(struct tty *t)
{
	if (!t->open)
		return;
	release_signals();
	tty_rescue();
	close(t->wake[0]);
	close(t->wake[1]);
	t->open = false;
}

/* Empties the pipe: a hang-up outweighs a resize. */
enum tty_event tty_signalled(struct tty *t)
{
	char bytes[64];
	enum tty_event event = TTY_NOTHING;
	ssize_t n;
	while ((n = read(t->wake[0], bytes, sizeof bytes)) > 0)
		for (ssize_t i = 0; i < n; i++)
			event = bytes[i] == 'H' || event == TTY_HANGUP ? TTY_HANGUP : TTY_RESIZE;
	return event;
}

enum tty_event tty_wait(struct tty *t, int timeout_ms, char *bytes, size_t cap, size_t *n)
{
	struct pollfd fds[] = {
		{.fd = t->wake[0], .events = POLLIN},
		{.fd = t->in, .events = POLLIN},
	};
	*n = 0;
	if (poll(fds, COUNT(fds), timeout_ms) < 0 && errno != EINTR)
		return TTY_HANGUP;
	enum tty_event event = tty_signalled(t);
	if (event != TTY_NOTHING)
		return event;
	if (!(fds[1].revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL)))
		return TTY_NOTHING;
	ssize_t got = read(t->in, bytes, cap);
	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return TTY_NOTHING;
	if (got <= 0)
		return TTY_HANGUP;
	*n = (size_t)got;
	return TTY_INPUT;
}

bool tty_size(const struct tty *t, int *rows, int *cols)
{
	struct winsize w;
	if (ioctl(t->out, TIOCGWINSZ, &w) < 0 || w.ws_row == 0 || w.ws_col == 0)
		return false;
	*rows = w.ws_row;
	*cols = w.ws_col;
	return true;
}

void tty_write(const struct tty *t, const char *bytes)
{
	for (size_t n = strlen(bytes); n;) {
		ssize_t put = write(t->out, bytes, n);
		if (put < 0 && errno != EINTR)
			return;
		bytes += put > 0 ? put : 0;
		n -= put > 0 ? (size_t)put : 0;
	}
}

void tty_set_farewell(const char *bytes)
{
	size_t n = strlen(bytes);
	rescue.n_farewell = n <= sizeof rescue.farewell ? n : sizeof rescue.farewell;
	memcpy(rescue.farewell, bytes, rescue.n_farewell);
}
