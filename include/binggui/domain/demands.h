#ifndef BINGGUI_DOMAIN_DEMANDS_H
#define BINGGUI_DOMAIN_DEMANDS_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>

/*
 * What a notice asks of people, all in one cell: 男，18-45岁，高中以上学历，有3年以上驾驶经验.
 * Each field takes what fits it: numbers called 年龄… take ages (下限, 上限, 女…), other numbers years of
 * experience, codes the words of their lists (of several the first in the list: 大专或本科 asks for 大专).
 */
enum { DEMANDS_MOST = 12 };
struct demands {
	struct str values[DEMANDS_MOST]; /* by field, canonical; empty = nothing said */
};

/* `column`: the field over whose column the cell stands, NULL = none: under 经验, 3年 says enough. */
bool demands_read(struct demands *d, const struct def_fields *fields,
	const struct def_field *column, const char *text);
void demands_free(struct demands *d);

#endif
