#include <binggui/domain/sought.h>

#include <string.h>

#include <binggui/domain/personname.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

enum { TAIL_LEAST = 4, TAIL_MOST = 8, PHONE = 11 };

void sought_free(struct sought *s)
{
	str_free(&s->text);
	str_free(&s->name);
	*s = (struct sought){0};
}

/* ---- numbers --------------------------------------------------------------------------------- */

static bool is_digit_like(char c)
{
	return (c >= '0' && c <= '9') || c == '*' || c == 'X' || c == 'x';
}

static void see(struct sought *s, const char *from, size_t n)
{
	if (n >= sizeof s->seen || *s->seen)
		return;
	for (size_t i = 0; i < n; i++)
		s->seen[i] = from[i] == 'x' ? 'X' : from[i];
	s->seen[n] = '\0';
}

/* A run of digits by its length: the end of a number, a telephone, a whole number. */
static bool take_run(struct sought *s, const char *from, size_t n, struct date today)
{
	char text[24];
	bool masked = memchr(from, '*', n) != NULL;

	if (n >= TAIL_LEAST && n <= TAIL_MOST) {
		see(s, from, n);
		return true;
	}
	if (n == PHONE && !masked) {
		memcpy(s->phone, from, n);
		s->phone[n] = '\0';
		return true;
	}
	if (n < 15 || n >= sizeof text)
		return false;
	if (masked) {
		see(s, from, n);
		return true;
	}
	memcpy(text, from, n);
	text[n] = '\0';
	idno_parse(&s->id, text, false, today);
	return true;
}

/* Takes the runs of digits out of a text, and the words that announce them. */
static void take_numbers(struct sought *s, struct str *text, struct date today)
{
	static const char *const words[] = {"身份证号码", "身份证号", "身份证", "证件号", "后四位",
		"后4位", "尾号", "末四位", "手机", "电话"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (char *at; text->n && (at = strstr(text->at, words[i]));)
			memset(at, ' ', strlen(words[i]));
	for (char *at = text->at; at && *at;) {
		size_t n = 0;
		while (is_digit_like(at[n]) && (n || (*at != 'X' && *at != 'x')))
			n++;
		if (n && take_run(s, at, n, today))
			memset(at, ' ', n);
		at += n ? n : 1;
	}
}

static void read_number_cell(struct sought *s, const struct cell *cell, struct date today)
{
	struct str clean = {0}, plain = {0};

	fold_clean(&clean, cell->text);
	fold_ascii(&plain, str_c(&clean));
	size_t n = 0;
	while (n < plain.n && is_digit_like(plain.at[n]))
		n++;
	bool masked = plain.n && strchr(plain.at, '*');
	if (plain.n && n == plain.n && (n <= TAIL_MOST || masked))
		see(s, plain.at, n);
	else if (plain.n)
		idno_parse(&s->id, cell->text, cell->kind == CELL_NUMBER, today);
	if ((cell->flags & CELL_ROUNDED) && s->id.fault != IDNO_LENGTH &&
		s->id.fault != IDNO_MISSING)
		s->id.fault = IDNO_PRECISION_LOST;
	str_free(&clean);
	str_free(&plain);
}

/* 9017 in a number cell may have lost a 0 in front. */
static void read_tail_cell(struct sought *s, const struct cell *cell)
{
	struct str plain = {0};
	char padded[8];

	fold_ascii(&plain, cell->text);
	const char *from = strpbrk(str_c(&plain), "0123456789");
	size_t n = 0;
	while (from && is_digit_like(from[n]))
		n++;
	if (n >= TAIL_LEAST && n <= 18) {
		see(s, from, n);
	} else if (n && cell->kind == CELL_NUMBER) {
		memset(padded, '0', TAIL_LEAST);
		memcpy(padded + TAIL_LEAST - n, from, n);
		see(s, padded, TAIL_LEAST);
	}
	str_free(&plain);
}

bool sought_fits(const struct sought *s, const char *number)
{
	size_t n = strlen(s->seen), all = strlen(number);

	if (!all || n > all)
		return false;
	for (size_t i = 0; i < n; i++)
		if (s->seen[i] != '*' && s->seen[i] != number[all - n + i])
			return false;
	return true;
}

/* ---- the name -------------------------------------------------------------------------------- */

/* 张三丰同志 */
static void cut_title(struct str *name)
{
	static const char *const titles[] = {
		"同志", "先生", "女士", "老人", "一家", "家属", "家庭"};

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (text_ends(str_c(name), titles[i]) && utf8_count(str_c(name)) >= 4)
			str_cut(name, name->n - strlen(titles[i]));
}

static void note_place(struct sought *s, struct candidate *c, const char *note)
{
	struct village found;

	village_find(c->villages, note, NULL, c->town, &found);
	if (found.fault == VILLAGE_OK)
		memcpy(s->village, found.code, sizeof s->village);
	else if (found.fault == VILLAGE_NOT_SAID && *found.town)
		memcpy(s->town, found.town, sizeof s->town);
	else
		candidate_remark(c, "姓名后注：%s", note);
}

static void take_notes(struct sought *s, struct candidate *c, char *notes)
{
	while (notes && *notes) {
		char *end = strchr(notes, '\n');
		if (end)
			*end = '\0';
		note_place(s, c, notes);
		notes = end ? end + 1 : NULL;
	}
}

static void read_name(struct sought *s, struct candidate *c, const char *text)
{
	static const struct def_codes *const none[] = {NULL};
	struct str plain = {0};
	struct personname n;

	fold_clean(&s->text, text);
	fold_ascii(&plain, str_c(&s->text));
	take_numbers(s, &plain, c->archive->types.today);
	personname_read(&n, str_c(&plain), none);
	str_set(&s->name, str_c(&n.name));
	cut_title(&s->name);
	take_notes(s, c, n.notes.at);
	personname_free(&n);
	str_free(&plain);
}

/* ---- the place ------------------------------------------------------------------------------- */

static void town_of(char town[13], const char *village)
{
	memcpy(town, village, 9);
	memcpy(town + 9, "000", 4);
}

static void read_place(struct sought *s, struct candidate *c)
{
	const struct slot *place = lexicon_slot(c->lexicon, "@place");
	const struct slot *town = lexicon_slot(c->lexicon, "@town");
	const char *said = candidate_mapped(c, town) ? candidate_cell(c, town)->text : "";
	struct village found;

	if (candidate_mapped(c, place) && *candidate_cell(c, place)->text) {
		village_find(c->villages, candidate_cell(c, place)->text, said, c->town, &found);
		if (found.fault != VILLAGE_OK &&
			!*said) /* the row's own word goes before the title */
			village_find(
				c->villages, candidate_cell(c, place)->text, NULL, NULL, &found);
		memcpy(s->village, found.code, sizeof s->village);
		memcpy(s->town, found.town, sizeof s->town);
	}
	if (!*s->town && *said) {
		village_find(c->villages, said, NULL, c->town, &found);
		memcpy(s->town, found.town, sizeof s->town);
	}
	for (size_t i = 0; !*s->town && i < c->lexicon->n; i++) {
		const struct slot *own = c->lexicon->at[i];
		const char *code = candidate_get(c, own);
		if (own->role == SLOT_FIELD && own->table == c->lexicon->table &&
			own->field->table && text_eq(own->field->table, "area") &&
			strlen(code) == 12)
			town_of(s->town, code);
	}
	if (!*s->village && !*s->town && *c->village)
		memcpy(s->village, c->village, sizeof s->village);
	memcpy(s->around, c->town, sizeof s->around);
	if (*c->village && !*s->around)
		town_of(s->around, c->village);
}

/* ---- the row --------------------------------------------------------------------------------- */

/* / or 无 where a name belongs, beside a unit: it is the unit that is meant. */
static bool is_struck(const struct candidate *c, const char *text)
{
	static const char *const words[] = {"/", "／", "-", "--", "—", "——", "－", "无", "\\"};
	const struct def_field *to = c->lexicon->table->owner->otherwise;
	const struct slot *unit =
		to ? lexicon_field(c->lexicon, c->lexicon->table, to->name) : NULL;
	struct str clean = {0};
	bool struck = false;

	if (!unit || !candidate_mapped(c, unit) || text_blank(candidate_cell(c, unit)->text))
		return false;
	fold_clean(&clean, text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		struck |= text_eq(str_c(&clean), words[i]);
	str_free(&clean);
	return struck;
}

static void read_slot(struct sought *s, struct candidate *c, const struct slot *slot)
{
	const struct cell *cell = candidate_cell(c, slot);
	bool key = slot->role == SLOT_OWNER && text_eq(slot->field->type_name, "idno");
	bool phone = slot->role == SLOT_OWNER && text_eq(slot->field->type_name, "phone");
	bool name = slot == c->lexicon->owner ||
		    (slot->role == SLOT_OWNER && text_eq(slot->field->name, "name"));

	if (!candidate_mapped(c, slot) || !*cell->text)
		return;
	if (key)
		read_number_cell(s, cell, c->archive->types.today);
	else if (slot->role == SLOT_TAIL)
		read_tail_cell(s, cell);
	else if (name && !s->text.n && !is_struck(c, cell->text))
		read_name(s, c, cell->text);
	else if (phone && !*s->phone) {
		const char *digits = cell->text + strcspn(cell->text, "0123456789");
		size_t n = strspn(digits, "0123456789");
		memcpy(s->phone, digits, n < sizeof s->phone ? n : 0);
		s->phone[n < sizeof s->phone ? n : 0] = '\0';
	}
}

void sought_read(struct sought *s, struct candidate *c)
{
	*s = (struct sought){.id.fault = IDNO_MISSING};
	for (size_t i = 0; i < c->lexicon->n; i++)
		read_slot(s, c, c->lexicon->at[i]);
	read_place(s, c);
}
