#include <unit/table/sample.h>

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/table/find_block.h>

static struct find_entry entry_of(const struct sample *s, uint64_t id, const char *name,
	const char *id_no, const char *phone, const char *village)
{
	struct record r = {.id = id};
	struct find_plan plan;
	struct find_entry e;

	sample_set(s->person, &r, "name", name);
	sample_set(s->person, &r, "id_no", id_no);
	sample_set(s->person, &r, "phone", phone);
	sample_set(s->person, &r, "village", village);
	find_plan(&plan, s->person);
	find_entry(&e, &plan, &r);
	record_free(&r);
	return e;
}

Test(find_block, plan_of_a_table)
{
	struct sample s;
	struct find_plan p;

	sample_make(&s, "mem");
	find_plan(&p, s.person);
	cr_assert_eq(p.n_texts, 1);
	cr_assert_eq(p.n_numbers, 2);
	cr_assert_eq(p.n_refs, 1);
	cr_assert_str_eq(p.texts[0]->name, "name");
	cr_assert_str_eq(p.numbers[0]->name, "id_no");
	cr_assert_str_eq(p.numbers[1]->name, "phone");
	cr_assert_str_eq(p.refs[0]->name, "village");
	find_plan(&p, s.visit);
	cr_assert_eq(p.n_texts + p.n_numbers + p.n_refs, 0);
	sample_free(&s);
}

Test(find_block, an_entry_says_what_can_be_typed)
{
	struct sample s;

	sample_make(&s, "mem");
	struct find_entry e =
		entry_of(&s, 7, "張三豐", "61092719800101091X", "19900001234", "610927100201");
	cr_assert_eq(e.id, 7);
	cr_assert_eq(e.n_text, 4);
	cr_assert_eq(e.text[0], 0x5F20); /* simplified */
	cr_assert_eq(e.text[2], 0x4E30);
	cr_assert_eq(e.text[3], 0);
	cr_assert(e.mask.any & 1u << ('z' - 'a'));
	cr_assert(e.mask.any & 1u << ('f' - 'a'));
	cr_assert(e.mask.first & 1u << ('z' - 'a'));
	cr_assert_not(e.mask.first & 1u << ('f' - 'a'));
	cr_assert_not(e.mask.any & FIND_DIGIT);
	cr_assert_eq(e.number[0].head, 0x61092719);
	cr_assert_eq(e.number[0].tail, 0x0101091A);
	cr_assert_eq(e.number[1].head, 0x19900001);
	cr_assert_eq(e.number[1].tail, 0x00001234);
	cr_assert_eq(e.ref[0], 610927100201u);
	e = entry_of(&s, 8, "", "", "", "");
	cr_assert_eq(e.n_text, 0);
	cr_assert_eq(e.mask.any | e.mask.first, 0);
	cr_assert_eq(e.number[1].tail, 0xFFFFFFFFu);
	cr_assert_eq(e.ref[0], 0);
	sample_free(&s);
}

Test(find_block, a_long_text_is_cut_between_characters)
{
	struct sample s;
	struct str name = {0};

	sample_make(&s, "mem");
	for (int i = 0; i < 80; i++)
		str_add(&name, i % 2 ? "𬭩" : "李");
	struct find_entry e = entry_of(&s, 9, str_c(&name), "", "", "");
	cr_assert(e.n_text <= FIND_UNITS);
	cr_assert(e.n_text > FIND_UNITS - 4);
	cr_assert_eq(e.text[e.n_text - 1], 0);
	cr_assert_neq(e.text[e.n_text - 2] & 0xFC00, 0xD800); /* no half character */
	e = entry_of(&s, 9, "\xC3坏\xFF", "", "", "");
	cr_assert_eq(e.n_text, 4);
	cr_assert_eq(e.text[0], 0xFFFD);
	str_free(&name);
	sample_free(&s);
}

Test(find_block, references_are_told_apart)
{
	uint64_t id = UINT64_C(3) << RECORD_STATION_SHIFT | 1027;

	cr_assert_eq(find_reference(NULL), 0);
	cr_assert_eq(find_reference(""), 0);
	cr_assert_eq(find_reference("610927100201"), 610927100201u);
	cr_assert_eq(find_reference("3-1027"), id | UINT64_C(1) << 63);
	cr_assert_neq(find_reference("城关镇-1"), find_reference("城关镇-2"));
	cr_assert_neq(find_reference("A1"), 0);
}

Test(find_block, numbers_by_their_ends)
{
	struct find_number n = find_number("123");

	cr_assert_eq(n.head, 0x123FFFFFu);
	cr_assert_eq(n.tail, 0xFFFFF123u);
	cr_assert_eq(n.middle, 0xFFFFFFFFu);
	cr_assert_eq(n.length, 3);
	n = find_number("");
	cr_assert_eq(n.head & n.tail & n.middle, 0xFFFFFFFFu);
	cr_assert_eq(n.length, 0);
	n = find_number("12345678901X");
	cr_assert_eq(n.tail, 0x5678901Au);
	cr_assert_eq(n.middle, 0xFFFF1234u);
	cr_assert_eq(find_number("+86-19").head, 0xF86F19FFu);
	cr_assert_eq(find_tail_mask(0), 0);
	cr_assert_eq(find_tail_mask(3), 0xFFFu);
	cr_assert_eq(find_head_mask(0), 0);
	cr_assert_eq(find_head_mask(3), 0xFFF00000u);
	cr_assert_eq(find_tail_mask(8), 0xFFFFFFFFu);
	cr_assert_eq(find_head_mask(18), 0xFFFFFFFFu);
}

/* Every digit of anything up to 24 long is known by its place. */
Test(find_block, digits_by_their_place)
{
	const char *digits = "123456789012345678901234567890";

	for (size_t n = 0; n <= 30; n++) {
		char text[32] = {0};
		memcpy(text, digits, n);
		struct find_number number = find_number(text);
		for (size_t i = 0; i < n; i++) {
			bool known = n <= 24 || i < 8 || n - i <= 16;
			unsigned digit = find_digit(&number, i);
			cr_assert_eq(digit, known ? (unsigned)(text[i] - '0') : FIND_UNKNOWN);
		}
		cr_assert_eq(find_digit(&number, n), FIND_NO_DIGIT);
	}
}

Test(find_block, written_and_read_again)
{
	static const char *const names[] = {"张三", "㛃", "𬭩", "买买提·依明", "", "A座3号"};
	struct sample s;
	struct find_block *b = mem_new0(struct find_block), *again = mem_new0(struct find_block);
	struct str bytes = {0};

	sample_make(&s, "mem");
	find_plan(&b->plan, s.person);
	find_plan(&again->plan, s.person);
	for (uint64_t i = 0; i < FIND_BLOCK; i++) {
		struct find_entry e = entry_of(&s, (i * 7 % FIND_BLOCK + 1) * 10, names[i % 6],
			"61092719800101091X", i % 2 ? "19900001234" : "", "610927100201");
		find_block_set(b, &e);
		find_block_set(b, &e);
	}
	cr_assert(b->n > 0 && b->n <= FIND_BLOCK);
	find_block_write(b, &bytes);
	cr_assert(find_block_read(again, 10, bytes.at, bytes.n));
	cr_assert_eq(again->first, 10);
	cr_assert_eq(again->n, b->n);
	for (size_t i = 0; i < b->n; i++)
		cr_assert(find_entry_same(&b->at[i], &again->at[i]), "%zu", i);
	for (size_t cut = 0; cut < bytes.n;
		cut += 3) { /* whatever is lost, nothing is read beyond the end */
		char *part = mem_dup(bytes.at, cut);
		struct find_page page;
		size_t units;
		if (find_page(&page, &b->plan, part, cut))
			for (size_t i = 0; i < page.n; i++)
				find_page_text(&page, i, &units);
		mem_free(part);
	}
	str_free(&bytes);
	mem_free(b);
	mem_free(again);
	sample_free(&s);
}

Test(find_block, foreign_bytes_are_refused)
{
	struct sample s;
	struct find_plan plan;
	struct find_page page;

	sample_make(&s, "mem");
	find_plan(&plan, s.person);
	cr_assert_not(find_page(&page, &plan, "", 0));
	cr_assert_not(find_page(&page, &plan, "\1\0\2\1\0\0\0\0", 8));
	cr_assert_not(find_page(&page, &plan, "\0\0\1\1\0\0\0\0", 8)); /* of another plan */
	cr_assert(find_page(&page, &plan, "\0\0\2\1\0\0\0\0", 8));
	cr_assert_eq(page.n, 0);
	sample_free(&s);
}

Test(find_block, removed_and_beheaded)
{
	struct sample s;
	struct find_block *b = mem_new0(struct find_block);

	sample_make(&s, "mem");
	find_plan(&b->plan, s.person);
	cr_assert_not(find_block_remove(b, 3));
	for (uint64_t id = 1; id <= 4; id++) {
		struct find_entry e = entry_of(&s, id, "李四", "", "", "");
		find_block_set(b, &e);
	}
	cr_assert(find_block_remove(b, 2));
	cr_assert_not(find_block_remove(b, 2));
	cr_assert_eq(b->n, 3);
	b->changed = false;
	find_block_behead(b, 1);
	cr_assert_eq(b->n, 2);
	cr_assert_eq(b->first, 3);
	cr_assert_eq(b->at[1].id, 4);
	cr_assert(b->changed);
	mem_free(b);
	sample_free(&s);
}

Test(find_block, one_record_of_a_page)
{
	struct sample s;
	struct find_block *b = mem_new0(struct find_block);
	struct find_entry made, found;
	struct find_page page;
	struct str bytes = {0};

	sample_make(&s, "mem");
	find_plan(&b->plan, s.person);
	made = entry_of(&s, 20, "李四", "", "19900001234", "");
	find_block_set(b, &made);
	find_block_write(b, &bytes);
	cr_assert(find_page(&page, &b->plan, bytes.at, bytes.n));
	cr_assert(find_page_entry(&page, &b->plan, 20, &found));
	cr_assert(find_entry_same(&made, &found));
	cr_assert_not(find_page_entry(&page, &b->plan, 19, &found));
	cr_assert_not(find_page_entry(&page, &b->plan, 21, &found));
	str_free(&bytes);
	mem_free(b);
	sample_free(&s);
}
