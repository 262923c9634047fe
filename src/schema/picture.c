#include <binggui/schema/picture.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/nearest.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

/* A drawing while it is read. */
struct reader {
	struct def_form *out;
	const struct def_table *table;
	const struct yaml_node *node;
	struct faults *faults;
	const char *at, *end; /* the rest of the row */
	size_t row, column;   /* on the screen, from 0 */
	size_t chars;         /* read of the row */
};

static void tell(struct reader *r, size_t chars, const char *said, const char *about)
{
	size_t line = r->node->text_line + r->row, column = r->node->text_column + chars;

	fault_add(r->faults, r->node->file, line, column, said, about);
}

/* The next character, its columns added to where we are. */
static uint32_t step(struct reader *r)
{
	uint32_t c = utf8_next(&r->at, r->end);
	int wide = width_char(c, 1);

	if (wide < 0) {
		tell(r, r->chars, "图里有制表符或控制字符；请改成空格", "");
		wide = 1;
	}
	r->chars++;
	r->column += (size_t)wide;
	return c;
}

static struct def_item *item_of(const struct def_form *form, const struct def_field *f)
{
	for (size_t i = 0; i < form->n; i++)
		if (form->at[i].kind == ITEM_FIELD && form->at[i].field == f)
			return &form->at[i];
	return NULL;
}

/* A field drawn again is the same field, one row higher, or a slip. */
static void add_field(struct reader *r, const struct def_field *f, size_t column, size_t chars)
{
	struct def_item *before = item_of(r->out, f);
	size_t width = r->column - column;

	if (!before) {
		struct def_item item = {
			.kind = ITEM_FIELD,
			.row = r->row,
			.column = column,
			.width = width,
			.height = 1,
			.field = f,
		};
		vec_push(r->out, item);
		return;
	}
	if (before->row + before->height != r->row)
		tell(r, chars, "字段“%s”在这一页已经画过", f->name);
	else if (before->column != column || before->width != width)
		tell(r, chars, "字段“%s”画了几行，各行的左右边要对齐", f->name);
	else
		before->height++;
}

static void tell_unknown(struct reader *r, const char *name, size_t chars)
{
	struct nearest near;
	struct str said = {0};

	nearest_start(&near, name);
	for (size_t i = 0; i < r->table->n; i++) {
		nearest_try(&near, r->table->fields[i]->name);
		nearest_try(&near, r->table->fields[i]->label);
	}
	if (*name)
		str_addf(&said, "没有字段“%s”", name);
	else
		str_add(&said, "花括号里要写字段名");
	if (nearest_word(&near))
		str_addf(&said, "；是不是“%s”？", nearest_word(&near));
	tell(r, chars, "%s", said.at);
	str_free(&said);
}

/* From { to }: the field, named by its name or its label. */
static void read_field(struct reader *r)
{
	const char *start = r->at;
	size_t column = r->column, chars = r->chars;

	step(r);
	while (r->at < r->end && *r->at != '}' && *r->at != '{')
		step(r);
	if (r->at == r->end || *r->at == '{') {
		tell(r, chars, "这个 { 没有配对的 }", "");
		return;
	}
	struct span inside = span_trim((struct span){start + 1, (size_t)(r->at - start) - 1});
	step(r);
	char *name = mem_strndup(inside.at, inside.n);
	const struct def_field *f = def_field(r->table, name);
	if (!f)
		f = def_field_labelled(r->table, name);
	if (f)
		add_field(r, f, column, chars);
	else
		tell_unknown(r, name, chars);
	mem_free(name);
}

/* Words up to a field, the end, or two blanks. */
static void read_text(struct reader *r)
{
	const char *start = r->at;
	size_t column = r->column;

	while (r->at < r->end && *r->at != '{') {
		if (*r->at == ' ' && (r->at + 1 == r->end || r->at[1] == ' ' || r->at[1] == '{'))
			break;
		if (*r->at == '}')
			tell(r, r->chars, "这个 } 前面没有配对的 {", "");
		step(r);
	}
	struct def_item item = {
		.kind = ITEM_TEXT,
		.row = r->row,
		.column = column,
		.width = r->column - column,
		.height = 1,
		.text = mem_strndup(start, (size_t)(r->at - start)),
	};
	vec_push(r->out, item);
}

static void read_row(struct reader *r)
{
	bool told = false;

	r->column = r->chars = 0;
	while (r->at < r->end) {
		size_t chars = r->chars;
		if (*r->at == ' ')
			step(r);
		else if (*r->at == '{')
			read_field(r);
		else
			read_text(r);
		if (r->column > PICTURE_COLUMNS && r->at[-1] != ' ' && !told) {
			tell(r, chars, "图最宽 78 列（一个汉字占 2 列），从这里起超出", "");
			told = true;
		}
	}
}

/* The drawing without empty rows at its end. */
static size_t drawn_bytes(const char *text)
{
	size_t n = strlen(text);

	while (n && (text[n - 1] == '\n' || text[n - 1] == ' '))
		n--;
	return n;
}

void picture_read(struct def_form *out, const struct def_table *t, const struct yaml_node *drawing,
	struct faults *faults)
{
	struct reader r = {.out = out, .table = t, .node = drawing, .faults = faults};
	const char *at = drawing->text, *end = at + drawn_bytes(at);

	if (at == end)
		fault_add(faults, drawing->file, drawing->line, drawing->column, "图是空的");
	for (; at < end; r.row++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		r.at = at;
		r.end = stop ? stop : end;
		if (r.row == PICTURE_ROWS)
			tell(&r, 0, "一页最多 18 行，从这里起超出；请另画一页", "");
		read_row(&r);
		at = stop ? stop + 1 : end;
	}
	out->rows = r.row;
}
