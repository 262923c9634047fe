#include <binggui/domain/owner.h>

#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/domain/sought.h>
#include <binggui/domain/unitname.h>
#include <binggui/schema/record.h>
#include <binggui/schema/type.h>
#include <binggui/table/table.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

void owner_free(struct owner *o)
{
	namesakes_free(&o->names);
}

/* ---- the slots ------------------------------------------------------------------------------- */

static const struct slot *owner_slot(const struct candidate *c, const char *field, const char *type)
{
	for (size_t i = 0; i < c->lexicon->n; i++) {
		const struct slot *s = c->lexicon->at[i];
		if (s->role == SLOT_OWNER && (field ? text_eq(s->field->name, field)
						    : text_eq(s->field->type_name, type)))
			return s;
	}
	return NULL;
}

static void tell(struct candidate *c, enum finding_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static void tell(struct candidate *c, enum finding_code code, const char *format, ...)
{
	struct str text = {0};
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	finding_add(&c->findings, c->lexicon->owner->path, code, "%s", str_c(&text));
	str_free(&text);
}

/* ---- found ----------------------------------------------------------------------------------- */

static bool same_name(const char *a, const char *b)
{
	struct str x = {0}, y = {0};

	fold_find(&x, a);
	fold_find(&y, b);
	bool same = text_eq(str_c(&x), str_c(&y));
	str_free(&x);
	str_free(&y);
	return same;
}

static void put_found(struct candidate *c, const struct record *r)
{
	const struct def_table *t = c->lexicon->table->owner->target;
	const struct slot *name = owner_slot(c, "name", NULL),
			  *number = owner_slot(c, NULL, "idno");
	struct str reference = {0};

	table_reference(t, r, &reference);
	candidate_put(c, c->lexicon->owner, str_c(&reference));
	candidate_put(c, name, name ? record_field(r, name->field) : "");
	candidate_put(c, number, number ? record_field(r, number->field) : "");
	str_free(&reference);
}

/* The one with this id, if the name that the row says is his. */
static bool take(struct candidate *c, const struct sought *s, uint64_t *id, struct err *e)
{
	const struct def_table *t = c->lexicon->table->owner->target;
	const struct def_field *name = def_field(t, "name"), *former = def_field(t, "former_name");
	struct record r = {0};

	if (!table_get(c->archive, t, *id, &r, e))
		return false;
	const char *stored = name ? record_field(&r, name) : "";
	bool same = !s->name.n || !*stored || same_name(stored, str_c(&s->name)) ||
		    (former && same_name(record_field(&r, former), str_c(&s->name)));
	if (same) {
		put_found(c, &r);
	} else {
		tell(c, FINDING_PERSON_MISMATCH, "这个号码在档案里是“%s”的，不是“%s”的", stored,
			str_c(&s->name));
		*id = 0;
	}
	record_free(&r);
	return true;
}

/* ---- by number ------------------------------------------------------------------------------- */

static void tell_number(struct candidate *c, const struct idno *id)
{
	static const struct {
		enum finding_code code;
		const char *why;
	} faults[] = {
		[IDNO_LENGTH] = {FINDING_ID_LENGTH, "位数不对，应为18位（旧的15位）"},
		[IDNO_FORMAT] = {FINDING_ID_FORMAT, "里有不是数字的字"},
		[IDNO_MASKED] = {FINDING_ID_MASKED, "被遮住了"},
		[IDNO_PRECISION_LOST] = {FINDING_ID_PRECISION_LOST,
			"被表格软件当作数，后几位已经丢失"},
		[IDNO_BIRTH] = {FINDING_ID_BIRTH_INVALID, "里的出生日期不存在"},
		[IDNO_REGION] = {FINDING_ID_REGION_UNKNOWN, "开头的区划代码从来没有过"},
		[IDNO_CHECK_DIGIT] = {FINDING_ID_CHECK_DIGIT, "校验位不对"},
	};

	tell(c, faults[id->fault].code, "身份证号%s，请核对改正", faults[id->fault].why);
}

static bool by_number(struct candidate *c, const struct sought *s, uint64_t *id, struct err *e)
{
	const struct slot *key = owner_slot(c, NULL, "idno");

	if (s->id.fault != IDNO_OK) {
		tell_number(c, &s->id);
		candidate_put(c, key, s->id.number);
		return true;
	}
	candidate_put(c, key, s->id.number);
	if (table_by_unique(c->archive, key->table, key->field, s->id.number, id, e))
		return take(c, s, id, e);
	if (e->code != ERR_OK)
		return false;
	tell(c, FINDING_PERSON_UNKNOWN, "档案里没有%s为%s的人", key->field->label, s->id.number);
	return true;
}

/* By whatever else is unique: the number of a household; *said gets whether the row says any. */
static bool by_unique(
	struct candidate *c, const struct sought *s, bool *said, uint64_t *id, struct err *e)
{
	struct str value = {0};
	bool ok = true;

	*said = false;
	for (size_t i = 0; ok && !*id && i < c->lexicon->n; i++) {
		const struct slot *key = c->lexicon->at[i];
		if (key->role != SLOT_OWNER || !key->field->unique)
			continue;
		const char *text = candidate_mapped(c, key) ? candidate_cell(c, key)->text : "";
		if (!*text && !def_field(key->table, "name"))
			text = str_c(&s->text);
		if (!*text || !type_parse(key->field, &c->archive->types, text, &value, NULL) ||
			!value.n)
			continue;
		*said = true;
		ok = table_by_unique(c->archive, key->table, key->field, value.at, id, e) ||
		     e->code == ERR_OK;
	}
	str_free(&value);
	return !ok ? false : !*id || take(c, s, id, e);
}

/* ---- by name --------------------------------------------------------------------------------- */

struct matches {
	const struct namesake **at;
	size_t n, cap;
};

typedef bool fits(const struct namesake *n, const struct sought *s);

static bool fits_digits(const struct namesake *n, const struct sought *s)
{
	return sought_fits(s, n->number);
}

static bool fits_village(const struct namesake *n, const struct sought *s)
{
	return text_eq(n->village, s->village);
}

static bool fits_town(const struct namesake *n, const struct sought *s)
{
	return strncmp(n->village, s->town, 9) == 0;
}

static bool fits_around(const struct namesake *n, const struct sought *s)
{
	return strncmp(n->village, s->around, 9) == 0;
}

/* Those that fit; *none gets whether none does, and then all stay. */
static void keep(struct matches *m, const struct sought *s, fits *one, bool *none)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		n += one(m->at[i], s);
	*none = n == 0;
	if (!n)
		return;
	n = 0;
	for (size_t i = 0; i < m->n; i++)
		if (one(m->at[i], s))
			m->at[n++] = m->at[i];
	m->n = n;
}

static bool has_phone(struct candidate *c, const struct namesake *n, const struct sought *s)
{
	const struct def_table *t = c->lexicon->table->owner->target;
	struct record r = {0};
	struct err e;
	bool has = false;

	if (!table_get(c->archive, t, n->id, &r, &e))
		return false;
	for (size_t i = 0; i < t->n; i++)
		has |= text_eq(t->fields[i]->type_name, "phone") &&
		       text_eq(record_field(&r, t->fields[i]), s->phone);
	record_free(&r);
	return has;
}

static void keep_by_phone(struct candidate *c, struct matches *m, const struct sought *s)
{
	const struct namesake *one = NULL;
	size_t n = 0;

	for (size_t i = 0; m->n < 50 && i < m->n; i++)
		if (has_phone(c, m->at[i], s)) {
			one = m->at[i];
			n++;
		}
	if (n == 1) {
		m->at[0] = one;
		m->n = 1;
	}
}

/* Of several, those that the row's own words fit, one after the other; the title is asked last. */
static void narrow(struct candidate *c, struct matches *m, const struct sought *s)
{
	bool none = false;

	if (m->n > 1 && *s->village)
		keep(m, s, fits_village, &none);
	if (m->n > 1 && *s->town && !none)
		keep(m, s, fits_town, &none);
	if (m->n > 1 && *s->phone)
		keep_by_phone(c, m, s);
	if (m->n > 1 && *s->around && !none)
		keep(m, s, fits_around, &none);
}

static void check_village(struct candidate *c, const struct namesake *n, const struct sought *s)
{
	if (*s->seen || !*n->village || !*s->village || text_eq(n->village, s->village))
		return;
	tell(c, FINDING_VILLAGE_TOWN_MISMATCH, "表里写的是%s，档案里“%s”在%s，请核对是不是同一人",
		village_name(c->villages, s->village), n->name,
		village_name(c->villages, n->village));
}

/* ---- nobody of that name --------------------------------------------------------------------- */

/* Bytes of what stands between two names at `at`; 0 = nothing. */
static size_t between(const char *at)
{
	static const char *const marks[] = {"、", "，", ",", ";", "；", "/", "\n", "和", " "};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_starts(at, marks[i]))
			return strlen(marks[i]);
	return 0;
}

/* 张三、李四: two names or more that are on file. */
static bool is_several(const struct owner *o, const char *text)
{
	struct str piece = {0};
	size_t n = 0, all = 0;

	for (const char *at = text;; at++) {
		size_t gap = *at ? between(at) : 0;
		if (*at && !gap) {
			str_addc(&piece, *at);
			continue;
		}
		all += piece.n > 0;
		n += piece.n && namesakes_of(&o->names, piece.at) != NULL;
		str_clear(&piece);
		if (!*at)
			break;
		at += gap - 1;
	}
	str_free(&piece);
	return all > 1 && n > 0;
}

static void nobody(struct owner *o, struct candidate *c, const struct sought *s)
{
	const struct def_field *to = c->lexicon->table->owner->otherwise;
	const struct slot *other =
		to ? lexicon_field(c->lexicon, c->lexicon->table, to->name) : NULL;

	if (other && unitname_is(str_c(&s->text))) {
		candidate_put(c, owner_slot(c, "name", NULL), "");
		if (!*candidate_get(c, other))
			candidate_put(c, other, str_c(&s->text));
		else if (!text_eq(candidate_get(c, other), str_c(&s->text)))
			candidate_remark(c, "原表%s：%s", candidate_label(c, c->lexicon->owner),
				str_c(&s->text));
		return;
	}
	if (is_several(o, str_c(&s->text)))
		tell(c, FINDING_PERSON_AMBIGUOUS, "“%s”是几个人，请一人写一行", str_c(&s->text));
	else
		tell(c, FINDING_PERSON_UNKNOWN, "档案里没有“%s”",
			s->name.n ? str_c(&s->name) : str_c(&s->text));
}

static bool by_name(
	struct owner *o, struct candidate *c, const struct sought *s, uint64_t *id, struct err *e)
{
	struct matches m = {0};
	bool none = false, ok = true;

	if (!namesakes_read(&o->names, c->archive, c->lexicon->table->owner->target, e))
		return false;
	const struct namesake *n = namesakes_of(&o->names, str_c(&s->name));
	for (; n; n = namesakes_next(&o->names, n))
		vec_push(&m, n);
	if (!m.n) {
		nobody(o, c, s);
		return true;
	}
	if (*s->seen)
		keep(&m, s, fits_digits, &none);
	narrow(c, &m, s);
	if (none) {
		tell(c, FINDING_PERSON_MISMATCH, "档案里叫“%s”的人，身份证号末尾不是%s",
			str_c(&s->name), s->seen);
	} else if (m.n > 1) {
		tell(c, FINDING_PERSON_AMBIGUOUS, "有几个人叫“%s”，请写上身份证号",
			str_c(&s->name));
	} else {
		check_village(c, m.at[0], s);
		*id = m.at[0]->id;
		ok = take(c, s, id, e);
	}
	vec_free(&m);
	return ok;
}

/* ---- a row that names nobody ----------------------------------------------------------------- */

static bool names_another(const struct candidate *c, const struct slot *other)
{
	const struct slot *household = lexicon_field(c->lexicon, c->lexicon->table, "household");

	return *candidate_get(c, other) || *candidate_get(c, household);
}

static void unnamed(struct candidate *c, const struct sought *s)
{
	const struct def_field *to = c->lexicon->table->owner->otherwise;
	const struct slot *other =
		to ? lexicon_field(c->lexicon, c->lexicon->table, to->name) : NULL;

	if (!c->lexicon->table->owner->required && names_another(c, other))
		return;
	if (to && !*s->seen)
		tell(c, FINDING_TARGET_MISSING, "没有写是谁");
	else
		tell(c, FINDING_PERSON_UNKNOWN, "没有写是谁的");
}

/* ---- owners that may be made ----------------------------------------------------------------- */

static bool find_made(struct candidate *c, const struct slot *name, uint64_t *id, struct err *e)
{
	const struct slot *s = c->lexicon->owner;
	struct str value = {0}, why = {0}, reference = {0};
	struct record r = {0};
	bool ok = true;

	if (!type_parse(name->field, &c->archive->types, candidate_cell(c, s)->text, &value, &why))
		finding_add(&c->findings, s->path, FINDING_VALUE_UNKNOWN, "%s", str_c(&why));
	else
		candidate_put(c, name, str_c(&value));
	if (*candidate_get(c, name) &&
		table_by_unique(c->archive, name->table, name->field, value.at, id, e)) {
		ok = table_get(c->archive, name->table, *id, &r, e);
		if (ok) {
			table_reference(name->table, &r, &reference);
			candidate_put(c, s, str_c(&reference));
		}
	} else if (*candidate_get(c, name)) {
		ok = e->code == ERR_OK;
	}
	record_free(&r);
	str_free(&value);
	str_free(&why);
	str_free(&reference);
	return ok;
}

bool owner_find(struct owner *o, struct candidate *c, uint64_t *id, struct err *e)
{
	const struct slot *made = lexicon_made(c->lexicon);
	struct sought s;
	bool ok = true, said = false;

	*id = 0;
	*e = (struct err){0};
	if (made)
		return find_made(c, made, id, e);
	sought_read(&s, c);
	candidate_put(
		c, owner_slot(c, "name", NULL), str_c(&s.name)); /* as far as it is understood */
	if (s.id.fault != IDNO_MISSING)
		ok = by_number(c, &s, id, e);
	else if ((ok = by_unique(c, &s, &said, id, e)) && !*id) {
		if (s.name.n && def_field(c->lexicon->table->owner->target, "name"))
			ok = by_name(o, c, &s, id, e);
		else if (said || s.text.n)
			nobody(o, c, &s);
		else
			unnamed(c, &s);
	}
	sought_free(&s);
	return ok;
}
