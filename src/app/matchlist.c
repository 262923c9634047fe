#include <binggui/app/matchlist.h>

#include <string.h>

#include <binggui/app/editor.h>
#include <binggui/app/matchpanel.h>
#include <binggui/app/paper.h>
#include <binggui/app/row.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/referral.h>
#include <binggui/table/journal.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum { SHOWN = 100, COLUMNS = 12, SCORE_COLS = 5 };

struct matchlist {
	struct app *app;
	const struct def_match *match;
	bool posts;       /* looked for; else people */
	uint64_t subject; /* the seeker, or the post */
	struct str name;  /* of it, for the title */
	struct pool *pool;
	struct matcher_found found;
	struct ids sent; /* seekers or posts that were paired with the subject before */
	uint64_t tick;
	struct listview list;
	const struct def_field *fields[COLUMNS];
	size_t n_fields;
	struct matcher_reasons reasons; /* of the row `explained` */
	size_t explained;
	struct paper paper;
};

static const struct screen_ops matchlist_screen;
static const struct listview_model matchlist_model;

static void say_failed(struct matchlist *m, const struct err *e)
{
	stack_say(m->app->stack, ROLE_PROBLEM, "%s", e->text);
}

/* ---- what is shown --------------------------------------------------------------------------- */

static const struct def_table *wanted(const struct matchlist *m)
{
	return m->posts ? m->match->post.table : m->match->seeker.table;
}

static const struct matcher_hit *hit_at(const struct matchlist *m, size_t index)
{
	size_t n = m->found.fitting.n;

	return index < n ? &m->found.fitting.at[index] : &m->found.near.at[index - n];
}

static const struct matcher_hit *current(const struct matchlist *m)
{
	size_t index;

	return listview_current(&m->list, &index) ? hit_at(m, index) : NULL;
}

/* Who or what the subject was paired with in the register of referrals. */
static bool read_sent(struct matchlist *m, struct err *e)
{
	const struct def_match *d = m->match;
	struct archive *a = m->app->archive;
	const struct def_field *by = m->posts ? d->referral.person : d->referral.post;
	const struct def_field *other = m->posts ? d->referral.post : d->referral.person;
	struct str key = {0};
	struct ids ids = {0};
	struct record r = {0};
	uint64_t id;

	vec_clear(&m->sent);
	if (m->posts)
		str_set(&key, record_field(&m->pool->seekers.at[0], d->person));
	else
		table_reference(d->post.table, &m->pool->posts.at[0], &key);
	bool ok = table_by_index(a, d->referral.table, by, str_c(&key), 0, &ids, e);
	for (size_t i = 0; ok && i < ids.n; i++) {
		ok = table_get(a, d->referral.table, ids.at[i], &r, e);
		if (ok && record_id_parse(record_field(&r, other), &id))
			vec_push(&m->sent, id);
	}
	record_free(&r);
	vec_free(&ids);
	str_free(&key);
	return ok;
}

static bool was_sent(const struct matchlist *m, const struct matcher_hit *h)
{
	uint64_t id = m->posts ? h->id : h->person;

	for (size_t i = 0; i < m->sent.n; i++)
		if (m->sent.at[i] == id)
			return true;
	return false;
}

static bool look(struct matchlist *m, struct err *e)
{
	struct ids one = {&m->subject, 1, 1};

	pool_close(m->pool);
	matcher_reasons_free(&m->reasons);
	m->explained = SIZE_MAX;
	m->tick = archive_tick(m->app->archive);
	m->pool = m->posts ? pool_open(m->app->archive, NULL, &one, e)
			   : pool_open(m->app->archive, &one, NULL, e);
	if (!m->pool)
		return false;
	if (m->posts && !m->pool->seekers.n)
		return err_set(e, ERR_NOTFOUND, "求职人的档案已经作废，不能匹配");
	if (m->posts)
		matcher_posts(m->pool, 0, SHOWN, &m->found);
	else
		matcher_people(m->pool, 0, SHOWN, &m->found);
	return read_sent(m, e);
}

static const struct matcher_reasons *explain(struct matchlist *m)
{
	size_t index;

	if (!listview_current(&m->list, &index)) {
		matcher_reasons_free(&m->reasons);
		return &m->reasons;
	}
	if (index != m->explained) {
		const struct matcher_hit *h = hit_at(m, index);
		matcher_explain(m->pool, h->post, h->seeker, &m->reasons);
		m->explained = index;
	}
	return &m->reasons;
}

/* ---- life ------------------------------------------------------------------------------------ */

static void matchlist_free(void *x)
{
	struct matchlist *m = x;

	listview_free(&m->list);
	matcher_found_free(&m->found);
	matcher_reasons_free(&m->reasons);
	pool_close(m->pool);
	vec_free(&m->sent);
	paper_free(&m->paper);
	str_free(&m->name);
	mem_free(m);
}

/* The score, then the columns of the register's own list. */
static void show_columns(struct matchlist *m)
{
	struct listview_column columns[COLUMNS + 1] = {{"分", SCORE_COLS, LISTVIEW_RIGHT}};
	const struct def_table *t = wanted(m);

	for (size_t i = 0; i < t->list.n && i < COLUMNS; i++) {
		m->fields[i] = t->list.at[i].field;
		columns[i + 1] = (struct listview_column){
			m->fields[i]->label, (int)t->list.at[i].width, LISTVIEW_LEFT};
		m->n_fields = i + 1;
	}
	listview_init(&m->list, &matchlist_model, m, columns, m->n_fields + 1);
	m->list.empty = m->posts ? "没有合适的岗位；F5 看差在哪里" : "没有合适的人；F5 看差在哪里";
}

static void push(struct app *app, bool posts, uint64_t subject)
{
	struct matchlist *m = mem_new0(struct matchlist);
	const struct def_match *d = app->archive->defs->match;
	struct record r = {0};
	struct err e = {0};

	*m = (struct matchlist){.app = app, .match = d, .posts = posts, .subject = subject};
	bool ok = look(m, &e);
	if (ok && posts && table_get(app->archive, d->people, m->pool->people[0]->id, &r, &e))
		table_title(app->archive, d->people, &r, &m->name);
	else if (ok && table_get(app->archive, d->post.table, subject, &r, &e))
		table_title(app->archive, d->post.table, &r, &m->name);
	record_free(&r);
	if (!ok || e.code) {
		say_failed(m, &e);
		matchlist_free(m);
		return;
	}
	show_columns(m);
	stack_push(app->stack, &matchlist_screen, m);
}

void matchlist_posts(struct app *app, uint64_t seeker)
{
	push(app, true, seeker);
}

void matchlist_people(struct app *app, uint64_t post)
{
	push(app, false, post);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static size_t model_count(void *model, bool *more)
{
	const struct matchlist *m = model;

	(void)more;
	return m->found.fitting.n + m->found.near.n;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	struct matchlist *m = model;
	const struct matcher_hit *h = hit_at(m, index);
	struct record r = {0};

	if (h->broken < m->match->must.n)
		str_add(&cells[0], "差一");
	else
		str_addf(&cells[0], "%d", h->score);
	if (table_get(m->app->archive, wanted(m), h->id, &r, NULL))
		for (size_t i = 0; i < m->n_fields; i++)
			row_value(m->app->archive, m->fields[i], &r, false, &cells[i + 1]);
	record_free(&r);
}

static char model_mark(void *model, size_t index)
{
	const struct matchlist *m = model;
	const struct matcher_hit *h = hit_at(m, index);

	return was_sent(m, h) ? '*' : h->broken < m->match->must.n ? '!' : ' ';
}

static enum role model_role(void *model, size_t index)
{
	const struct matchlist *m = model;

	return hit_at(m, index)->broken < m->match->must.n ? ROLE_DIM : ROLE_NORMAL;
}

static const struct listview_model matchlist_model = {
	.count = model_count,
	.row = model_row,
	.mark = model_mark,
	.role = model_role,
};

/* ---- the screen ------------------------------------------------------------------------------ */

static void matchlist_title(void *x, struct str *out)
{
	const struct matchlist *m = x;

	str_addf(out, "%s  %s", m->posts ? "合适的岗位" : "合适的人", str_c(&m->name));
}

static void matchlist_paint(void *x, struct canvas *c, struct rect body)
{
	struct matchlist *m = x;
	int panel = matchpanel_rows(body.rows);
	struct rect top = {body.row, body.col, body.rows - panel, body.cols};
	struct rect low = {body.row + top.rows, body.col, panel, body.cols};

	matchpanel_paint(c, low, explain(m));
	listview_paint(&m->list, c, top);
}

static enum role matchlist_message(void *x, struct str *out)
{
	const struct matchlist *m = x;
	char looked[PAINT_COUNT], fits[PAINT_COUNT];

	paint_count(m->found.looked, looked);
	paint_count(m->found.fits, fits);
	str_addf(out, m->posts ? "在招岗位 %s 个，合适 %s 个" : "求职 %s 人，合适 %s 人", looked,
		fits);
	if (m->found.fits > m->found.fitting.n)
		str_addf(out, "，列出前 %zu", m->found.fitting.n);
	if (m->found.near.n)
		str_addf(out, "；只差一项的 %zu 在后面", m->found.near.n);
	return ROLE_DIM;
}

/* Keeps the cursor on its row when somebody has saved. */
static void follow(struct matchlist *m)
{
	const struct matcher_hit *h = current(m);
	uint64_t id = h ? h->id : 0;
	struct err e = {0};

	if (m->tick == archive_tick(m->app->archive))
		return;
	if (!look(m, &e))
		say_failed(m, &e);
	listview_refresh(&m->list);
	for (size_t i = 0; i < m->list.list.count; i++)
		if (hit_at(m, i)->id == id)
			list_go(&m->list.list, i);
	stack_mark(m->app->stack);
}

static void matchlist_resume(void *x)
{
	follow(x);
}

static bool matchlist_key(void *x, const struct press *k)
{
	return listview_key(&((struct matchlist *)x)->list, k);
}

/* ---- commands -------------------------------------------------------------------------------- */

static uint64_t post_of(const struct matchlist *m, const struct matcher_hit *h)
{
	return m->posts ? h->id : m->subject;
}

static uint64_t seeker_of(const struct matchlist *m, const struct matcher_hit *h)
{
	return m->posts ? m->subject : h->id;
}

static void refer(struct matchlist *m, const struct matcher_hit *h)
{
	struct err e = {0};
	uint64_t id;
	char text[32];

	if (h->broken < m->match->must.n) {
		stack_say(m->app->stack, ROLE_NOTICE, "还差一项，不能推荐；看下面差什么");
		return;
	}
	if (!referral_make(m->app->archive, post_of(m, h), seeker_of(m, h), 0, &id, &e)) {
		say_failed(m, &e);
		return;
	}
	follow(m);
	record_id_text(id, text);
	stack_say(m->app->stack, ROLE_GOOD, "已推荐（%s %s）；F6 打印推荐单",
		m->match->referral.table->title, text);
}

static bool journal_print(void *x, const char *path, struct err *e)
{
	struct matchlist *m = x;
	const struct matcher_hit *h = current(m);

	return !h || journal_note(m->app->archive, "print", m->match->seeker.table, seeker_of(m, h),
			     path, e);
}

static void slip(struct matchlist *m, const struct matcher_hit *h)
{
	struct str text = {0};
	struct err e = {0};

	if (matcher_slip(m->app->archive, post_of(m, h), seeker_of(m, h), &text, &e))
		paper_ask(&m->paper, m->app, "推荐单.txt", &text, journal_print, m);
	else
		say_failed(m, &e);
	str_free(&text);
}

static void open_record(struct matchlist *m, const struct matcher_hit *h)
{
	editor_push(m->app, wanted(m), h->id);
}

/* Why the others do not fit: the hard conditions by how many they exclude. */
static void others(struct matchlist *m)
{
	struct str text = {0};
	size_t out = m->found.looked - m->found.fits;

	if (!m->found.looked) {
		stack_say(m->app->stack, ROLE_NOTICE,
			m->posts ? "没有在招的岗位：都招满、停招或过了截止日期；到“招聘岗位”里登记"
				   "或更正"
				 : "没有在找工作的人：到“求职登记”里登记");
		return;
	}
	str_addf(&text, "看了 %zu %s，不合适的 %zu %s。头一项不合适的是：\n", m->found.looked,
		m->posts ? "个" : "人", out, m->posts ? "个" : "人");
	for (size_t i = 0; i < m->match->must.n; i++)
		if (m->found.broken[i])
			str_addf(&text, "\n  %s  %zu", m->match->must.at[i].label,
				m->found.broken[i]);
	if (m->found.full)
		str_addf(&text, "\n\n合适但已经招满的 %zu 个。", m->found.full);
	prompt_text(m->app->stack, "为什么不合适", str_c(&text), NULL, NULL);
	str_free(&text);
}

static bool matchlist_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		void (*run)(struct matchlist *m, const struct matcher_hit *h);
	} commands[] = {
		{"refer", refer},
		{"slip", slip},
		{"open", open_record},
	};
	struct matchlist *m = x;
	const struct matcher_hit *h = current(m);

	if (strcmp(command, "reason") == 0) {
		others(m);
		return true;
	}
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0) {
			if (h)
				commands[i].run(m, h);
			return true;
		}
	return false;
}

static const struct screen_ops matchlist_screen = {
	.context = "match",
	.title = matchlist_title,
	.paint = matchlist_paint,
	.key = matchlist_key,
	.command = matchlist_command,
	.message = matchlist_message,
	.resume = matchlist_resume,
	.free = matchlist_free,
};
