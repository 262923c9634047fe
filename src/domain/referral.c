#include <binggui/domain/referral.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/batch.h>
#include <binggui/table/table.h>

/* ---- one ------------------------------------------------------------------------------------- */

/* Whether the person has been sent to that post before; then why is told. */
static bool sent_before(
	struct archive *a, const char *person, const char *post, bool *before, struct err *e)
{
	const struct def_match *m = a->defs->match;
	struct ids ids = {0};
	struct record r = {0};
	struct str title = {0};
	bool ok = table_by_index(a, m->referral.table, m->referral.person, person, 0, &ids, e);

	*before = false;
	for (size_t i = 0; ok && !*before && i < ids.n; i++) {
		ok = table_get(a, m->referral.table, ids.at[i], &r, e);
		*before = ok && text_eq(record_field(&r, m->referral.post), post);
	}
	if (*before) {
		table_title(a, m->referral.table, &r, &title);
		err_set(e, ERR_CHECK, "已经有这条%s：%s；要再推荐，请在那条记录上办",
			m->referral.table->title, str_c(&title));
	}
	record_free(&r);
	vec_free(&ids);
	str_free(&title);
	return ok;
}

static void set_all(struct archive *a, const struct def_sets *sets, const struct record *post,
	struct record *out)
{
	struct str value = {0};

	for (size_t i = 0; i < sets->n; i++) {
		expr_value(sets->at[i].value, post, &a->env, &value);
		record_set(out, sets->at[i].field->number, str_c(&value));
	}
	str_free(&value);
}

/* The sentence of the first change that was refused stands in e; a problem says more. */
static void tell_problem(const struct change *c, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < c[i].problems.n; k++)
			if (c[i].problems.at[k].level == LEVEL_ERROR) {
				err_set(e, ERR_CHECK, "%s：%s", c[i].table->title,
					c[i].problems.at[k].text);
				return;
			}
}

struct sending {
	struct archive *archive;
	struct record post, base, seeker, referral;
};

static void sending_free(struct sending *s)
{
	record_free(&s->post);
	record_free(&s->base);
	record_free(&s->seeker);
	record_free(&s->referral);
}

static bool save(struct sending *s, uint64_t batch, struct err *e)
{
	const struct def_match *m = s->archive->defs->match;
	struct change c[] = {
		{.table = m->referral.table, .record = &s->referral},
		{.table = m->seeker.table, .base = &s->base, .record = &s->seeker},
	};
	const struct save_options options = {.batch = batch, .reason = "岗位推荐"};
	bool ok = table_save(s->archive, c, 2, &options, e);

	if (!ok)
		tell_problem(c, 2, e);
	change_free(&c[0]);
	change_free(&c[1]);
	return ok;
}

bool referral_make(struct archive *a, uint64_t post, uint64_t seeker, uint64_t batch, uint64_t *id,
	struct err *e)
{
	const struct def_match *m = a->defs->match;
	struct sending s = {.archive = a};
	struct str reference = {0};
	bool before = false;
	bool ok = table_get(a, m->post.table, post, &s.post, e) &&
		  table_get(a, m->seeker.table, seeker, &s.base, e);

	if (ok) {
		table_reference(m->post.table, &s.post, &reference);
		ok = sent_before(
			     a, record_field(&s.base, m->person), str_c(&reference), &before, e) &&
		     !before;
	}
	if (ok) {
		record_copy(&s.seeker, &s.base);
		record_set(
			&s.referral, m->referral.person->number, record_field(&s.base, m->person));
		record_set(&s.referral, m->referral.post->number, str_c(&reference));
		set_all(a, &m->referral.set, &s.post, &s.referral);
		set_all(a, &m->referral.seeker, &s.post, &s.seeker);
		ok = save(&s, batch, e);
	}
	if (ok && id)
		*id = s.referral.id;
	str_free(&reference);
	sending_free(&s);
	return ok;
}

/* ---- all ------------------------------------------------------------------------------------- */

void referral_result_free(struct referral_result *r)
{
	for (size_t i = 0; i < r->refused.n; i++)
		mem_free(r->refused.at[i].why);
	vec_free(&r->refused);
	*r = (struct referral_result){0};
}

static bool refusal(const struct err *e)
{
	return e->code == ERR_CHECK || e->code == ERR_CONFLICT || e->code == ERR_NOTFOUND;
}

static bool make_each(struct archive *a, const struct placement *p,
	bool (*progress)(void *context, size_t done, size_t all), void *context,
	struct referral_result *out, struct err *e)
{
	size_t n = p->pool->seekers.n;

	for (size_t i = 0; i < n; i++) {
		const struct placement_person *one = &p->persons[i];
		struct err why = {0};
		if (one->post == SIZE_MAX)
			continue;
		if (progress && !progress(context, i, n)) {
			out->stopped = true;
			return true;
		}
		if (referral_make(a, p->pool->posts.at[one->post].id, p->pool->seekers.at[i].id,
			    out->batch, NULL, &why)) {
			out->made++;
		} else if (refusal(&why)) {
			struct referral_refusal r = {i, mem_strdup(why.text)};
			vec_push(&out->refused, r);
		} else {
			*e = why;
			return false;
		}
	}
	return true;
}

bool referral_make_all(struct archive *a, const struct placement *p, const char *name,
	bool (*progress)(void *context, size_t done, size_t all), void *context,
	struct referral_result *out, struct err *e)
{
	struct batch batch = {0};
	struct str summary = {0};

	*out = (struct referral_result){0};
	if (!batch_begin(a, p->pool->match->referral.table->name, name, &batch, e))
		return false;
	out->batch = batch.id;
	bool ok = make_each(a, p, progress, context, out, e);
	str_addf(&summary, "推荐了 %zu 人，没有推荐成的 %zu 人", out->made, out->refused.n);
	batch.records = out->made;
	bool ended = batch_end(a, &batch, ok && !out->stopped ? BATCH_DONE : BATCH_STOPPED,
		str_c(&summary), ok ? e : NULL);
	str_free(&summary);
	batch_free(&batch);
	return ok && ended;
}
