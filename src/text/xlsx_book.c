#include <binggui/text/xlsx_book.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

#define MAX_NUMFMT 4096

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* Room for one more element of an array of the book. */
#define ROOM(at, n, cap)                                                                           \
	((n) == (cap) ? (void)((at) = vec_grow_((at), &(cap), (n) + 1, sizeof *(at))) : (void)0)

/* ---- workbook.xml --------------------------------------------------------------------------- */

static bool workbook_start(void *context, const char *name, const char **attributes, struct err *e)
{
	struct xlsx_book *b = context;

	(void)e;
	if (is(name, "workbookPr"))
		b->system_1904 = xlsx_part_true(attributes, "date1904");
	if (!is(name, "sheet"))
		return true;
	const char *state = xlsx_part_attribute(attributes, "state");
	const char *title = xlsx_part_attribute(attributes, "name");
	const char *relation = xlsx_part_relation(attributes);
	ROOM(b->tabs, b->n_tabs, b->cap_tabs);
	b->tabs[b->n_tabs++] = (struct xlsx_tab){
		.name = mem_strdup(title ? title : ""),
		.relation = mem_strdup(relation ? relation : ""),
		.hidden = state && !is(state, "visible"),
	};
	return true;
}

const struct xlsx_part xlsx_book_workbook = {.start = workbook_start};

/* ---- *.rels --------------------------------------------------------------------------------- */

/* Cuts the last step of a path that ends in '/'. */
static void step_up(struct str *path)
{
	size_t n = path->n;

	if (n)
		n--;
	while (n && path->at[n - 1] != '/')
		n--;
	str_cut(path, n);
}

void xlsx_book_join(struct str *out, const char *folder, const char *target)
{
	bool absolute = *target == '/' || *target == '\\';

	str_clear(out);
	if (!absolute)
		str_add(out, folder);
	for (target += absolute; *target;) {
		size_t n = strcspn(target, "/\\");
		bool more = target[n] != '\0';
		if (n == 2 && strncmp(target, "..", 2) == 0) {
			step_up(out);
		} else if (n && !(n == 1 && *target == '.')) {
			str_addn(out, target, n);
			if (more)
				str_addc(out, '/');
		}
		target += n + more;
	}
}

static bool relation_start(void *context, const char *name, const char **attributes, struct err *e)
{
	struct xlsx_book *b = context;
	const char *id = xlsx_part_attribute(attributes, "Id");
	const char *type = xlsx_part_attribute(attributes, "Type");
	const char *target = xlsx_part_attribute(attributes, "Target");
	struct str path = {0};

	(void)e;
	if (!is(name, "Relationship") || !id || !type || !target)
		return true;
	xlsx_book_join(&path, b->folder, target);
	str_add(&path, "");
	ROOM(b->relations, b->n_relations, b->cap_relations);
	b->relations[b->n_relations++] = (struct xlsx_relation){
		.id = mem_strdup(id),
		.type = mem_strdup(type),
		.target = mem_strdup(str_c(&path)),
	};
	str_free(&path);
	return true;
}

const struct xlsx_part xlsx_book_relations = {.start = relation_start};

const struct xlsx_relation *xlsx_book_by_id(const struct xlsx_book *b, const char *id)
{
	for (size_t i = 0; i < b->n_relations; i++)
		if (is(b->relations[i].id, id))
			return &b->relations[i];
	return NULL;
}

const char *xlsx_book_by_type(const struct xlsx_book *b, const char *type)
{
	for (size_t i = 0; i < b->n_relations; i++)
		if (text_ends(b->relations[i].type, type))
			return b->relations[i].target;
	return NULL;
}

/* ---- sharedStrings.xml ---------------------------------------------------------------------- */

static bool strings_start(void *context, const char *name, const char **attributes, struct err *e)
{
	struct xlsx_book *b = context;

	(void)attributes;
	(void)e;
	if (is(name, "si"))
		str_clear(&b->text);
	else if (is(name, "rPh"))
		b->phonetic++;
	else if (is(name, "t"))
		b->in_text = b->phonetic == 0;
	return true;
}

static bool strings_end(void *context, const char *name, struct err *e)
{
	struct xlsx_book *b = context;

	(void)e;
	if (is(name, "t"))
		b->in_text = false;
	else if (is(name, "rPh") && b->phonetic)
		b->phonetic--;
	if (!is(name, "si"))
		return true;
	xlsx_part_unescape(&b->text);
	ROOM(b->strings, b->n_strings, b->cap_strings);
	b->strings[b->n_strings++] = (struct xlsx_string){
		.text = cell_pool_text(b->pool, str_c(&b->text), b->text.n),
		.flags = strstr(str_c(&b->text), "\xEF\xBF\xBD") ? CELL_LOSSY : 0,
	};
	return true;
}

static void strings_text(void *context, const char *text, size_t n)
{
	struct xlsx_book *b = context;

	if (b->in_text)
		str_addn(&b->text, text, n);
}

const struct xlsx_part xlsx_book_strings = {
	.start = strings_start,
	.end = strings_end,
	.text = strings_text,
};

/* ---- styles.xml ----------------------------------------------------------------------------- */

static int number_in(const char **attributes, const char *name)
{
	const char *value = xlsx_part_attribute(attributes, name);

	return value ? atoi(value) : 0;
}

static struct xlsx_style style_of(const struct xlsx_book *b, int id)
{
	for (size_t i = b->n_numfmts; i-- > 0;)
		if (b->numfmts[i].id == id)
			return b->numfmts[i].style;
	return xlsx_style_builtin(id);
}

/* numFmt stands in numFmts only, xf counts in cellXfs only: both names occur elsewhere too. */
static bool styles_start(void *context, const char *name, const char **attributes, struct err *e)
{
	struct xlsx_book *b = context;

	(void)e;
	if (is(name, "numFmts") || is(name, "cellXfs"))
		b->in_formats = true;
	if (!b->in_formats)
		return true;
	if (is(name, "numFmt") && b->n_numfmts < MAX_NUMFMT) {
		ROOM(b->numfmts, b->n_numfmts, b->cap_numfmts);
		b->numfmts[b->n_numfmts++] = (struct xlsx_numfmt){
			.id = number_in(attributes, "numFmtId"),
			.style = xlsx_style_custom(xlsx_part_attribute(attributes, "formatCode")),
		};
	} else if (is(name, "xf")) {
		ROOM(b->styles, b->n_styles, b->cap_styles);
		b->styles[b->n_styles++] = style_of(b, number_in(attributes, "numFmtId"));
	}
	return true;
}

static bool styles_end(void *context, const char *name, struct err *e)
{
	struct xlsx_book *b = context;

	(void)e;
	if (is(name, "numFmts") || is(name, "cellXfs"))
		b->in_formats = false;
	return true;
}

const struct xlsx_part xlsx_book_styles = {.start = styles_start, .end = styles_end};

/* ---- the end -------------------------------------------------------------------------------- */

void xlsx_book_forget_relations(struct xlsx_book *b)
{
	for (size_t i = 0; i < b->n_relations; i++) {
		mem_free(b->relations[i].id);
		mem_free(b->relations[i].type);
		mem_free(b->relations[i].target);
	}
	b->n_relations = 0;
}

void xlsx_book_free(struct xlsx_book *b)
{
	xlsx_book_forget_relations(b);
	for (size_t i = 0; i < b->n_tabs; i++) {
		mem_free(b->tabs[i].name);
		mem_free(b->tabs[i].relation);
	}
	mem_free(b->tabs);
	mem_free(b->relations);
	mem_free(b->strings);
	mem_free(b->numfmts);
	mem_free(b->styles);
	str_free(&b->text);
	*b = (struct xlsx_book){0};
}
