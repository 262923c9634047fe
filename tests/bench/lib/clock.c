#include <lib/clock.h>

#include <stdlib.h>
#include <time.h>

static double ms_of(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

double now_ms(void)
{
	return ms_of(CLOCK_MONOTONIC);
}

double cpu_ms(void)
{
	return ms_of(CLOCK_PROCESS_CPUTIME_ID);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double median(double *at, size_t n)
{
	qsort(at, n, sizeof *at, by_size);
	return n ? at[n / 2] : 0;
}
