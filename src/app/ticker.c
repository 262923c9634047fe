#include <binggui/app/ticker.h>

#include <stdio.h>
#include <unistd.h>

#include <binggui/base/date.h>

#define UNSEEN_MS 500
#define EVERY_MS  200

void ticker_begin(struct ticker *t, const char *what, const char *unit)
{
	*t = (struct ticker){.what = what, .unit = unit, .began = date_now_ms()};
}

bool ticker_step(void *ticker, size_t done, size_t all)
{
	struct ticker *t = ticker;
	int64_t now = date_now_ms();

	if (now - t->began < UNSEEN_MS || now - t->shown < EVERY_MS || !isatty(STDERR_FILENO))
		return true;
	t->shown = now;
	t->seen = true;
	if (all)
		fprintf(stderr, "\r%s %zu / %zu %s（%zu%%）", t->what, done, all, t->unit,
			done * 100 / all);
	else
		fprintf(stderr, "\r%s %zu %s", t->what, done, t->unit);
	fputs("\033[K", stderr);
	return true;
}

void ticker_end(struct ticker *t)
{
	if (t->seen)
		fputs("\r\033[K", stderr);
	t->seen = false;
}
