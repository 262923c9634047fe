#include <unit/domain/rig.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/domain/county.h>
#include <binggui/domain/import.h>
#include <binggui/schema/load.h>
#include <binggui/text/idno.h>

static int64_t fixed_now(void)
{
	return 1795392000000;
}

void rig_open(struct rig *g)
{
	struct faults faults = {0};
	struct err e = {0};
	struct county_result county;

	*g = (struct rig){.defs = load_dir("screens", &faults, &e)};
	cr_assert(g->defs, "%s%s", e.text, faults.n ? faults.at[0].text : "");
	faults_free(&faults);
	struct archive_options options = {
		.defs = g->defs, .user = "测试", .today = {2026, 11, 23}, .create = true};
	g->archive = archive_open("mem:", &options, &e);
	cr_assert(g->archive, "%s", e.text);
	g->archive->now_ms = fixed_now;
	cr_assert(county_load(g->archive, "screens/areas", &county, &e), "%s", e.text);
}

void rig_close(struct rig *g)
{
	plan_close(g->plan);
	sheet_close(&g->book);
	archive_close(g->archive);
	defs_free(g->defs);
	*g = (struct rig){0};
}

void rig_judge(struct rig *g, const char *table, const char *csv)
{
	struct err e = {0};

	plan_close(g->plan);
	g->plan = NULL;
	sheet_close(&g->book);
	cr_assert(sheet_parse(&g->book, csv, strlen(csv), NULL, &e), "%s", e.text);
	g->plan = plan_open(g->archive, defs_table(g->defs, table), &g->book, NULL, &e);
	cr_assert(g->plan, "%s", e.text);
	cr_assert(plan_judge(g->plan, NULL, NULL, &e), "%s", e.text);
}

void rig_apply(struct rig *g)
{
	struct import_result result;
	struct err e = {0};

	cr_assert(import_apply(g->plan, NULL, &result, &e), "%s", e.text);
}

const struct plan_row *rig_row(const struct rig *g, size_t number)
{
	for (size_t i = 0; i < g->plan->n; i++)
		if (plan_row_number(g->plan, &g->plan->rows[i]) == number)
			return &g->plan->rows[i];
	cr_assert(false, "no row %zu", number);
	return NULL;
}

const char *rig_outcome(const struct rig *g, size_t number)
{
	return outcome_name(rig_row(g, number)->outcome);
}

const char *rig_codes(const struct rig *g, size_t number)
{
	static char out[4096];
	const struct plan_row *r = rig_row(g, number);
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < r->findings.n; i++) {
		const struct finding *f = &r->findings.at[i];
		cr_assert(*f->text, "%s says nothing", finding_name(f->code));
		n += (size_t)snprintf(out + n, sizeof out - n, "%s%s:%s", i ? " " : "", f->field,
			finding_name(f->code));
	}
	return out;
}

const char *rig_value(const struct rig *g, size_t number, const char *path)
{
	return plan_value(g->plan, rig_row(g, number), path);
}

const char *rig_id_of(const char *region, const char *birth, int order)
{
	static char ids[16][19];
	static size_t next;
	char *id = ids[next++ % 16];

	snprintf(id, 19, "%s%s%03d", region, birth, order);
	id[17] = idno_check_digit(id);
	id[18] = '\0';
	return id;
}

const char *rig_id(const char *birth, int order)
{
	return rig_id_of("610927", birth, order);
}

const char *rig_fill(const char *csv)
{
	static char out[16384];
	size_t n = 0;

	for (; *csv; csv++) {
		char birth[9];
		if (strncmp(csv, "%ID", 3) != 0) {
			out[n++] = *csv;
			continue;
		}
		snprintf(birth, sizeof birth, "1986110%c", csv[3]);
		memcpy(out + n, rig_id(birth, 901), 18);
		n += 18;
		csv += 3;
	}
	out[n] = '\0';
	return out;
}

const char *rig_one(struct rig *g, const char *column, const char *cell)
{
	char csv[2048];

	snprintf(csv, sizeof csv, "姓名,身份证号,%s\n张三,%s,\"%s\"\n", column,
		rig_id("19861102", 901), cell);
	rig_judge(g, "person", csv);
	return rig_codes(g, 2);
}
