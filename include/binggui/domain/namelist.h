#ifndef BINGGUI_DOMAIN_NAMELIST_H
#define BINGGUI_DOMAIN_NAMELIST_H

#include <binggui/base/str.h>

/*
 * Names of several people, whatever stood between them (，；/ blanks, line breaks, 和), joined by 、.
 * 李 明 stays one name, what stands in brackets stays with its name; replaces out.
 */
void namelist_join(struct str *out, const char *text);

#endif
