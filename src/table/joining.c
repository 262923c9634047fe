#include <binggui/table/joining.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

struct change *joined_add(struct joined *j, const struct def_table *t, const struct record *base)
{
	struct record *mine = mem_new0(struct record), *kept = NULL;
	struct change c = {.table = t};

	if (base) {
		kept = mem_new0(struct record);
		record_copy(kept, base);
		record_copy(mine, base);
	}
	c.base = kept;
	c.record = mine;
	vec_push(j, c);
	return &j->at[j->n - 1];
}

struct change *joined_find(const struct joined *j, const struct def_table *t, uint64_t id)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->at[i].table == t && j->at[i].record->id == id)
			return &j->at[i];
	return NULL;
}

void joined_free(struct joined *j)
{
	for (size_t i = 0; i < j->n; i++) {
		struct record *base = (struct record *)j->at[i].base;
		change_free(&j->at[i]);
		if (base)
			record_free(base);
		record_free(j->at[i].record);
		mem_free(base);
		mem_free(j->at[i].record);
	}
	vec_free(j);
}

bool joined_clash(const struct joined *j)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->at[i].result == CHANGE_CONFLICT)
			return true;
	return false;
}
