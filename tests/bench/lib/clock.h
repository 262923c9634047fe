#ifndef BENCH_LIB_CLOCK_H
#define BENCH_LIB_CLOCK_H

#include <stddef.h>

/* Milliseconds: by the clock, and of this process's processor time, which others on the machine blur less. */
double now_ms(void);
double cpu_ms(void);

double median(double *at, size_t n); /* sorts them */

#endif
