#include <binggui/schema/read_papers.h>

#include <stdarg.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/exprread.h>
#include <binggui/schema/paperdef.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

enum { AMBIGUOUS = 2 /* a printer's */ };

/* One template while it is read. */
struct reading {
	struct linking *l;
	const struct def_table *table;
	const struct yaml_node *node;
	bool list, row; /* of a list, and its repeated part */
	size_t line;    /* from 0 */
	const char *start;
	struct def_paper *paper;
};

/* A fault at a place of the current line. */
__attribute__((format(printf, 3, 4))) static void tell(
	const struct reading *r, const char *at, const char *format, ...)
{
	struct str said = {0};
	size_t chars = 0;
	va_list args;

	va_start(args, format);
	str_addv(&said, format, args);
	va_end(args);
	for (const char *c = r->start; c < at; chars++)
		utf8_next(&c, at);
	fault_add(r->l->faults, r->node->file, r->node->text_line + r->line,
		r->node->text_column + chars, "%s", str_c(&said));
	str_free(&said);
}

static void add_text(struct paper_line *out, const char *at, size_t n)
{
	struct paper_piece p = {.word = PAPER_TEXT, .text = mem_strndup(at, n)};

	if (n)
		vec_push(out, p);
	else
		mem_free(p.text);
}

/* What stands alone is masked as the field it is; a secret within an expression would not be. */
static bool uncovers(const struct expr *x, bool alone)
{
	for (; x; x = x->next) {
		const struct def_field *f = x->n_path ? x->path[x->n_path - 1] : NULL;
		if (f && f->class == CLASS_SECRET && !alone)
			return true;
		if (f && f->computed && uncovers(f->computed, false))
			return true;
		if (uncovers(x->left, false) || uncovers(x->right, false))
			return true;
	}
	return false;
}

static void read_value(struct reading *r, struct paper_piece *p, const char *text, const char *at)
{
	struct err e = {0};

	p->value = exprread(text, r->table, r->l->defs, &e);
	if (p->value && p->full && p->value->kind != EXPR_FIELD)
		tell(r, at, "{%s full}应是一个字段", text);
	if (p->full)
		r->paper->reveals = true;
	if (p->value && uncovers(p->value, p->value->kind == EXPR_FIELD))
		tell(r, at, "{%s}会露出保密字段；保密字段只能单独写，印出来是遮盖的", text);
	else if (!p->value && !r->l->unreadable.n)
		tell(r, at, "{%s}有误，%s", text, e.text);
}

static bool is_word(struct reading *r, struct paper_piece *p, const char *text)
{
	static const struct {
		const char *word;
		enum paper_word is;
		bool list;
	} words[] = {
		{"today", PAPER_TODAY, false},
		{"town", PAPER_TOWN, false},
		{"user", PAPER_USER, false},
		{"row", PAPER_ROW, true},
		{"count", PAPER_COUNT, true},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		bool fits = !words[i].list || (r->list && (words[i].is == PAPER_ROW) == r->row);
		if (!text_eq(text, words[i].word) || !fits ||
			((!r->list || r->row) && def_field(r->table, text)))
			continue;
		p->word = words[i].is;
		return true;
	}
	return false;
}

/* {words:6}: a place of so many columns, however long the words are. */
static void read_width(const struct reading *r, struct paper_piece *p, char *text, const char *at)
{
	char *colon = strrchr(text, ':');
	uint64_t columns = 0;

	if (!colon || !colon[1] || colon[1 + strspn(colon + 1, "0123456789")])
		return;
	if (!text_to_u64(colon + 1, &columns) || columns < 2 || columns > PAPER_COLUMNS)
		tell(r, at, "宽度应是 2 到 %d 的整数", PAPER_COLUMNS);
	p->width = (size_t)columns;
	*colon = '\0';
}

/* {words}, {sum EXPR}, {EXPR}, {EXPR mask}; blanks before the brace: a place as wide as it is drawn. */
static void read_piece(struct reading *r, struct paper_line *out, const char *at, const char *end)
{
	struct paper_piece p = {.word = PAPER_VALUE};
	char *whole = mem_strndup(at + 1, (size_t)(end - at) - 1);
	size_t n = strlen(whole);
	char *text = whole;

	if (n && whole[n - 1] == ' ')
		p.width = width_text(whole, AMBIGUOUS) + 2;
	while (n && whole[n - 1] == ' ')
		whole[--n] = '\0';
	read_width(r, &p, text, at);
	n = strlen(text);
	p.spare = n && text[n - 1] == '?';
	if (p.spare)
		text[--n] = '\0';
	p.mask = text_ends(text, " mask");
	p.full = text_ends(text, " full");
	if (p.mask || p.full)
		text[n - strlen(" mask")] = '\0';
	bool sum = strncmp(text, "sum ", 4) == 0;
	if (sum && (!r->list || r->row))
		tell(r, at, "{%s}只能写在名单的 head 和 foot 里", text);
	if (sum)
		p.word = PAPER_SUM;
	else if (r->list && !r->row && !is_word(r, &p, text))
		tell(r, at,
			"名单的 head 和 foot 里没有记录，“%s”不能写；可写 "
			"today、town、user、count、sum 字段",
			text);
	if (sum || p.word == PAPER_SUM)
		read_value(r, &p, text + 4, at + 5);
	else if (p.word == PAPER_VALUE && (r->row || !r->list) && !is_word(r, &p, text))
		read_value(r, &p, text, at + 1);
	mem_free(whole);
	vec_push(out, p);
}

static void read_line(struct reading *r, struct paper_line *out, const char *at, size_t n)
{
	const char *end = at + n;
	size_t columns = 0;

	r->start = at;
	while (at < end) {
		size_t plain = strcspn(at, "{}\n");
		const char *close = at[plain] == '{' ? strpbrk(at + plain + 1, "{}\n") : NULL;
		add_text(out, at, plain);
		at += plain;
		if (at >= end)
			break;
		if (!close || *close != '}') {
			tell(r, at, "花括号没有配对");
			break;
		}
		read_piece(r, out, at, close);
		at = close + 1;
	}
	bool placed = false; /* running text goes on in the next line */
	for (size_t i = 0; i < out->n; i++)
		placed = placed || out->at[i].width;
	for (size_t i = 0; placed && i < out->n; i++)
		columns +=
			out->at[i].text ? width_text(out->at[i].text, AMBIGUOUS) : out->at[i].width;
	if (columns > PAPER_COLUMNS)
		tell(r, r->start, "这一行超过 80 列，印不下");
}

static void read_text(struct linking *l, const struct def_table *t, const struct yaml_node *map,
	const char *key, bool needed, struct reading how, struct paper_text *out)
{
	const char *text = expect_text(map, key, needed, l->faults);

	if (!text)
		return;
	how.l = l;
	how.table = t;
	how.node = yaml_get(map, key);
	if (!how.node->block) {
		expect_fault(how.node, l->faults, "“%s”要写成“%s: |”，从下一行画起", key, key);
		return;
	}
	while (*text) {
		size_t n = strcspn(text, "\n");
		read_line(&how, vec_add(out), text, n);
		how.line++;
		text += n + (text[n] == '\n');
	}
}

/* Valid until the next is added. */
static struct def_paper *add_paper(struct def_table *t)
{
	t->papers = mem_resize(t->papers, (t->n_papers + 1) * sizeof *t->papers);
	t->papers[t->n_papers] = (struct def_paper){0};
	return &t->papers[t->n_papers++];
}

static void read_paper(struct linking *l, struct def_table *t, const struct yaml_node *node)
{
	static const char *const known[] = {
		"title", "kind", "when", "say", "text", "head", "row", "foot", NULL};
	static const char *const of_record[] = {"title", "kind", "when", "say", "text", NULL};
	static const char *const of_list[] = {
		"title", "kind", "when", "say", "head", "row", "foot", NULL};
	static const char *const kinds[] = {"record", "list", NULL};

	expect_name(node, node->key, node->key_line, node->key_column, l->faults);
	if (!expect_map(node, l->faults))
		return;
	struct def_paper *p = add_paper(t);
	const char *when = expect_text(node, "when", false, l->faults);
	p->name = mem_strdup(node->key);
	p->title = expect_copy(node, "title", true, l->faults);
	p->say = expect_copy(node, "say", false, l->faults);
	p->list = expect_choice(node, "kind", kinds, 0, l->faults) == 1;
	yaml_only(node, !yaml_get(node, "kind") ? known : p->list ? of_list : of_record, l->faults);
	p->when = when ? linking_expr(l, t, yaml_get(node, "when"), "条件") : NULL;
	if (!p->list) {
		read_text(l, t, node, "text", true, (struct reading){.paper = p}, &p->text);
		return;
	}
	read_text(l, t, node, "head", false, (struct reading){.paper = p, .list = true}, &p->head);
	read_text(l, t, node, "row", true, (struct reading){.paper = p, .list = true, .row = true},
		&p->row);
	read_text(l, t, node, "foot", false, (struct reading){.paper = p, .list = true}, &p->foot);
}

void read_papers(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const struct yaml_node *papers = yaml_get(root, "papers");

	if (!papers || !expect_map(papers, l->faults))
		return;
	for (size_t i = 0; i < papers->n; i++)
		read_paper(l, t, papers->items[i]);
}
