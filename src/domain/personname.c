#include <binggui/domain/personname.h>

#include <string.h>

#include <binggui/domain/codeword.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

enum { DOT = 0xB7, MOST_HANZI = 8 };

void personname_free(struct personname *n)
{
	str_free(&n->name);
	str_free(&n->notes);
	str_free(&n->phone);
	*n = (struct personname){0};
}

static void add_note(struct personname *out, const char *text)
{
	struct str clean = {0};

	fold_clean(&clean, text);
	if (clean.n) {
		if (out->notes.n)
			str_addc(&out->notes, '\n');
		str_add(&out->notes, clean.at);
	}
	str_free(&clean);
}

/* ---- brackets -------------------------------------------------------------------------------- */

static int bracket(uint32_t c)
{
	switch (fold_ascii_char(c)) {
	case '(':
	case '[':
	case '{':
	case '<':
	case 0x3010: /* 【 */
	case 0x3014: /* 〔 */
	case 0x300A: /* 《 */
		return 1;
	case ')':
	case ']':
	case '}':
	case '>':
	case 0x3011:
	case 0x3015:
	case 0x300B:
		return -1;
	default:
		return 0;
	}
}

/* 張(zhāng)三: a reading that a web page left. */
static bool is_reading(const char *text)
{
	const char *at = text, *end = at + strlen(at);
	size_t n = 0;

	for (; at < end; n++) {
		uint32_t c = utf8_next(&at, end);
		if (!(c >= 'a' && c <= 'z') && !(c >= 0xE0 && c < 0x370))
			return false;
	}
	return n > 0 && n <= 8;
}

/* Moves what stands in brackets to the notes; an open one is taken to go to the end. */
static void take_brackets(struct personname *out, struct str *rest, const char *text)
{
	const char *at = text, *end = at + strlen(at);
	struct str inner = {0};
	int depth = 0;

	while (at < end) {
		uint32_t c = utf8_next(&at, end);
		int way = bracket(c);
		if (way > 0) {
			depth++;
		} else if (way < 0 && depth > 0) {
			if (--depth == 0) {
				if (!is_reading(str_c(&inner)))
					add_note(out, str_c(&inner));
				str_clear(&inner);
			}
		} else if (!way)
			utf8_add(depth ? &inner : rest, c);
	}
	add_note(out, str_c(&inner));
	str_free(&inner);
}

/* ---- digits and words behind the name -------------------------------------------------------- */

/* Seven digits or more are a telephone number, not part of a name. */
static void take_phone(struct personname *out, struct str *text)
{
	char *start = text->n ? strpbrk(text->at, "0123456789") : NULL;
	size_t n = start ? strspn(start, "0123456789-") : 0;

	if (n < 7 || n == text->n) /* nothing but digits: no name, and not to be lost */
		return;
	str_addn(&out->phone, start, n);
	memset(start, ' ', n);
}

static bool is_word(const char *text, const struct def_codes *const *words)
{
	bool rest;

	for (; *words; words++)
		if (codeword_find(*words, text, &rest))
			return utf8_count(text) >= 2;
	return false;
}

/* 张三 已故, 张三-烈属: the last part, if a code list knows it. */
static void take_word(
	struct personname *out, struct str *text, const struct def_codes *const *words)
{
	static const char marks[] = " -/,;:";

	for (size_t i = text->n; i > 0; i--)
		if (strchr(marks, text->at[i - 1]) && text->at[i]) {
			if (is_word(text->at + i, words)) {
				add_note(out, text->at + i);
				str_cut(text, i - 1);
			}
			return;
		}
}

/* 张三已故 */
static void take_state(struct personname *out, struct str *text)
{
	static const char *const states[] = {"已故", "已去世", "已死亡", "已病故", "已亡故", "去世",
		"亡故", "病故", "死亡", "已迁出"};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (text->n > strlen(states[i]) + 3 && text_ends(str_c(text), states[i])) {
			add_note(out, states[i]);
			str_cut(text, text->n - strlen(states[i]));
			return;
		}
}

/* 0 = part of the name, 1 = a mark nobody misses, 2 = one that may mean something. */
static int mark_of(uint32_t c)
{
	char utf8[5] = {0};

	if (c & UTF8_BAD)
		return 0;
	utf8_put(utf8, c);
	if (strstr("*★☆※△▲○●◎◇◆√✓✔#", utf8))
		return 2;
	return strstr(" 、，。；,;:：/|_+^~-.", utf8) ? 1 : 0;
}

/* Stars and strokes at both ends, which mark a row. */
static void take_marks(struct personname *out, struct str *text)
{
	const char *start = str_c(text), *end = start + text->n, *at;
	struct str kept = {0};
	int kind, worst = 0;

	while ((at = start) < end && (kind = mark_of(utf8_next(&at, end)))) {
		worst = kind > worst ? kind : worst;
		start = at;
	}
	while ((at = end) > start && (kind = mark_of(utf8_prev(&at, start)))) {
		worst = kind > worst ? kind : worst;
		end = at;
	}
	if (worst == 2)
		add_note(out, str_c(text));
	str_addn(&kept, start, (size_t)(end - start));
	str_free(text);
	*text = kept;
}

/* ---- the name -------------------------------------------------------------------------------- */

static size_t hanzi_count(const char *text, size_t n)
{
	const char *at = text, *end = at + n;
	size_t count = 0;

	while (at < end)
		if (fold_is_hanzi(utf8_next(&at, end)))
			count++;
		else
			return 0;
	return count;
}

/* 阿卜杜热合曼 吾买尔: a blank between two long parts is a middle dot somebody could not type. */
static void blank_to_dot(struct personname *out, struct str *text)
{
	char *blank = text->n ? strchr(text->at, ' ') : NULL;
	struct str dotted = {0};

	if (!blank || strchr(blank + 1, ' '))
		return;
	size_t left = hanzi_count(text->at, (size_t)(blank - text->at));
	size_t right = hanzi_count(blank + 1, strlen(blank + 1));
	if (left < 2 || right < 2 || left + right < 5)
		return;
	str_addn(&dotted, text->at, (size_t)(blank - text->at));
	utf8_add(&dotted, DOT);
	str_add(&dotted, blank + 1);
	str_free(text);
	*text = dotted;
	out->guessed_dot = true;
}

static bool is_lost(uint32_t c)
{
	return (c & UTF8_BAD) || c == 0xFFFD || c == '?' || c == 0x25A1 || c == 0x3013 ||
	       c == 0x25A0;
}

static bool is_letter(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x2000);
}

/* Words that stand where the name should. */
static bool is_stopgap(const char *name)
{
	static const char *const words[] = {
		"同上", "同前", "同左", "姓名", "无名", "不详", "未知", "测试", "待查", "空白"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_eq(name, words[i]))
			return true;
	return false;
}

static void inspect(struct personname *out)
{
	const char *at = str_c(&out->name), *end = at + out->name.n;
	size_t hanzi = 0, letters = 0, ascii = 0, dots = 0, others = 0;

	while (at < end) {
		uint32_t c = utf8_next(&at, end);
		if (is_lost(c))
			out->lossy = true;
		else if (fold_is_hanzi(c))
			hanzi++;
		else if (c == DOT)
			dots++;
		else if (is_letter(c)) {
			letters++;
			ascii += c < 0x80;
		} else if (!letters || !strchr(" .'-", (int)(c < 0x80 ? c : '?')))
			others++;
	}
	if (out->lossy)
		return;
	out->odd = others || (hanzi && letters) || hanzi + letters < 2 ||
		   (hanzi > MOST_HANZI && !dots) || strstr(str_c(&out->name), "某") ||
		   (letters && !ascii) || /* ÕÅÈý: GBK read as Latin */
		   is_stopgap(str_c(&out->name));
}

void personname_read(struct personname *out, const char *text, const struct def_codes *const *words)
{
	struct str clean = {0}, rest = {0}, folded = {0};

	*out = (struct personname){0};
	fold_clean(&clean, text);
	take_brackets(out, &rest, str_c(&clean));
	take_phone(out, &rest);
	take_marks(out, &rest);
	take_word(out, &rest, words);
	take_state(out, &rest);
	fold_clean(&folded, str_c(&rest));
	blank_to_dot(out, &folded);
	fold_name(&out->name, str_c(&folded));
	inspect(out);
	str_free(&clean);
	str_free(&rest);
	str_free(&folded);
}
