#include <binggui/ui/progress.h>

#include <binggui/text/width.h>
#include <binggui/ui/paint.h>

#define UNSEEN_MS 500
#define EVERY_MS  100
#define STOP_HINT "按 Esc 中止"

void progress_begin(struct progress *p, struct term *t, const char *title)
{
	*p = (struct progress){.term = t, .title = title};
	if (t)
		p->began = p->painted = term_now(t);
}

static void paint(struct progress *p, uint64_t done, uint64_t all)
{
	struct canvas *c = term_canvas(p->term);
	struct rect in = paint_dialog(c, 3, 56, p->title);
	paint_progress(c, in.row, in.col, in.cols, done, all);
	canvas_fit(c, in.row + in.rows - 1, in.col, in.cols, ROLE_DIM, STOP_HINT);
	canvas_cursor(c, in.row, in.col);
	term_commit(p->term);
}

bool progress_step(struct progress *p, uint64_t done, uint64_t all)
{
	if (!p->term || p->stopped)
		return !p->stopped;
	int64_t now = term_now(p->term);
	if (now - p->painted < EVERY_MS)
		return true;
	p->painted = now;
	/* What is typed before anything is seen was meant for the screen behind. */
	if (p->shown)
		p->stopped = term_stopped(p->term);
	p->shown |= now - p->began >= UNSEEN_MS;
	if (p->shown && !p->stopped)
		paint(p, done, all);
	return !p->stopped;
}
