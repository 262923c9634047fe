#include <binggui/domain/sieve.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/text/dateread.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

static const char *const labels[] = {
	[SIEVE_RECORD] = "",
	[SIEVE_BLANK] = "空行",
	[SIEVE_TITLE] = "标题",
	[SIEVE_HEADER] = "表头",
	[SIEVE_TOTAL] = "合计",
	[SIEVE_SIGNATURE] = "落款",
	[SIEVE_NOTE] = "说明",
};

const char *sieve_label(enum sieve_kind k)
{
	return labels[k];
}

/* ---- columns --------------------------------------------------------------------------------- */

static bool names_record(const struct lexicon *l, const struct slot *s)
{
	if (!s)
		return false;
	if (s->role == SLOT_OWNER || s == l->owner)
		return true;
	if (l->owner && l->owner->field->otherwise && s->role == SLOT_FIELD &&
		s->field == l->owner->field->otherwise)
		return true;
	bool shared = s->field && (s->field->codes || text_eq(s->field->type_name, "date"));
	return s->role == SLOT_FIELD && s->table == l->table &&
	       ((s->field->required && !shared) || s->field->unique ||
		       text_eq(s->field->type_name, "idno"));
}

/* Head counts, pay: no signature has them. */
static bool holds_figure(const struct slot *s, const struct lexicon *l)
{
	if (s && s->role == SLOT_MIXED)
		return s->mixed->reads == READS_PAY || s->mixed->reads == READS_GIFT;
	return s && s->role == SLOT_FIELD && s->table == l->table &&
	       (text_eq(s->field->type_name, "number") || text_eq(s->field->type_name, "money"));
}

void sieve_make(
	struct sieve *s, const struct heading *h, const struct mapping *m, const struct lexicon *l)
{
	*s = (struct sieve){.heading = h, .n = m->n};
	s->names = mem_array(m->n + 1, sizeof *s->names);
	s->keys = mem_array(m->n + 1, sizeof *s->keys);
	s->ignored = mem_array(m->n + 1, sizeof *s->ignored);
	s->figures = mem_array(m->n + 1, sizeof *s->figures);
	for (size_t i = 0; i < m->n; i++) {
		const struct slot *slot = m->at[i].slot;
		s->names[i] = names_record(l, slot);
		s->keys[i] = s->names[i] && slot->field->unique;
		s->ignored[i] = m->at[i].why == MAPPING_IGNORED;
		s->figures[i] = holds_figure(slot, l);
	}
}

void sieve_free(struct sieve *s)
{
	mem_free(s->names);
	mem_free(s->keys);
	mem_free(s->ignored);
	mem_free(s->figures);
	*s = (struct sieve){0};
}

/* ---- words ----------------------------------------------------------------------------------- */

static const char *starting(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text_starts(text, words[i]))
			return text + strlen(words[i]);
	return NULL;
}

/* 2 or 12人 where a name should stand: a figure of the people above; 0131 is the end of somebody's number. */
static bool is_count(const char *t)
{
	size_t n = strspn(t, "0123456789");

	return n && n <= 4 && (*t != '0' || n == 1) &&
	       (!t[n] || text_eq(t + n, "人") || text_eq(t + n, "名") || text_eq(t + n, "户"));
}

static bool is_total(const char *t)
{
	static const char *const words[] = {"合计", "总计", "共计", "小计", "累计", "总人数",
		"总数", "本页合计", "本页小计", "本页共"};
	const char *rest = starting(t, words, sizeof words / sizeof *words);

	if (rest && (!*rest || strchr(":(0123456789", *rest) || text_starts(rest, "人") ||
			    text_starts(rest, "数") || text_starts(rest, "户") ||
			    text_starts(rest, "金额")))
		return true;
	if (text_starts(t, "共") && strchr("0123456789", t[strlen("共")]) && t[strlen("共")])
		return true;
	static const char *const ends[] = {
		"合计", "小计", "总计", "共计", "合计:", "小计:", "总计:", "共计:"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (text_ends(t, ends[i]) && utf8_count(t) <= 14)
			return true;
	return text_starts(t, "其中:");
}

/* 城关镇小计(3人) */
static bool is_bracketed_total(const char *t)
{
	const char *open = strrchr(t, '(');

	if (!open || open == t || !text_ends(t, ")"))
		return false;
	char *before = mem_strndup(t, (size_t)(open - t));
	bool total = is_total(before);
	mem_free(before);
	return total;
}

/* The row of a template that shows how to fill it in; it may even hold a number. */
static bool is_example(const char *text)
{
	static const char *const words[] = {
		"例", "示例", "样例", "范例", "例如", "填写示例", "填表示例", "举例", "样表"};
	struct str t = {0};
	bool found = false;

	if ((unsigned char)*text < 0x80 && *text != '(')
		return false;
	fold_find(&t, text);
	char *at = t.n ? t.at + (*t.at == '(') : NULL;
	if (at)
		at[strcspn(at, ":)")] = '\0';
	for (size_t i = 0; at && i < sizeof words / sizeof *words && !found; i++)
		found = text_eq(at, words[i]);
	str_free(&t);
	return found;
}

/* 甲 乙 1 2 3: numbers of columns under a header. */
static bool is_numbering(const struct row *r)
{
	static const char stems[] = "甲乙丙丁戊己庚辛壬癸";
	size_t n = 0;
	long last = 0;

	for (size_t i = 0; i < r->n; i++) {
		const char *t = r->cells[i].text;
		char *end;
		if (!*t)
			continue;
		long number = strtol(t, &end, 10);
		bool stem = strlen(t) == 3 && strstr(stems, t);
		if (!stem && (*end || number != last + 1))
			return false;
		last = stem ? last : number;
		n++;
	}
	return n >= 3;
}

static bool is_note(const char *t)
{
	t += *t == '(';
	static const char *const words[] = {"注:", "备注:", "说明:", "附注", "填表说明", "填报说明",
		"填写说明", "注1", "注意", "以下空白", "以下无", "附:", "注;", "备注说明", "注释"};

	if (starting(t, words, sizeof words / sizeof *words) || text_eq(t, "注") ||
		text_eq(t, "说明") || text_eq(t, "备注"))
		return true;
	return text_starts(t, "第") && strstr(t, "页") && utf8_count(t) <= 16;
}

static bool is_signature(const char *t)
{
	static const char *const words[] = {"制表", "填表", "审核", "负责人", "单位负责人", "填报",
		"统计", "经办", "分管", "站长", "主管", "签字", "签章", "盖章", "公章", "日期",
		"报送", "复核", "审批", "制单", "录入", "校对", "联系电话", "联系人", "电话",
		"单位:", "领导", "局长", "主任", "村主任", "村支书", "支书", "镇长", "书记", "经手",
		"编制", "上报", "单位(", "采集人", "登记人", "核对人", "打印", "时间:", "(盖章)",
		"(签字)", "制作"};
	const char *rest = starting(t, words, sizeof words / sizeof *words);

	return rest && (strchr(rest, ':') || strchr(t, ':') || utf8_count(t) <= 8);
}

/* 一、 （二） 三. in front of a section's name. */
static bool is_section(const char *t)
{
	static const char *const digits[] = {
		"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
	const char *at = *t == '(' ? t + 1 : t, *rest;
	size_t n = 0;

	while ((rest = starting(at, digits, sizeof digits / sizeof *digits))) {
		at = rest;
		n++;
	}
	return n && (text_starts(at, "、") || *at == '.' || *at == ')' || text_starts(at, "．"));
}

/* ---- a row ----------------------------------------------------------------------------------- */

static bool has_number(const struct sieve *s, const struct row *r)
{
	for (size_t i = 0; i < s->n && i < r->n; i++) {
		if (!s->keys[i])
			continue;
		size_t digits = 0;
		for (const char *c = r->cells[i].text; *c; c++)
			digits += *c >= '0' && *c <= '9';
		if (digits >= 12)
			return true;
	}
	return false;
}

/* What of a row somebody wrote. */
struct tally {
	size_t n_named;    /* cells that name one */
	size_t own;        /* cells, not counting serial numbers, formulas and merged copies */
	bool named;        /* one of them names a record */
	const char *first; /* text of the first cell that is not blank, serial numbers included */
	bool first_names;  /* that cell itself names a record */
	bool first_serial; /* it stands where serial numbers stand */
	bool figures;      /* behind it a figure stands where figures belong */
};

/* Not what a spreadsheet put there by itself; a name may come out of a formula (0 is a formula's blank). */
static bool is_own(const struct cell *c, bool names)
{
	if ((c->flags & CELL_MERGED) || c->kind == CELL_ERROR)
		return false;
	return !(c->flags & CELL_FORMULA) || (names && !text_eq(c->text, "0"));
}

/* A serial number: digits and what may stand around them. */
static bool is_figure(const char *t)
{
	return !t[strspn(t, "0123456789.-()#*Nno ")];
}

static bool blank_text(const char *t)
{
	if ((unsigned char)*t < 0x80 && *t > ' ')
		return false;
	struct str clean = {0};
	fold_clean(&clean, t);
	bool blank = clean.n == 0;
	str_free(&clean);
	return blank;
}

/* 3, 2人, 4000-5000元/月; neither a day nor a telephone. */
static bool is_small(const char *t)
{
	size_t run = 0, most = 0;

	for (const char *at = t; *at; at++) {
		run = *at >= '0' && *at <= '9' ? run + 1 : 0;
		most = run > most ? run : most;
	}
	return most && most <= 6 && !strchr(t, ':') && !strstr(t, "：") && !strstr(t, "年");
}

static void tally_row(struct tally *out, const struct sieve *s, const struct row *r)
{
	*out = (struct tally){.first = ""};
	for (size_t i = 0; i < r->n; i++) {
		const struct cell *c = &r->cells[i];
		if (blank_text(c->text))
			continue;
		bool names = i < s->n && s->names[i], serial = i < s->n && s->ignored[i];
		if (!*out->first) {
			out->first = c->text;
			out->first_names = names;
			out->first_serial = serial;
		}
		out->figures |=
			i < s->n && s->figures[i] && c->text != out->first && is_small(c->text);
		if (!(serial && is_figure(c->text)) && is_own(c, names)) {
			out->own++;
			out->named |= names;
			out->n_named += names;
		}
	}
}

static bool is_place(struct villages *v, const char *text)
{
	struct village found;

	if (!v)
		return false;
	village_find(v, text, NULL, NULL, &found);
	return found.fault == VILLAGE_OK || found.fault == VILLAGE_NOT_SAID;
}

/* Beside a name only a colon makes a word a signature: 统计局 may be where somebody works. */
static enum sieve_kind by_words(
	const struct sieve *s, const struct row *r, const struct tally *tally)
{
	struct str t = {0};
	enum sieve_kind kind = SIEVE_RECORD;

	bool beside = tally->named && !tally->first_names && !tally->first_serial;
	bool whole = tally->first_names && tally->n_named > 1; /* 统计局 may want a 统计员 */

	fold_find(&t, tally->first);
	if (is_total(str_c(&t)) || is_bracketed_total(str_c(&t)))
		kind = SIEVE_TOTAL;
	else if (is_note(str_c(&t)))
		kind = SIEVE_NOTE;
	else if (is_signature(str_c(&t)) &&
		 ((!beside && !whole && !tally->figures) || strchr(str_c(&t), ':')))
		kind = SIEVE_SIGNATURE;
	for (size_t i = 0; kind == SIEVE_RECORD && i < s->n && i < r->n; i++)
		if (s->names[i] && *r->cells[i].text) {
			fold_find(&t, r->cells[i].text);
			if (is_total(str_c(&t)) || (!s->keys[i] && is_count(str_c(&t))))
				kind = SIEVE_TOTAL;
		}
	str_free(&t);
	return kind;
}

/* A day by itself at the foot, a word to the reader, the sum in words. */
static enum sieve_kind lone_kind(const struct tally *t)
{
	static const char *const words[] = {"有意者", "有意向", "欢迎", "以上", "凡", "如有", "请",
		"详情", "咨询", "报名", "联系"};
	struct str text = {0};
	struct dateread day;
	enum sieve_kind kind = SIEVE_RECORD;

	fold_find(&text, t->first);
	dateread_cell(&day, t->first, false, (struct date){2199, 12, 31});
	bool sentence = utf8_count(str_c(&text)) >= 6;
	if (day.fault == DATEREAD_OK && strstr(str_c(&text), "年"))
		kind = SIEVE_SIGNATURE;
	else if (text_ends(str_c(&text), "元") && strchr(str_c(&text), ':'))
		kind = SIEVE_TOTAL;
	else if (sentence && starting(str_c(&text), words, sizeof words / sizeof *words))
		kind = SIEVE_NOTE;
	str_free(&text);
	return kind;
}

static bool lone_is_title(const struct tally *t, struct villages *v)
{
	struct str text = {0};

	if (!t->named)
		return true;
	fold_find(&text, t->first);
	bool title = is_section(str_c(&text)) || is_place(v, str_c(&text));
	str_free(&text);
	return title;
}

enum sieve_kind sieve_row(const struct sieve *s, const struct row *r, struct villages *v)
{
	struct tally t;

	if (is_example(sheet_text(r, 0)))
		return SIEVE_NOTE;
	if (has_number(s, r))
		return SIEVE_RECORD;
	tally_row(&t, s, r);
	if (!*t.first)
		return SIEVE_BLANK;
	if (is_numbering(r) || heading_repeats(s->heading, r))
		return SIEVE_HEADER;
	enum sieve_kind kind = by_words(s, r, &t);
	if (kind != SIEVE_RECORD)
		return kind;
	if (!t.own)
		return SIEVE_BLANK;
	if (t.own == 1 && t.n_named == 1 && t.first_names)
		kind = lone_kind(&t);
	if (kind == SIEVE_RECORD && t.own == 1 && lone_is_title(&t, v))
		kind = SIEVE_TITLE;
	if (kind != SIEVE_RECORD)
		return kind;
	return SIEVE_RECORD;
}
