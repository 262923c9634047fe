#ifndef BINGGUI_APP_KEYVIEW_H
#define BINGGUI_APP_KEYVIEW_H

#include <stdint.h>

#include <binggui/app/keyentry.h>
#include <binggui/app/keyfind.h>
#include <binggui/app/keylog.h>
#include <binggui/ui/canvas.h>

/* Which part of the keying screen has the keys. */
enum keying_state {
	KEYING_FIND, /* whom */
	KEYING_HEAD, /* what is the same for all */
	KEYING_LINE, /* this visit */
	KEYING_LOG,  /* back among those of this session */
};

/* The keying screen as it looks: head, list or line, what was keyed, totals. */
struct keyview {
	enum keying_state state;
	struct keyentry *entry;
	struct keyfind *find;
	struct keylog *log;
	int64_t now_ms;
};

void keyview_paint(const struct keyview *v, struct canvas *c, struct rect body);

#endif
