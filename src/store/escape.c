#include <binggui/store/escape.h>

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

enum { STEP = 4096 }; /* no machine has smaller pages */

static jmp_buf back;
static volatile sig_atomic_t guarded;
static struct sigaction before_segv, before_bus;

jmp_buf *escape_open(void)
{
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

static void watch(void)
{
	struct sigaction ours = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_NODEFER};

	sigemptyset(&ours.sa_mask);
	sigaction(SIGSEGV, &ours, &before_segv);
	sigaction(SIGBUS, &ours, &before_bus);
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
