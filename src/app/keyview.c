#include <binggui/app/keyview.h>

#include <binggui/text/width.h>

enum {
	TALL = 18,     /* rows of a body that has room for more of the session */
	LOG_TALL = 5,  /* lines of the session seen then */
	LOG_SHORT = 2, /* on a low terminal */
};

/* A rule with words in it: what stands below. */
static void paint_rule(struct canvas *c, int row, int col, int cols, const char *text)
{
	uint32_t line = c->lines == CANVAS_UNICODE && c->ambiguous == 1 ? 0x2500 : '-';
	int used = (int)width_text(text, c->ambiguous);

	canvas_fill(c, row, col, cols, ROLE_BOX, line);
	canvas_text(c, row, col + 2, cols - 2, ROLE_BOX, " ");
	canvas_text(c, row, col + 3, cols - 3, ROLE_LABEL, text);
	canvas_text(c, row, col + 3 + used, 1, ROLE_BOX, " ");
}

static void paint_count(const struct keyview *v, struct str *out)
{
	if (!v->find->roll.archive) {
		str_add(out, "没有选活动：从全部对象里找");
		return;
	}
	struct roll_count n = roll_count(&v->find->roll, ROLL_ALL);
	if (n.all)
		str_addf(out, "名单 %zu 人，已走访 %zu，免访 %zu，还有 %zu", n.all, n.done,
			n.exempt, n.all - n.done - n.exempt);
	else
		str_add(out, "这个活动还没有定名单：从全部对象里找");
}

static void paint_find(const struct keyview *v, struct canvas *c, struct rect r)
{
	struct str text = {0};

	str_add(&text, v->find->kind == KEYFIND_PERSON      ? "找人  "
		       : v->find->kind == KEYFIND_HOUSEHOLD ? "找户  "
							    : "单位或其他人  ");
	if (v->find->kind == KEYFIND_PERSON)
		paint_count(v, &text);
	paint_rule(c, r.row, r.col, r.cols, str_c(&text));
	listview_paint(&v->find->list, c, (struct rect){r.row + 1, r.col, r.rows - 1, r.cols});
	str_free(&text);
}

/* Who it is on the rule; more of him, and what should be known, below. */
static void paint_line(const struct keyview *v, struct canvas *c, struct rect r)
{
	struct keyentry *n = v->entry;
	struct str text = {0};

	str_addf(&text, "%s%s", keyentry_correcting(n) ? "改：" : "", str_c(&n->who));
	const char *state = n->who_id ? keyfind_state(v->find, n->who_id) : "";
	if (*state && !keyentry_correcting(n))
		str_addf(&text, "  %s", state);
	if (n->opens_case)
		str_add(&text, "  诉求转办");
	paint_rule(c, r.row, r.col, r.cols, str_c(&text));
	if (n->notice.n)
		canvas_fit(c, r.row + 1, r.col, r.cols, ROLE_NOTICE, str_c(&n->notice));
	else
		canvas_fit(c, r.row + 1, r.col, r.cols, ROLE_DIM, str_c(&n->about));
	struct rect form = {r.row + 2, r.col, r.rows - 2, r.cols};
	if (form.rows > KEYLINE_ROWS + 1)
		form.rows = KEYLINE_ROWS + 1;
	keyform_paint(&n->line, c, form, v->state == KEYING_LINE);
	str_free(&text);
}

static void paint_foot(const struct keyview *v, struct canvas *c, struct rect r)
{
	struct str text = {0};

	keylog_foot(v->log, v->now_ms, &text);
	canvas_fit(c, r.row, r.col, r.cols, ROLE_BOLD, str_c(&text));
	str_free(&text);
}

/* Head above, session and totals below, the list or the line between. */
void keyview_paint(const struct keyview *v, struct canvas *c, struct rect body)
{
	int log = body.rows >= TALL ? LOG_TALL : LOG_SHORT;
	struct rect head = {body.row, body.col, KEYHEAD_ROWS, body.cols};
	struct rect foot = {body.row + body.rows - 1, body.col, 1, body.cols};
	struct rect lines = {foot.row - log, body.col, log, body.cols};
	struct rect middle = {
		body.row + KEYHEAD_ROWS, body.col, body.rows - KEYHEAD_ROWS - log - 2, body.cols};

	keyform_paint(&v->entry->head, c, head, v->state == KEYING_HEAD);
	if (middle.rows < 4)
		middle.rows += log + 1;
	else {
		paint_rule(c, lines.row - 1, lines.col, lines.cols, "本次已录");
		keylog_paint(v->log, c, lines, v->state == KEYING_LOG);
	}
	paint_foot(v, c, foot);
	if (v->entry->who.n)
		paint_line(v, c, middle);
	else
		paint_find(v, c, middle);
	if (v->state == KEYING_HEAD) /* the cursor's home is painted last */
		keyform_paint(&v->entry->head, c, head, true);
	if (v->state == KEYING_LOG && middle.rows >= 4)
		keylog_paint(v->log, c, lines, true);
}
