#include <binggui/schema/treefile.h>

#include <stdint.h>
#include <string.h>

#include <zlib.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/yamlpack.h>

enum { BYTES_MAX = 8 << 20 };

/* In the byte order of this machine: another one's file is foreign. */
struct head {
	char name[4];
	uint32_t version, crc; /* of all that follows */
};
static const char head_name[4] = {'B', 'G', 'T', 'F'};

/* Behind it stand name, text and tree. */
struct entry {
	uint32_t name, text, tree;
};

struct used {
	struct span name, text, tree;
	char *parsed; /* owns the tree's bytes if it was parsed now */
};

struct treefile {
	char *path;
	struct str stored; /* the file as it is, head included */
	VEC(struct used) used;
	bool fresh; /* some of them were parsed now */
	bool faulty;
};

static bool is_sound(const struct str *s)
{
	struct head h;

	if (s->n < sizeof h)
		return false;
	memcpy(&h, s->at, sizeof h);
	return memcmp(h.name, head_name, sizeof h.name) == 0 && h.version == YAMLPACK_VERSION &&
	       h.crc == crc32(0, (const Bytef *)s->at + sizeof h, (uInt)(s->n - sizeof h));
}

struct treefile *treefile_open(const char *path)
{
	struct treefile *t = mem_new0(struct treefile);

	t->path = mem_strdup(path);
	if (path && (!file_read(path, BYTES_MAX, &t->stored, NULL) || !is_sound(&t->stored)))
		str_clear(&t->stored);
	return t;
}

/* The tree stored for exactly this text; n = 0 if there is none. */
static struct span stored_tree(const struct treefile *t, struct span name, struct span text)
{
	const char *at = str_c(&t->stored), *end = at + t->stored.n;
	struct entry e;

	if (t->stored.n)
		at += sizeof(struct head);
	for (; (size_t)(end - at) >= sizeof e; at += (size_t)e.name + e.text + e.tree) {
		memcpy(&e, at, sizeof e);
		at += sizeof e;
		if ((uint64_t)e.name + e.text + e.tree > (uint64_t)(end - at))
			break;
		if (span_eq(name, (struct span){at, e.name}) &&
			span_eq(text, (struct span){at + e.name, e.text}))
			return (struct span){at + e.name + e.text, e.tree};
	}
	return (struct span){NULL, 0};
}

static struct yaml_node *parse_now(
	struct treefile *t, struct span name, struct span text, struct faults *faults)
{
	struct str tree = {0};
	size_t before = faults->n;
	struct yaml_node *root = yaml_parse(name.at, text.at, text.n, faults);

	t->faulty |= !root || faults->n > before;
	if (t->path && root && !t->faulty) {
		yamlpack_write(&tree, root);
		const struct used u = {name, text, {tree.at, tree.n}, tree.at};
		vec_push(&t->used, u);
		t->fresh = true;
	}
	return root;
}

struct yaml_node *treefile_parse(
	struct treefile *t, const char *name, const char *text, size_t n, struct faults *faults)
{
	struct span named = span_of(name), whole = {text, n};
	struct span tree = stored_tree(t, named, whole);
	struct yaml_node *root = tree.n ? yamlpack_read(name, tree.at, tree.n) : NULL;

	if (!root)
		return parse_now(t, named, whole, faults);
	const struct used u = {named, whole, tree, NULL};
	vec_push(&t->used, u);
	return root;
}

static void add_entry(struct str *bytes, const struct used *u)
{
	const struct entry e = {(uint32_t)u->name.n, (uint32_t)u->text.n, (uint32_t)u->tree.n};

	str_addn(bytes, &e, sizeof e);
	str_addn(bytes, u->name.at, u->name.n);
	str_addn(bytes, u->text.at, u->text.n);
	str_addn(bytes, u->tree.at, u->tree.n);
}

static void save(const struct treefile *t)
{
	struct head h = {.version = YAMLPACK_VERSION};
	struct str bytes = {0}, dir = {0};
	const char *slash = strrchr(t->path, '/');

	memcpy(h.name, head_name, sizeof h.name);
	str_addn(&bytes, &h, sizeof h);
	for (size_t i = 0; i < t->used.n; i++)
		add_entry(&bytes, &t->used.at[i]);
	h.crc = (uint32_t)crc32(0, (const Bytef *)bytes.at + sizeof h, (uInt)(bytes.n - sizeof h));
	memcpy(bytes.at, &h, sizeof h);
	if (slash)
		str_addn(&dir, t->path, (size_t)(slash - t->path));
	if (!dir.n || file_make_dirs(dir.at, 0700, NULL))
		file_write(
			t->path, bytes.at, bytes.n, 0600, NULL); /* without it all is only slower */
	str_free(&bytes);
	str_free(&dir);
}

void treefile_close(struct treefile *t)
{
	if (t->path && t->fresh && !t->faulty)
		save(t);
	for (size_t i = 0; i < t->used.n; i++)
		mem_free(t->used.at[i].parsed);
	vec_free(&t->used);
	mem_free(t->path);
	str_free(&t->stored);
	mem_free(t);
}
