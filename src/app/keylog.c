#include <binggui/app/keylog.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/money.h>

static void free_row(struct keylog_row *r)
{
	mem_free(r->who);
	mem_free(r->met);
	mem_free(r->goods);
}

void keylog_free(struct keylog *l)
{
	for (size_t i = 0; i < l->n; i++)
		free_row(&l->at[i]);
	vec_free(l);
}

static const char *get(const struct def_table *t, const struct record *r, const char *name)
{
	const struct def_field *f = t ? def_field(t, name) : NULL;

	return f ? record_field(r, f) : "";
}

static int64_t fen(const char *value)
{
	return strtoll(value, NULL, 10);
}

static uint64_t id_of(const char *reference)
{
	uint64_t id = 0;

	return record_id_parse(reference, &id) ? id : 0;
}

static struct keylog_row *row_of(struct keylog *l, uint64_t visit)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i].visit == visit)
			return &l->at[i];
	return NULL;
}

void keylog_begin(struct keylog *l, int64_t now_ms)
{
	if (!l->began)
		l->began = now_ms ? now_ms : 1;
}

void keylog_put(struct keylog *l, struct archive *a, const struct visiting *v, const char *who)
{
	const struct def_table *visit = defs_table(a->defs, "visit");
	const struct def_table *aid = defs_table(a->defs, "aid");
	bool brings = v->aid.version && !v->aid.voided;
	struct keylog_row *r = row_of(l, v->visit.id);
	struct keylog_row fresh = {
		.visit = v->visit.id,
		.person = id_of(get(visit, &v->visit, "person")),
		.who = mem_strdup(who),
		.met = mem_strdup(get(visit, &v->visit, "met")),
		.goods = mem_strdup(brings ? get(aid, &v->aid, "goods") : ""),
		.money = brings ? fen(get(aid, &v->aid, "amount")) : 0,
		.goods_value = brings ? fen(get(aid, &v->aid, "goods_value")) : 0,
		.wants = *get(visit, &v->visit, "wants"),
		.opened_case = *get(visit, &v->visit, "case"),
	};

	l->kept++;
	if (r) {
		free_row(r);
		*r = fresh;
		return;
	}
	vec_push(l, fresh);
	list_set_count(&l->list, l->n);
	list_go(&l->list, SIZE_MAX);
}

void keylog_void(struct keylog *l, uint64_t visit)
{
	struct keylog_row *r = row_of(l, visit);

	if (r)
		r->voided = true;
}

/* ---- totals ---------------------------------------------------------------------------------- */

/* Whether an earlier line is of the same person. */
static bool seen_before(const struct keylog *l, size_t line)
{
	for (size_t i = 0; i < line; i++)
		if (!l->at[i].voided && l->at[i].person == l->at[line].person)
			return true;
	return false;
}

struct keylog_total keylog_total(const struct keylog *l)
{
	struct keylog_total t = {0};

	for (size_t i = 0; i < l->n; i++) {
		const struct keylog_row *r = &l->at[i];
		if (r->voided)
			continue;
		t.visits++;
		t.people += r->person && !seen_before(l, i);
		t.goods += *r->goods != '\0';
		t.money += r->money;
		t.goods_value += r->goods_value;
	}
	return t;
}

size_t keylog_speed(const struct keylog *l, int64_t now_ms)
{
	enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE };
	int64_t passed = now_ms - l->began;

	return l->began && passed >= MINUTE ? (size_t)((int64_t)l->kept * HOUR / passed) : 0;
}

void keylog_foot(const struct keylog *l, int64_t now_ms, struct str *out)
{
	struct keylog_total t = keylog_total(l);
	size_t speed = keylog_speed(l, now_ms);
	struct str money = {0};

	str_clear(out);
	money_format(&money, t.money);
	str_addf(out, "本次 %zu 次 %zu 人  慰问金 %s 元  实物 %zu 份", t.visits, t.people,
		str_c(&money), t.goods);
	if (speed)
		str_addf(out, "  每小时 %zu 条", speed);
	str_free(&money);
}

/* ---- painting -------------------------------------------------------------------------------- */

enum { WHO = 26, MET = 6, MONEY = 10 };

static void paint_row(
	const struct keylog *l, struct canvas *c, struct rect r, int row, size_t i, bool current)
{
	const struct keylog_row *k = &l->at[i];
	enum role role = k->voided ? ROLE_DIM : ROLE_NORMAL;
	struct str text = {0};
	int col = r.col + 2;

	if (current) {
		canvas_fill(c, row, r.col, 1, ROLE_MARK, canvas_pointer(c));
		canvas_cursor(c, row, r.col);
	}
	str_addf(&text, "%3zu", i + 1);
	canvas_text(c, row, col, 3, ROLE_DIM, str_c(&text));
	canvas_fit(c, row, col + 4, WHO, role, k->who);
	canvas_fit(c, row, col + 5 + WHO, MET, role, k->voided ? "已作废" : k->met);
	str_clear(&text);
	if (k->money)
		money_format(&text, k->money);
	canvas_right(c, row, col + 6 + WHO + MET, MONEY, role, str_c(&text));
	str_clear(&text);
	str_addf(&text, "%s%s%s", k->goods, *k->goods && k->wants ? "；" : "",
		k->opened_case ? "诉求已转办"
		: k->wants     ? "有诉求"
			       : "");
	int rest = col + 8 + WHO + MET + MONEY;
	canvas_text(c, row, rest, r.col + r.cols - rest, role, str_c(&text));
	str_free(&text);
}

void keylog_paint(struct keylog *l, struct canvas *c, struct rect r, bool active)
{
	if (r.rows < 1)
		return;
	if (!l->n) {
		canvas_text(c, r.row, r.col + 2, r.cols - 2, ROLE_DIM, "本次还没有录入");
		return;
	}
	list_set_count(&l->list, l->n);
	list_set_rows(&l->list, (size_t)r.rows);
	if (!active)
		list_go(&l->list, SIZE_MAX);
	for (size_t i = 0; i < list_seen(&l->list); i++)
		paint_row(l, c, r, r.row + (int)i, l->list.top + i,
			active && l->list.top + i == l->list.cursor);
}
