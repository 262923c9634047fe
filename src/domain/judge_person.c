#include <binggui/domain/judge_person.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/domain/codeword.h>
#include <binggui/domain/personname.h>
#include <binggui/text/fold.h>
#include <binggui/text/idno.h>
#include <binggui/text/utf8.h>

static const struct slot *place_slot(const struct lexicon *l, const char *field)
{
	const struct slot *s = lexicon_field(l, l->table, field);

	return s && text_eq(s->field->table, "area") ? s : NULL;
}

static void add_words(struct judge_person *p, const struct slot *s)
{
	size_t n = 0;

	while (p->words[n])
		n++;
	if (s && s->field->codes && n + 1 < sizeof p->words / sizeof *p->words)
		p->words[n] = s->field->codes;
}

bool judge_person_make(struct judge_person *p, const struct lexicon *l, const struct defs *d)
{
	const struct def_table *t = l->table;

	*p = (struct judge_person){
		.id = lexicon_field(l, t, "id_no"),
		.name = lexicon_field(l, t, "name"),
		.former = lexicon_field(l, t, "former_name"),
		.sex = lexicon_field(l, t, "sex"),
		.birth = lexicon_field(l, t, "birth"),
		.nation = lexicon_field(l, t, "nation"),
		.village = place_slot(l, "village"),
		.county = lexicon_slot(l, "@county"),
		.town = lexicon_slot(l, "@town"),
		.group = lexicon_slot(l, "@group"),
		.hukou = lexicon_field(l, t, "hukou_addr"),
		.live = lexicon_field(l, t, "live_addr"),
		.phone1 = lexicon_field(l, t, "phone1"),
		.phone2 = lexicon_field(l, t, "phone2"),
		.state = lexicon_field(l, t, "life_state"),
		.note = lexicon_field(l, t, "note"),
		.age = lexicon_slot(l, "@age"),
	};
	add_words(p, p->state);
	add_words(p, lexicon_field(l, defs_table(d, "identity"), "class12"));
	return p->id && p->name && text_eq(p->id->field->type_name, "idno");
}

/* ---- the number ------------------------------------------------------------------------------ */

static void tell_check_digit(struct candidate *c, const struct slot *s, const struct idno *id)
{
	struct str hint = {0};

	if (id->swap_at >= 0)
		str_addf(&hint, "，第%d、%d位对调就对", id->swap_at + 1, id->swap_at + 2);
	finding_add(&c->findings, s->path, FINDING_ID_CHECK_DIGIT,
		"校验位不对：按前17位末位应为%c%s；请核对身份证后改正，程序不替您猜", id->expected,
		str_c(&hint));
	str_free(&hint);
}

static void tell_upgraded(struct candidate *c, const struct slot *s, const struct idno *id)
{
	char masked[19];

	idno_mask(masked, id->number);
	finding_add(
		&c->findings, s->path, FINDING_ID_15_UPGRADED, "15位旧号码已升为18位：%s", masked);
}

static void tell_id(struct candidate *c, const struct slot *s, const struct idno *id)
{
	struct findings *f = &c->findings;

	switch (id->fault) {
	case IDNO_OK:
		if (id->upgraded)
			tell_upgraded(c, s, id);
		break;
	case IDNO_MISSING:
		break;
	case IDNO_LENGTH:
		finding_add(f, s->path, FINDING_ID_LENGTH, "身份证号有%zu位，应为18位（旧的15位）",
			utf8_count(id->number));
		break;
	case IDNO_FORMAT:
		finding_add(f, s->path, FINDING_ID_FORMAT, "身份证号里有不是数字的字，请只留号码");
		break;
	case IDNO_MASKED:
		finding_add(f, s->path, FINDING_ID_MASKED, "身份证号被遮住了，请用没有遮盖的名册");
		break;
	case IDNO_PRECISION_LOST:
		finding_add(f, s->path, FINDING_ID_PRECISION_LOST,
			"表格软件把身份证号当作数，后几位已经丢失；请把这一栏设为文本后重新录入");
		break;
	case IDNO_BIRTH:
		finding_add(f, s->path, FINDING_ID_BIRTH_INVALID, "身份证号里的出生日期不存在");
		break;
	case IDNO_REGION:
		finding_add(f, s->path, FINDING_ID_REGION_UNKNOWN,
			"身份证号开头的%.6s从来不是区划代码", id->number);
		break;
	case IDNO_CHECK_DIGIT:
		tell_check_digit(c, s, id);
		break;
	}
}

/* Words among the digits, not too few or too many of them: 6109…（遗失）. */
static bool holds_words(const char *text)
{
	struct str clean = {0}, plain = {0};

	fold_clean(&clean, text);
	fold_ascii(&plain, str_c(&clean));
	size_t n = strspn(str_c(&plain), "0123456789 ");
	n += str_c(&plain)[n] == 'X' || str_c(&plain)[n] == 'x';
	bool words = str_c(&plain)[n] != '\0';
	str_free(&clean);
	str_free(&plain);
	return words;
}

static void read_id(const struct judge_person *p, struct candidate *c, const struct cell *cell)
{
	struct idno id;
	struct date today = c->archive->types.today;

	if (cell->kind == CELL_ERROR) /* #REF! is no number */
		return;
	idno_parse(&id, cell->text, cell->kind == CELL_NUMBER, today);
	if (id.fault == IDNO_LENGTH && holds_words(cell->text))
		id.fault = IDNO_FORMAT;
	if ((cell->flags & CELL_ROUNDED) && id.fault != IDNO_LENGTH)
		id.fault = IDNO_PRECISION_LOST;
	tell_id(c, p->id, &id);
	candidate_put(c, p->id, id.number);
	if (date_full(id.birth) && p->birth) {
		char birth[DATE_TEXT];
		date_format(id.birth, birth);
		candidate_put(c, p->birth, birth);
	}
	if (id.sex)
		candidate_put(c, p->sex, id.sex == 'M' ? "男" : "女");
}

/* ---- the name -------------------------------------------------------------------------------- */

/* Bytes of a date and 于 in front of a word: 2018年病故. */
static size_t date_length(const char *text)
{
	static const char *const marks[] = {"年", "月", "日", "于", "因病", "份"};
	size_t n = strspn(text, "0123456789");

	for (bool more = n > 0; more;) {
		size_t was = n;
		n += strspn(text + n, "0123456789.-/ ");
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			n += text_starts(text + n, marks[i]) ? strlen(marks[i]) : 0;
		more = n > was;
	}
	return n;
}

/* （已故） is a state, （曾用名李四） another name; everything else is for the note. */
static void place_note(const struct judge_person *p, struct candidate *c, const char *note)
{
	static const char *const former[] = {"曾用名", "原名", "又名", "别名", "曾名"};
	const char *word = note + date_length(note);
	bool rest;
	const struct def_code *state =
		p->state ? codeword_find(p->state->field->codes, word, &rest) : NULL;

	if (state && !*candidate_cell(c, p->state)->text) {
		candidate_put(c, p->state, state->label);
		if (word > note)
			candidate_remark(c, "姓名后注：%s", note);
		return;
	}
	for (size_t i = 0; p->former && i < sizeof former / sizeof *former; i++)
		if (text_starts(note, former[i])) {
			const char *name = note + strlen(former[i]);
			name += strspn(name, ":");
			name += text_starts(name, "：") ? strlen("：") : 0;
			if (*name && !*candidate_cell(c, p->former)->text) {
				candidate_put(c, p->former, name);
				return;
			}
		}
	candidate_remark(c, "姓名后注：%s", note);
}

static void place_notes(const struct judge_person *p, struct candidate *c, char *notes)
{
	while (notes && *notes) {
		char *end = strchr(notes, '\n');
		if (end)
			*end = '\0';
		place_note(p, c, notes);
		notes = end ? end + 1 : NULL;
	}
}

static void place_phone(const struct judge_person *p, struct candidate *c, const char *digits)
{
	struct str value = {0}, why = {0};
	const struct slot *s = p->phone1;
	bool good = s && !*candidate_cell(c, s)->text &&
		    type_parse(s->field, &c->archive->types, digits, &value, &why);

	if (good)
		candidate_put(c, s, str_c(&value));
	else
		candidate_remark(c, "姓名后注：%s", digits);
	str_free(&value);
	str_free(&why);
}

/* A number that stands where the name should is not for everybody to read. */
static const char *shown_name(const char *name, char masked[19])
{
	if (strlen(name) < 15 || strspn(name, "0123456789Xx") < strlen(name))
		return name;
	idno_mask(masked, name);
	return masked;
}

static void read_name(const struct judge_person *p, struct candidate *c, const struct cell *cell)
{
	struct personname n;
	char masked[19];

	personname_read(&n, cell->text, p->words);
	candidate_put(c, p->name, str_c(&n.name));
	place_notes(p, c, n.notes.at);
	if (n.phone.n)
		place_phone(p, c, n.phone.at);
	if (n.lossy || (cell->flags & CELL_LOSSY))
		finding_add(&c->findings, p->name->path, FINDING_ENCODING_LOSS,
			"姓名“%s”里有字已经丢失，请按身份证改正", str_c(&n.name));
	else if (n.odd && n.name.n)
		finding_add(&c->findings, p->name->path, FINDING_NAME_SUSPICIOUS,
			"姓名“%s”不像完整的姓名，请核对", shown_name(str_c(&n.name), masked));
	else if (n.guessed_dot && (!p->nation || text_eq(candidate_get(c, p->nation), "汉族")))
		finding_add(&c->findings, p->name->path, FINDING_NAME_SUSPICIOUS,
			"姓名中间的空格已改成“·”，请核对是不是一个人");
	personname_free(&n);
}

/* ---- what the number knows better ------------------------------------------------------------ */

static void check_sex(const struct judge_person *p, struct candidate *c)
{
	const struct cell *cell = p->sex ? candidate_cell(c, p->sex) : NULL;
	const char *told = candidate_get(c, p->sex);
	bool rest;

	if (!cell || !*cell->text || !candidate_mapped(c, p->sex))
		return;
	const struct def_code *code = codeword_find(p->sex->field->codes, cell->text, &rest);
	if (!code) /* 1 and 2 mean the same in every system */
		code = def_code_find(p->sex->field->codes, cell->text);
	if (!code || !*told) {
		candidate_take(c, p->sex, reader_cell(&c->reader, p->sex, cell));
		return;
	}
	if (text_eq(code->label, told))
		return;
	finding_add(&c->findings, p->sex->path, FINDING_SEX_MISMATCH,
		"性别一栏是“%s”，身份证号表明是“%s”，以身份证号为准", code->label, told);
	candidate_keep(c, p->sex);
}

/* Whether what is known of both is the same. */
static bool dates_agree(struct date a, struct date b)
{
	return a.year == b.year && (!a.month || !b.month || a.month == b.month) &&
	       (!a.day || !b.day || a.day == b.day);
}

/* 1956.1 is what a spreadsheet makes of 1956.10. */
static bool october_cut(const char *text, struct date told)
{
	struct str plain = {0};

	fold_ascii(&plain, text);
	bool cut = plain.n == strlen("1956.1") && text_ends(plain.at, ".1") && told.month == 10 &&
		   strtol(plain.at, NULL, 10) == told.year;
	str_free(&plain);
	return cut;
}

static void check_birth(const struct judge_person *p, struct candidate *c)
{
	const struct cell *cell = p->birth ? candidate_cell(c, p->birth) : NULL;
	struct date told, said;

	if (!cell || !*cell->text || !candidate_mapped(c, p->birth))
		return;
	const struct reading *r = reader_cell(&c->reader, p->birth, cell);
	if (!date_parse(&told, candidate_get(c, p->birth))) {
		candidate_take(c, p->birth, r);
		return;
	}
	if (october_cut(cell->text, told))
		return;
	if (r->code != FINDING_COUNT) {
		finding_add(&c->findings, p->birth->path, r->code, "%s", str_c(&r->why));
		candidate_keep(c, p->birth);
		return;
	}
	if (!date_parse(&said, str_c(&r->value)) || dates_agree(told, said))
		return;
	finding_add(&c->findings, p->birth->path, FINDING_BIRTH_MISMATCH,
		"出生日期一栏是%s，身份证号表明是%s，以身份证号为准", str_c(&r->value),
		candidate_get(c, p->birth));
	candidate_keep(c, p->birth);
}

/* An old roster's age may be years behind, and counted the traditional way two ahead. */
static void check_age(const struct judge_person *p, struct candidate *c)
{
	struct str text = {0};
	struct date birth;

	if (!p->age || !candidate_mapped(c, p->age))
		return;
	fold_find(&text, candidate_cell(c, p->age)->text);
	size_t n = strspn(str_c(&text), "0123456789");
	if (n && n <= 4 && date_parse(&birth, candidate_get(c, p->birth))) {
		int said = 0, now = date_age(birth, c->archive->types.today);
		for (size_t i = 0; i < n; i++)
			said = said * 10 + (text.at[i] - '0');
		if (said > now + 2 || said < now - 12 || said > 115)
			finding_add(&c->findings, "age", FINDING_AGE_IMPLAUSIBLE,
				"年龄一栏是%d，按身份证号今年%d岁", said, now);
	}
	str_free(&text);
}

/* ---- the place ------------------------------------------------------------------------------- */

/* Text of a mapped column, clean; "" if there is none. */
static void column_text(const struct candidate *c, const struct slot *s, struct str *out)
{
	str_clear(out);
	if (s && candidate_mapped(c, s))
		fold_clean(out, candidate_cell(c, s)->text);
	if (text_eq(str_c(out), "-") || text_eq(str_c(out), "/") || text_eq(str_c(out), "无") ||
		text_eq(str_c(out), "—"))
		str_clear(out);
}

static void tell_village(const struct judge_person *p, struct candidate *c, const struct village *v,
	const struct slot *source)
{
	finding_add(&c->findings, p->village->path, reading_village_code(v->fault), "%s", v->why);
	if (source != p->hukou && source != p->live)
		candidate_keep(c, source);
	if (source != p->town)
		candidate_keep(c, p->town);
	candidate_keep(c, p->county);
}

/* More than the village was said: it would be lost with the text. */
static void keep_detail(const struct judge_person *p, struct candidate *c, const struct village *v,
	const struct slot *source)
{
	struct str text = {0}, group = {0}, addr = {0};

	column_text(c, source, &text);
	column_text(c, p->group, &group);
	if (p->hukou && !*candidate_get(c, p->hukou) && source == p->village &&
		(v->detail || group.n)) {
		str_add(&addr, str_c(&text));
		str_add(&addr, str_c(&group));
		if (group.n && !group.at[strspn(group.at, "0123456789")])
			str_add(&addr, "组");
		candidate_put(c, p->hukou, addr.at);
	} else if (group.n && source != p->village) {
		candidate_keep(c, p->group);
	}
	str_free(&text);
	str_free(&group);
	str_free(&addr);
}

static bool try_place(const struct judge_person *p, struct candidate *c, const struct slot *s,
	const char *town, struct village *out)
{
	struct str text = {0}, county = {0};

	column_text(c, s, &text);
	column_text(c, p->county, &county);
	bool there = text.n > 0;
	if (there && county.n) {
		str_add(&county, text.at);
		str_set(&text, county.at);
	}
	str_free(&county);
	if (there)
		village_find(c->villages, text.at, town, c->town, out);
	if (there && out->fault == VILLAGE_OK) {
		candidate_put(c, p->village, out->code);
		keep_detail(p, c, out, s);
	}
	str_free(&text);
	return there;
}

/* The first text that names a village decides; one that stops at the town lets the next speak. */
static void find_village(const struct judge_person *p, struct candidate *c, const char *town)
{
	bool columns = candidate_mapped(c, p->village) || candidate_mapped(c, p->hukou);
	const struct slot *sources[] = {p->village, p->hukou, columns ? NULL : p->live, p->town};
	struct village found, first = {.fault = VILLAGE_EMPTY, .why = "没有写户籍村(社区)"};
	const struct slot *source = NULL;

	if (!columns && !candidate_mapped(c, p->live) && !candidate_mapped(c, p->town))
		return;
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		if (!sources[i] || !try_place(p, c, sources[i], town, &found))
			continue;
		if (found.fault == VILLAGE_OK)
			return;
		if (!source) {
			source = sources[i];
			first = found;
		}
		if (found.fault != VILLAGE_EMPTY && found.fault != VILLAGE_NOT_SAID)
			break;
	}
	if (!source && *c->village) {
		candidate_put(c, p->village, c->village);
		return;
	}
	tell_village(p, c, &first, source ? source : p->village);
}

static void check_place(const struct judge_person *p, struct candidate *c)
{
	struct str town = {0};

	if (!p->village)
		return;
	bool any = candidate_mapped(c, p->village) || candidate_mapped(c, p->hukou) ||
		   candidate_mapped(c, p->live) || candidate_mapped(c, p->town);
	column_text(c, p->town, &town);
	if (any)
		find_village(p, c, str_c(&town));
	else if (*c->village)
		candidate_put(c, p->village, c->village);
	str_free(&town);
}

/* ---- the row --------------------------------------------------------------------------------- */

bool judge_person_cell(const struct judge_person *p, struct candidate *c, const struct slot *s,
	const struct cell *cell)
{
	if (s == p->id)
		read_id(p, c, cell);
	else if (s != p->name && s != p->sex && s != p->birth && s != p->village &&
		 s != p->county && s != p->town && s != p->group && s != p->age)
		return false;
	return true;
}

void judge_person_finish(const struct judge_person *p, struct candidate *c)
{
	if (candidate_mapped(c, p->name))
		read_name(p, c, candidate_cell(c, p->name));
	if (!*candidate_get(c, p->name))
		finding_add(&c->findings, p->name->path, FINDING_NAME_MISSING, "没有姓名");
	if (!*candidate_get(c, p->id))
		finding_add(&c->findings, p->id->path, FINDING_ID_MISSING,
			"没有身份证号，不能建档；请补上再导入");
	check_sex(p, c);
	check_birth(p, c);
	check_age(p, c);
	check_place(p, c);
}
