#include <binggui/domain/crosstab.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/measure.h>
#include <binggui/domain/whereabouts.h>
#include <binggui/text/json.h>

enum { PROGRESS_EVERY = 1024, LABELS_MAX = 2000, ACROSS_MAX = 200 };

struct axis {
	struct crosstab_axis *labels;
	struct measure measure;
	struct map known; /* key -> label number + 1 */
	size_t max;
};

struct walk {
	const struct crosstab_ask *ask;
	struct crosstab *out;
	struct axis down, across;
	struct expr *where;
	struct expr_env env;
	struct whereabouts *whereabouts;
	struct record record;
	struct def_words downs, acrosses; /* the values of the record at hand */
	size_t done, all;
	uint64_t damaged;
	bool stopped, too_many;
};

static void words_clear(struct def_words *w)
{
	for (size_t i = 0; i < w->n; i++)
		mem_free(w->at[i]);
	w->n = 0;
}

/* The number of a label, made if it is new; -1 if there are too many. */
static long label_of(struct walk *w, struct axis *axis, const char *key)
{
	size_t known = (size_t)(uintptr_t)map_get(&axis->known, key);
	struct str text = {0};

	if (known)
		return (long)known - 1;
	if (axis->labels->n == axis->max) {
		w->too_many = true;
		return -1;
	}
	struct crosstab_label label = {.key = mem_strdup(key)};
	measure_show(&axis->measure, w->ask->archive, key, &text);
	label.text = mem_strdup(str_c(&text));
	label.order = axis->labels->n;
	vec_push(axis->labels, label);
	map_put(&axis->known, key, (void *)(uintptr_t)axis->labels->n);
	str_free(&text);
	return (long)axis->labels->n - 1;
}

static bool add_hits(struct walk *w)
{
	struct crosstab *c = w->out;

	for (size_t i = 0; i < w->downs.n; i++)
		for (size_t k = 0; k < w->acrosses.n; k++) {
			long down = label_of(w, &w->down, w->downs.at[i]);
			long across = label_of(w, &w->across, w->acrosses.at[k]);
			if (down < 0 || across < 0)
				return false;
			if (c->n_hits == c->cap_hits)
				c->hits = vec_grow_(
					c->hits, &c->cap_hits, c->n_hits + 1, sizeof *c->hits);
			c->hits[c->n_hits++] = (struct crosstab_hit){
				w->record.id, (uint32_t)down, (uint32_t)across};
		}
	return true;
}

/* A day that is not known whole counts by its first day. */
static bool in_period(const struct walk *w)
{
	const struct crosstab_ask *ask = w->ask;
	struct date d;

	if (date_none(ask->since) || !ask->table->day)
		return true;
	if (!date_parse(&d, record_field(&w->record, ask->table->day)))
		return false;
	return date_days(d) >= date_days(ask->since) && date_days(d) <= date_days(ask->until);
}

static bool walk_row(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct walk *w = context;

	if (++w->done % PROGRESS_EVERY == 0 && w->ask->progress &&
		!w->ask->progress(w->ask->context, w->done, w->all)) {
		w->stopped = true;
		return false;
	}
	if (!record_decode(&w->record, id, bytes, n)) {
		w->damaged = id;
		return false;
	}
	if (!in_period(w) || !expr_test(w->where, &w->record, &w->env) ||
		(w->whereabouts &&
			!whereabouts_within(w->whereabouts, w->ask->table, &w->record, NULL)))
		return true;
	words_clear(&w->downs);
	words_clear(&w->acrosses);
	measure_values(&w->down.measure, &w->record, &w->env, &w->downs);
	measure_values(&w->across.measure, &w->record, &w->env, &w->acrosses);
	w->out->records++;
	return add_hits(w);
}

/* ---- order ----------------------------------------------------------------------------------- */

static int by_number(const char *a, const char *b)
{
	double x = strtod(a, NULL), y = strtod(b, NULL);

	return x < y ? -1 : x > y ? 1 : 0;
}

static bool comes_before(
	const struct measure *m, const struct crosstab_label *a, const struct crosstab_label *b)
{
	if (!*a->key || !*b->key) /* nothing comes last */
		return *a->key && !*b->key;
	size_t x = measure_rank(m, a->key), y = measure_rank(m, b->key);
	if (x != y)
		return x < y;
	int numbers = by_number(a->key, b->key);
	return numbers ? numbers < 0 : strcmp(a->key, b->key) < 0;
}

/* Puts an axis in order; `places` gets where each old number is now. */
static size_t *sort_axis(const struct axis *axis)
{
	struct crosstab_axis *l = axis->labels;
	size_t *places = mem_array(l->n, sizeof *places);

	for (size_t i = 1; i < l->n; i++) {
		struct crosstab_label one = l->at[i];
		size_t at = i;
		for (; at > 0 && comes_before(&axis->measure, &one, &l->at[at - 1]); at--)
			l->at[at] = l->at[at - 1];
		l->at[at] = one;
	}
	for (size_t i = 0; i < l->n; i++)
		places[l->at[i].order] = i;
	return places;
}

static void tally(struct walk *w)
{
	struct crosstab *c = w->out;
	size_t *downs = sort_axis(&w->down), *acrosses = sort_axis(&w->across);

	c->cells = mem_array(c->down.n * c->across.n, sizeof *c->cells);
	for (size_t i = 0; i < c->n_hits; i++) {
		struct crosstab_hit *h = &c->hits[i];
		h->down = (uint32_t)downs[h->down];
		h->across = (uint32_t)acrosses[h->across];
		c->cells[h->down * c->across.n + h->across]++;
	}
	for (size_t i = 0; i < c->n_hits; i++) { /* a record stands once in a row's total */
		const struct crosstab_hit *h = &c->hits[i];
		bool down = true, across = true;
		for (size_t k = i; k-- > 0 && c->hits[k].id == h->id;) {
			down = down && c->hits[k].down != h->down;
			across = across && c->hits[k].across != h->across;
		}
		c->down.at[h->down].total += down;
		c->across.at[h->across].total += across;
	}
	mem_free(downs);
	mem_free(acrosses);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool prepare(struct walk *w, struct err *e)
{
	const struct crosstab_ask *ask = w->ask;
	struct archive *a = ask->archive;
	bool in = ask->area && *ask->area;

	w->down = (struct axis){.labels = &w->out->down, .max = LABELS_MAX};
	w->across = (struct axis){.labels = &w->out->across, .max = ACROSS_MAX};
	if (!measure_read(&w->down.measure, ask->table, ask->down, e) ||
		!measure_read(&w->across.measure, ask->table, ask->across, e))
		return false;
	w->out->down.title = mem_strdup(measure_title(&w->down.measure));
	w->out->across.title = mem_strdup(measure_title(&w->across.measure));
	if (ask->where && *ask->where &&
		!(w->where = expr_parse(ask->where, ask->table, a->defs, e)))
		return err_in(e, "条件有误");
	if (in && !whereabouts_known(ask->table))
		return err_set(e, ERR_USAGE, "《%s》的记录不分区划，不能只算一个区划的",
			ask->table->title);
	if (!date_none(ask->since) && !ask->table->day)
		return err_set(e, ERR_USAGE, "《%s》的记录不按日期计，不能只算一段期间",
			ask->table->title);
	w->whereabouts = in ? whereabouts_new(a, ask->area) : NULL;
	w->env = a->env;
	w->env.since = ask->since;
	w->env.until = ask->until;
	w->all = (size_t)archive_count(a, ask->table);
	return true;
}

static bool finish(const struct walk *w, struct err *e)
{
	char id[32];

	record_id_text(w->damaged, id);
	if (w->damaged)
		return err_set(e, ERR_STORE, "《%s》的记录 %s 已损坏，请运行 binggui check 查看",
			w->ask->table->title, id);
	if (w->stopped)
		return err_set(e, ERR_STOPPED, "已中止，没有算完");
	if (w->too_many)
		return err_set(e, ERR_USAGE,
			"值太多了（行最多%d种，列最多%d种）；请换一个字段，或按年、镇归并",
			LABELS_MAX, ACROSS_MAX);
	return archive_trouble(w->ask->archive, e);
}

bool crosstab_run(struct crosstab *out, const struct crosstab_ask *ask, struct err *e)
{
	struct walk w = {.ask = ask, .out = out};

	*out = (struct crosstab){.table = ask->table};
	archive_hold(ask->archive, true);
	bool ok = prepare(&w, e) && table_scan(ask->archive, ask->table, walk_row, &w, e) &&
		  finish(&w, e);
	archive_hold(ask->archive, false);
	if (ok)
		tally(&w);
	words_clear(&w.downs);
	words_clear(&w.acrosses);
	vec_free(&w.downs);
	vec_free(&w.acrosses);
	measure_free(&w.down.measure);
	measure_free(&w.across.measure);
	map_free(&w.down.known);
	map_free(&w.across.known);
	expr_free(w.where);
	record_free(&w.record);
	whereabouts_free(w.whereabouts);
	if (!ok)
		crosstab_free(out);
	return ok;
}

static void axis_free(struct crosstab_axis *axis)
{
	for (size_t i = 0; i < axis->n; i++) {
		mem_free(axis->at[i].key);
		mem_free(axis->at[i].text);
	}
	vec_free(axis);
	mem_free(axis->title);
}

void crosstab_free(struct crosstab *c)
{
	axis_free(&c->down);
	axis_free(&c->across);
	mem_free(c->cells);
	mem_free(c->hits);
	*c = (struct crosstab){0};
}

size_t crosstab_cell(const struct crosstab *c, size_t down, size_t across)
{
	return c->cells[down * c->across.n + across];
}

static int by_id(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

void crosstab_ids(const struct crosstab *c, size_t down, size_t across, struct ids *out)
{
	size_t kept = 0;

	vec_clear(out);
	for (size_t i = 0; i < c->n_hits; i++) {
		const struct crosstab_hit *h = &c->hits[i];
		if ((down == CROSSTAB_ALL || h->down == down) &&
			(across == CROSSTAB_ALL || h->across == across))
			vec_push(out, h->id);
	}
	if (out->n)
		qsort(out->at, out->n, sizeof *out->at, by_id);
	for (size_t i = 0; i < out->n; i++)
		if (!i || out->at[i] != out->at[kept - 1])
			out->at[kept++] = out->at[i];
	out->n = kept;
}

/* ---- as rows --------------------------------------------------------------------------------- */

static const char *shown(const struct crosstab_label *l)
{
	return *l->text ? l->text : "（未填）";
}

void crosstab_grid(const struct crosstab *c, struct grid *out)
{
	bool single = c->across.n == 1 && !*c->across.title;

	grid_title(out, c->table->title);
	grid_text(out, c->down.title);
	for (size_t k = 0; k < c->across.n && !single; k++)
		grid_text(out, shown(&c->across.at[k]));
	grid_text(out, "合计");
	grid_end(out);
	for (size_t i = 0; i < c->down.n; i++) {
		grid_text(out, shown(&c->down.at[i]));
		for (size_t k = 0; k < c->across.n && !single; k++)
			grid_count(out, crosstab_cell(c, i, k));
		grid_count(out, c->down.at[i].total);
		grid_end(out);
	}
	grid_text(out, "合计");
	for (size_t k = 0; k < c->across.n && !single; k++)
		grid_count(out, c->across.at[k].total);
	grid_count(out, c->records);
	grid_end(out);
}

void crosstab_json(const struct crosstab *c, struct str *out)
{
	struct json j;

	json_start(&j, out);
	json_open(&j, '[');
	for (size_t i = 0; i < c->down.n; i++)
		for (size_t k = 0; k < c->across.n; k++) {
			if (!crosstab_cell(c, i, k))
				continue;
			json_open(&j, '{');
			json_pair(&j, "down", c->down.at[i].text);
			json_pair(&j, "across", c->across.at[k].text);
			json_pair_number(&j, "count", (int64_t)crosstab_cell(c, i, k));
			json_close(&j, '}');
		}
	json_close(&j, ']');
	str_addc(out, '\n');
}
