#ifndef BINGGUI_TESTS_GOLDEN_H
#define BINGGUI_TESTS_GOLDEN_H

/*
 * Asserts that `actual` is what stands in tests/golden/NAME.txt and shows the first
 * line that differs.  With BINGGUI_GOLDEN=write in the environment the file is
 * written instead.
 */
void golden(const char *name, const char *actual);

#endif
