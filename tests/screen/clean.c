#include <screen/clean.h>

#include <criterion/criterion.h>

#include <binggui/ui/canvas.h>
#include <binggui/ui/term.h>
#include <lib/hostile.h>

static bool is_clean(const struct canvas_cell *at)
{
	bool half = at->width == 0 && at->c == 0;
	bool ok = half || !hostile_character(at->c);

	for (size_t i = 0; i < CELL_MARKS; i++)
		ok = ok && (!at->marks[i] || !hostile_character(at->marks[i]));
	return ok;
}

void clean_screen(struct world *w, const char *where)
{
	const struct canvas *c = term_canvas(w->app.term);

	for (int row = 0; row < c->rows; row++)
		for (int col = 0; col < c->cols; col++) {
			const struct canvas_cell *at = canvas_at(c, row, col);
			cr_assert(is_clean(at), "%s: U+%04X (%X %X) at %d,%d\n%s", where, at->c,
				at->marks[0], at->marks[1], row, col, world_text(w));
		}
}

void clean_keys(struct world *w, const char *script)
{
	world_keys(w, script);
	clean_screen(w, script);
}

void clean_times(struct world *w, const char *script, size_t n)
{
	for (size_t i = 0; i < n; i++)
		clean_keys(w, script);
}

void clean_back(struct world *w, size_t depth)
{
	for (size_t i = 0; i < 20 && stack_depth(w->app.stack) > depth; i++) {
		clean_keys(w, "Esc");
		if (world_sees(w, "放弃没有存盘的修改") || world_sees(w, "放弃正在录的") ||
			world_sees(w, "不办了？") || world_sees(w, "不登记了？"))
			clean_keys(w, "1");
	}
	cr_assert_eq(stack_depth(w->app.stack), depth, "%s", world_text(w));
}

void clean_home(struct world *w)
{
	clean_back(w, 1);
}

void clean_shown(struct world *w, const char *what)
{
	stack_paint(w->app.stack);
	clean_screen(w, what);
}
