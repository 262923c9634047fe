#include <criterion/criterion.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <binggui/store/escape.h>

static char *page; /* not to be read */
static char line[] = "a good one";

static void set_up(void)
{
	escape_watch();
	page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq(page, MAP_FAILED);
}

TestSuite(escape, .init = set_up);

static int touch(const char *at, size_t n)
{
	escape_touch(at, n);
	return 1;
}

/* 1 = it can be read, 2 = not. */
static int try(const char *at, size_t n)
{
	int rc = 0;

	ESCAPE_GUARD(rc, touch(at, n), 2);
	return rc;
}

static int give_up(void)
{
	escape_take();
	return 1;
}

Test(escape, what_goes_well_is_passed_on)
{
	cr_assert_eq(try(line, sizeof line), 1);
	cr_assert_eq(try(NULL, 0), 1);
}

Test(escape, a_page_that_cannot_be_read_is_a_value_each_time)
{
	for (int i = 0; i < 3; i++)
		cr_expect_eq(try(page, 1), 2);
	cr_assert_eq(try(line, sizeof line), 1);
}

Test(escape, the_last_byte_is_touched)
{
	char *two = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	cr_assert_eq(mprotect(two + 4096, 4096, PROT_NONE), 0);
	cr_expect_eq(try(two + 4000, 96), 1);
	cr_expect_eq(try(two + 4000, 97), 2);
}

Test(escape, a_library_may_give_up)
{
	int rc = 0;

	escape_take(); /* nothing is guarded: nothing happens */
	ESCAPE_GUARD(rc, give_up(), 2);
	cr_assert_eq(rc, 2);
}

static int circle(void)
{
	for (volatile unsigned i = 1; i;)
		i |= 1;
	return 1;
}

Test(escape, what_goes_round_in_a_circle_is_ended)
{
	int rc = 0;

	cr_assert_not(escape_stuck());
	ESCAPE_GUARD(rc, circle(), 2);
	cr_assert_eq(rc, 2);
	cr_assert(escape_stuck());
}

/* A fault of our own, and somebody's kill, end the process as if nobody watched. */
static int signal_of(void (*act)(void))
{
	int status;
	pid_t pid = fork();

	cr_assert_geq(pid, 0);
	if (pid == 0) {
		signal(SIGSEGV, SIG_DFL); /* sanitizers have handlers of their own */
		signal(SIGBUS, SIG_DFL);
		escape_watch();
		act();
		_exit(0);
	}
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void send_bus(void)
{
	raise(SIGBUS);
}

static void read_nothing(void)
{
	touch(mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), 1);
}

Test(escape_not, signals_elsewhere_still_end_the_process)
{
	cr_assert_eq(signal_of(send_bus), SIGBUS);
	cr_assert_eq(signal_of(read_nothing), SIGSEGV);
}
