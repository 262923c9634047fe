#ifndef BINGGUI_DOMAIN_FINDING_H
#define BINGGUI_DOMAIN_FINDING_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What an import has to say about a row.  The codes are stable English names
 * (--json prints them); the outcome of a row is the worst of its findings.
 *
 * What counts as what (the readings where the rules leave a choice):
 *   - Every fault of the identity number but id-15-upgraded holds the row back: the number is the
 *     key of a person.  So do a missing name, a number that stands twice in the file
 *     (dup-in-file; dup-conflict when the rest contradicts the first row), and a number that
 *     the archive knows under another name (dup-conflict).
 *   - Everything else is a warning: the person comes in, the bad value stays empty, and its
 *     original text is kept in the note.
 *   - Nothing is said about a date that is only less precise (1986.11): it keeps its precision.
 *     date-partial is for fields that need a day.
 *   - possible-duplicate: same name and birthday, another valid number.  Both are people and come
 *     in; the later one is told, since in one county this is nearly always one person with a wrong number.
 *   - given-before: what a register's `unique:` of level warn says (the same help within a year).  The
 *     row comes in.
 *   - That something is missing (village, start of service …) is told only if the file has a column
 *     for it.  A row with fewer cells than the header only says less; one with more is column-count.
 *   - A name with ? or U+FFFD is encoding-loss; name-suspicious is what is hardly a whole name.
 *   - Reversed dates: the start is kept, the end left out (date-order); in one cell, neither (range-reversed).
 *   - A value that differs from what the archive has is dup-conflict; the archive's stays.
 *   - Codes are taken by their words, never by a number or initials.
 *
 * Ledgers and tables of posts:
 *   - Whom a row is about: domain/owner. Who cannot be told for sure holds the row back (person-unknown,
 *     person-ambiguous, person-mismatch), and so does a row that names nobody (target-missing), several people
 *     in one cell (a row is one record), and a date that is required and cannot be read.
 *     One namesake in another village than the row says is taken, and told (village-town-mismatch).
 *   - A unit that is not on file goes into the field `otherwise:` names; a person's name never does.
 *   - Rows of one owner that agree in what `same:` names are one record: the second is dup-in-file.
 *     What cannot be read differs as it is written.
 *   - A missing code (the kind of a payment) is value-unknown and warns: it can be put in later.
 *   - A total is skipped; if it is wrong, subtotal-mismatch is told at its row all the same.
 *   - 7月28日 has the year of the section, the title or the sheet's name; without one it is no date.
 *   - 若干 is no number: the field stays empty, the word goes into the note, nothing is told. Of 2-3人
 *     the least is taken.  One amount (5000元/月) is both ends of the pay; 3000以上 has no upper end.
 *   - A pay or age range that is reversed is left out (range-reversed).
 */
enum outcome {
	OUTCOME_ACCEPT, /* imported */
	OUTCOME_WARN,   /* imported, and the clerk is told */
	OUTCOME_REPORT, /* not imported: goes to the file of refused rows */
	OUTCOME_SKIP,   /* no record: title, header, blank, total, signature … */
	OUTCOME_COUNT,
};
const char *outcome_name(enum outcome o);  /* "accept" … */
const char *outcome_label(enum outcome o); /* 导入 / 提醒 / 未导入 / 跳过 */

#define FINDING_CODES(_)                                                                           \
	_(ID_MISSING, "id-missing", OUTCOME_REPORT)                                                \
	_(ID_LENGTH, "id-length", OUTCOME_REPORT)                                                  \
	_(ID_FORMAT, "id-format", OUTCOME_REPORT)                                                  \
	_(ID_CHECK_DIGIT, "id-check-digit", OUTCOME_REPORT)                                        \
	_(ID_BIRTH_INVALID, "id-birth-invalid", OUTCOME_REPORT)                                    \
	_(ID_REGION_UNKNOWN, "id-region-unknown", OUTCOME_REPORT)                                  \
	_(ID_PRECISION_LOST, "id-precision-lost", OUTCOME_REPORT)                                  \
	_(ID_MASKED, "id-masked", OUTCOME_REPORT)                                                  \
	_(ID_15_UPGRADED, "id-15-upgraded", OUTCOME_WARN)                                          \
	_(NAME_MISSING, "name-missing", OUTCOME_REPORT)                                            \
	_(NAME_SUSPICIOUS, "name-suspicious", OUTCOME_WARN)                                        \
	_(ENCODING_LOSS, "encoding-loss", OUTCOME_WARN)                                            \
	_(SEX_MISMATCH, "sex-mismatch", OUTCOME_WARN)                                              \
	_(BIRTH_MISMATCH, "birth-mismatch", OUTCOME_WARN)                                          \
	_(AGE_IMPLAUSIBLE, "age-implausible", OUTCOME_WARN)                                        \
	_(PHONE_INVALID, "phone-invalid", OUTCOME_WARN)                                            \
	_(PHONE_MULTIPLE, "phone-multiple", OUTCOME_WARN)                                          \
	_(DATE_MISSING, "date-missing", OUTCOME_WARN)                                              \
	_(DATE_INVALID, "date-invalid", OUTCOME_WARN)                                              \
	_(DATE_UNPARSABLE, "date-unparsable", OUTCOME_WARN)                                        \
	_(DATE_PARTIAL, "date-partial", OUTCOME_WARN)                                              \
	_(DATE_AMBIGUOUS, "date-ambiguous", OUTCOME_WARN)                                          \
	_(DATE_RANGE, "date-range", OUTCOME_WARN)                                                  \
	_(DATE_OPEN, "date-open", OUTCOME_WARN)                                                    \
	_(DATE_FUTURE, "date-future", OUTCOME_WARN)                                                \
	_(DATE_ORDER, "date-order", OUTCOME_WARN)                                                  \
	_(VILLAGE_UNKNOWN, "village-unknown", OUTCOME_WARN)                                        \
	_(VILLAGE_MISSING, "village-missing", OUTCOME_WARN)                                        \
	_(VILLAGE_AMBIGUOUS, "village-ambiguous", OUTCOME_WARN)                                    \
	_(VILLAGE_TOWN_MISMATCH, "village-town-mismatch", OUTCOME_WARN)                            \
	_(OUT_OF_AREA, "out-of-area", OUTCOME_WARN)                                                \
	_(VALUE_UNKNOWN, "value-unknown", OUTCOME_WARN)                                            \
	_(DUP_IN_FILE, "dup-in-file", OUTCOME_REPORT)                                              \
	_(DUP_CONFLICT, "dup-conflict", OUTCOME_WARN)                                              \
	_(POSSIBLE_DUPLICATE, "possible-duplicate", OUTCOME_WARN)                                  \
	_(GIVEN_BEFORE, "given-before", OUTCOME_WARN)                                              \
	_(PERSON_UNKNOWN, "person-unknown", OUTCOME_REPORT)                                        \
	_(PERSON_AMBIGUOUS, "person-ambiguous", OUTCOME_REPORT)                                    \
	_(PERSON_MISMATCH, "person-mismatch", OUTCOME_REPORT)                                      \
	_(TARGET_MISSING, "target-missing", OUTCOME_REPORT)                                        \
	_(TITLE_MISSING, "title-missing", OUTCOME_REPORT)                                          \
	_(AMOUNT_UNPARSABLE, "amount-unparsable", OUTCOME_WARN)                                    \
	_(AMOUNT_MISSING, "amount-missing", OUTCOME_WARN)                                          \
	_(AMOUNT_NEGATIVE, "amount-negative", OUTCOME_WARN)                                        \
	_(SUBTOTAL_MISMATCH, "subtotal-mismatch", OUTCOME_WARN)                                    \
	_(COLUMN_COUNT, "column-count", OUTCOME_WARN)                                              \
	_(QUOTE_MALFORMED, "quote-malformed", OUTCOME_WARN)                                        \
	_(RANGE_REVERSED, "range-reversed", OUTCOME_WARN)

#define FINDING_AS_ENUM_(id, name, outcome) FINDING_##id,
enum finding_code { FINDING_CODES(FINDING_AS_ENUM_) FINDING_COUNT };

const char *finding_name(enum finding_code c);     /* "id-missing" */
enum outcome finding_outcome(enum finding_code c); /* what it makes of a row by itself */
enum finding_code finding_by_name(
	const char *name); /* FINDING_COUNT if there is none of that name */

struct finding {
	const char *
		field; /* "birth", "service.enlisted", "" = the whole row; lives as long as the lexicon */
	enum finding_code code;
	char *text; /* one Chinese sentence */
};
struct findings {
	struct finding *at;
	size_t n, cap;
};
void finding_add(struct findings *f, const char *field, enum finding_code code, const char *format,
	...) __attribute__((format(printf, 4, 5)));
bool finding_has(const struct findings *f, enum finding_code code);
void findings_free(struct findings *f);

#endif
