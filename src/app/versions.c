#include <binggui/app/versions.h>

#include <binggui/table/entry.h>

static void take_back(const struct journal_entry *j, struct record *r)
{
	for (size_t i = 0; i < j->n; i++) {
		if (j->at[i].field == FIELD_VOIDED)
			r->voided = *j->at[i].old != '\0';
		else
			record_set(r, j->at[i].field, j->at[i].old);
	}
}

void versions_get(const struct journal_list *entries, const struct record *now, uint32_t version,
	struct record *out)
{
	record_copy(out, now);
	for (size_t i = 0; i < entries->n && entries->at[i].version > version; i++)
		if (entries->at[i].version <= now->version)
			take_back(&entries->at[i], out);
	out->version = version < now->version ? version : now->version;
}
