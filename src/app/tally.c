#include <binggui/app/tally.h>

#include <binggui/app/mine.h>
#include <binggui/base/mem.h>
#include <binggui/schema/expr.h>
#include <binggui/table/table.h>
#include <binggui/ui/term.h>

enum {
	BUDGET_MS = 100, /* of one step */
	BRIEF_MS = 8,    /* of one between a key and what it shows */
	REST_MS = 5000,  /* between two rounds: in a busy office somebody saves all the time */
	LOOK_EVERY = 64, /* records between two looks at the keyboard */
};

/* What lies elsewhere is somebody else's to do, unless the line says that it concerns all. */
static void narrow(struct tally *t, size_t i)
{
	const struct def_due *due = &t->app->archive->defs->due[i];
	struct tally_line *l = &t->lines[i];
	struct str area = {0}, condition = {0};
	struct err e = {0};

	*l = (struct tally_line){0};
	if (!due->of)
		return;
	if (!due->everywhere)
		mine_area(t->app, &area);
	mine_condition(due->of, due->condition, str_c(&area), &condition);
	l->where = expr_parse(str_c(&condition), due->of, t->app->archive->defs, &e);
	l->condition = l->where ? str_take(&condition) : mem_strdup(due->condition);
	if (!l->where) /* an area nobody knows: the whole county rather than nothing */
		l->where = expr_parse(due->condition, due->of, t->app->archive->defs, &e);
	str_free(&area);
	str_free(&condition);
}

void tally_begin(struct tally *t, struct app *app)
{
	*t = (struct tally){.app = app};
	t->lines = mem_array(app->archive->defs->n_due + 1, sizeof *t->lines);
	for (size_t i = 0; i < app->archive->defs->n_due; i++)
		narrow(t, i);
	t->tick = archive_tick(app->archive);
}

void tally_free(struct tally *t)
{
	for (size_t i = 0; t->lines && i < t->app->archive->defs->n_due; i++) {
		mem_free(t->lines[i].condition);
		expr_free(t->lines[i].where);
	}
	mem_free(t->lines);
	*t = (struct tally){0};
}

static void restart(struct tally *t)
{
	t->tick = archive_tick(t->app->archive);
	t->at = 0;
	t->from = 0;
	t->so_far = 0;
}

void tally_hurry(struct tally *t)
{
	if (t->tick != archive_tick(t->app->archive))
		restart(t);
}

/* One walk over part of a table. */
struct piece {
	struct tally *tally;
	const struct tally_line *line;
	struct record record;
	int64_t until;
	size_t seen;
	bool cut; /* there is more */
};

/* A record that cannot be read is for the list to tell. */
static bool count(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct piece *p = context;
	struct tally *t = p->tally;

	if (record_decode(&p->record, id, bytes, n) &&
		expr_test(p->line->where, &p->record, &t->app->archive->env))
		t->so_far++;
	t->from = id + 1;
	p->cut = ++p->seen % LOOK_EVERY == 0 &&
		 (term_pending(t->app->term) || term_now(t->app->term) >= p->until);
	return !p->cut;
}

/* False if it was broken off. */
static bool walk(struct tally *t, int64_t until)
{
	const struct def_due *due = &t->app->archive->defs->due[t->at];
	struct piece p = {.tally = t, .line = &t->lines[t->at], .until = until};
	struct err e = {0};

	if (due->of)
		table_scan_from(t->app->archive, due->of, t->from, count, &p, &e);
	record_free(&p.record);
	return !p.cut;
}

/* The line being counted is counted; true if that is news. */
static bool settle(struct tally *t)
{
	struct tally_line *l = &t->lines[t->at];
	bool news = !l->known || l->count != t->so_far;

	l->count = t->so_far;
	l->known = true;
	t->at++;
	t->from = 0;
	t->so_far = 0;
	return news;
}

bool tally_step(struct tally *t, int64_t now_ms, bool resting)
{
	size_t n = t->app->archive->defs->n_due;
	bool news = false;

	if (t->at == n && t->tick != archive_tick(t->app->archive) && now_ms - t->rested >= REST_MS)
		restart(t);
	int64_t until = term_now(t->app->term) + (resting ? BUDGET_MS : BRIEF_MS);
	while (t->at < n && !term_pending(t->app->term) && term_now(t->app->term) < until &&
		walk(t, until)) {
		news |= settle(t);
		t->rested = now_ms;
	}
	return news;
}
