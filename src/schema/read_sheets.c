#include <binggui/schema/read_sheets.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>

void read_sheets_missing(const struct yaml_node *node, struct faults *faults, const char *what,
	const char *name, const struct nearest *near)
{
	if (nearest_word(near))
		expect_fault(
			node, faults, "没有%s“%s”；是不是“%s”？", what, name, nearest_word(near));
	else
		expect_fault(node, faults, "没有%s“%s”", what, name);
}

const struct def_figure *read_sheets_figure(
	struct read_figures *r, const char *key, const struct yaml_node *node)
{
	const struct def_figures *all = r->defs->figures;
	const struct def_figure *f = figuredef_figure(all, key);
	struct nearest near;

	if (f || (r->unreadable && r->unreadable->n))
		return f;
	nearest_start(&near, key);
	for (size_t i = 0; i < all->n; i++)
		nearest_try(&near, all->at[i]->key);
	read_sheets_missing(node, r->faults, "数字", key, &near);
	return NULL;
}

const struct def_sheet *read_sheets_sheet(
	struct read_figures *r, const char *key, const struct yaml_node *node)
{
	const struct def_figures *all = r->defs->figures;
	const struct def_sheet *s = figuredef_sheet(all, key);
	struct nearest near;

	if (s || (r->unreadable && r->unreadable->n))
		return s;
	nearest_start(&near, key);
	for (size_t i = 0; i < all->n_sheets; i++)
		nearest_try(&near, all->sheets[i]->key);
	read_sheets_missing(node, r->faults, "报表", key, &near);
	return NULL;
}

/* ---- sheets ---------------------------------------------------------------------------------- */

bool read_sheets_own_word(const char *word, size_t n)
{
	static const char *const words[] = {"period", "area", "since", "until", "today"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == n && !memcmp(words[i], word, n))
			return true;
	return false;
}

/* [ ] stand in pairs, one perhaps within another. */
static bool is_paired(const char *text)
{
	size_t open = 0;

	for (; *text; text++) {
		if (*text == ']' && !open)
			return false;
		open += (*text == '[') - (*text == ']');
	}
	return open == 0;
}

/* Every {key} of the paragraphs is a figure. */
static void check_text(
	struct read_figures *r, const struct def_sheet *s, const struct yaml_node *node)
{
	const char *at = s->text;

	if (!is_paired(at))
		expect_fault(node, r->faults, "“text”里的方括号没有配对");
	while ((at = strpbrk(at, "{}")) != NULL) {
		const char *end = *at == '{' ? strpbrk(at + 1, "{}") : NULL;
		if (!end || *end != '}') {
			expect_fault(node, r->faults, "“text”里的花括号没有配对");
			return;
		}
		size_t n = (size_t)(end - at) - 1;
		if (!read_sheets_own_word(at + 1, n)) {
			char *key = mem_strndup(at + 1, n);
			read_sheets_figure(r, key, node);
			mem_free(key);
		}
		at = end + 1;
	}
}

static void read_chapter(struct read_figures *r, struct def_sheet *s, const struct yaml_node *map)
{
	static const char *const known[] = {"title", "figures", NULL};
	struct def_words words = {0};

	if (!expect_map(map, r->faults))
		return;
	yaml_only(map, known, r->faults);
	struct def_chapter *c = figuredef_new_chapter(s);
	c->title = expect_copy(map, "title", true, r->faults);
	const struct yaml_node *list = yaml_get(map, "figures");
	if (!list)
		expect_fault(map, r->faults, "缺少“figures”");
	expect_words(&words, map, "figures", r->faults);
	for (size_t i = 0; i < words.n; i++) {
		bool each = list->kind == YAML_LIST && i < list->n;
		const struct yaml_node *node = each ? list->items[i] : list;
		const struct def_figure *f = read_sheets_figure(r, words.at[i], node);
		if (f && figuredef_stands(s, f))
			expect_fault(node, r->faults, "“%s”在这张报表里已经有了", words.at[i]);
		else if (f)
			vec_push(c, f);
		mem_free(words.at[i]);
	}
	vec_free(&words);
}

static void read_since(struct read_figures *r, struct def_sheet *s, const struct yaml_node *map)
{
	const char *text = expect_text(map, "since", false, r->faults);

	if (text && !(date_parse(&s->since, text) && date_full(s->since)))
		expect_fault(yaml_get(map, "since"), r->faults,
			"“since”应是一天，如 2019-01-01，不是“%s”", text);
}

static void read_sheet(struct read_figures *r, const struct yaml_node *map)
{
	static const char *const known[] = {"title", "since", "chapters", "text", NULL};
	const struct yaml_node *chapters;

	if (!expect_name(map, map->key, map->key_line, map->key_column, r->faults) ||
		!expect_map(map, r->faults))
		return;
	if (figuredef_sheet(r->defs->figures, map->key)) {
		expect_fault(map, r->faults, "报表“%s”已经定义过", map->key);
		return;
	}
	yaml_only(map, known, r->faults);
	struct def_sheet *s = figuredef_new_sheet(r->defs->figures, map->key);
	s->title = expect_copy(map, "title", true, r->faults);
	s->text = expect_copy(map, "text", false, r->faults);
	check_text(r, s, yaml_get(map, "text"));
	read_since(r, s, map);
	if (!(chapters = yaml_get(map, "chapters")))
		expect_fault(map, r->faults, "缺少“chapters”");
	else if (expect_list(chapters, r->faults))
		for (size_t i = 0; i < chapters->n; i++)
			read_chapter(r, s, chapters->items[i]);
}

void read_sheets(struct read_figures *r, const struct yaml_node *sheets)
{
	if (!sheets || !expect_map(sheets, r->faults))
		return;
	for (size_t i = 0; i < sheets->n; i++)
		read_sheet(r, sheets->items[i]);
}

/* ---- checks ---------------------------------------------------------------------------------- */

/* "fund_out - fund_back": keys with + and - between them. */
static void read_side(
	struct read_figures *r, struct def_side *out, const struct yaml_node *map, const char *key)
{
	const char *text = expect_text(map, key, text_eq(key, "left"), r->faults);
	int sign = 1;

	while (text && *text) {
		size_t n = strcspn(text, " +-");
		if (n) {
			char *word = mem_strndup(text, n);
			const struct def_figure *f =
				read_sheets_figure(r, word, yaml_get(map, key));
			struct def_term term = {f, sign};
			if (f && f->kind != FIGURE_EARLIEST && f->kind != FIGURE_RATIO)
				vec_push(out, term);
			else if (f)
				expect_fault(yaml_get(map, key), r->faults, "“%s”不是可以比较的数",
					word);
			mem_free(word);
		} else if (*text != ' ') {
			sign = *text == '-' ? -1 : 1;
		}
		text += n ? n : 1;
	}
}

static bool is_money(const struct def_figure *f)
{
	return f->kind == FIGURE_SUM && f->n_sum && text_eq(f->sum[0]->type_name, "money");
}

/* People and money are not compared. */
static void check_units(
	struct read_figures *r, const struct def_check *c, const struct yaml_node *map)
{
	const struct def_side *sides[] = {&c->left, &c->right};
	bool money = c->left.n && is_money(c->left.at[0].figure);

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < sides[k]->n; i++)
			if (is_money(sides[k]->at[i].figure) != money) {
				expect_fault(map, r->faults, "金额不能和个数比较");
				return;
			}
}

static void read_check(struct read_figures *r, const struct yaml_node *map)
{
	static const char *const known[] = {
		"title", "left", "right", "relation", "say", "sheet", NULL};
	static const char *const relations[] = {"=", "<=", ">=", NULL};

	if (!expect_map(map, r->faults))
		return;
	yaml_only(map, known, r->faults);
	struct def_check *c = figuredef_new_check(r->defs->figures);
	c->title = expect_copy(map, "title", true, r->faults);
	c->say = expect_copy(map, "say", true, r->faults);
	c->relation = (enum figure_relation)expect_choice(
		map, "relation", relations, RELATION_EQUAL, r->faults);
	read_side(r, &c->left, map, "left");
	read_side(r, &c->right, map, "right"); /* none: there should be nothing */
	const char *sheet = expect_text(map, "sheet", false, r->faults);
	c->sheet = sheet ? read_sheets_sheet(r, sheet, yaml_get(map, "sheet")) : NULL;
	check_units(r, c, map);
}

void read_checks(struct read_figures *r, const struct yaml_node *checks)
{
	if (!checks || !expect_list(checks, r->faults))
		return;
	for (size_t i = 0; i < checks->n; i++)
		read_check(r, checks->items[i]);
}
