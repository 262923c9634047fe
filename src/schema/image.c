#include <binggui/schema/image.h>

#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>

/*
 * The block: head, structs, texts, then the places of all pointers and of all types.  Structs stand
 * together, so that what is written to (types, numbers) is on few pages.
 */
struct head {
	uint64_t address;         /* of the head, where pointers are right as they stand */
	uint32_t structs, texts;  /* bytes */
	uint32_t pointers, types; /* how many */
};

/* The type at a place among the structs. */
struct typed {
	uint32_t at, type;
};

/* A struct that has its place, but not yet what it points to. */
struct waiting {
	const struct shape *shape;
	const char *from;
	uint32_t at;
};

/* A pointer whose target is not yet known to have a place. */
struct owed {
	uint32_t at;
	const void *target;
};

enum { ALIGNED = sizeof(uint64_t) };

struct packer {
	struct str structs, texts;
	struct map placed; /* address of a struct -> its place among the structs + 1 */
	struct map known;  /* text -> its place among the texts + 1 */
	VEC(uint32_t) pointers;
	VEC(uint32_t) to_texts; /* those of them that point into the texts */
	VEC(struct typed) types;
	VEC(struct owed) owed;
	VEC(struct waiting) waiting; /* in turn: structs of one kind then stand near each other */
	bool bad;
};

/* ---- words and bytes ------------------------------------------------------------------------- */

static void *pointer_in(const void *from, size_t at)
{
	void *p;

	memcpy(&p, (const char *)from + at, sizeof p);
	return p;
}

static size_t count_in(const void *from, const struct shape_part *part)
{
	uint32_t narrow;
	size_t n;

	if (part->n_size == sizeof n)
		return memcpy(&n, (const char *)from + part->n_at, sizeof n), n;
	memcpy(&narrow, (const char *)from + part->n_at, sizeof narrow);
	return narrow;
}

static void set_word(struct str *bytes, size_t at, uintptr_t word)
{
	memcpy(bytes->at + at, &word, sizeof word);
}

/* Room for a copy of n bytes among the structs. */
static uint32_t put(struct packer *p, const void *from, size_t n)
{
	static const char zeros[ALIGNED];
	size_t at = p->structs.n;

	str_addn(&p->structs, from, n);
	str_addn(&p->structs, zeros, (ALIGNED - n % ALIGNED) % ALIGNED);
	return (uint32_t)at;
}

/* The struct's copy is at `at`: others may point to it, and what it points to has its turn. */
static void admit(struct packer *p, const struct shape *s, const void *from, uint32_t at)
{
	const struct waiting w = {s, from, at};

	map_putn(&p->placed, &from, sizeof from, (void *)((uintptr_t)at + 1));
	vec_push(&p->waiting, w);
}

/* The pointer at `at` points to place `target` of the structs. */
static void point(struct packer *p, uint32_t at, uint32_t target)
{
	set_word(&p->structs, at, target);
	vec_push(&p->pointers, at);
}

static void point_into_texts(struct packer *p, uint32_t at, size_t place)
{
	point(p, at, (uint32_t)place);
	vec_push(&p->to_texts, at);
}

static void point_bytes(struct packer *p, uint32_t at, const char *bytes, size_t n)
{
	point_into_texts(p, at, p->texts.n);
	str_addn(&p->texts, bytes, n);
	str_addc(&p->texts, '\0');
}

/* Texts that are alike are one. */
static void point_word(struct packer *p, uint32_t at, const char *word, size_t n)
{
	uintptr_t place = (uintptr_t)map_getn(&p->known, word, n);

	if (place) {
		point_into_texts(p, at, place - 1);
		return;
	}
	map_putn(&p->known, word, n, (void *)(p->texts.n + 1));
	point_bytes(p, at, word, n);
}

static void point_text(struct packer *p, uint32_t at, const char *text)
{
	if (text)
		point_word(p, at, text, strlen(text));
}

static void point_seen(struct packer *p, uint32_t at, const void *target)
{
	const struct owed o = {at, target};

	if (target)
		vec_push(&p->owed, o);
}

/* ---- structs --------------------------------------------------------------------------------- */

static void pack_parts(struct packer *p, const struct shape *s, const char *from, uint32_t at);

/* Structs that stand side by side. */
static void pack_structs(
	struct packer *p, const struct shape *s, const char *from, size_t n, uint32_t at)
{
	uint32_t place = put(p, from, n * s->size);

	point(p, at, place);
	for (size_t i = 0; i < n; i++, from += s->size, place += (uint32_t)s->size)
		admit(p, s, from, place);
}

/* An array of n pointers, all NULL as yet. */
static uint32_t put_array(struct packer *p, size_t n, uint32_t at)
{
	void *none = mem_array(n, sizeof(void *));
	uint32_t place = put(p, none, n * sizeof(void *));

	mem_free(none);
	point(p, at, place);
	return place;
}

/* Structs that pointers in an array point to; side by side from now on. */
static void pack_each(
	struct packer *p, const struct shape *s, void *const *from, size_t n, uint32_t at)
{
	uint32_t array = put_array(p, n, at);

	for (size_t i = 0; i < n; i++) {
		uint32_t place = put(p, from[i], s->size);
		point(p, array + (uint32_t)(i * sizeof(void *)), place);
		admit(p, s, from[i], place);
	}
}

static void pack_array(
	struct packer *p, const struct shape_part *part, void *const *from, size_t n, uint32_t at)
{
	uint32_t array = put_array(p, n, at);

	for (size_t i = 0; i < n; i++, array += (uint32_t)sizeof(void *))
		if (part->kind == SHAPE_TEXTS)
			point_text(p, array, from[i]);
		else
			point_seen(p, array, from[i]);
}

/* Slots and index are taken as they are: where a key stands follows from its bytes. */
static void pack_map(struct packer *p, const struct map *m, uint32_t at)
{
	if (!m->n_slots)
		return;
	uint32_t slots = put(p, m->slots, m->n_slots * sizeof *m->slots);
	point(p, at + (uint32_t)offsetof(struct map, slots), slots);
	point(p, at + (uint32_t)offsetof(struct map, index),
		put(p, m->index, m->n_index * sizeof *m->index));
	for (size_t i = 0; i < m->n_slots; i++, slots += (uint32_t)sizeof *m->slots) {
		const struct map_slot *s = &m->slots[i];
		set_word(&p->structs, slots + offsetof(struct map_slot, key), 0);
		set_word(&p->structs, slots + offsetof(struct map_slot, value), 0);
		if (!s->key)
			continue;
		point_word(p, slots + (uint32_t)offsetof(struct map_slot, key), s->key, s->n_key);
		point_seen(p, slots + (uint32_t)offsetof(struct map_slot, value), s->value);
	}
}

static void pack_type(struct packer *p, const struct type *type, uint32_t at)
{
	struct typed t = {at, 0};

	if (!type)
		return;
	while (type_at(t.type) && type_at(t.type) != type)
		t.type++;
	p->bad |= !type_at(t.type);
	vec_push(&p->types, t);
}

static void pack_part(
	struct packer *p, const struct shape_part *part, const char *from, uint32_t at)
{
	void *target = pointer_in(from, part->at);
	uint32_t place = at + (uint32_t)part->at;
	size_t n = part->n_size ? count_in(from, part) : 1;

	if (part->kind == SHAPE_PART) {
		pack_parts(p, part->of, from + part->at, place);
		return;
	}
	if (part->kind == SHAPE_MAP) {
		set_word(&p->structs, place + offsetof(struct map, slots), 0);
		set_word(&p->structs, place + offsetof(struct map, index), 0);
		pack_map(p, (const struct map *)(const void *)(from + part->at), place);
		return;
	}
	set_word(&p->structs, place, 0);
	if (!target || !n)
		return;
	switch (part->kind) {
	case SHAPE_TEXT:
		point_text(p, place, target);
		break;
	case SHAPE_BYTES:
		point_bytes(p, place, target, n);
		break;
	case SHAPE_ONE:
	case SHAPE_MANY:
		pack_structs(p, part->of, target, n, place);
		break;
	case SHAPE_EACH:
		pack_each(p, part->of, target, n, place);
		break;
	case SHAPE_TEXTS:
	case SHAPE_SEENS:
		pack_array(p, part, target, n, place);
		break;
	case SHAPE_SEEN:
		point_seen(p, place, target);
		break;
	case SHAPE_TYPE:
		pack_type(p, target, place);
		break;
	default:
		break;
	}
}

static void pack_parts(struct packer *p, const struct shape *s, const char *from, uint32_t at)
{
	for (size_t i = 0; i < s->n; i++)
		pack_part(p, &s->parts[i], from, at);
}

/* ---- the block ------------------------------------------------------------------------------- */

/* Pointers to what got its place after them. */
static void pay(struct packer *p)
{
	for (size_t i = 0; i < p->owed.n; i++) {
		const struct owed *o = &p->owed.at[i];
		uintptr_t place = (uintptr_t)map_getn(&p->placed, &o->target, sizeof o->target);
		p->bad |= !place;
		if (place)
			point(p, o->at, (uint32_t)(place - 1));
	}
}

static void add_to_word(struct str *bytes, size_t at, uintptr_t more)
{
	set_word(bytes, at, (uintptr_t)pointer_in(bytes->at, at) + more);
}

static void write_block(struct str *out, struct packer *p, uint64_t address)
{
	static const char zeros[ALIGNED];

	str_addn(&p->texts, zeros, (ALIGNED - p->texts.n % ALIGNED) % ALIGNED);
	const struct head h = {address, (uint32_t)p->structs.n, (uint32_t)p->texts.n,
		(uint32_t)p->pointers.n, (uint32_t)p->types.n};
	for (size_t i = 0; i < p->to_texts.n; i++)
		add_to_word(&p->structs, p->to_texts.at[i], p->structs.n);
	for (size_t i = 0; i < p->pointers.n; i++)
		add_to_word(&p->structs, p->pointers.at[i], (uintptr_t)address + sizeof h);
	str_addn(out, &h, sizeof h);
	str_addn(out, p->structs.at, p->structs.n);
	str_addn(out, p->texts.at, p->texts.n);
	str_addn(out, p->pointers.at, p->pointers.n * sizeof *p->pointers.at);
	str_addn(out, p->types.at, p->types.n * sizeof *p->types.at);
}

bool image_pack(struct str *out, const struct shape *shape, const void *root, uint64_t address)
{
	struct packer p = {.bad = false};

	admit(&p, shape, root, put(&p, root, shape->size));
	for (size_t i = 0; i < p.waiting.n; i++) {
		const struct waiting w = p.waiting.at[i];
		pack_parts(&p, w.shape, w.from, w.at);
	}
	pay(&p);
	if (!p.bad)
		write_block(out, &p, address);
	str_free(&p.structs);
	str_free(&p.texts);
	map_free(&p.placed);
	map_free(&p.known);
	vec_free(&p.pointers);
	vec_free(&p.to_texts);
	vec_free(&p.types);
	vec_free(&p.owed);
	vec_free(&p.waiting);
	return !p.bad;
}

/* Every pointer is as far off as the block lies from where it was meant to lie. */
static void shift(char *structs, const char *places, size_t n, uintptr_t by)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t at;
		memcpy(&at, places + i * sizeof at, sizeof at);
		uintptr_t word = (uintptr_t)pointer_in(structs, at) + by;
		memcpy(structs + at, &word, sizeof word);
	}
}

static void set_types(char *structs, const char *places, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct typed t;
		memcpy(&t, places + i * sizeof t, sizeof t);
		const struct type *type = type_at(t.type);
		memcpy(structs + t.at, &type, sizeof type);
	}
}

void *image_settle(void *block, size_t n)
{
	struct head h;
	char *structs = (char *)block + sizeof h;

	if (n < sizeof h)
		return NULL;
	memcpy(&h, block, sizeof h);
	uint64_t texts = (uint64_t)sizeof h + h.structs, pointers = texts + h.texts;
	uint64_t types = pointers + (uint64_t)h.pointers * sizeof(uint32_t);
	if (n != types + (uint64_t)h.types * sizeof(struct typed))
		return NULL;
	if ((uintptr_t)block != (uintptr_t)h.address)
		shift(structs, (char *)block + pointers, h.pointers,
			(uintptr_t)block - (uintptr_t)h.address);
	set_types(structs, (char *)block + types, h.types);
	return structs;
}
