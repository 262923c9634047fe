#ifndef BINGGUI_APP_KEYENTRY_H
#define BINGGUI_APP_KEYENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/app/keyform.h>
#include <binggui/domain/visiting.h>

/*
 * The visit being keyed: what holds for all of them (head: campaign, day, who went), what is
 * this one's (line), and the record it becomes.
 */
enum keyhead_field {
	HEAD_CAMPAIGN,
	HEAD_DATE,
	HEAD_MODE,
	HEAD_BY,
	HEAD_RANK,
	HEAD_SOURCE,
	HEAD_COUNT
};
enum keyline_field {
	LINE_MET,
	LINE_AMOUNT,
	LINE_GOODS,
	LINE_ORDINARY = LINE_GOODS, /* Enter behind it saves */
	LINE_VALUE,
	LINE_KIND,
	LINE_SATISFIED,
	LINE_CONTENT,
	LINE_WANTS,
	LINE_WANT_KINDS,
	LINE_NEXT,
	LINE_COUNT
};
enum { KEYHEAD_ROWS = 2, KEYLINE_ROWS = 5 };

struct keyentry {
	struct app *app;
	const struct def_table *visit, *aid, *person, *household, *campaign;
	struct keyform head, line;
	struct visiting now;
	uint64_t who_id;   /* the person; 0 = a household or a unit */
	struct str who;    /* 张三丰 文彩村 */
	struct str about;  /* more of him, for the clerk to see that it is he */
	struct str notice; /* what should be known before saving; "" = nothing */
	struct str
		told; /* the notice that was told when somebody wanted to save: the next time saves */
	struct str advice; /* what the rules warn of in the visit saved last; "" = nothing */
	bool opens_case;
	struct str money, gift;      /* the campaign's standard gift */
	struct str held[HEAD_COUNT]; /* the head while an earlier visit is corrected */
	bool holding;
};

bool keyentry_open(struct keyentry *n, struct app *app, struct err *e);
void keyentry_close(struct keyentry *n);

/* A new visit to a person or household (the id), or to whatever bears that name. */
bool keyentry_person(struct keyentry *n, uint64_t id, struct err *e);
bool keyentry_household(struct keyentry *n, uint64_t id, struct err *e);
void keyentry_other(struct keyentry *n, const char *name);

/* A saved visit again; the head is its own until keyentry_reset(). */
bool keyentry_visit(struct keyentry *n, uint64_t visit, struct err *e);

/* Nothing in hand: the line as the next visit begins, the head as it was. */
void keyentry_reset(struct keyentry *n);

/* The same after a save: what of the head is not pinned begins anew, too. */
void keyentry_next(struct keyentry *n);

bool keyentry_correcting(const struct keyentry *n);
bool keyentry_touched(const struct keyentry *n);

/* Reads the standard gift of the campaign in the head. */
void keyentry_campaign(struct keyentry *n);

/* The standard gift into the line, or out of it; what is pinned stays. */
void keyentry_gift(struct keyentry *n, bool given);

/* Who was met has been answered: where nobody was, the standard gift is taken back. */
void keyentry_met(struct keyentry *n);

enum keyentry_result {
	KEYENTRY_SAVED,
	KEYENTRY_HEAD,   /* something in the head is wrong; the focus is there */
	KEYENTRY_LINE,   /* in the line */
	KEYENTRY_NOTICE, /* n->notice was not told yet */
	KEYENTRY_FAILED, /* e says why; all is as it was */
};
/* `slot`: of the draft that goes with the save; 0 = none. */
enum keyentry_result keyentry_save(struct keyentry *n, uint32_t slot, struct err *e);

#endif
