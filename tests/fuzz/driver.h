#ifndef BINGGUI_FUZZ_DRIVER_H
#define BINGGUI_FUZZ_DRIVER_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* What each fuzz_*.c defines; the first is what libFuzzer would call, too. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
const char *const *fuzz_seeds(void); /* inputs to start from, NULL behind the last */

/* A promise that must hold for every input. */
#define FUZZ_HOLDS(condition)                                                                      \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__,           \
				#condition);                                                       \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

#endif
