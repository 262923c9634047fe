#include <binggui/app/marks.h>

#include <stdlib.h>

#include <binggui/base/vec.h>

void marks_free(struct marks *m)
{
	vec_free(m);
}

void marks_clear(struct marks *m)
{
	vec_clear(m);
}

/* Where the id stands or would stand. */
static size_t place(const struct marks *m, uint64_t id)
{
	size_t low = 0, high = m->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (m->at[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool marks_has(const struct marks *m, uint64_t id)
{
	size_t at = place(m, id);

	return at < m->n && m->at[at] == id;
}

bool marks_toggle(struct marks *m, uint64_t id)
{
	size_t at = place(m, id);

	if (at < m->n && m->at[at] == id) {
		vec_remove(m, at);
		return false;
	}
	vec_insert(m, at, id);
	return true;
}

static int by_id(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

void marks_add(struct marks *m, const uint64_t *ids, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		vec_push(m, ids[i]);
	if (m->n)
		qsort(m->at, m->n, sizeof *m->at, by_id);
	for (size_t i = 0; i < m->n; i++)
		if (!kept || m->at[kept - 1] != m->at[i])
			m->at[kept++] = m->at[i];
	m->n = kept;
}

void marks_remove(struct marks *m, const uint64_t *ids, size_t n)
{
	struct marks gone = {0};
	size_t kept = 0;

	marks_add(&gone, ids, n);
	for (size_t i = 0; i < m->n; i++)
		if (!marks_has(&gone, m->at[i]))
			m->at[kept++] = m->at[i];
	m->n = kept;
	marks_free(&gone);
}

size_t marks_among(const struct marks *m, const uint64_t *ids, size_t n)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += marks_has(m, ids[i]);
	return found;
}

void marks_only(const struct marks *m, uint64_t *ids, size_t *n)
{
	size_t kept = 0;

	for (size_t i = 0; m->n && i < *n; i++)
		if (marks_has(m, ids[i]))
			ids[kept++] = ids[i];
	*n = m->n ? kept : *n;
}
