#include <binggui/schema/yaml.h>

#include <string.h>

#include <yaml.h>

#include <binggui/base/vec.h>
#include <binggui/schema/arena.h>
#include <binggui/schema/nearest.h>
#include <binggui/schema/yamltext.h>

enum { DEPTH_MAX = 24, KEYS_MAX = 1000, MENDS_MAX = 100 };
#define COLON "："

/* One reading of a text by libyaml. */
struct reader {
	yaml_parser_t parser;
	struct yamltext *text;
	struct faults *faults;
	struct arena arena; /* all of the tree */
	bool failed;        /* libyaml gave up, or we did */
};

/* What libyaml says, and what the person at the editor is told instead. */
static const struct {
	const char *problem, *said;
	bool at_context; /* the place that helps is where the construct began */
} complaints[] = {
	{"could not find expected ':'",
		"这一行应写成“名称: 值”，却没有冒号；如果是上一行文字的续行，请给整段加引号", true},
	{"mapping values are not allowed in this context",
		"这里不该再有“: ”；文字里含有“: ”时请给整段加引号，否则请检查上一行和缩进", false},
	{"did not find expected key", "缩进与同组的其他行不齐；同一组的名称要上下对齐", false},
	{"did not find expected '-' indicator", "列表的各项都要以“- ”开头，并且上下对齐", false},
	{"did not find expected ',' or '}'", "花括号 { } 里的各项要用半角逗号隔开，最后要有 }",
		false},
	{"did not find expected ',' or ']'", "方括号 [ ] 里的各项要用半角逗号隔开，最后要有 ]",
		false},
	{"found unexpected end of stream", "引号没有配对，直到文件结尾", true},
	{"found unknown escape character", "双引号里的这个 \\ 写法不认识；请改用单引号", false},
	{"did not find expected hexdecimal number",
		"双引号里的 \\ 后面不是十六进制数；请改用单引号", false},
	{"found character that cannot start any token", "值不能以这个字符开头；请给整段加引号",
		false},
	{"did not find expected alphabetic or numeric character",
		"值不能以 & 或 * 开头；请给整段加引号", true},
	{"did not find expected node content", "这里缺少值", false},
	{"block sequence entries are not allowed in this context",
		"这里不能写列表项“- ”；列表要另起一行", false},
	{"block mapping keys are not allowed in this context", "这里不能写“? ”", false},
	{"did not find expected comment or line break",
		"| 或 > 后面只能写缩进格数，图要从下一行开始", false},
	{"did not find expected <document start>", "前面的内容已经结束，这里多出了一段；请检查缩进",
		false},
	{"did not find expected <stream-start>", "文件开头无法识别", false},
};

static void complain(
	struct reader *r, const yaml_mark_t *mark, const char *said, const char *problem)
{
	size_t line = mark->line + 1;
	size_t column = yamltext_column(r->text, line, mark->column + 1);

	if (said)
		fault_add(r->faults, r->text->file, line, column, "%s", said);
	else
		fault_add(r->faults, r->text->file, line, column, "写法不合 YAML 的规则（%s）",
			problem);
}

/* Translates libyaml's complaint, unless what we told ourselves explains it. */
static void tell_problem(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *problem = p->problem ? p->problem : "unknown";

	r->failed = true;
	if (r->text->told)
		return;
	for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++)
		if (text_starts(problem, complaints[i].problem)) {
			const yaml_mark_t *mark = complaints[i].at_context && p->context
							  ? &p->context_mark
							  : &p->problem_mark;
			complain(r, mark, complaints[i].said, problem);
			return;
		}
	complain(r, &p->problem_mark, NULL, problem);
}

static bool next_event(struct reader *r, yaml_event_t *event)
{
	memset(event, 0, sizeof *event);
	if (r->failed)
		return false;
	if (yaml_parser_parse(&r->parser, event))
		return true;
	r->failed = true;
	return false;
}

static struct yaml_node *node_new(struct reader *r, enum yaml_kind kind, const yaml_event_t *event)
{
	struct yaml_node *node = arena_alloc(&r->arena, sizeof *node);

	node->kind = kind;
	node->line = event->start_mark.line + 1;
	node->column = yamltext_column(r->text, node->line, event->start_mark.column + 1);
	return node;
}

static void add_item(struct reader *r, struct yaml_node *parent, struct yaml_node *item)
{
	if (parent->n == parent->cap) {
		size_t cap = parent->cap ? 2 * parent->cap : 4;
		struct yaml_node **items = arena_alloc(&r->arena, cap * sizeof *items);
		if (parent->n)
			memcpy(items, parent->items, parent->n * sizeof *items);
		parent->items = items;
		parent->cap = cap;
	}
	parent->items[parent->n++] = item;
}

static void tell_node(struct reader *r, struct yaml_node *node, const char *said)
{
	fault_add(r->faults, r->text->file, node->line, node->column, "%s", said);
	node->faulty = true;
}

static void refuse_extras(
	struct reader *r, struct yaml_node *node, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		tell_node(r, node, "不支持 & 锚点；文字以 & 开头时请加引号");
	else if (tag)
		tell_node(r, node, "不支持 ! 标记；文字以 ! 开头时请加引号");
}

/* Length of a name of ours (a-z 0-9 _) at the head of a text. */
static size_t name_length(const char *text)
{
	return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

/*
 * libyaml takes `label：姓名` for one plain word.  In a plain text we take it
 * for the slip it is when it begins like that, or when a line folded into it does.
 */
static void check_colon(struct reader *r, struct yaml_node *node, const yaml_event_t *event)
{
	size_t line = node->line, column = event->start_mark.column + 1;
	size_t last = event->end_mark.line + 1;
	bool folded = event->end_mark.line > event->start_mark.line;

	for (const char *at = node->text; at; at = folded ? strchr(at, ' ') : NULL) {
		at += *at == ' ';
		size_t n = name_length(at);
		if (!n || !text_starts(at + n, COLON))
			continue;
		struct str wanted = {0};
		str_addn(&wanted, at, n);
		str_add(&wanted, COLON);
		if (yamltext_find(r->text, &line, &column, last, wanted.at)) {
			fault_add(r->faults, r->text->file, line,
				yamltext_column(r->text, line, column + n),
				"这里是全角冒号“：”；请改成半角冒号加空格“: ”，若确是文字请加引号");
			node->faulty = true;
		}
		str_free(&wanted);
		return;
	}
}

static struct yaml_node *read_scalar(struct reader *r, const yaml_event_t *event)
{
	struct yaml_node *node = node_new(r, YAML_SCALAR, event);
	yaml_scalar_style_t style = event->data.scalar.style;

	node->text = arena_text(&r->arena, event->data.scalar.value, event->data.scalar.length);
	node->quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
		       style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	node->block = style == YAML_LITERAL_SCALAR_STYLE;
	refuse_extras(r, node, event->data.scalar.anchor, event->data.scalar.tag);
	if (node->block) {
		size_t indent;
		yamltext_drawing(r->text, node->line, &node->text_line, &indent);
		node->text_column = indent + 1;
	}
	if (style == YAML_PLAIN_SCALAR_STYLE && strstr(node->text, COLON))
		check_colon(r, node, event);
	return node;
}

static struct yaml_node *read_node(struct reader *r, const yaml_event_t *event, unsigned depth);

static struct yaml_node *read_list(struct reader *r, const yaml_event_t *start, unsigned depth)
{
	struct yaml_node *list = node_new(r, YAML_LIST, start);
	yaml_event_t event;

	refuse_extras(r, list, start->data.sequence_start.anchor, start->data.sequence_start.tag);
	while (next_event(r, &event)) {
		bool end = event.type == YAML_SEQUENCE_END_EVENT;
		if (!end)
			add_item(r, list, read_node(r, &event, depth));
		yaml_event_delete(&event);
		if (end)
			break;
	}
	return list;
}

/* Keeps the first of two equal keys and tells the second. */
static bool key_fits(struct reader *r, const struct yaml_node *map, const struct yaml_node *key)
{
	for (size_t i = 0; i < map->n; i++)
		if (text_eq(map->items[i]->key, key->text)) {
			fault_add(r->faults, r->text->file, key->line, key->column,
				"“%s”写了两次（第 %zu 行已有）", key->text,
				map->items[i]->key_line);
			return false;
		}
	if (map->n < KEYS_MAX)
		return true;
	fault_add(r->faults, r->text->file, key->line, key->column, "这一组的项目超过 %d 个",
		KEYS_MAX);
	r->failed = true;
	return false;
}

/* `{label：姓名}` arrives as a key without value: the parts are put where they belong. */
static void split_key(struct reader *r, struct yaml_node *key, struct yaml_node *value)
{
	char *colon = key->quoted || !key->text || value->kind != YAML_SCALAR || *value->text ||
				      value->quoted
			      ? NULL
			      : strstr(key->text, COLON);

	if (!colon || colon == key->text)
		return;
	size_t line = key->line, column = key->column;
	if (!key->faulty && yamltext_find(r->text, &line, &column, line, COLON))
		fault_add(r->faults, r->text->file, line, yamltext_column(r->text, line, column),
			"这里是全角冒号“：”；请改成半角冒号加空格“: ”");
	value->text = arena_text(&r->arena, colon + strlen(COLON), strlen(colon + strlen(COLON)));
	value->faulty = true;
	*colon = '\0';
}

static void add_entry(
	struct reader *r, struct yaml_node *map, struct yaml_node *key, struct yaml_node *value)
{
	if (key->kind != YAML_SCALAR)
		tell_node(r, key, "这里应是一个名称");
	else
		split_key(r, key, value);
	if (key->kind == YAML_SCALAR && key_fits(r, map, key)) {
		value->key = key->text;
		value->key_line = key->line;
		value->key_column = key->column;
		add_item(r, map, value);
	}
}

static struct yaml_node *read_map(struct reader *r, const yaml_event_t *start, unsigned depth)
{
	struct yaml_node *map = node_new(r, YAML_MAP, start);
	struct yaml_node *key = NULL;
	yaml_event_t event;

	refuse_extras(r, map, start->data.mapping_start.anchor, start->data.mapping_start.tag);
	while (next_event(r, &event)) {
		bool end = event.type == YAML_MAPPING_END_EVENT;
		struct yaml_node *node = end ? NULL : read_node(r, &event, depth);
		yaml_event_delete(&event);
		if (end)
			break;
		if (!key) {
			key = node;
			continue;
		}
		add_entry(r, map, key, node);
		key = NULL;
	}
	return map;
}

static struct yaml_node *read_node(struct reader *r, const yaml_event_t *event, unsigned depth)
{
	if (depth >= DEPTH_MAX) {
		struct yaml_node *node = node_new(r, YAML_SCALAR, event);
		node->text = arena_text(&r->arena, "", 0);
		tell_node(r, node, "嵌套太深");
		r->failed = true;
		return node;
	}
	if (event->type == YAML_SEQUENCE_START_EVENT)
		return read_list(r, event, depth + 1);
	if (event->type == YAML_MAPPING_START_EVENT)
		return read_map(r, event, depth + 1);
	if (event->type == YAML_SCALAR_EVENT)
		return read_scalar(r, event);
	struct yaml_node *node = node_new(r, YAML_SCALAR, event);
	node->text = arena_text(&r->arena, "", 0);
	tell_node(r, node, "不支持 * 引用；文字以 * 开头时请加引号");
	return node;
}

/* All documents of the stream; the first is kept, a second is told. */
static struct yaml_node *read_stream(struct reader *r)
{
	struct yaml_node *root = NULL;
	yaml_event_t event;
	bool end = false;

	while (!end && next_event(r, &event)) {
		end = event.type == YAML_STREAM_END_EVENT;
		bool content = event.type == YAML_SCALAR_EVENT ||
			       event.type == YAML_SEQUENCE_START_EVENT ||
			       event.type == YAML_MAPPING_START_EVENT ||
			       event.type == YAML_ALIAS_EVENT;
		if (content && root) {
			complain(r, &event.start_mark,
				"一个文件里只能有一段内容，不能用 --- 再开一段", "");
			end = true;
		} else if (content) {
			root = read_node(r, &event, 0);
		}
		yaml_event_delete(&event);
	}
	return root;
}

/* One attempt.  Sets *again if something was mended in the text and it is worth reading once more. */
static struct yaml_node *attempt(struct reader *r, bool *again)
{
	*again = false;
	if (!yaml_parser_initialize(&r->parser))
		return NULL;
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
		&r->parser, (const unsigned char *)str_c(&r->text->text), r->text->text.n);
	struct yaml_node *root = read_stream(r);
	if (r->failed && r->parser.error != YAML_NO_ERROR) {
		const yaml_parser_t *p = &r->parser;
		size_t first = p->context ? p->context_mark.line + 1 : p->problem_mark.line;
		*again = r->text->mends.n < MENDS_MAX &&
			 yamltext_mend(r->text, first, p->problem_mark.line + 1);
		if (!*again)
			tell_problem(r);
	}
	yaml_parser_delete(&r->parser);
	return r->failed ? NULL : root;
}

/* What yaml_tree_free needs to know stands behind the root. */
struct tree {
	struct yaml_node root;
	struct arena arena;
};

static void name_file(struct yaml_node *node, const char *file)
{
	node->file = file;
	for (size_t i = 0; i < node->n; i++)
		name_file(node->items[i], file);
}

struct yaml_node *yaml_tree_of(struct arena *arena, const struct yaml_node *root, const char *file)
{
	struct tree *tree = arena_alloc(arena, sizeof *tree);

	tree->root = *root;
	name_file(&tree->root, arena_text(arena, file, strlen(file)));
	tree->arena = *arena;
	return &tree->root;
}

static void move_faults(struct faults *to, struct faults *from)
{
	for (size_t i = 0; i < from->n; i++)
		vec_push(to, from->at[i]);
	vec_free(from);
}

struct yaml_node *yaml_parse(const char *file, const char *text, size_t n, struct faults *faults)
{
	struct yamltext source;
	struct yaml_node *root = NULL;
	bool again = yamltext_open(&source, file, text, n, faults);

	while (again) {
		struct faults found = {0}; /* of this attempt: the next one finds them again */
		struct reader r = {.text = &source, .faults = &found};
		const struct yaml_node *read = attempt(&r, &again);
		if (again)
			faults_free(&found);
		move_faults(faults, &found);
		if (read)
			root = yaml_tree_of(&r.arena, read, file);
		else
			arena_free(&r.arena);
	}
	yamltext_close(&source);
	return root;
}

void yaml_tree_free(struct yaml_node *root)
{
	if (!root)
		return;
	struct arena arena = ((struct tree *)root)->arena; /* the tree itself lies in it */
	arena_free(&arena);
}

const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->n; i++)
		if (map->items[i]->key[0] == key[0] && strcmp(map->items[i]->key, key) == 0)
			return map->items[i];
	return NULL;
}

const char *yaml_text(const struct yaml_node *map, const char *key)
{
	const struct yaml_node *node = yaml_get(map, key);

	return node && node->kind == YAML_SCALAR ? node->text : NULL;
}

static bool is_known(const char *key, const char *const *known)
{
	for (; *known; known++)
		if (**known == *key && strcmp(key, *known) == 0)
			return true;
	return false;
}

void yaml_only(const struct yaml_node *map, const char *const *known, struct faults *faults)
{
	if (!map || map->kind != YAML_MAP)
		return;
	for (size_t i = 0; i < map->n; i++) {
		const struct yaml_node *item = map->items[i];
		if (is_known(item->key, known))
			continue;
		struct nearest near;
		nearest_start(&near, item->key);
		for (const char *const *k = known; *k; k++)
			nearest_try(&near, *k);
		if (nearest_word(&near))
			fault_add(faults, map->file, item->key_line, item->key_column,
				"没有“%s”这一项；是不是“%s”？", item->key, nearest_word(&near));
		else
			fault_add(faults, map->file, item->key_line, item->key_column,
				"没有“%s”这一项", item->key);
	}
}

bool yaml_bool(const struct yaml_node *node, bool fallback, struct faults *faults)
{
	static const char *const yes[] = {"yes", "是", "true", NULL};
	static const char *const no[] = {"no", "否", "false", NULL};

	if (!node)
		return fallback;
	if (node->kind == YAML_SCALAR && is_known(node->text, yes))
		return true;
	if (node->kind == YAML_SCALAR && is_known(node->text, no))
		return false;
	if (!node->faulty)
		fault_add(faults, node->file, node->line, node->column, "这里只能写 yes 或 no");
	return fallback;
}
