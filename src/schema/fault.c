#include <binggui/schema/fault.h>

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

void fault_add(struct faults *faults, const char *file, size_t line, size_t column,
	const char *format, ...)
{
	struct str text = {0};
	va_list args;

	if (!faults)
		return;
	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	struct fault f = {mem_strdup(file ? file : ""), line, column, str_take(&text)};
	vec_push(faults, f);
}

static void fault_free(struct fault *f)
{
	mem_free(f->file);
	mem_free(f->text);
}

void faults_free(struct faults *faults)
{
	for (size_t i = 0; i < faults->n; i++)
		fault_free(&faults->at[i]);
	vec_free(faults);
}

static int order(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int fault_cmp(const void *left, const void *right)
{
	const struct fault *a = left, *b = right;
	int by_file = strcmp(a->file, b->file);

	if (by_file)
		return by_file;
	if (a->line != b->line)
		return order(a->line, b->line);
	if (a->column != b->column)
		return order(a->column, b->column);
	return strcmp(a->text, b->text);
}

void faults_sort(struct faults *faults)
{
	size_t kept = 0;

	if (faults->n < 2)
		return;
	qsort(faults->at, faults->n, sizeof *faults->at, fault_cmp);
	for (size_t i = 0; i < faults->n; i++) {
		if (kept && fault_cmp(&faults->at[kept - 1], &faults->at[i]) == 0)
			fault_free(&faults->at[i]);
		else
			faults->at[kept++] = faults->at[i];
	}
	faults->n = kept;
}

void fault_text(struct str *out, const struct fault *f)
{
	str_clear(out);
	if (f->line)
		str_addf(out, "%s:%zu:%zu: %s", f->file, f->line, f->column, f->text);
	else
		str_addf(out, "%s: %s", f->file, f->text);
}
