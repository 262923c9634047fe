#ifndef BINGGUI_DOMAIN_DEMO_NAMES_H
#define BINGGUI_DOMAIN_DEMO_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/domain/demo_maker.h>

/* Names and numbers of people who do not exist: order numbers 900 to 999 with the right check digit. */
void demo_name(struct demo_maker *m, char out[16], bool male);

/* Which numbers are given out: of one region at a time, so that memory is bounded.  The caller frees it. */
uint8_t *demo_numbers_new(void);

/*
 * A number nobody has yet, born in one of those years; the region follows from the county's number.
 * To be cleared (demo_numbers_clear) whenever demo_numbers_region() changes.
 */
void demo_number(struct demo_maker *m, uint8_t *taken, size_t county, int born, int until,
	bool male, char out[19], struct date *birth);
unsigned demo_numbers_region(size_t county);
void demo_numbers_clear(uint8_t *taken);

#endif
