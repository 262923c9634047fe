#ifndef BINGGUI_TEXT_REGION_H
#define BINGGUI_TEXT_REGION_H

#include <stdbool.h>

/*
 * The region codes of GB/T 2260 that were ever in force: every edition and
 * yearly notice from 1980 to 2024, provinces and prefectures (…0000, …00)
 * included, and 81, 82, 83 for residents of Hong Kong, Macao and Taiwan.
 * Codes only, since a code that was given up is often given out again.
 * Statistical codes of development zones (…71 to …79) never stood on an
 * identity card and are left out.
 */
bool region_known(int six); /* 610927 */

#endif
