#include <binggui/domain/mixed.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/domain/demands.h>
#include <binggui/text/agerange.h>
#include <binggui/text/fold.h>
#include <binggui/text/money.h>
#include <binggui/text/utf8.h>
#include <binggui/text/wage.h>

/* What is being read: the columns' declaration, the cell and where it stands. */
struct mixed {
	struct candidate *c;
	const struct def_mixed *how;
	const struct slot *column; /* what the note calls the original by */
	const char *text;          /* clean */
};

static const struct slot *into(const struct mixed *m, size_t i)
{
	return i < m->how->into.n ? lexicon_field(m->c->lexicon, m->c->lexicon->table,
					    m->how->into.at[i]->name)
				  : NULL;
}

/* Whether a column of its own says the field in this row, in words that can be read. */
static bool said_itself(const struct mixed *m, const struct slot *s)
{
	const struct cell *cell = candidate_cell(m->c, s);

	if (s == m->column || !*cell->text)
		return false;
	return reader_cell(&m->c->reader, s, cell)->code == FINDING_COUNT;
}

/* That goes before what another cell says by the way. */
static void put(const struct mixed *m, size_t i, const char *value)
{
	const struct slot *s = into(m, i);

	if (!s || !*value)
		return;
	const char *said = candidate_get(m->c, s);
	bool open = *said && text_eq(said, s->field->initial); /* 不限 beside 本科 under 经验 */
	if (open ? m->column->role == SLOT_FIELD : !*said && !said_itself(m, s))
		candidate_put(m->c, s, value);
}

static void put_number(const struct mixed *m, size_t i, int64_t n)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, n);
	put(m, i, text);
}

static void refuse(const struct mixed *m, enum finding_code code, const char *why)
{
	finding_add(&m->c->findings, into(m, 0)->path, code, "“%s”的“%s”%s",
		candidate_label(m->c, m->column), m->text, why);
	candidate_keep(m->c, m->column);
}

static bool says_none(const char *text)
{
	static const char *const words[] = {"-", "--", "—", "——", "/", "无", "暂无", "没有", "空"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_eq(text, words[i]))
			return true;
	return !*text;
}

/* ---- pay ------------------------------------------------------------------------------------- */

/* 20-30 under 年薪(万元): with what the header says behind it. */
static void with_header(const struct mixed *m, struct str *out)
{
	static const struct {
		const char *in_header, *behind;
	} magnitudes[] = {{"万", "万"}, {"千", "千"}, {"k", "k"}},
	  units[] = {{"小时", "/小时"}, {"时薪", "/小时"}, {"年", "/年"}, {"天", "/天"},
		  {"日", "/天"}, {"月", "/月"}, {"件", "/件"}};
	struct str header = {0}, plain = {0};

	fold_find(&header, candidate_label(m->c, m->column));
	fold_ascii(&plain, m->text);
	str_set(out, str_c(&plain));
	bool bare = plain.n && strpbrk(plain.at, "0123456789");
	for (const char *at = str_c(&plain); *at && bare; at += utf8_bytes(at, 1))
		bare = strchr("0123456789.,-~ ", *at) || text_starts(at, "—") ||
		       text_starts(at, "–") || text_starts(at, "至") || text_starts(at, "元");
	bool small = strtol(str_c(&plain) + strcspn(str_c(&plain), "0123456789"), NULL, 10) < 1000;
	for (size_t i = 0; bare && small && i < sizeof magnitudes / sizeof *magnitudes; i++)
		if (strstr(str_c(&header), magnitudes[i].in_header)) {
			str_add(out, magnitudes[i].behind);
			break;
		}
	for (size_t i = 0; !strchr(out->n ? out->at : "", '/') && i < sizeof units / sizeof *units;
		i++)
		if (strstr(str_c(&header), units[i].in_header)) {
			str_add(out, units[i].behind);
			break;
		}
	str_free(&header);
	str_free(&plain);
}

static bool read_pay(const struct mixed *m, bool told)
{
	struct str text = {0};
	struct wage w;

	with_header(m, &text);
	bool own = wage_parse(&w, m->text), ok = own;
	if (!own || !w.unit_told || text.n > strlen(m->text)) {
		struct wage headed;
		if (wage_parse(&headed, str_c(&text)) && !(own && w.unit_told))
			w = headed, ok = true;
	}
	str_free(&text);
	if (!ok || w.reversed) {
		if (told)
			refuse(m, ok ? FINDING_RANGE_REVERSED : FINDING_AMOUNT_UNPARSABLE,
				ok ? "下限大于上限" : "看不出是多少钱");
		return false;
	}
	put(m, 2, w.negotiable ? "面议" : wage_unit_name(w.unit));
	if (w.from >= 0)
		put_number(m, 0, w.from);
	if (w.to >= 0)
		put_number(m, 1, w.to);
	return true;
}

/* ---- ages ------------------------------------------------------------------------------------ */

static bool read_ages(const struct mixed *m, bool told)
{
	struct agerange a;
	bool ok = agerange_parse(&a, m->text);

	if (!ok || a.reversed) {
		if (told)
			refuse(m, ok ? FINDING_RANGE_REVERSED : FINDING_VALUE_UNKNOWN,
				ok ? "下限大于上限" : "看不出是多大年龄");
		return false;
	}
	if (a.from)
		put_number(m, 0, a.from);
	if (a.to)
		put_number(m, 1, a.to);
	if (a.women_to && a.women_to != a.to)
		put_number(m, 2, a.women_to);
	return true;
}

/* ---- demands --------------------------------------------------------------------------------- */

/* The whole of it stays readable, behind what another column says. */
static void add_text(const struct mixed *m, size_t i)
{
	const struct slot *s = into(m, i);
	struct str whole = {0};

	if (!s)
		return;
	str_set(&whole, candidate_get(m->c, s));
	if (!whole.n || !strstr(whole.at, m->text))
		str_addf(&whole, "%s%s", whole.n ? "\n" : "", m->text);
	candidate_put(m->c, s, str_c(&whole));
	str_free(&whole);
}

static bool read_demands(const struct mixed *m, bool told)
{
	struct demands d;
	bool any = demands_read(&d, &m->how->into, m->column->field, m->text);
	bool kept = false;

	for (size_t i = 0; i < m->how->into.n; i++) {
		bool text = text_eq(m->how->into.at[i]->type_name, "longtext");
		if (text && told)
			add_text(m, i);
		kept |= text;
		if (!text && any)
			put(m, i, str_c(&d.values[i]));
	}
	if (told && !kept)
		candidate_keep(m->c, m->column);
	demands_free(&d);
	return any;
}

/* ---- money and goods ------------------------------------------------------------------------- */

/* Bytes of what stands between two parts of a gift; 0 = nothing. */
static size_t between(const char *at)
{
	static const char *const marks[] = {"+", "、", "，", ",", ";", "；", "\n", "及", "和", " "};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_starts(at, marks[i]))
			return strlen(marks[i]);
	return 0;
}

/* ￥500, or under a header of money and goods the figure alone. */
static bool is_money(const char *piece, bool bare, int64_t *fen)
{
	static const char *const words[] = {"慰问金", "慰问款", "现金", "红包", "人民币", "救助金",
		"救助款", "补助金", "金额", "共", ":", "："};
	bool unit = bare || strstr(piece, "元") || strstr(piece, "块") || strstr(piece, "¥") ||
		    strstr(piece, "￥");

	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (text_starts(piece, words[i])) {
				piece += strlen(words[i]);
				more = unit = true;
			}
	}
	return unit && money_parse(fen, piece);
}

struct gift {
	int64_t fen;
	bool money;
	bool bare;    /* a figure alone is money here */
	bool doubted; /* 大米20斤、500: it stands behind goods like one of them */
	struct str goods;
};

/* 大米1袋, 1桶油: a figure and a measure, and no money. */
static bool has_measure(const char *text)
{
	static const char *const measures[] = {"袋", "床", "箱", "桶", "斤", "件", "套", "瓶", "升",
		"份", "盒", "只", "条", "包", "个", "台", "壶"};

	if (strstr(text, "元") || !strpbrk(text, "0123456789"))
		return false;
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
		if (strstr(text, measures[i]))
			return true;
	return false;
}

static bool is_goods(const char *text)
{
	return !(*text >= '0' && *text <= '9') && has_measure(text);
}

/* Bytes of 500元 in 500元大米1袋; 0 = there is no such beginning. */
static size_t money_before_goods(const char *piece)
{
	static const char yuan[] = "元";
	const char *at = strstr(piece, yuan);

	return at && has_measure(at + strlen(yuan)) ? (size_t)(at - piece) + strlen(yuan) : 0;
}

/* Bytes of 1000元 in 1000元(含米、油); 0 = the brackets say no goods. */
static size_t money_around_goods(const struct gift *g, const char *piece)
{
	const char *open = strchr(piece, '(');
	int64_t fen;

	if (!open || open == piece || !text_ends(piece, ")") ||
		!(text_starts(open, "(含") || has_measure(open)))
		return 0;
	char *money = mem_strndup(piece, (size_t)(open - piece));
	bool ok = is_money(money, g->bare, &fen);
	mem_free(money);
	return ok ? (size_t)(open - piece) : 0;
}

static void add_goods(struct gift *g, const char *text, size_t n)
{
	str_add(&g->goods, g->goods.n ? "、" : "");
	str_addn(&g->goods, text, n);
}

static void add_piece(struct gift *g, const char *piece, bool added)
{
	int64_t fen;

	if (!*piece)
		return;
	size_t around = money_around_goods(g, piece);
	size_t n = around ? around : money_before_goods(piece);
	if (n) {
		char *money = mem_strndup(piece, n);
		add_piece(g, money, added);
		mem_free(money);
		piece += n;
	}
	if (around) {
		piece += text_starts(piece, "(含") ? strlen("(含") : 1;
		add_goods(g, piece, strlen(piece) - 1);
		return;
	}
	bool told = is_money(piece, false, &fen);
	if ((told || is_money(piece, g->bare, &fen)) && fen >= 0) {
		g->doubted |= !told && !added && g->goods.n && !g->money;
		g->fen += fen;
		g->money = true;
		return;
	}
	add_goods(g, piece, strlen(piece));
}

/* 1,000元: a comma between digits parts nothing. */
static bool inside_number(const char *from, const char *at)
{
	return *at == ',' && at > from && at[-1] >= '0' && at[-1] <= '9' && at[1] >= '0' &&
	       at[1] <= '9';
}

/* 500/大米1袋, but not 500元/人. */
static bool parts_money(const struct gift *g, const char *piece, const char *at)
{
	int64_t fen;

	return *at == '/' && utf8_count(at + 1) > 1 && is_money(piece, g->bare, &fen);
}

static void take_apart(struct gift *g, const char *text, bool bare)
{
	struct str plain = {0}, piece = {0};
	bool added = false;
	int depth = 0;

	*g = (struct gift){.bare = bare};
	fold_ascii(&plain, text);
	for (const char *at = str_c(&plain);; at++) {
		size_t gap = *at && !inside_number(plain.at, at) ? between(at) : 0;
		depth += (*at == '(') - (*at == ')' && depth);
		gap = depth && strchr(at, ')') ? 0 : gap;
		gap = !gap && parts_money(g, str_c(&piece), at) ? 1 : gap;
		if (*at && !gap) {
			str_addc(&piece, *at);
			continue;
		}
		add_piece(g, str_c(&piece), added);
		str_clear(&piece);
		if (!*at)
			break;
		added = *at == '+';
		at += gap - 1;
	}
	str_free(&plain);
	str_free(&piece);
}

static bool read_gift(const struct mixed *m, bool told)
{
	struct gift g;

	take_apart(&g, m->text, m->column->role == SLOT_MIXED);
	bool first = m->column == into(m, 0); /* goods under the header of the amounts */
	bool any = g.money || (g.goods.n && (told || (first && is_goods(str_c(&g.goods)))));
	if (g.money)
		put_number(m, 0, g.fen);
	if (any)
		put(m, 1, g.money ? str_c(&g.goods) : m->text);
	if (told && g.doubted)
		refuse(m, FINDING_AMOUNT_UNPARSABLE, "里没有单位的数当作钱，请核对");
	str_free(&g.goods);
	return any;
}

/* ---- cells ----------------------------------------------------------------------------------- */

static bool read_as(const struct mixed *m, bool told)
{
	switch (m->how->reads) {
	case READS_PAY:
		return read_pay(m, told);
	case READS_AGES:
		return read_ages(m, told);
	case READS_GIFT:
		return read_gift(m, told);
	default:
		return read_demands(m, told);
	}
}

void mixed_cell(struct candidate *c, const struct slot *s, const struct cell *cell)
{
	struct str clean = {0};

	if (s->mixed->reads == READS_DEMANDS)
		fold_clean_lines(&clean, cell->text);
	else
		fold_clean(&clean, cell->text);
	struct mixed m = {c, s->mixed, s, str_c(&clean)};
	if (cell->kind == CELL_DATE &&
		(s->mixed->reads == READS_PAY || s->mixed->reads == READS_AGES))
		refuse(&m, FINDING_VALUE_UNKNOWN, "被表格软件当作了日期，请改成文本重新录入");
	else if (!says_none(m.text))
		read_as(&m, true);
	str_free(&clean);
}

static bool has_field(const struct def_mixed *m, const struct def_field *f)
{
	for (size_t i = 0; i < m->into.n; i++)
		if (m->into.at[i] == f)
			return true;
	return false;
}

bool mixed_instead(struct candidate *c, const struct slot *s, const struct cell *cell)
{
	const struct def_table *t = c->lexicon->table;
	struct str clean = {0};
	bool any = false;

	if (s->role != SLOT_FIELD || s->table != t || text_eq(s->field->type_name, "longtext"))
		return false;
	fold_clean(&clean, cell->text);
	for (size_t i = 0; !any && i < t->n_mixed; i++) {
		struct mixed m = {c, &t->mixed[i], s, str_c(&clean)};
		any = clean.n && has_field(&t->mixed[i], s->field) && read_as(&m, false);
	}
	str_free(&clean);
	return any;
}

bool mixed_tells(const struct def_table *t, const struct def_field *f)
{
	for (size_t i = 0; i < t->n_mixed; i++)
		if (t->mixed[i].reads == READS_PAY && t->mixed[i].into.n > 2 &&
			t->mixed[i].into.at[2] == f)
			return true;
	return false;
}

static bool column_of(const struct candidate *c, const struct def_mixed *how)
{
	for (size_t i = 0; i < c->mapping->n; i++) {
		const struct slot *s = c->mapping->at[i].slot;
		if (s && (s->mixed == how || (s->field && s->field == how->into.at[0])))
			return true;
	}
	return false;
}

void mixed_besides(struct candidate *c, const struct slot *s, const struct cell *cell)
{
	const struct def_table *t = c->lexicon->table;
	struct str clean = {0};

	if (s->role != SLOT_FIELD || s->table != t || !text_eq(s->field->type_name, "text") ||
		!strstr(s->field->label, "待遇"))
		return;
	fold_clean(&clean, cell->text);
	for (size_t i = 0; i < t->n_mixed; i++) {
		struct mixed m = {c, &t->mixed[i], s, str_c(&clean)};
		if (t->mixed[i].reads == READS_PAY && !column_of(c, &t->mixed[i]))
			read_pay(&m, false);
	}
	str_free(&clean);
}

bool mixed_says(const struct candidate *c, const struct def_field *f)
{
	for (size_t i = 0; i < c->mapping->n; i++) {
		const struct slot *s = c->mapping->at[i].slot;
		if (s && s->role == SLOT_MIXED && has_field(s->mixed, f))
			return true;
	}
	return false;
}

bool mixed_holds_money(struct candidate *c, const struct slot *s, const struct cell *cell)
{
	const struct def_table *t = c->lexicon->table;

	if (s->role != SLOT_FIELD || s->table != t)
		return false;
	for (size_t i = 0; i < t->n_mixed; i++) {
		const struct def_mixed *how = &t->mixed[i];
		if (how->reads != READS_GIFT || how->into.n < 2 || how->into.at[1] != s->field)
			continue;
		struct mixed m = {c, how, s, cell->text};
		return !*candidate_cell(c, into(&m, 0))->text && read_gift(&m, false);
	}
	return false;
}
