#include <lib/jitter.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void rest(long ms)
{
	struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
	nanosleep(&t, NULL);
}

static unsigned dice(struct jitter *j, unsigned sides)
{
	j->state = j->state * 1103515245 + 12345;
	return (j->state >> 16) % sides;
}

void jitter_begin(struct jitter *j)
{
	const char *ms = getenv("BINGGUI_VT_JITTER"), *seed = getenv("BINGGUI_VT_SEED");
	*j = (struct jitter){.ms = ms ? (unsigned)atoi(ms) : 0};
	j->state = seed ? (unsigned)atoi(seed) : (unsigned)now_ms() ^ (unsigned)getpid() << 16;
	if (j->ms)
		fprintf(stderr, "BINGGUI_VT_SEED=%u\n", j->state & 0x7FFFFFFF);
	j->state &= 0x7FFFFFFF;
}

void jitter_before(struct jitter *j)
{
	if (j->ms && dice(j, 4) == 0)
		rest(1 + dice(j, j->ms));
}

/* By a process that nobody has to wait for: the test may be doing anything meanwhile. */
static void stand_still(pid_t program, long ms, int fd)
{
	pid_t first = fork();
	if (first == 0) {
		close(fd);
		if (fork() == 0) {
			kill(program, SIGSTOP);
			rest(ms);
			kill(program, SIGCONT);
		}
		_exit(0);
	}
	if (first > 0)
		waitpid(first, NULL, 0);
}

void jitter_after(struct jitter *j, pid_t program, int fd)
{
	if (!j->ms)
		return;
	switch (dice(j, 4)) {
	case 0:
		stand_still(program, 1 + dice(j, j->ms), fd);
		break;
	case 1:
		j->blind_until = now_ms() + 1 + dice(j, j->ms);
		break;
	default:
		break;
	}
}

bool jitter_blind(const struct jitter *j, int ms)
{
	long left = j->blind_until ? j->blind_until - now_ms() : 0;
	if (left <= 0)
		return false;
	if (ms)
		rest(ms < left ? ms : left);
	return true;
}
