#include <binggui/app/matchpanel.h>

#include <binggui/text/width.h>
#include <binggui/ui/paint.h>

enum { TALL = 18, ROWS_TALL = 7, ROWS_LOW = 5 };

int matchpanel_rows(int body_rows)
{
	return body_rows >= TALL ? ROWS_TALL : ROWS_LOW;
}

/* Part behind part; one that does not fit begins the next row. */
static void paint_parts(struct canvas *c, struct rect r, const struct matcher_reasons *reasons)
{
	struct str part = {0};
	int row = 0, col = 0;

	for (size_t i = 0; i < reasons->n && row < r.rows; i++) {
		if (reasons->at[i].lack)
			continue;
		str_clear(&part);
		str_addf(&part, "%+d %s", reasons->at[i].points, reasons->at[i].text);
		int width = (int)width_text(str_c(&part), c->ambiguous);
		if (col && col + width > r.cols) {
			row++;
			col = 0;
		}
		if (row < r.rows)
			canvas_text(c, r.row + row, r.col + col, r.cols - col, ROLE_NORMAL,
				str_c(&part));
		col += width + 2;
	}
	str_free(&part);
}

static void add_lacks(const struct matcher_reasons *reasons, struct str *out)
{
	for (size_t i = 0; i < reasons->n; i++) {
		const struct matcher_reason *r = &reasons->at[i];
		if (!r->lack)
			continue;
		str_addf(out, "%s%s", out->n ? "；" : "差：", r->text);
		str_add(out, *r->mend ? "，" : "");
		for (const char *at = r->mend; *at; at++)
			str_addn(out, *at == '\n' ? "、" : at, *at == '\n' ? 3 : 1);
	}
}

void matchpanel_paint(struct canvas *c, struct rect r, const struct matcher_reasons *reasons)
{
	struct str text = {0}, head = {0};

	canvas_fill(c, r.row, r.col, r.cols, ROLE_BOX, c->lines == CANVAS_UNICODE ? 0x2500 : '-');
	if (!reasons->n) {
		str_free(&text);
		return;
	}
	str_addf(&head, reasons->score ? " 总分 %d，由这几项相加 " : " 总分 %d ", reasons->score);
	canvas_text(c, r.row, r.col + 2, r.cols - 4, ROLE_LABEL, str_c(&head));
	struct rect in = {r.row + 1, r.col + 1, r.rows - 1, r.cols - 2};
	add_lacks(reasons, &text);
	int used = text.n ? paint_text(c, in, ROLE_PROBLEM, str_c(&text), 0) : 0;
	in.row += used;
	in.rows -= used;
	paint_parts(c, in, reasons);
	str_free(&text);
	str_free(&head);
}
