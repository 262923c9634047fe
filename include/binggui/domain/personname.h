#ifndef BINGGUI_DOMAIN_PERSONNAME_H
#define BINGGUI_DOMAIN_PERSONNAME_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>

/*
 * The cell of a name taken apart: 张三（已故）, 李四 19900001234, 阿卜杜热合曼•吾买尔,
 * 張(zhāng)三, *王五.  The name itself is folded (fold_name); what stood in brackets or
 * behind it are notes.
 */
struct personname {
	struct str name;
	struct str notes; /* one a line, in the order written */
	struct str phone; /* digits that stood with the name */
	bool lossy;       /* a character is lost: U+FFFD, ?, □, bytes that are no text */
	bool odd; /* hardly a whole name: one character, digits, letters among hanzi, 某 … */
	bool guessed_dot; /* a blank between two long parts was taken for a middle dot */
};

/* `words`: code lists whose words may stand behind a name without brackets (张三 已故); NULL at the end. */
void personname_read(
	struct personname *out, const char *text, const struct def_codes *const *words);
void personname_free(struct personname *n);

#endif
