#include <unit/table/sample.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/table/find_block.h>
#include <binggui/table/find_word.h>
#include <binggui/text/fold.h>
#include <binggui/text/pinyin.h>

/* Words as "kind:text" one behind the other. */
static void spell_out(struct str *out, const char *typed)
{
	static const char kinds[] = {[WORD_LETTERS] = 'L', [WORD_HANZI] = 'H', [WORD_DIGITS] = 'D'};
	struct find_word words[WORDS_MAX];
	struct str text = {0};
	size_t n = find_words(words, typed);

	str_clear(out);
	for (size_t i = 0; i < n; i++) {
		find_word_text(&words[i], &text);
		str_addf(out, "%s%c:%s", i ? " " : "", kinds[words[i].kind], str_c(&text));
		find_word_free(&words[i]);
	}
	str_free(&text);
}

Test(find_word, what_was_typed_is_cut_into_words)
{
	static const char *const cases[][2] = {
		{"", ""},
		{"   ", ""},
		{"　", ""},
		{"zsf", "L:zsf"},
		{"ZSF", "L:zsf"},
		{"ｚｓｆ", "L:zsf"},
		{"zsf0823", "L:zsf D:0823"},
		{"张 0823", "H:张 D:0823"},
		{"张0823", "H:张 D:0823"},
		{"０８２３", "D:0823"},
		{"091x", "D:091X"},
		{"091X", "D:091X"},
		{"091Ｘ", "D:091X"},
		{"091x 张", "D:091X H:张"},
		{"091x张", "D:091X H:张"},
		{"091x1", "D:091X D:1"},
		{"091xy", "D:091 L:xy"},
		{"x", "L:x"},
		{"·", ""},
		{"买买提·依明", "H:买买提依明"},
		{"张 · 三", "H:张 H:三"},
		{"張三豐", "H:张三丰"},
		{"㛃䶮𬭩", "H:㛃䶮𬭩"},
		{"\xEE\xA1\xA3", "H:䶮"}, /* U+E863 of old fonts */
		{"lü", "L:lv"},
		{"lǚ", "L:lv"},
		{"a b c d e f g h", "L:a L:b L:c L:d L:e L:f"},
		{"张\xFF三", "H:张 H:三"},
		{"张\t三\n", "H:张 H:三"},
		{"\x1B[31m", "H:[ D:31 L:m"},
	};
	struct str out = {0};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		spell_out(&out, cases[i][0]);
		cr_assert_str_eq(str_c(&out), cases[i][1], "%s: %s", cases[i][0], str_c(&out));
	}
	cr_assert_eq(find_words((struct find_word[WORDS_MAX]){{0}}, NULL), 0);
	str_free(&out);
}

Test(find_word, more_than_fits_is_left_out)
{
	struct find_word words[WORDS_MAX];
	char letters[100] = {0};
	struct str hanzi = {0};

	memset(letters, 'z', 90);
	cr_assert_eq(find_words(words, letters), 1);
	cr_assert_eq(words[0].n, WORD_MAX);
	find_word_free(&words[0]);
	memset(letters, '7', 90);
	cr_assert_eq(find_words(words, letters), 1);
	cr_assert_eq(words[0].n, WORD_MAX);
	find_word_free(&words[0]);
	for (int i = 0; i < 50; i++)
		str_add(&hanzi, "𬭩");
	cr_assert_eq(find_words(words, str_c(&hanzi)), 1);
	cr_assert_eq(words[0].n, WORD_MAX);
	find_word_free(&words[0]);
	find_word_free(&words[0]);
	str_free(&hanzi);
}

/* One record in a page of its own, asked one word or several. */
struct page_of {
	struct sample s;
	struct find_plan plan;
	struct find_block *block;
	struct str bytes;
	struct find_page page;
};

static void page_make(struct page_of *p, const char *name, const char *id_no, const char *phone,
	const char *village)
{
	struct record r = {.id = 1};
	struct find_entry e;

	sample_set(p->s.person, &r, "name", name);
	sample_set(p->s.person, &r, "id_no", id_no);
	sample_set(p->s.person, &r, "phone", phone);
	sample_set(p->s.person, &r, "village", village);
	find_entry(&e, &p->plan, &r);
	p->block->n = 0;
	find_block_set(p->block, &e);
	find_block_write(p->block, &p->bytes);
	cr_assert(find_page(&p->page, &p->plan, p->bytes.at, p->bytes.n));
	record_free(&r);
}

static void page_open(struct page_of *p)
{
	*p = (struct page_of){0};
	sample_make(&p->s, "mem");
	p->block = mem_new0(struct find_block);
	find_plan(&p->block->plan, p->s.person);
	p->plan = p->block->plan;
}

static void page_close(struct page_of *p)
{
	mem_free(p->block);
	str_free(&p->bytes);
	sample_free(&p->s);
}

/* The worst of all words; the sift may never drop what matches. */
static enum find_quality ask(struct page_of *p, const char *typed)
{
	struct find_word words[WORDS_MAX];
	enum find_quality worst = QUALITY_WHOLE;
	size_t n = find_words(words, typed);

	for (size_t i = 0; i < n; i++) {
		uint8_t sift[FIND_ROOM] = {0};
		enum find_quality q = find_word_match(&words[i], &p->plan, &p->page, 0);
		find_word_sift(&words[i], &p->plan, &p->page, sift);
		cr_assert(sift[0] == QUALITY_PERHAPS || sift[0] == q, "%s", typed);
		worst = q > worst ? q : worst;
		find_word_free(&words[i]);
	}
	return worst;
}

static void expect(struct page_of *p, const char *typed, enum find_quality quality)
{
	enum find_quality found = ask(p, typed);

	cr_assert_eq(found, quality, "%s: %d", typed, (int)found);
}

Test(find_word, letters_spell_names)
{
	struct page_of p;

	page_open(&p);
	page_make(&p, "张三丰", "", "", "");
	expect(&p, "zsf", QUALITY_WHOLE);
	expect(&p, "zhangsanfeng", QUALITY_WHOLE);
	expect(&p, "zhangsf", QUALITY_WHOLE);
	expect(&p, "zhsf", QUALITY_WHOLE);
	expect(&p, "zsanf", QUALITY_WHOLE);
	expect(&p, "ZSF", QUALITY_WHOLE);
	expect(&p, "z", QUALITY_BEGINS);
	expect(&p, "zh", QUALITY_BEGINS);
	expect(&p, "zhang", QUALITY_BEGINS);
	expect(&p, "zhangs", QUALITY_BEGINS);
	expect(&p, "sanf", QUALITY_CONTAINS);
	expect(&p, "f", QUALITY_CONTAINS);
	expect(&p, "zf", QUALITY_NONE);
	expect(&p, "zangsf", QUALITY_NONE);
	expect(&p, "zsfx", QUALITY_NONE);
	expect(&p, "z s", QUALITY_CONTAINS);
	expect(&p, "fsz", QUALITY_NONE);
	page_make(&p, "吕四", "", "", "");
	expect(&p, "lvs", QUALITY_WHOLE);
	expect(&p, "lus", QUALITY_WHOLE);
	expect(&p, "lüs", QUALITY_WHOLE);
	expect(&p, "lis", QUALITY_NONE);
	page_make(&p, "单雄信", "", "", "");
	expect(&p, "sxx", QUALITY_WHOLE);
	expect(&p, "dxx", QUALITY_WHOLE);
	page_make(&p, "万俟卨", "", "", "");
	expect(&p, "mq", QUALITY_CONTAINS);
	page_make(&p, "丁三", "", "", "");
	expect(&p, "d", QUALITY_BEGINS);
	expect(&p, "z", QUALITY_CONTAINS); /* 丁 is also zheng, in no name */
	expect(&p, "zs", QUALITY_CONTAINS);
	expect(&p, "ds", QUALITY_WHOLE);
	page_make(&p, "曾三", "", "", "");
	expect(&p, "c", QUALITY_BEGINS);
	expect(&p, "z", QUALITY_BEGINS);
	page_make(&p, "Ali 阿里", "", "", "");
	expect(&p, "ali", QUALITY_BEGINS);
	expect(&p, "aliali", QUALITY_WHOLE);
	expect(&p, "la", QUALITY_NONE);
	page_make(&p, "", "", "", "");
	expect(&p, "a", QUALITY_NONE);
	page_close(&p);
}

Test(find_word, hanzi_stand_in_names)
{
	struct page_of p;

	page_open(&p);
	page_make(&p, "張三豐", "", "", "");
	expect(&p, "张", QUALITY_BEGINS);
	expect(&p, "張", QUALITY_BEGINS);
	expect(&p, "三", QUALITY_CONTAINS);
	expect(&p, "三丰", QUALITY_CONTAINS);
	expect(&p, "张三丰", QUALITY_WHOLE);
	expect(&p, "张丰", QUALITY_NONE);
	expect(&p, "张 丰", QUALITY_CONTAINS);
	page_make(&p, "买买提·依明", "", "", "");
	expect(&p, "买提依明", QUALITY_CONTAINS);
	expect(&p, "买买提·依明", QUALITY_WHOLE);
	expect(&p, "买买提.依明", QUALITY_WHOLE);
	page_make(&p, "李㛃", "", "", "");
	expect(&p, "㛃", QUALITY_CONTAINS);
	page_make(&p, "王𬭩", "", "", "");
	expect(&p, "𬭩", QUALITY_CONTAINS);
	expect(&p, "王𬭩", QUALITY_WHOLE);
	expect(&p, "ww", QUALITY_WHOLE);
	page_make(&p, "王䶮", "", "", "");
	expect(&p, "䶮", QUALITY_CONTAINS);
	expect(&p, "wy", QUALITY_WHOLE);
	page_close(&p);
}

Test(find_word, digits_are_heads_and_tails)
{
	struct page_of p;

	page_open(&p);
	page_make(&p, "A座3号", "61092719800101091X", "19900001234", "");
	expect(&p, "1", QUALITY_CONTAINS);
	expect(&p, "4", QUALITY_BEGINS);
	expect(&p, "1234", QUALITY_BEGINS);
	expect(&p, "091x", QUALITY_BEGINS);
	expect(&p, "091X", QUALITY_BEGINS);
	expect(&p, "6109", QUALITY_CONTAINS);
	expect(&p, "123", QUALITY_NONE);
	expect(&p, "0091", QUALITY_NONE);
	expect(&p, "00001234", QUALITY_BEGINS);
	expect(&p, "3", QUALITY_CONTAINS); /* of the name */
	expect(&p, "a座3", QUALITY_CONTAINS);
	expect(&p, "61092719", QUALITY_CONTAINS);
	expect(&p, "610927198", QUALITY_CONTAINS);
	expect(&p, "610927199", QUALITY_NONE);
	expect(&p, "61092719800101091", QUALITY_CONTAINS);
	expect(&p, "61092719800101092", QUALITY_NONE);
	expect(&p, "990000001234", QUALITY_NONE); /* longer than the number */
	expect(&p, "990001234", QUALITY_NONE);
	expect(&p, "9900001234", QUALITY_BEGINS);
	expect(&p, "0000001234", QUALITY_NONE);
	expect(&p, "19900001234", QUALITY_BEGINS);
	expect(&p, "61092719800101091X", QUALITY_BEGINS);
	expect(&p, "61092719810101091X", QUALITY_NONE);
	expect(&p, "1092719800101091x", QUALITY_BEGINS);
	expect(&p, "061092719800101091X", QUALITY_NONE);
	page_close(&p);
}

Test(find_word, references_count_as_contained)
{
	struct page_of p;
	struct find_word words[WORDS_MAX];
	uint8_t sift[FIND_ROOM] = {0};
	uint64_t *refs = mem_array(40, sizeof *refs);

	page_open(&p);
	page_make(&p, "李四", "", "", "610927100201");
	cr_assert_eq(find_words(words, "新华"), 1);
	find_word_sift(&words[0], &p.plan, &p.page, sift);
	cr_assert_eq(sift[0], QUALITY_NONE);
	sift[0] = QUALITY_WHOLE;
	for (size_t i = 0; i < 40; i++) /* not in order */
		refs[i] = 610927100201u + (i * 7 % 40);
	find_word_refs(&words[0], refs, 40);
	find_word_sift(&words[0], &p.plan, &p.page, sift);
	cr_assert_eq(sift[0], QUALITY_CONTAINS);
	cr_assert_eq(find_word_match(&words[0], &p.plan, &p.page, 0), QUALITY_CONTAINS);
	page_make(&p, "新华", "", "", "610927109999");
	cr_assert_eq(find_word_match(&words[0], &p.plan, &p.page, 0), QUALITY_WHOLE);
	page_make(&p, "李四", "", "", "610927109999");
	cr_assert_eq(find_word_match(&words[0], &p.plan, &p.page, 0), QUALITY_NONE);
	find_word_free(&words[0]);
	page_close(&p);
}

/* Whatever letters are typed, a page answers what text/pinyin answers. */
Test(find_word, letters_agree_with_pinyin)
{
	static const char *const names[] = {"张三丰", "吕洞宾", "单雄信", "曾国藩", "万俟卨",
		"尉迟恭", "乐毅", "欧阳娜娜", "买买提·依明", "Ali阿里", "㛃䶮𬭩", "李",
		"长孙无忌", "女娲", "重庆"};
	static const char alphabet[] = "zhangsefuvlixdymoqwbtr";
	struct page_of p;
	uint64_t seed = 7;

	page_open(&p);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		page_make(&p, names[i], "", "", "");
		struct str folded = {0};
		fold_find(&folded, names[i]);
		for (int turn = 0; turn < 3000; turn++) {
			char typed[8] = {0};
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			size_t n = 1 + (seed >> 60) % 5;
			for (size_t k = 0; k < n; k++)
				typed[k] = alphabet[(seed >> (20 + 7 * k)) % (sizeof alphabet - 1)];
			bool found = ask(&p, typed) != QUALITY_NONE;
			cr_assert_eq(found, pinyin_match(str_c(&folded), typed, NULL), "%s %s",
				names[i], typed);
		}
		str_free(&folded);
	}
	page_close(&p);
}
