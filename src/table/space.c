#include <binggui/table/space.h>

#include <string.h>

void space_meta(struct key *k, const char *name)
{
	key_start(k, SPACE_META);
	key_raw(k, name, strlen(name));
}

void space_meta2(struct key *k, const char *name, const char *part)
{
	space_meta(k, name);
	key_u8(k, '/');
	key_raw(k, part, strlen(part));
}

void space_source(struct key *k, const char *name, uint16_t chunk)
{
	key_start(k, SPACE_SCREENS);
	key_room(k, 2);
	key_text(k, name);
	key_u16(k, chunk);
}

void space_table(struct key *k, const char *name)
{
	key_start(k, SPACE_TABLE);
	key_raw(k, name, strlen(name));
}

void space_field(struct key *k, uint16_t table, const char *name)
{
	key_start(k, SPACE_FIELD);
	key_u16(k, table);
	key_raw(k, name, strlen(name));
}

void space_record(struct key *k, uint16_t table, uint64_t id)
{
	key_start(k, SPACE_RECORD);
	key_u16(k, table);
	key_u64(k, id);
}

void space_journal(struct key *k, uint16_t station, uint64_t seq)
{
	key_start(k, SPACE_JOURNAL);
	key_u16(k, station);
	key_u64(k, seq);
}

void space_draft(struct key *k, const char *user, uint16_t table, uint64_t id, uint32_t slot)
{
	key_start(k, SPACE_DRAFT);
	key_text(k, user);
	key_u16(k, table);
	key_u64(k, id);
	key_u32(k, slot);
}

void space_batch(struct key *k, uint64_t id)
{
	key_start(k, SPACE_BATCH);
	key_u64(k, id);
}

void space_all(struct space_range *r, uint8_t space)
{
	key_start(&r->low, space);
	key_after(&r->high, &r->low);
}

void space_of_table(struct space_range *r, uint8_t space, uint16_t table)
{
	key_start(&r->low, space);
	key_u16(&r->low, table);
	key_after(&r->high, &r->low);
}

void space_of_field(struct space_range *r, uint8_t space, uint16_t table, uint16_t field)
{
	key_start(&r->low, space);
	key_u16(&r->low, table);
	key_u16(&r->low, field);
	key_after(&r->high, &r->low);
}

void space_number(uint8_t out[8], uint64_t v)
{
	for (size_t i = 8; i-- > 0; v >>= 8)
		out[i] = (uint8_t)v;
}

static uint64_t number_at(const uint8_t *at)
{
	uint64_t v = 0;

	for (size_t i = 0; i < 8; i++)
		v = v << 8 | at[i];
	return v;
}

uint64_t space_number_of(struct kv_bytes value)
{
	return value.n == 8 ? number_at(value.at) : 0;
}

uint64_t space_last_id(struct kv_bytes key)
{
	return key.n > 8 ? number_at((const uint8_t *)key.at + key.n - 8) : 0;
}
