#include <binggui/domain/plan.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/domain/candidate.h>
#include <binggui/domain/deposit.h>
#include <binggui/domain/judge.h>
#include <binggui/domain/mixed.h>
#include <binggui/domain/ledger.h>
#include <binggui/domain/filldown.h>
#include <binggui/domain/subtotal.h>
#include <binggui/domain/village.h>
#include <binggui/text/idno.h>

struct plan_inner {
	struct villages *villages;
	struct candidate candidate;
	struct judge judge;
	struct ledger ledger;
	struct filldown down;
	struct subtotal subtotal;
	bool asked; /* one sheet was named */
};

/* ---- opening --------------------------------------------------------------------------------- */

static void title_town(struct plan *p, struct plan_sheet *ps, const struct sheet *s)
{
	if (!village_town_in(p->inner->villages, ps->heading.title, ps->town))
		village_town_in(p->inner->villages, s->name, ps->town);
	if (!village_in(p->inner->villages, ps->heading.title, ps->town, ps->village))
		village_in(p->inner->villages, s->name, ps->town, ps->village);
}

static bool take_sheet(struct plan *p, size_t i, const char *sheet)
{
	const struct sheet *s = &p->book->sheets[i];
	struct plan_sheet *ps = &p->sheets[i];

	if (sheet ? !text_eq(s->name, sheet) : s->hidden)
		return false;
	heading_find(&ps->heading, s, &p->lexicon);
	if (!ps->heading.found)
		return true;
	ps->taken = true;
	mapping_make(&ps->mapping, &ps->heading, &p->lexicon);
	title_town(p, ps, s);
	return true;
}

static bool is_empty(const struct book *b)
{
	for (size_t i = 0; i < b->n; i++)
		for (size_t k = 0; k < b->sheets[i].n; k++)
			if (!sheet_row_blank(&b->sheets[i].rows[k]))
				return false;
	return true;
}

static bool refuse(const struct plan *p, const char *sheet, bool there, struct err *e)
{
	if (is_empty(p->book))
		return err_set(
			e, ERR_DATA, "文件是空的，里面一行内容也没有；请核对选的是不是这个文件");
	if (sheet && !there)
		return err_set(e, ERR_DATA, "文件里没有名为“%s”的工作表；请核对名称", sheet);
	if (text_eq(p->table->name, "person"))
		return err_set(e, ERR_DATA,
			"没有找到表头：前面的行里没有同时写着“姓名”“身份证号”等栏目名的一行；"
			"请在数据上面加上一行栏目名再导入");
	return err_set(e, ERR_DATA,
		"没有找到“%s”的表头：请在数据上面加上一行栏目名（用登记簿里的叫法）再导入",
		p->table->title);
}

static bool take_sheets(struct plan *p, const char *sheet, struct err *e)
{
	bool there = false, taken = false;

	p->sheets = mem_array(p->book->n + 1, sizeof *p->sheets);
	p->n_sheets = p->book->n;
	for (size_t i = 0; i < p->n_sheets; i++) {
		there |= take_sheet(p, i, sheet);
		taken |= p->sheets[i].taken;
	}
	return taken || refuse(p, sheet, there, e);
}

struct plan *plan_open(struct archive *a, const struct def_table *t, const struct book *b,
	const char *sheet, struct err *e)
{
	struct plan *p = mem_new0(struct plan);

	*p = (struct plan){
		.archive = a, .table = t, .book = b, .inner = mem_new0(struct plan_inner)};
	p->inner->asked = sheet != NULL;
	lexicon_make(&p->lexicon, a->defs, t);
	p->inner->villages = villages_load(a, e);
	if (p->inner->villages && take_sheets(p, sheet, e))
		return p;
	plan_close(p);
	return NULL;
}

static void forget_rows(struct plan *p)
{
	for (size_t i = 0; i < p->n; i++) {
		findings_free(&p->rows[i].findings);
		mem_free(p->rows[i].values);
	}
	mem_free(p->rows);
	p->rows = NULL;
	p->n = 0;
	memset(p->counts, 0, sizeof p->counts);
	memset(p->actions, 0, sizeof p->actions);
}

static void end_judging(struct plan *p)
{
	struct plan_inner *in = p->inner;

	if (in->candidate.lexicon)
		judge_free(&in->judge);
	candidate_free(&in->candidate);
	ledger_free(&in->ledger);
	filldown_free(&in->down);
	subtotal_free(&in->subtotal);
}

void plan_close(struct plan *p)
{
	if (!p)
		return;
	forget_rows(p);
	end_judging(p);
	for (size_t i = 0; i < p->n_sheets; i++) {
		mapping_free(&p->sheets[i].mapping);
		heading_free(&p->sheets[i].heading);
	}
	mem_free(p->sheets);
	lexicon_free(&p->lexicon);
	villages_free(p->inner->villages);
	mem_free(p->inner);
	mem_free(p);
}

/* ---- judging --------------------------------------------------------------------------------- */

/* 城关镇 in 一、城关镇 and （二）城关镇. */
static const char *behind_number(const char *text)
{
	static const char *const numbers[] = {
		"(", "（", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
	static const char *const ends[] = {"、", ".", "．", ")", "）"};
	const char *at = text;

	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; !more && i < sizeof numbers / sizeof *numbers; i++)
			if ((more = text_starts(at, numbers[i])))
				at += strlen(numbers[i]);
	}
	for (size_t i = 0; at > text && i < sizeof ends / sizeof *ends; i++)
		if (text_starts(at, ends[i]))
			return at + strlen(ends[i]);
	return text;
}

/* 文彩村 over its people: the rows below are of that village, as far as they say nothing else. */
static void follow_section(struct plan *p, const struct row *r)
{
	struct candidate *c = &p->inner->candidate;
	struct village found;
	const char *text = "";

	for (size_t i = 0; i < r->n && !*text; i++)
		text = r->cells[i].text;
	filldown_section(&p->inner->down);
	subtotal_section(&p->inner->subtotal);
	village_find(p->inner->villages, behind_number(text), NULL, c->town, &found);
	if (found.fault == VILLAGE_OK)
		memcpy(c->village, found.code, sizeof c->village);
	else if (found.fault == VILLAGE_NOT_SAID && *found.town) {
		memcpy(c->town, found.town, sizeof c->town);
		c->village[0] = '\0';
	} else {
		surround_section(&c->around, text);
	}
}

/* The record that the row speaks of, among those of the same owner. */
static bool find_stored(struct plan *p, struct plan_row *row, struct err *e)
{
	struct candidate *c = &p->inner->candidate;

	row->owner = p->inner->judge.owner_id;
	if (!row->owner)
		return true;
	const char **values = mem_array(p->lexicon.n + 1, sizeof *values);
	for (size_t i = 0; i < p->lexicon.n; i++)
		values[i] = c->values[i].n ? c->values[i].at : NULL;
	bool ok = deposit_match(p->archive, &p->lexicon, values, row->owner, &row->id, e);
	mem_free(values);
	return ok;
}

/* What a new record gets by itself belongs to what will be stored. */
static void put_defaults(struct candidate *c)
{
	for (size_t i = 0; i < c->lexicon->n; i++) {
		const struct slot *s = c->lexicon->at[i];
		if (s->role == SLOT_FIELD && s->table == c->lexicon->table && !c->values[i].n &&
			!mixed_tells(s->table, s->field))
			candidate_put(c, s, def_imported(s->field));
	}
}

static void keep_answer(struct plan *p, struct plan_row *row, bool changes)
{
	struct candidate *c = &p->inner->candidate;

	row->outcome = candidate_outcome(c);
	if (row->outcome <= OUTCOME_WARN) {
		row->action = !row->id ? PLAN_CREATE : changes ? PLAN_UPDATE : PLAN_UNCHANGED;
		if (row->action == PLAN_CREATE)
			put_defaults(c);
	}
	row->values = candidate_pack(c);
	if (row->outcome <= OUTCOME_WARN)
		ledger_take(&p->inner->ledger, c, row->owner, row->values);
	row->findings = c->findings;
	c->findings = (struct findings){0};
}

static bool judge_record(struct plan *p, struct plan_row *row, const struct row *r, struct err *e)
{
	bool changes;

	if (!judge_row(&p->inner->judge, r, e) || !find_stored(p, row, e) ||
		!ledger_check(
			&p->inner->ledger, &p->inner->candidate, row->owner, &row->id, &changes, e))
		return false;
	keep_answer(p, row, changes);
	return true;
}

/* A sheet without a header is not mapped by guessing, but the people on it are not passed over either. */
static bool holds_person(const struct plan *p, const struct row *r)
{
	struct idno id;

	for (size_t i = 0; p->inner->judge.people && i < r->n; i++) {
		if (strlen(r->cells[i].text) < 15)
			continue;
		idno_parse(&id, r->cells[i].text, false, p->archive->types.today);
		if (id.fault == IDNO_OK)
			return true;
	}
	return false;
}

static void hold_back(struct plan_row *row)
{
	row->kind = SIEVE_RECORD;
	row->outcome = OUTCOME_REPORT;
	finding_add(&row->findings, "", FINDING_COLUMN_COUNT,
		"这张工作表没有表头，不知道各栏是什么；请加上一行栏目名再导入");
}

static bool judge_line(
	struct plan *p, size_t sheet, size_t index, const struct sieve *sieve, struct err *e)
{
	const struct plan_sheet *ps = &p->sheets[sheet];
	const struct row *r = &p->book->sheets[sheet].rows[index];
	struct plan_row *row = &p->rows[p->n++];
	bool ok = true;

	row->sheet = (uint32_t)sheet;
	row->index = (uint32_t)index;
	row->outcome = OUTCOME_SKIP;
	row->kind = SIEVE_TITLE;
	if (ps->taken && index > ps->heading.last) {
		row->kind = sieve_row(sieve, r, p->inner->villages);
		if (row->kind == SIEVE_TITLE)
			follow_section(p, r);
		else if (row->kind == SIEVE_TOTAL)
			subtotal_check(&p->inner->subtotal, &p->inner->candidate.around,
				&ps->mapping, r, &row->findings);
		else if (row->kind == SIEVE_RECORD) {
			r = filldown_row(&p->inner->down, r);
			subtotal_row(
				&p->inner->subtotal, &p->inner->candidate.around, &ps->mapping, r);
			ok = judge_record(p, row, r, e);
		}
	} else if (sheet_row_blank(r)) {
		row->kind = SIEVE_BLANK;
	} else if (!ps->taken && holds_person(p, r)) {
		hold_back(row);
	} else if (ps->taken && index >= ps->heading.first) {
		row->kind = SIEVE_HEADER;
	}
	p->counts[row->outcome]++;
	p->actions[row->action]++;
	return ok;
}

struct judging {
	bool (*progress)(void *context, size_t done, size_t all);
	void *context;
	size_t all;
};

static bool judge_sheet(struct plan *p, size_t i, const struct judging *j, struct err *e)
{
	const struct sheet *s = &p->book->sheets[i];
	struct sieve sieve = {0};
	bool ok = true;

	if (p->sheets[i].taken) {
		sieve_make(&sieve, &p->sheets[i].heading, &p->sheets[i].mapping, &p->lexicon);
		candidate_sheet(&p->inner->candidate, &p->sheets[i].mapping, p->sheets[i].town,
			p->sheets[i].village, p->sheets[i].heading.title, s->name);
		filldown_sheet(&p->inner->down, s, &p->sheets[i].heading, &p->sheets[i].mapping,
			&p->lexicon, &sieve, p->inner->villages);
		subtotal_sheet(&p->inner->subtotal, &p->sheets[i].mapping, &p->lexicon);
	}
	for (size_t k = 0; ok && k < s->n; k++) {
		if (j->progress && p->n % 1024 == 0 && !j->progress(j->context, p->n, j->all))
			ok = err_set(e, ERR_STOPPED, "已停止，没有写入任何内容");
		else
			ok = judge_line(p, i, k, &sieve, e);
	}
	sieve_free(&sieve);
	return ok;
}

static bool looked_at(const struct plan *p, size_t i)
{
	return p->inner->asked ? p->sheets[i].taken : !p->book->sheets[i].hidden;
}

bool plan_judge(struct plan *p, bool (*progress)(void *context, size_t done, size_t all),
	void *context, struct err *e)
{
	struct judging j = {progress, context, 0};
	struct plan_inner *in = p->inner;
	struct err unasked;
	bool ok;

	e = e ? e : &unasked;
	forget_rows(p);
	for (size_t i = 0; i < p->n_sheets; i++)
		j.all += looked_at(p, i) ? p->book->sheets[i].n : 0;
	p->rows = mem_array(j.all + 1, sizeof *p->rows);
	candidate_make(&in->candidate, p->archive, &p->lexicon, in->villages);
	judge_make(&in->judge, &in->candidate);
	ok = ledger_make(&in->ledger, &in->candidate, e);
	for (size_t i = 0; ok && i < p->n_sheets; i++)
		if (looked_at(p, i))
			ok = judge_sheet(p, i, &j, e);
	end_judging(p);
	if (!ok)
		forget_rows(p);
	else if (progress)
		progress(context, j.all, j.all);
	return ok;
}

/* ---- asking ---------------------------------------------------------------------------------- */

size_t plan_row_number(const struct plan *p, const struct plan_row *r)
{
	return p->book->sheets[r->sheet].rows[r->index].number;
}

const char *plan_row_sheet(const struct plan *p, const struct plan_row *r)
{
	return p->book->sheets[r->sheet].name;
}

const char *plan_value(const struct plan *p, const struct plan_row *r, const char *path)
{
	const struct slot *s = lexicon_slot(&p->lexicon, path);

	return s ? packed_get(r->values, s->number) : "";
}

bool plan_each(const struct plan *p, const struct plan_row *r, size_t *i, const struct slot **slot,
	const char **text)
{
	const char *at = r->values ? r->values + *i : NULL;
	size_t number;

	if (!packed_each(&at, &number, text))
		return false;
	*i = (size_t)(at - r->values);
	*slot = p->lexicon.at[number];
	return true;
}

size_t plan_header_row(const struct plan *p)
{
	for (size_t i = 0; i < p->n_sheets; i++)
		if (p->sheets[i].taken)
			return p->book->sheets[i].rows[p->sheets[i].heading.first].number;
	return 0;
}

void plan_summary(const struct plan *p, struct str *out)
{
	size_t in = p->counts[OUTCOME_ACCEPT] + p->counts[OUTCOME_WARN];

	str_clear(out);
	str_addf(out, "可导入%zu行（新增%zu，补充%zu，无变化%zu）", in, p->actions[PLAN_CREATE],
		p->actions[PLAN_UPDATE], p->actions[PLAN_UNCHANGED]);
	if (p->counts[OUTCOME_WARN])
		str_addf(out, "，其中%zu行有提醒", p->counts[OUTCOME_WARN]);
	str_addf(out, "；不能导入%zu行；跳过%zu行", p->counts[OUTCOME_REPORT],
		p->counts[OUTCOME_SKIP]);
}
