#include <binggui/schema/kept.h>

#include <stdint.h>
#include <string.h>

#include <binggui/base/buildid.h>
#include <binggui/base/file.h>
#include <binggui/base/filemap.h>
#include <binggui/base/mem.h>
#include <binggui/schema/image.h>
#include <binggui/schema/shape.h>
#include <binggui/schema/sources.h>

/* Nothing of a program, its libraries or its memory lies here of its own. */
#define ADDRESS (sizeof(void *) == 8 ? UINT64_C(0x200000000000) : 0)

enum { BYTES_MAX = 64 << 20 };

/* In the byte order of this machine: another one's program has another build id. */
struct head {
	char name[8];
	uint64_t sum; /* of all that follows */
	uint8_t build[BUILDID_MOST];
	uint64_t n; /* bytes of the image that follows */
};
static const char head_name[8] = "BGDEFS1";

enum { SUMMED_FROM = offsetof(struct head, build) };

/* ---- the sum --------------------------------------------------------------------------------- */

/*
 * Sees damage, not malice.  Four words at once, so that it costs little against reading them; every step
 * can be undone, so no single change is lost on the way.
 */
static uint64_t step(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

static uint64_t word_at(const char *at, size_t n)
{
	uint64_t word = 0;

	memcpy(&word, at, n);
	return word;
}

static uint64_t sum(const char *at, size_t n)
{
	enum { WORD = sizeof(uint64_t), LANES = 4 };
	uint64_t h[LANES] = {1, 2, 3, 4}, all = n;

	for (; n >= LANES * WORD; at += LANES * WORD, n -= LANES * WORD)
		for (size_t i = 0; i < LANES; i++)
			h[i] = step(h[i], word_at(at + i * WORD, WORD));
	for (; n; at += n < WORD ? n : WORD, n -= n < WORD ? n : WORD)
		h[0] = step(h[0], word_at(at, n < WORD ? n : WORD));
	for (size_t i = 0; i < LANES; i++)
		all = step(all, h[i]);
	return all;
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool is_sound(const struct filemap *m)
{
	uint8_t build[BUILDID_MOST];
	struct head h;

	if (m->n < sizeof h || !buildid(build))
		return false;
	memcpy(&h, m->at, sizeof h);
	return memcmp(h.name, head_name, sizeof h.name) == 0 &&
	       memcmp(h.build, build, sizeof h.build) == 0 && h.n == m->n - sizeof h &&
	       h.sum == sum(m->at + SUMMED_FROM, m->n - SUMMED_FROM);
}

struct defs *kept_open(const char *path, const char *dir)
{
	struct filemap *m = filemap_open(path, BYTES_MAX, ADDRESS);
	struct defs *d = NULL;

	if (m && is_sound(m))
		d = image_settle(m->at + sizeof(struct head), m->n - sizeof(struct head));
	if (d && sources_same(d->sources, d->n_sources, dir)) {
		d->kept = m;
		return d;
	}
	filemap_close(m);
	return NULL;
}

/* ---- writing --------------------------------------------------------------------------------- */

static bool write_file(const char *path, const struct str *bytes)
{
	const char *slash = strrchr(path, '/');
	struct str dir = {0};

	if (slash)
		str_addn(&dir, path, (size_t)(slash - path));
	bool ok = !dir.n || file_make_dirs(dir.at, 0700, NULL);
	str_free(&dir);
	return ok && file_write(path, bytes->at, bytes->n, 0600, NULL);
}

bool kept_write(const char *path, const struct defs *d)
{
	struct str bytes = {0};
	struct head h = {.n = 0};

	memcpy(h.name, head_name, sizeof h.name);
	str_addn(&bytes, &h, sizeof h);
	bool ok = buildid(h.build) &&
		  image_pack(&bytes, shape_defs(), d, ADDRESS + (ADDRESS ? sizeof h : 0));
	if (ok) {
		h.n = bytes.n - sizeof h;
		memcpy(bytes.at, &h, sizeof h);
		h.sum = sum(bytes.at + SUMMED_FROM, bytes.n - SUMMED_FROM);
		memcpy(bytes.at, &h, sizeof h);
		ok = bytes.n <= BYTES_MAX && write_file(path, &bytes);
	}
	str_free(&bytes);
	return ok;
}
