#ifndef BINGGUI_TABLE_OPENING_H
#define BINGGUI_TABLE_OPENING_H

#include <binggui/table/archive.h>

/*
 * archive_open() and archive_close() are promised by archive.h and stand in
 * opening.c: they join what the rest of the layer is built on (the struct)
 * with what is built on it (indexes made again, references resolved).
 */
enum { ARCHIVE_FORMAT = 1 }; /* of everything in the store; a program refuses a greater one */

#endif
