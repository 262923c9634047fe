#include <binggui/store/escape.h>

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <time.h>

enum { STEP = 4096 }; /* no machine has smaller pages */

static jmp_buf back;
static volatile sig_atomic_t guarded, stuck;
static volatile unsigned calls, seen; /* guarded calls so far, and when it was looked last */
static struct sigaction before_segv, before_bus;

jmp_buf *escape_open(void)
{
	calls++;
	guarded = 1;
	return &back;
}

void escape_shut(void)
{
	guarded = 0;
}

void escape_take(void)
{
	if (guarded)
		_longjmp(back, 1);
}

/* Where nothing is guarded the instruction is run once more, and met by who was there before. */
static void on_signal(int number, siginfo_t *info, void *context)
{
	bool sent = info->si_code <= 0; /* by somebody: no instruction is at fault */

	(void)context;
	if (!sent)
		escape_take();
	sigaction(number, number == SIGBUS ? &before_bus : &before_segv, NULL);
	if (sent)
		raise(number);
}

/* Every second of computing: a call that was under way the last time already goes round in a circle. */
static void on_tick(int number)
{
	(void)number;
	if (guarded && seen == calls) {
		stuck = 1;
		escape_take();
	}
	seen = calls;
}

static void watch_time(void)
{
	const struct itimerspec second = {{1, 0}, {1, 0}};
	struct sigaction ours = {.sa_handler = on_tick, .sa_flags = SA_RESTART | SA_NODEFER};
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGVTALRM};
	timer_t timer;

	sigemptyset(&ours.sa_mask);
	sigaction(SIGVTALRM, &ours, NULL);
	if (timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) == 0)
		timer_settime(timer, 0, &second, NULL);
}

bool escape_stuck(void)
{
	return stuck;
}

static void watch(void)
{
	struct sigaction ours = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_NODEFER};

	sigemptyset(&ours.sa_mask);
	sigaction(SIGSEGV, &ours, &before_segv);
	sigaction(SIGBUS, &ours, &before_bus);
	watch_time();
}

void escape_watch(void)
{
	static pthread_once_t watched = PTHREAD_ONCE_INIT;

	pthread_once(&watched, watch);
}

void escape_touch(const void *at, size_t n)
{
	const volatile char *p = at;

	for (size_t i = 0; i < n; i += STEP)
		(void)p[i];
	if (n)
		(void)p[n - 1];
}
