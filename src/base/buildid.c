#include <binggui/base/buildid.h>

#include <link.h>
#include <string.h>

struct found {
	uint8_t *out;
	size_t n;
};

/* The notes of a segment, one behind the other, each with its name and its bytes filled up to 4. */
static void look(struct found *f, const char *at, size_t n)
{
	ElfW(Nhdr) note;

	while (n >= sizeof note) {
		memcpy(&note, at, sizeof note);
		size_t name = (note.n_namesz + 3U) & ~(size_t)3;
		size_t whole = sizeof note + name + ((note.n_descsz + 3U) & ~(size_t)3);
		if (whole > n)
			return;
		if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof "GNU" &&
			memcmp(at + sizeof note, "GNU", sizeof "GNU") == 0 &&
			note.n_descsz <= BUILDID_MOST) {
			memcpy(f->out, at + sizeof note + name, note.n_descsz);
			f->n = note.n_descsz;
			return;
		}
		at += whole;
		n -= whole;
	}
}

/* The program itself comes first; its libraries are not asked. */
static int see_object(struct dl_phdr_info *info, size_t size, void *context)
{
	(void)size;
	for (size_t i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];
		if (p->p_type == PT_NOTE)
			look(context, (const char *)info->dlpi_addr + p->p_vaddr, p->p_memsz);
	}
	return 1;
}

size_t buildid(uint8_t out[BUILDID_MOST])
{
	struct found f = {out, 0};

	memset(out, 0, BUILDID_MOST);
	dl_iterate_phdr(see_object, &f);
	return f.n;
}
