#ifndef BINGGUI_APP_KEYLOG_H
#define BINGGUI_APP_KEYLOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/domain/visiting.h>
#include <binggui/ui/canvas.h>
#include <binggui/ui/list.h>

/*
 * What was keyed in this session: a line each, oldest first, and the totals of them.
 */
struct keylog_row {
	uint64_t visit, person;
	char *who, *met, *goods;
	int64_t money, goods_value; /* 分 */
	bool wants, opened_case, voided;
};

struct keylog {
	struct keylog_row *at;
	size_t n, cap;
	struct list list;
	int64_t began; /* of the clock of term_now(); 0 = not yet */
	size_t kept;   /* records saved, corrections too: for the speed */
};
void keylog_free(struct keylog *l);

/* The first visit was begun now; later calls change nothing. */
void keylog_begin(struct keylog *l, int64_t now_ms);

/* A visit as it was saved now: a new line, or the line it has changes.  `who` is copied. */
void keylog_put(struct keylog *l, struct archive *a, const struct visiting *v, const char *who);
void keylog_void(struct keylog *l, uint64_t visit);

struct keylog_total {
	size_t visits, people, goods;
	int64_t money, goods_value;
};
struct keylog_total keylog_total(const struct keylog *l);

/* Records an hour since the first; 0 while less than a minute has passed. */
size_t keylog_speed(const struct keylog *l, int64_t now_ms);

/* The lines, the newest at the bottom, or scrolled to the cursor if it is `active`. */
void keylog_paint(struct keylog *l, struct canvas *c, struct rect r, bool active);

/* "本次 23 次 21 人  慰问金 11,500.00 元  实物 3 份  每小时 86 条" */
void keylog_foot(const struct keylog *l, int64_t now_ms, struct str *out);

#endif
